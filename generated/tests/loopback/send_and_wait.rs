//! Tests of `send_and_wait`, which sends a request and waits for the end of its work, with servers that still report an
//! earlier end.

use std::time::Duration;

use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::describe_connections::DescribeConnectionsOutput;
use dms_sdk::types::{RefreshSchemasStatus, RefreshSchemasStatusTypeValue as Status};
use dms_sdk::{Client, Error};
use serde_json::{Value, json};

use crate::pauses::NoPause;
use crate::raw::{Raw, Step, response};
use crate::server::{ENDPOINT_ARN, INSTANCE_ARN, Response, Server};

const HOUR: Duration = Duration::from_secs(3600);

fn status(status: &str, date: u32) -> Response {
    Response::refresh(json!({ "Status": status, "LastRefreshDate": date }))
}

fn failed(message: &str) -> Response {
    Response::refresh(json!({ "Status": "failed", "LastFailureMessage": message }))
}

async fn refresh(client: &Client, max_wait: Duration) -> Result<RefreshSchemasStatus, Error> {
    let refresh = client.refresh_schemas().endpoint_arn(ENDPOINT_ARN).replication_instance_arn(INSTANCE_ARN);
    let end = refresh.send_and_wait(max_wait).await?;
    Ok(end.refresh_schemas_status.expect("a status"))
}

#[tokio::test]
async fn the_end_of_an_earlier_refresh_is_ignored() {
    for old in [|| status("successful", 1), || failed("the old reason")] {
        let server = Server::scripted([
            old(),
            old(),
            old(),
            Response::refresh(json!({})),
            status("refreshing", 1),
            status("refreshing", 1),
            status("successful", 2),
        ])
        .await;
        let pauses = NoPause::default();
        let end = refresh(&server.impatient_client(&pauses), HOUR).await.expect("success");

        assert_eq!(
            (end.status(), end.last_refresh_date().map(|date| date.secs())),
            (Some(&Status::Successful), Some(2))
        );
        let operations = server.operations();
        assert_eq!((operations[0].as_str(), operations.len()), ("RefreshSchemas", 7));
        assert_eq!(operations[1..], ["DescribeRefreshSchemasStatus"; 6]);
        let requests = server.requests();
        assert_eq!(requests[0].json(), json!({ "EndpointArn": ENDPOINT_ARN, "ReplicationInstanceArn": INSTANCE_ARN }));
        assert!(requests[1..].iter().all(|poll| poll.json() == json!({ "EndpointArn": ENDPOINT_ARN })));
        let pauses = pauses.taken();
        assert_eq!(pauses.len(), 5, "{pauses:?}");
        assert!(pauses.iter().all(|pause| (15..=60).contains(&pause.as_secs())), "{pauses:?}");
    }
}

#[tokio::test]
async fn a_failed_refresh_has_its_own_reason_and_not_that_of_an_earlier_one() {
    let polls = [failed("the old reason"), status("refreshing", 1), failed("ORA-12541: no listener")];
    let server = Server::scripted([status("refreshing", 1)].into_iter().chain(polls)).await;
    let err = refresh(&server.impatient_client(&NoPause::default()), HOUR).await.expect_err("the failure");
    let message = err.to_string();
    assert!(message.contains("ORA-12541: no listener") && !message.contains("the old reason"), "{message}");
    assert_eq!((server.operations().len(), err.is_retryable()), (4, false));
}

#[tokio::test]
async fn an_end_is_accepted_after_three_polls_in_a_row() {
    let start = || status("refreshing", 1);
    let ends = [start(), status("successful", 2), status("successful", 2), status("successful", 2)];
    let server = Server::scripted(ends).await;
    refresh(&server.impatient_client(&NoPause::default()), HOUR).await.expect("success");
    assert_eq!(server.operations().len(), 4);

    let ends = [start(), status("successful", 1), failed("full"), failed("full"), failed("full")];
    let server = Server::scripted(ends).await;
    let err = refresh(&server.impatient_client(&NoPause::default()), HOUR).await.expect_err("the failure");
    assert!(err.to_string().contains("full"), "{err}");
    assert_eq!(server.operations().len(), 5);
}

#[tokio::test]
async fn a_refresh_that_does_not_end_is_aborted_after_the_time_limit() {
    for reported in ["refreshing", "successful"] {
        let server = Server::answering(move |_| status(reported, 1)).await;
        let err = refresh(&server.impatient_client(&NoPause::default()), Duration::ZERO).await.expect_err("no end");
        assert!(err.to_string().contains("exceeded max wait time"), "{err}");
        assert_eq!(server.operations(), ["RefreshSchemas", "DescribeRefreshSchemasStatus"]);
    }
}

#[tokio::test]
async fn a_failed_start_does_not_wait() {
    let server = Server::scripted([Response::fault("InvalidResourceStateFault", "a refresh is under way")]).await;
    let err = refresh(&server.impatient_client(&NoPause::default()), HOUR).await.expect_err("the fault");
    assert!(matches!(err, Error::InvalidResourceStateFault(_)), "{err:?}");
    assert!(err.to_string().starts_with("RefreshSchemas: InvalidResourceStateFault: a refresh is under way"), "{err}");
    assert_eq!(server.operations(), ["RefreshSchemas"]);
}

#[tokio::test]
async fn a_failed_poll_is_reported_with_its_operation_and_code() {
    let server =
        Server::scripted([status("refreshing", 1), Response::fault("AccessDeniedException", "not yours")]).await;
    let err = refresh(&server.impatient_client(&NoPause::default()), HOUR).await.expect_err("the refusal");
    assert_eq!((err.code(), err.message()), (Some("AccessDeniedException"), Some("not yours")));
    assert!(err.to_string().starts_with("DescribeRefreshSchemasStatus: "), "{err}");
}

#[tokio::test]
async fn a_dropped_wait_stops_polling() {
    let started = json!({ "RefreshSchemasStatus": { "Status": "refreshing" } }).to_string();
    let server = Raw::scripted([vec![Step::Send(response(200, &started)), Step::Next], vec![Step::Stall]]).await;
    let client = Client::from_conf(server.config().build());
    let waiting = tokio::spawn(async move { refresh(&client, HOUR).await.map(drop) });
    server.until(|counts| counts.requests == 2).await;
    waiting.abort();
    assert!(waiting.await.expect_err("dropped").is_cancelled());
    assert_eq!(server.until(|counts| counts.abandoned == 1).await.requests, 2);
}

fn connection(status: &str, message: Option<&str>) -> Value {
    json!({ "EndpointArn": ENDPOINT_ARN, "ReplicationInstanceArn": INSTANCE_ARN, "Status": status,
        "LastFailureMessage": message })
}

/// Returns the result of a test of a connection with these responses to polls, and the number of polls.
async fn test_connection(polls: &[Value]) -> (Result<DescribeConnectionsOutput, Error>, usize) {
    let started = Response::json(200, json!({ "Connection": connection("testing", None) }));
    let polls = polls.iter().map(|connection| Response::json(200, json!({ "Connections": [connection] })));
    let server = Server::scripted([started].into_iter().chain(polls)).await;
    let test = server.impatient_client(&NoPause::default()).test_connection();
    let end = test.endpoint_arn(ENDPOINT_ARN).replication_instance_arn(INSTANCE_ARN).send_and_wait(HOUR).await;
    let filters = json!([
        { "Name": "endpoint-arn", "Values": [ENDPOINT_ARN] },
        { "Name": "replication-instance-arn", "Values": [INSTANCE_ARN] },
    ]);
    let requests = server.requests();
    assert_eq!(requests[0].operation(), "TestConnection");
    for poll in &requests[1..] {
        assert_eq!((poll.operation(), poll.json()), ("DescribeConnections", json!({ "Filters": filters })));
    }
    (end, requests.len() - 1)
}

#[tokio::test]
async fn a_test_of_a_connection_ignores_an_earlier_one() {
    let (testing, successful) = (connection("testing", None), connection("successful", None));
    for old in [successful.clone(), connection("failed", Some("the old reason"))] {
        let (end, polls) = test_connection(&[old.clone(), old, testing.clone(), successful.clone()]).await;
        assert_eq!(end.expect("success").connections()[0].status(), Some("successful"));
        assert_eq!(polls, 4);
    }
    let failed = connection("failed", Some("Cannot connect to ORACLE"));
    let (end, polls) = test_connection(&[successful.clone(), testing, failed]).await;
    let message = end.expect_err("the failure").to_string();
    assert!(message.contains("waiting failed for TestConnectionSucceeds: Cannot connect to ORACLE"), "{message}");
    assert_eq!(polls, 3);

    let (end, polls) = test_connection(&[successful.clone(), successful.clone(), successful]).await;
    assert_eq!((end.is_ok(), polls), (true, 3));
}
