//! Step Functions: awsJson 1.0, and an operation with a host prefix.

use stepfunctions_sdk as sdk;

mod harness;

use harness::Service;
use sdk::error::ProvideErrorMetadata as _;
use serde_json::json;

const JSON: &str = "application/x-amz-json-1.0";

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "name": "sort", "status": "ACTIVE", "creationDate": 1.5 }));
    let response = service.client().describe_state_machine().state_machine_arn("arn").send().await.unwrap();
    assert_eq!((response.name(), response.status()), ("sort", Some(&sdk::types::StateMachineStatus::Active)));
    assert_eq!(response.creation_date().as_secs_f64(), 1.5);
    let (url, target) = ("https://states.eu-west-1.amazonaws.com/", "AWSStepFunctions.DescribeStateMachine");
    service.assert_request(url, target, JSON, json!({ "stateMachineArn": "arn" }));
}

#[tokio::test]
async fn an_operation_with_a_host_prefix_goes_there() {
    let service = Service::answering(json!({ "executionArn": "e", "status": "SUCCEEDED" }));
    service.client().start_sync_execution().state_machine_arn("arn").send().await.unwrap();
    let (url, target) = ("https://sync-states.eu-west-1.amazonaws.com/", "AWSStepFunctions.StartSyncExecution");
    service.assert_request(url, target, JSON, json!({ "stateMachineArn": "arn" }));
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("StateMachineDoesNotExist", "gone");
    let error = service.client().describe_state_machine().state_machine_arn("arn").send().await.unwrap_err();
    let error = error.into_service_error();
    assert!(error.is_state_machine_does_not_exist());
    assert_eq!((error.code(), error.message()), (Some("StateMachineDoesNotExist"), Some("gone")));
}
