//! Tests of calls whose futures are dropped: the connection is closed, no task is left, and the client is still usable.

use std::task::Poll;
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::{AsyncSleep, Sleep};
use tokio::runtime::{Handle, Runtime};

use crate::pauses::impatient;
use crate::raw::{Raw, Step, account, response, unfinished};
use crate::server::ENDPOINT_ARN;

/// A runtime only for the client, so that all its tasks belong to the client.
struct Own(Option<Runtime>);

impl Own {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Self(Some(runtime.expect("a runtime")))
    }

    fn handle(&self) -> &Handle {
        self.0.as_ref().expect("not dropped yet").handle()
    }

    /// Waits until no task is alive. A task ends soon after its last wake-up, but not immediately.
    async fn until_no_task_is_left(&self) {
        let quiet = async {
            while self.handle().metrics().num_alive_tasks() > 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        let quiet = tokio::time::timeout(crate::program::PATIENCE, quiet).await;
        assert!(quiet.is_ok(), "{} tasks are left", self.handle().metrics().num_alive_tasks());
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // A usual drop would block the runtime of the test.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

async fn is_good(client: &Client) -> bool {
    let response = client.describe_account_attributes().send().await;
    response.is_ok_and(|response| response.unique_account_identifier() == Some("acct"))
}

#[tokio::test]
async fn a_call_dropped_in_flight_closes_its_connection_and_leaves_no_task() {
    for stage in unfinished() {
        let server = Raw::scripted([stage.clone(), account(), account()]).await;
        let own = Own::new();
        let client = Client::from_conf(server.config().build());
        let call = own.handle().spawn(client.describe_account_attributes().send());
        server.until(|counts| counts.requests == 1).await;
        call.abort();
        assert!(call.await.expect_err("dropped").is_cancelled(), "{stage:?}");

        assert_eq!(server.until(|counts| counts.abandoned == 1).await.connections, 1, "{stage:?}");
        own.until_no_task_is_left().await;

        for _ in 0..2 {
            let client = client.clone();
            let good = own.handle().spawn(async move { is_good(&client).await });
            assert!(good.await.expect("an end"), "{stage:?}");
        }
        let counts = server.counts();
        assert_eq!((counts.connections, counts.requests), (2, 3), "{stage:?}");
        // Its connection is kept for the next call, and closed with the client.
        drop(client);
        own.until_no_task_is_left().await;
    }
}

#[tokio::test]
async fn a_call_that_is_never_polled_sends_nothing() {
    let server = Raw::scripted([account()]).await;
    let client = Client::from_conf(server.config().build());
    drop(client.describe_account_attributes().send());
    assert!(is_good(&client).await);
    assert_eq!((server.counts().connections, server.counts().requests), (1, 1));
}

#[tokio::test]
async fn a_call_dropped_after_any_number_of_polls_does_not_change_the_client() {
    for polls in 1..=12 {
        let server = Raw::scripted((0..4).map(|_| account())).await;
        let client = Client::from_conf(server.config().build());
        let mut call = Box::pin(client.describe_account_attributes().send());
        let mut left = polls;
        // Ends after the last poll, or with the call.
        let ended = std::future::poll_fn(|context| {
            left -= 1;
            match call.as_mut().poll(context) {
                Poll::Ready(response) => Poll::Ready(Some(response)),
                Poll::Pending if left == 0 => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            }
        });
        if let Some(response) = ended.await {
            assert_eq!(response.expect("a response").unique_account_identifier(), Some("acct"), "{polls}");
        }
        drop(call);
        for _ in 0..3 {
            assert!(is_good(&client).await, "{polls}");
        }
    }
}

/// Pauses that never end, and the number of started ones.
#[derive(Clone, Debug)]
struct Forever(tokio::sync::watch::Sender<usize>);

impl AsyncSleep for Forever {
    fn sleep(&self, _duration: Duration) -> Sleep {
        self.0.send_modify(|begun| *begun += 1);
        Sleep::new(std::future::pending())
    }
}

#[tokio::test]
async fn a_call_dropped_between_two_attempts_is_not_retried() {
    let refusal = || vec![Step::Send(response(503, "{}")), Step::Next];
    let server = Raw::scripted([refusal(), account()]).await;
    let (sender, mut pauses) = tokio::sync::watch::channel(0);
    let config = impatient(server.config(), Forever(sender));
    let client = Client::from_conf(config.retry_config(RetryConfig::standard()).build());
    let own = Own::new();
    let call = own.handle().spawn(client.describe_account_attributes().send());
    pauses.wait_for(|begun| *begun == 1).await.expect("a pause");
    call.abort();
    assert!(call.await.expect_err("dropped").is_cancelled());
    let again = client.clone();
    assert!(own.handle().spawn(async move { is_good(&again).await }).await.expect("an end"));
    // A connection with a server error is not reused.
    assert_eq!((server.counts().connections, server.counts().requests), (2, 2));
    drop(client);
    own.until_no_task_is_left().await;
}

#[tokio::test]
async fn a_paginator_and_a_waiter_dropped_in_flight_leave_nothing() {
    let server = Raw::scripted([vec![Step::Stall], vec![Step::Stall], account()]).await;
    let client = Client::from_conf(server.config().build());
    let own = Own::new();
    let pages = client.describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().items().send();
    let pages = own.handle().spawn(pages.collect::<Result<Vec<_>, _>>());
    let waiting = client.wait_until_schemas_refreshed().endpoint_arn(ENDPOINT_ARN);
    let waiting = own.handle().spawn(waiting.wait(Duration::from_secs(3600)));
    server.until(|counts| counts.requests == 2).await;
    pages.abort();
    waiting.abort();
    assert!(pages.await.expect_err("dropped").is_cancelled() && waiting.await.expect_err("dropped").is_cancelled());
    server.until(|counts| counts.abandoned == 2).await;
    own.until_no_task_is_left().await;
    assert!(is_good(&client).await);
}

#[tokio::test]
async fn dropped_calls_do_not_affect_concurrent_calls() {
    const CALLS: usize = 60;
    let scripts = (0..CALLS).map(|n| if n % 2 == 0 { vec![Step::Stall] } else { account() });
    let server = Raw::scripted(scripts.chain((0..CALLS).map(|_| account()))).await;
    let client = Client::from_conf(server.config().build());
    let own = Own::new();
    // The calls arrive at the server in order, so that every second one is stalled.
    let mut waiting = Vec::new();
    for n in 0..CALLS {
        let client = client.clone();
        let call = own.handle().spawn(async move { is_good(&client).await });
        server.until(|counts| counts.requests == n + 1).await;
        match n % 2 {
            0 => waiting.push(call),
            _ => assert!(call.await.expect("an end"), "call {n}"),
        }
    }
    for call in &waiting {
        call.abort();
    }
    assert_eq!(server.until(|counts| counts.abandoned == CALLS / 2).await.requests, CALLS);
    assert!(is_good(&client).await);
    drop((client, waiting));
    own.until_no_task_is_left().await;
}
