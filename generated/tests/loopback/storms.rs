//! Tests with an overloaded service: the number and the times of retries, and their end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dms_sdk::config::retry::{RetryConfig, RetryPartition, TokenBucket};
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::{Client, Error};
use serde_json::json;

use crate::pauses::{NoPause, impatient};
use crate::server::{ENDPOINT_ARN, Response, Server, is_good};

/// Starts a server that responds to all requests with this status or this code.
async fn storm(status: u16, code: &'static str) -> Server {
    Server::answering(move |_| Response::json(status, json!({ "__type": code, "message": "too much" }))).await
}

fn client(server: &Server, attempts: u32) -> Client {
    let retries = RetryConfig::standard()
        .with_max_attempts(attempts)
        .with_initial_backoff(Duration::from_millis(1))
        .with_max_backoff(Duration::from_millis(2));
    Client::from_conf(server.config().retry_config(retries).build())
}

async fn fail(client: &Client) -> Error {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.expect_err("a storm").into()
}

#[tokio::test]
async fn each_kind_of_storm_gets_exactly_the_allowed_attempts() {
    let kinds = [
        (429, "TooManyRequestsException"),
        (400, "ThrottlingException"),
        (400, "Throttling"),
        (400, "RequestLimitExceeded"),
        (500, "InternalFailure"),
        (502, "BadGateway"),
        (503, "ServiceUnavailable"),
        (504, "GatewayTimeout"),
    ];
    for (status, code) in kinds {
        for attempts in [1, 2, 5] {
            let server = storm(status, code).await;
            let error = fail(&client(&server, attempts)).await;
            assert_eq!(error.code(), Some(code), "{status}");
            assert_eq!(server.requests().len(), attempts as usize, "{status} {code}");
            for (index, request) in server.requests().iter().enumerate() {
                let header = request.header("amz-sdk-request");
                assert!(header.contains(&format!("attempt={}; max={attempts}", index + 1)), "{header}");
            }
        }
    }
}

#[tokio::test]
async fn errors_of_the_caller_are_not_retried() {
    for (status, code) in [(400, "ValidationException"), (403, "AccessDeniedFault"), (404, "NotFound"), (400, "Other")]
    {
        let server = storm(status, code).await;
        assert_eq!(fail(&client(&server, 5)).await.code(), Some(code));
        assert_eq!(server.requests().len(), 1, "{status} {code}");
    }
}

#[tokio::test]
async fn a_long_storm_uses_up_the_retry_tokens_that_all_calls_of_a_client_share() {
    let server = storm(503, "ServiceUnavailable").await;
    let client = client(&server, 3);
    for _ in 0..200 {
        fail(&client).await;
    }
    // 200 calls of three attempts each would be 600; the bucket holds 500 tokens, and each new attempt takes five.
    let attempts = server.requests().len();
    assert!((201..=301).contains(&attempts), "{attempts}");
}

#[tokio::test]
async fn a_storm_that_ends_is_survived_by_calls_in_parallel() {
    let arrived = AtomicUsize::new(0);
    let server = Server::answering(move |_| match arrived.fetch_add(1, Ordering::Relaxed) {
        0..20 => Response::json(503, json!({ "__type": "ServiceUnavailable" })),
        _ => Response::success(),
    })
    .await;
    let client = client(&server, 10);
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("a response in the end");
    }
    assert_eq!(server.requests().len(), 40);
}

/// Returns a client with this number of retry tokens, whose pauses are only recorded.
fn recording(server: &Server, attempts: u32, tokens: usize, pauses: &NoPause) -> Client {
    let partition = RetryPartition::custom("storm").token_bucket(TokenBucket::new(tokens)).build();
    let retries = RetryConfig::standard().with_max_attempts(attempts);
    let config = impatient(server.config(), pauses.clone()).retry_config(retries).retry_partition(partition);
    Client::from_conf(config.build())
}

fn unavailable() -> Response {
    Response::text(503, "text/html", "<html><body>not now</body></html>")
}

fn throttled() -> Response {
    Response::fault("ThrottlingException", "slow down")
}

#[tokio::test]
async fn status_429_alone_is_not_retried() {
    let plain = || Response::json(429, json!({ "message": "slow down" }));
    let in_header = || plain().with_header("x-amzn-errortype", "ThrottledException");
    for (response, requests) in [(plain(), 1), (in_header(), 2)] {
        let server = Server::scripted([response, Response::success()]).await;
        assert_eq!(is_good(&recording(&server, 3, 500, &NoPause::default())).await, requests == 2);
        assert_eq!(server.requests().len(), requests);
    }
}

#[tokio::test]
async fn pauses_grow_from_attempt_to_attempt_up_to_their_limit() {
    let server = Server::answering(|_| unavailable()).await;
    let mut longest = [Duration::ZERO; 7];
    let pauses = NoPause::default();
    let client = recording(&server, 8, 1_000_000, &pauses);
    // A pause is a random fraction of its limit: with so many calls, some are near to it, and none is longer.
    for _ in 0..100 {
        assert!(!is_good(&client).await);
        for (longest, pause) in longest.iter_mut().zip(pauses.taken()) {
            *longest = (*longest).max(pause);
        }
    }
    for (pause, seconds) in longest.iter().zip([1, 2, 4, 8, 16, 20, 20]) {
        let limit = Duration::from_secs(seconds);
        assert!(*pause <= limit && *pause > limit / 2, "{longest:?}");
    }
}

#[tokio::test]
async fn a_pause_that_the_service_requests_is_made() {
    for (requested, made) in [("3000", 3000), ("0", 0), ("250", 250), ("100000", 20_000)] {
        let server =
            Server::scripted([throttled().with_header("x-amz-retry-after", requested), Response::success()]).await;
        let pauses = NoPause::default();
        assert!(is_good(&recording(&server, 3, 500, &pauses)).await);
        assert_eq!(pauses.taken(), [Duration::from_millis(made)], "{requested}");
    }
}

#[tokio::test]
async fn other_headers_do_not_change_the_pause() {
    // `Retry-After` is in seconds; the runtime supports only the service's own header.
    for (name, value) in [("retry-after", "3600"), ("x-amz-retry-after", "soon"), ("x-amz-retry-after", "-1")] {
        let server = Server::scripted([throttled().with_header(name, value), Response::success()]).await;
        let pauses = NoPause::default();
        assert!(is_good(&recording(&server, 3, 500, &pauses)).await);
        let pauses = pauses.taken();
        assert!(pauses.len() == 1 && pauses[0] <= Duration::from_secs(1), "{name}: {value}: {pauses:?}");
    }
}

#[tokio::test]
async fn successful_responses_after_a_storm_replenish_the_tokens() {
    let mut responses = vec![unavailable(), unavailable(), unavailable()];
    responses.extend((0..10).map(|_| Response::success()));
    responses.extend([unavailable(), Response::success()]);
    let server = Server::scripted(responses).await;
    let client = recording(&server, 3, 10, &NoPause::default());
    // There are tokens for one more attempt; then none is left.
    assert!(!is_good(&client).await);
    assert!(!is_good(&client).await);
    assert_eq!(server.requests().len(), 3);
    for _ in 0..10 {
        assert!(is_good(&client).await);
    }
    assert!(is_good(&client).await);
    assert_eq!(server.requests().len(), 15);
}

#[tokio::test]
async fn the_error_is_the_last_response_of_a_storm() {
    let server = Server::scripted([unavailable(), throttled(), Response::fault("ResourceNotFoundFault", "gone")]).await;
    let error = fail(&recording(&server, 5, 500, &NoPause::default())).await;
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundFault"), Some("gone")));
    assert_eq!(server.requests().len(), 3);
}
