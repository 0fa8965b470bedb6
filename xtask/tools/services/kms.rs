//! KMS: awsJson 1.1, blobs.

use kms_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{error::ProvideErrorMetadata as _, primitives::Blob};
use serde_json::json;

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "KeyId": "k", "CiphertextBlob": "AQID" }));
    let response = service.client().encrypt().key_id("k").plaintext(Blob::new(b"text")).send().await.unwrap();
    assert_eq!(response.ciphertext_blob().unwrap().as_ref(), [1, 2, 3]);
    let body = json!({ "KeyId": "k", "Plaintext": "dGV4dA==" });
    let url = "https://kms.eu-west-1.amazonaws.com/";
    service.assert_request(url, "TrentService.Encrypt", "application/x-amz-json-1.1", body);
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("NotFoundException", "no such key");
    let error = service.client().describe_key().key_id("k").send().await.unwrap_err().into_service_error();
    assert!(error.is_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("NotFoundException"), Some("no such key")));
}
