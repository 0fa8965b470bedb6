//! Cognito Identity: operations with and without signatures.

use cognito_identity_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{Client, Config, config::BehaviorVersion, config::Region, error::ProvideErrorMetadata as _};
use serde_json::json;

const JSON: &str = "application/x-amz-json-1.1";

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "IdentityPoolId": "p", "IdentityPoolName": "n" }));
    let response = service.client().describe_identity_pool().identity_pool_id("p").send().await.unwrap();
    assert_eq!(response.identity_pool_name(), "n");
    let url = "https://cognito-identity.eu-west-1.amazonaws.com/";
    let target = "AWSCognitoIdentityService.DescribeIdentityPool";
    service.assert_request(url, target, JSON, json!({ "IdentityPoolId": "p" }));
}

#[tokio::test]
async fn an_operation_without_auth_needs_no_credentials() {
    let service = Service::answering(json!({ "IdentityId": "i" }));
    let config = Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new("eu-west-1"));
    let client = Client::from_conf(config.http_client(service.clone()).build());
    let response = client.get_id().identity_pool_id("p").send().await.unwrap();
    assert_eq!(response.identity_id(), Some("i"));
    assert_eq!(service.header("authorization"), None);
    assert!(client.list_identity_pools().max_results(1).send().await.is_err());
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ResourceNotFoundException", "no such pool");
    let error = service.client().get_id().identity_pool_id("p").send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundException"), Some("no such pool")));
}
