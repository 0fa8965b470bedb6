//! Verified Permissions: awsJson 1.0, and a union with a variant without a value.

use verifiedpermissions_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{
    error::ProvideErrorMetadata as _,
    types::{EncryptionSettings, EncryptionState},
};
use serde_json::json;

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "policyStoreId": "p", "encryptionState": { "default": {} } }));
    let response = service.client().get_policy_store().policy_store_id("p").send().await.unwrap();
    assert_eq!(response.encryption_state(), Some(&EncryptionState::Default));
    assert_eq!(response.encryption_state().unwrap().as_default(), Ok(()));
    let (url, target) = ("https://verifiedpermissions.eu-west-1.amazonaws.com/", "VerifiedPermissions.GetPolicyStore");
    service.assert_request(url, target, "application/x-amz-json-1.0", json!({ "policyStoreId": "p" }));
}

#[tokio::test]
async fn a_variant_without_a_value_is_sent_as_an_empty_object() {
    let service = Service::answering(json!({}));
    let call = service.client().create_policy_store().client_token("t");
    call.encryption_settings(EncryptionSettings::Default).send().await.unwrap();
    let (url, target) =
        ("https://verifiedpermissions.eu-west-1.amazonaws.com/", "VerifiedPermissions.CreatePolicyStore");
    let body = json!({ "clientToken": "t", "encryptionSettings": { "default": {} } });
    service.assert_request(url, target, "application/x-amz-json-1.0", body);
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ResourceNotFoundException", "gone");
    let error = service.client().get_policy_store().policy_store_id("p").send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundException"), Some("gone")));
}
