//! Glue: awsJson 1.1, the tested service with the most operations.

use glue_sdk as sdk;

mod harness;

use harness::Service;
use sdk::error::ProvideErrorMetadata as _;
use serde_json::json;

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let database = json!({ "Name": "d", "Parameters": { "owner": "me" }, "CreateTime": 2.0 });
    let service = Service::answering(json!({ "Database": database }));
    let response = service.client().get_database().name("d").send().await.unwrap();
    let database = response.database().unwrap();
    assert_eq!((database.name(), database.parameters().unwrap()["owner"].as_str()), ("d", "me"));
    let url = "https://glue.eu-west-1.amazonaws.com/";
    service.assert_request(url, "AWSGlue.GetDatabase", "application/x-amz-json-1.1", json!({ "Name": "d" }));
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("EntityNotFoundException", "no such database");
    let error = service.client().get_database().name("d").send().await.unwrap_err().into_service_error();
    assert!(error.is_entity_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("EntityNotFoundException"), Some("no such database")));
}
