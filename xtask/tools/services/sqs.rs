//! SQS: awsJson 1.0 with the error codes of awsQuery.

use sqs_sdk as sdk;

mod harness;

use harness::Service;
use sdk::error::ProvideErrorMetadata as _;
use serde_json::json;

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "QueueUrl": "https://queue" }));
    let response = service.client().get_queue_url().queue_name("q").send().await.unwrap();
    assert_eq!(response.queue_url(), Some("https://queue"));
    assert_eq!(service.header("x-amzn-query-mode").as_deref(), Some("true"));
    let url = "https://sqs.eu-west-1.amazonaws.com/";
    service.assert_request(url, "AmazonSQS.GetQueueUrl", "application/x-amz-json-1.0", json!({ "QueueName": "q" }));
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code_of_aws_query() {
    let service = Service::failing("QueueDoesNotExist", "gone")
        .with_header("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
    let error = service.client().get_queue_url().queue_name("q").send().await.unwrap_err().into_service_error();
    assert!(error.is_queue_does_not_exist());
    assert_eq!((error.code(), error.message()), (Some("AWS.SimpleQueueService.NonExistentQueue"), Some("gone")));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
}
