//! Waiters, and the handling of all their results.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    client::Waiters,
    error::{DisplayErrorContext, ProvideErrorMetadata},
    operation::{
        describe_connections::{DescribeConnectionsError, DescribeConnectionsOutput},
        describe_replication_tasks::DescribeReplicationTasksOutput,
    },
    types::Filter,
    waiters::{
        replication_task_ready::{ReplicationTaskReadyFinalPoll, WaitUntilReplicationTaskReadyError},
        test_connection_succeeds::WaitUntilTestConnectionSucceedsError,
    },
};
use aws_smithy_runtime_api::client::waiters::{FinalPoll, error::WaiterError};
use serde_json::json;

use crate::support::{Timed, fault, ok, requests, response, scripted_in_time};

type Body = aws_smithy_types::body::SdkBody;

fn tasks(status: &str) -> http::Response<Body> {
    ok(json!({ "ReplicationTasks": [{ "Status": status }] }).to_string())
}

fn connections(statuses: &[&str]) -> http::Response<Body> {
    let all: Vec<_> =
        statuses.iter().map(|it| json!({ "Status": it, "LastFailureMessage": "no route to host" })).collect();
    ok(json!({ "Connections": all }).to_string())
}

fn filter() -> Filter {
    Filter::builder().name("replication-task-arn").values("arn:t").build().expect("complete")
}

async fn ready(client: &Client) -> Result<ReplicationTaskReadyFinalPoll, WaitUntilReplicationTaskReadyError> {
    client.wait_until_replication_task_ready().filters(filter()).wait(Duration::from_secs(600)).await
}

#[tokio::test]
async fn the_final_poll_has_the_output() {
    let Timed { client, http, sleep, .. } =
        scripted_in_time([tasks("creating"), tasks("modified"), tasks("creating"), tasks("ready")]);
    let poll = ready(&client).await.expect("ready");
    let output = poll.as_result().expect("an output");
    assert_eq!(output.replication_tasks()[0].status(), Some("ready"));
    let output: DescribeReplicationTasksOutput = poll.into_result().expect("an output");
    assert_eq!(output.replication_tasks().len(), 1);
    assert_eq!(http.actual_requests().count(), 4);
    let expected = json!({ "Filters": [{ "Name": "replication-task-arn", "Values": ["arn:t"] }] });
    assert!(requests(&http).iter().all(|(_, input)| *input == expected));
    assert!(sleep.logs().len() >= 3);
    assert!(sleep.total_duration() >= Duration::from_secs(1));
}

#[tokio::test]
async fn the_wait_ends_after_its_time_limit() {
    let Timed { client, clock, .. } = scripted_in_time((0..50).map(|_| tasks("creating")));
    let before = clock.seconds_since_unix_epoch();
    match ready(&client).await {
        Err(WaiterError::ExceededMaxWait(context)) => {
            assert_eq!(context.max_wait(), Duration::from_secs(600));
            assert!(context.elapsed() > Duration::from_secs(300));
            assert!(context.poll_count() >= 2);
        }
        other => panic!("{other:?}"),
    }
    assert!(clock.seconds_since_unix_epoch() - before > 300.0);
}

#[tokio::test]
async fn a_failure_state_has_its_poll() {
    let Timed { client, .. } = scripted_in_time([tasks("creating"), tasks("failed")]);
    let error = ready(&client).await.expect_err("failed");
    let WaiterError::FailureState(failure) = error else { panic!("{error:?}") };
    let polled = failure.final_poll().as_result().expect("an output").replication_tasks();
    assert_eq!(polled[0].status(), Some("failed"));
    let poll: FinalPoll<_, _> = failure.into_final_poll();
    assert!(poll.into_result().is_ok());
}

#[tokio::test]
async fn a_failed_connection_has_the_reason() {
    fn reason(error: &WaitUntilTestConnectionSucceedsError) -> Option<&str> {
        match error {
            WaiterError::FailureState(failure) => {
                let output: &DescribeConnectionsOutput = failure.final_poll().as_result().ok()?;
                output.connections().iter().find_map(|it| it.last_failure_message())
            }
            _ => None,
        }
    }
    let Timed { client, .. } =
        scripted_in_time([connections(&["successful", "testing"]), connections(&["successful", "failed"])]);
    let error =
        client.wait_until_test_connection_succeeds().wait(Duration::from_secs(60)).await.expect_err("no connection");
    assert_eq!(reason(&error), Some("no route to host"));
}

#[tokio::test]
async fn all_items_have_to_match() {
    let Timed { client, http, .. } = scripted_in_time([
        connections(&[]),
        connections(&["successful", "testing"]),
        connections(&["successful", "successful"]),
    ]);
    let poll = client.wait_until_test_connection_succeeds().wait(Duration::from_secs(300)).await.expect("connected");
    assert_eq!(poll.into_result().expect("an output").connections().len(), 2);
    assert_eq!(http.actual_requests().count(), 3);
}

#[tokio::test]
async fn an_error_that_no_state_expects_ends_the_wait() {
    let Timed { client, .. } = scripted_in_time([tasks("creating"), fault("AccessDeniedFault", "not you")]);
    let error = ready(&client).await.expect_err("denied");
    assert_eq!(error.code(), Some("AccessDeniedFault"));
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("AccessDeniedFault"), "{text}");
    match error {
        WaiterError::OperationFailed(inner) => {
            assert_eq!(inner.error().as_service_error().and_then(|it| it.message()), Some("not you"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_can_be_the_success() {
    let Timed { client, .. } = scripted_in_time([
        ok(r#"{"Endpoints":[{"Status":"deleting"}]}"#),
        fault("ResourceNotFoundFault", "no such endpoint"),
    ]);
    let poll = client.wait_until_endpoint_deleted().wait(Duration::from_secs(60)).await.expect("deleted");
    let error = poll.into_result().expect_err("the expected error");
    assert!(error.into_service_error().is_resource_not_found_fault());
}

#[tokio::test]
async fn an_error_can_be_the_failure() {
    let Timed { client, .. } = scripted_in_time([fault("ResourceNotFoundFault", "no such connection")]);
    let error = client.wait_until_test_connection_succeeds().wait(Duration::from_secs(60)).await.expect_err("none");
    match error {
        WaiterError::OperationFailed(inner) => {
            assert!(
                inner
                    .into_error()
                    .as_service_error()
                    .is_some_and(DescribeConnectionsError::is_resource_not_found_fault)
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn transient_errors_are_retried_within_a_poll() {
    let Timed { client, http, .. } = scripted_in_time([response(500, "{}"), tasks("ready")]);
    ready(&client).await.expect("ready");
    assert_eq!(http.actual_requests().count(), 2);
}

#[tokio::test]
async fn the_error_of_a_waiter_becomes_the_error_of_the_crate() {
    async fn wait(client: &Client) -> Result<(), aws_sdk_databasemigration::Error> {
        client.wait_until_replication_task_ready().wait(Duration::from_secs(5)).await?;
        Ok(())
    }
    let Timed { client, .. } = scripted_in_time([fault("AccessDeniedFault", "not you")]);
    let error = wait(&client).await.expect_err("denied");
    assert!(DisplayErrorContext(&error).to_string().contains("AccessDeniedFault"));
}

#[tokio::test]
async fn waiters_have_the_members_of_their_operation() {
    let Timed { client, http, .. } = scripted_in_time([tasks("ready")]);
    let waiter = client
        .wait_until_replication_task_ready()
        .set_filters(Some(vec![filter()]))
        .max_records(25)
        .marker("m")
        .without_settings(true);
    assert_eq!(waiter.get_max_records(), &Some(25));
    assert_eq!(waiter.as_input().get_marker().as_deref(), Some("m"));
    waiter.clone().wait(Duration::from_secs(5)).await.expect("ready");
    let (name, input) = requests(&http).remove(0);
    assert_eq!(name, "DescribeReplicationTasks");
    assert_eq!((&input["MaxRecords"], &input["WithoutSettings"]), (&json!(25), &json!(true)));
}

#[tokio::test]
async fn waits_are_moved_to_tasks() {
    let Timed { client, .. } = scripted_in_time([tasks("creating"), tasks("ready")]);
    let task = tokio::spawn(async move { ready(&client).await.map(|poll| poll.into_result().is_ok()) });
    assert!(task.await.expect("no panic").expect("ready"));
}
