//! Secrets Manager: awsJson 1.1, redacted secrets, generated idempotency tokens.

use secretsmanager_sdk as sdk;

mod harness;

use harness::Service;
use sdk::error::ProvideErrorMetadata as _;
use serde_json::json;

const URL: &str = "https://secretsmanager.eu-west-1.amazonaws.com/";
const JSON: &str = "application/x-amz-json-1.1";

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "Name": "n", "SecretString": "hush", "CreatedDate": 1.25 }));
    let response = service.client().get_secret_value().secret_id("n").send().await.unwrap();
    assert_eq!((response.name(), response.secret_string()), (Some("n"), Some("hush")));
    assert!(!format!("{response:?}").contains("hush"));
    service.assert_request(URL, "secretsmanager.GetSecretValue", JSON, json!({ "SecretId": "n" }));
}

#[tokio::test]
async fn a_token_of_the_caller_is_sent() {
    let service = Service::answering(json!({}));
    service.client().create_secret().name("n").client_request_token("mine").send().await.unwrap();
    let body = json!({ "Name": "n", "ClientRequestToken": "mine" });
    service.assert_request(URL, "secretsmanager.CreateSecret", JSON, body);
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ResourceNotFoundException", "no such secret");
    let error = service.client().get_secret_value().secret_id("n").send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundException"), Some("no such secret")));
}
