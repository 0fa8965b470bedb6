//! Paginators and waiters: several requests behind one call.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{AsyncSleep, IdentityCache, Sleep, StalledStreamProtectionConfig};
use dms_sdk::waiters::test_connection_succeeds::WaitUntilTestConnectionSucceedsError as WaitError;
use serde_json::{Value, json};

use crate::server::{ENDPOINT_ARN, Reply, Server};

fn schemas(names: Value, marker: Option<&str>) -> Reply {
    Reply::json(200, json!({ "Schemas": names, "Marker": marker }))
}

#[tokio::test]
async fn a_paginator_follows_the_marker_to_the_last_page() {
    let pages = [schemas(json!(["a", "b"]), Some("2")), schemas(json!([]), Some("3")), schemas(json!(["c"]), None)];
    let server = Server::scripted(pages).await;
    let paginator = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().page_size(20);
    let pages = paginator.send().collect::<Result<Vec<_>, _>>().await.expect("three pages");

    let names: Vec<_> = pages.iter().flat_map(|page| page.schemas()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let bodies: Vec<_> = server.requests().iter().map(|request| request.json()).collect();
    let expected = [
        json!({ "EndpointArn": ENDPOINT_ARN, "MaxRecords": 20 }),
        json!({ "EndpointArn": ENDPOINT_ARN, "MaxRecords": 20, "Marker": "2" }),
        json!({ "EndpointArn": ENDPOINT_ARN, "MaxRecords": 20, "Marker": "3" }),
    ];
    assert_eq!(bodies, expected);
}

#[tokio::test]
async fn a_paginator_ends_at_an_empty_or_a_repeated_marker() {
    for last in ["", "2"] {
        let server = Server::scripted([schemas(json!(["a"]), Some("2")), schemas(json!(["b"]), Some(last))]).await;
        let pages = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().send();
        let pages = pages.collect::<Result<Vec<_>, _>>().await.expect("two pages");
        assert_eq!((pages.len(), server.requests().len()), (2, 2), "last marker {last:?}");
    }
}

#[tokio::test]
async fn a_paginator_hands_out_the_pages_before_an_error_and_then_ends() {
    let fault = Reply::fault("ResourceNotFoundFault", "gone");
    let server = Server::scripted([schemas(json!(["a"]), Some("2")), fault]).await;
    let mut pages = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().send();

    assert_eq!(pages.next().await.expect("a page").expect("a good page").schemas(), ["a"]);
    let err = pages.next().await.expect("an error").expect_err("the fault");
    assert!(err.into_service_error().is_resource_not_found_fault());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_paginator_that_is_not_polled_sends_nothing() {
    let server = Server::scripted([]).await;
    drop(server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().send());
    assert_eq!(server.operations(), [""; 0]);
}

/// Ends every pause at once and remembers how long each was meant to be.
#[derive(Clone, Debug, Default)]
struct NoPause(Arc<Mutex<Vec<Duration>>>);

impl AsyncSleep for NoPause {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.lock().expect("the record").push(duration);
        Sleep::new(std::future::ready(()))
    }
}

/// A client whose only pauses are those of the waiter.
fn impatient_client(server: &Server, pauses: &NoPause) -> Client {
    let config = server
        .config()
        .sleep_impl(pauses.clone())
        .identity_cache(IdentityCache::no_cache())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    Client::from_conf(config.build())
}

fn connections(statuses: &[&str]) -> Reply {
    let connections: Vec<_> = statuses.iter().map(|status| json!({ "Status": status })).collect();
    Reply::json(200, json!({ "Connections": connections }))
}

#[tokio::test]
async fn a_waiter_polls_with_pauses_until_the_state_is_reached() {
    let polls = [
        connections(&["testing"]),
        connections(&[]),
        connections(&["successful", "testing"]),
        connections(&["successful", "successful"]),
    ];
    let server = Server::scripted(polls).await;
    let pauses = NoPause::default();
    let waiting = impatient_client(&server, &pauses).wait_until_test_connection_succeeds();
    let end = waiting.wait(Duration::from_secs(3600)).await.expect("success");

    assert_eq!(end.into_result().expect("an output").connections().len(), 2);
    assert_eq!(server.operations(), ["DescribeConnections"; 4]);
    let pauses = pauses.0.lock().expect("the record").clone();
    assert_eq!(pauses.len(), 3, "{pauses:?}");
    assert!(pauses.iter().all(|pause| *pause >= Duration::from_secs(5)), "{pauses:?}");
}

#[tokio::test]
async fn a_waiter_ends_at_a_failure_state() {
    let server = Server::scripted([connections(&["testing"]), connections(&["successful", "failed"])]).await;
    let waiting = impatient_client(&server, &NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(3600)).await.expect_err("a failed test");
    assert!(matches!(err, WaitError::FailureState(_)), "{err:?}");
}

#[tokio::test]
async fn a_waiter_gives_up_after_its_time() {
    let server = Server::answering(|_| connections(&["testing"])).await;
    let waiting = impatient_client(&server, &NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(1)).await.expect_err("no end");
    assert!(matches!(err, WaitError::ExceededMaxWait(_)), "{err:?}");
}

#[tokio::test]
async fn a_waiter_reports_an_error_it_has_no_state_for() {
    let server = Server::scripted([Reply::fault("AccessDeniedException", "no")]).await;
    let waiting = impatient_client(&server, &NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(3600)).await.expect_err("a refusal");
    assert!(matches!(err, WaitError::OperationFailed(_)), "{err:?}");
}
