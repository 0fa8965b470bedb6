//! Systems Manager: awsJson 1.1, pages.

use ssm_sdk as sdk;

mod harness;

use harness::Service;
use sdk::error::ProvideErrorMetadata as _;
use serde_json::json;

const URL: &str = "https://ssm.eu-west-1.amazonaws.com/";
const JSON: &str = "application/x-amz-json-1.1";

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({ "Parameter": { "Name": "n", "Version": 7 } }));
    let response = service.client().get_parameter().name("n").with_decryption(true).send().await.unwrap();
    let parameter = response.parameter().unwrap();
    assert_eq!((parameter.name(), parameter.version()), (Some("n"), 7));
    service.assert_request(URL, "AmazonSSM.GetParameter", JSON, json!({ "Name": "n", "WithDecryption": true }));
}

#[tokio::test]
async fn pages_are_followed_to_the_last() {
    let service = Service::answering(json!({ "Parameters": [{ "Name": "a" }, { "Name": "b" }] }));
    let mut items = service.client().get_parameters_by_path().path("/").into_paginator().items().send();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap().name().unwrap_or_default().to_owned());
    }
    assert_eq!(names, ["a", "b"]);
    service.assert_request(URL, "AmazonSSM.GetParametersByPath", JSON, json!({ "Path": "/" }));
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ParameterNotFound", "no such parameter");
    let error = service.client().get_parameter().name("n").send().await.unwrap_err().into_service_error();
    assert!(error.is_parameter_not_found());
    assert_eq!((error.code(), error.message()), (Some("ParameterNotFound"), Some("no such parameter")));
}
