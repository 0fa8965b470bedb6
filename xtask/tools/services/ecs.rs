//! ECS: awsJson 1.1, lists of structures, a waiter.

use ecs_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{client::Waiters as _, error::ProvideErrorMetadata as _};
use serde_json::json;
use std::time::Duration;

const URL: &str = "https://ecs.eu-west-1.amazonaws.com/";
const JSON: &str = "application/x-amz-json-1.1";

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "clusters": [{ "clusterName": "c", "runningTasksCount": 3 }] }));
    let response = service.client().describe_clusters().clusters("c").send().await.unwrap();
    let cluster = &response.clusters()[0];
    assert_eq!((cluster.cluster_name(), cluster.running_tasks_count()), (Some("c"), 3));
    let target = "AmazonEC2ContainerServiceV20141113.DescribeClusters";
    service.assert_request(URL, target, JSON, json!({ "clusters": ["c"] }));
}

#[tokio::test]
async fn a_wait_ends_when_the_service_is_inactive() {
    let service = Service::answering(json!({ "tasks": [{ "lastStatus": "STOPPED" }] }));
    let wait = service.client().wait_until_tasks_stopped().cluster("c").tasks("t").wait(Duration::ZERO);
    wait.await.unwrap();
    let body = json!({ "cluster": "c", "tasks": ["t"] });
    service.assert_request(URL, "AmazonEC2ContainerServiceV20141113.DescribeTasks", JSON, body);
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ClientException", "not you");
    let error = service.client().describe_clusters().send().await.unwrap_err().into_service_error();
    assert!(error.is_client_exception());
    assert_eq!((error.code(), error.message()), (Some("ClientException"), Some("not you")));
}
