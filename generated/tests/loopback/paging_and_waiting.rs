//! Tests of paginators and waiters.

use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::RequestId;
use dms_sdk::waiters::WaiterError;
use serde_json::{Value, json};

use crate::pauses::NoPause;
use crate::server::{ENDPOINT_ARN, REQUEST_ID, Response, Server};

fn schemas(names: Value, marker: Option<&str>) -> Response {
    Response::json(200, json!({ "Schemas": names, "Marker": marker }))
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
async fn a_paginator_returns_the_pages_before_an_error_and_then_ends() {
    let fault = Response::fault("ResourceNotFoundFault", "gone");
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

fn connections(statuses: &[&str]) -> Response {
    let connections: Vec<_> = statuses.iter().map(|status| json!({ "Status": status })).collect();
    Response::json(200, json!({ "Connections": connections }))
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
    let waiting = server.impatient_client(&pauses).wait_until_test_connection_succeeds();
    let end = waiting.wait(Duration::from_secs(3600)).await.expect("success");

    assert_eq!(end.into_result().expect("an output").connections().len(), 2);
    assert_eq!(server.operations(), ["DescribeConnections"; 4]);
    let pauses = pauses.taken();
    assert_eq!(pauses.len(), 3, "{pauses:?}");
    assert!(pauses.iter().all(|pause| *pause >= Duration::from_secs(5)), "{pauses:?}");
}

#[tokio::test]
async fn a_waiter_ends_at_a_failure_state() {
    let server = Server::scripted([connections(&["testing"]), connections(&["successful", "failed"])]).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(3600)).await.expect_err("a failed test");
    assert!(matches!(err, WaiterError::FailureState(_)), "{err:?}");
}

#[tokio::test]
async fn a_waiter_ends_after_its_time_limit() {
    let server = Server::answering(|_| connections(&["testing"])).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(1)).await.expect_err("no end");
    assert!(matches!(err, WaiterError::ExceededMaxWait(_)), "{err:?}");
}

#[tokio::test]
async fn a_waiter_reports_an_error_it_has_no_state_for() {
    let server = Server::scripted([Response::fault("AccessDeniedException", "no")]).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_test_connection_succeeds();
    let err = waiting.wait(Duration::from_secs(3600)).await.expect_err("a refusal");
    assert!(matches!(err, WaiterError::OperationFailed(_)), "{err:?}");
}

#[tokio::test]
async fn items_are_returned_one_by_one_from_all_pages() {
    let pages = [schemas(json!(["a", "b"]), Some("2")), schemas(json!([]), Some("3")), schemas(json!(["c"]), None)];
    let server = Server::scripted(pages).await;
    let items = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().items().send();
    let names = items.collect::<Result<Vec<_>, _>>().await.expect("all items");
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_repeated_marker_is_followed_if_configured() {
    let server = Server::answering(|_| schemas(json!(["a"]), Some("same"))).await;
    let paginator = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator();
    let mut pages = paginator.stop_on_duplicate_token(false).send();
    for _ in 0..5 {
        assert_eq!(pages.next().await.expect("a page").expect("a good page").marker(), Some("same"));
    }
}

#[tokio::test]
async fn paginators_and_waiters_are_in_the_user_agent() {
    let polls = [connections(&["successful"]), schemas(json!([]), None), schemas(json!([]), None)];
    let server = Server::scripted(polls).await;
    let waiting = server.client().wait_until_test_connection_succeeds();
    waiting.wait(Duration::from_secs(1)).await.expect("success");
    let call = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN);
    call.clone().into_paginator().send().try_collect().await.expect("one page");
    call.send().await.expect("one response");
    let features: Vec<Vec<String>> =
        server.requests().iter().map(|request| features(request.header("x-amz-user-agent"))).collect();
    let has = |index: usize, feature: &str| features[index].iter().any(|known| known == feature);
    assert!(has(0, "B") && has(1, "C"), "{features:?}");
    assert!(!has(2, "B") && !has(2, "C"), "{features:?}");
}

/// Returns the letters after `m/`, which are the features that a call uses.
fn features(agent: &str) -> Vec<String> {
    let mut words = agent.split(' ');
    let letters = words.find_map(|word| word.strip_prefix("m/")).unwrap_or_default();
    letters.split(',').map(str::to_owned).collect()
}

fn refresh(status: Value, message: Option<&str>) -> Response {
    Response::json(200, json!({ "RefreshSchemasStatus": { "Status": status, "LastFailureMessage": message } }))
}

#[tokio::test]
async fn a_refresh_of_schemas_is_waited_for() {
    let server = Server::scripted([
        refresh(json!(null), None),
        refresh(json!("refreshing"), None),
        refresh(json!("successful"), None),
    ])
    .await;
    let pauses = NoPause::default();
    let waiting = server.impatient_client(&pauses).wait_until_schemas_refreshed().endpoint_arn(ENDPOINT_ARN);
    assert_eq!(waiting.as_input().get_endpoint_arn().as_deref(), Some(ENDPOINT_ARN));
    waiting.wait(Duration::from_secs(3600)).await.expect("success");
    assert_eq!(server.operations(), ["DescribeRefreshSchemasStatus"; 3]);
    assert_eq!(pauses.taken().len(), 2);
}

#[tokio::test]
async fn a_failed_refresh_ends_the_wait_with_its_message() {
    let server =
        Server::scripted([refresh(json!("refreshing"), None), refresh(json!("failed"), Some("no route"))]).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_schemas_refreshed();
    let err = waiting.endpoint_arn(ENDPOINT_ARN).wait(Duration::from_secs(3600)).await.expect_err("the failure");
    assert_eq!(err.reason(), Some("no route"));
    assert_eq!(err.to_string(), "waiting failed for SchemasRefreshed: no route");
    assert!(matches!(err.waiter_error(), WaiterError::FailureState(_)), "{err:?}");
}

#[tokio::test]
async fn a_wait_that_cannot_poll_has_the_message_of_the_service() {
    let server = Server::scripted([Response::fault("ResourceNotFoundFault", "no such endpoint")]).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_schemas_refreshed();
    let err = waiting.endpoint_arn(ENDPOINT_ARN).wait(Duration::from_secs(3600)).await.expect_err("the fault");
    assert_eq!(err.reason(), None);
    assert!(err.to_string().contains("no such endpoint"), "{err}");
}

#[tokio::test]
async fn the_error_of_a_wait_converts_to_the_crate_s_error() {
    let seconds = Duration::from_secs(3600);
    let server = Server::scripted([
        refresh(json!("failed"), Some("no route")),
        Response::fault("ThrottlingException", "slow down"),
        Response::fault("ResourceNotFoundFault", "gone"),
    ])
    .await;
    let config = server.impatient_client(&NoPause::default()).config().to_builder();
    let client = Client::from_conf(config.retry_config(RetryConfig::disabled()).build());

    let err = client.wait_until_schemas_refreshed().endpoint_arn(ENDPOINT_ARN).wait(seconds).await;
    let err = dms_sdk::Error::from(err.expect_err("the failure"));
    assert!(err.to_string().starts_with("DescribeRefreshSchemasStatus: waiting failed for"), "{err}");
    assert!(err.to_string().contains("no route"), "{err}");
    assert!(!err.is_retryable());

    let err = client.wait_until_schemas_refreshed().endpoint_arn(ENDPOINT_ARN).wait(seconds).await;
    let err = dms_sdk::Error::from(err.expect_err("the fault"));
    assert_eq!((err.code(), err.is_throttling()), (Some("ThrottlingException"), true));

    let err = client.wait_until_replication_task_ready().wait(seconds).await;
    let err = dms_sdk::Error::from(err.expect_err("the fault"));
    assert_eq!((err.code(), err.message(), err.is_retryable()), (Some("ResourceNotFoundFault"), Some("gone"), false));
    assert_eq!(err.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn endpoints_are_active_when_all_of_them_are() {
    let endpoints = |statuses: &[&str]| {
        let endpoints: Vec<_> = statuses.iter().map(|status| json!({ "Status": status })).collect();
        Response::json(200, json!({ "Endpoints": endpoints }))
    };
    let server = Server::scripted([endpoints(&["active", "creating"]), endpoints(&["active", "active"])]).await;
    let client = server.impatient_client(&NoPause::default());
    client.wait_until_endpoint_active().wait(Duration::from_secs(3600)).await.expect("success");
    let server = Server::scripted([endpoints(&["active", "failed"])]).await;
    let client = server.impatient_client(&NoPause::default());
    let err = client.wait_until_endpoint_active().wait(Duration::from_secs(3600)).await.expect_err("a failure");
    assert!(matches!(err, WaiterError::FailureState(_)), "{err:?}");
}

fn task(status: &str, progress: i32, message: Option<&str>) -> Response {
    let stats = json!({ "FullLoadProgressPercent": progress });
    let task = json!({ "Status": status, "LastFailureMessage": message, "ReplicationTaskStats": stats });
    Response::json(200, json!({ "ReplicationTasks": [task] }))
}

#[tokio::test]
async fn a_task_is_finished_when_it_stopped_after_its_full_load() {
    let polls = [task("starting", 0, None), task("running", 40, None), task("stopped", 100, None)];
    let server = Server::scripted(polls).await;
    let waiting = server.impatient_client(&NoPause::default()).wait_until_replication_task_finished();
    waiting.wait(Duration::from_secs(3600)).await.expect("success");

    for (end, reason) in [(task("failed", 40, Some("disk full")), Some("disk full")), (task("stopped", 40, None), None)]
    {
        let server = Server::scripted([task("running", 40, None), end]).await;
        let waiting = server.impatient_client(&NoPause::default()).wait_until_replication_task_finished();
        let err = waiting.wait(Duration::from_secs(3600)).await.expect_err("a failure");
        assert_eq!(err.reason(), reason);
        assert!(matches!(err.into_waiter_error(), WaiterError::FailureState(_)));
    }
}
