//! DynamoDB: awsJson 1.0, nested values, endpoints by account and by the tables of a call.

use dynamodb_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{config::endpoint::AccountIdEndpointMode, error::ProvideErrorMetadata as _, types::AttributeValue};
use serde_json::{Value, json};

const JSON: &str = "application/x-amz-json-1.0";

fn text(value: &str) -> AttributeValue {
    AttributeValue::builder().s(value).build()
}

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let inner = json!({ "L": [{ "M": { "deep": { "NS": ["1", "2"] } } }, { "NULL": true }] });
    let service = Service::answering(json!({ "Item": { "list": inner } }));
    let response = service.client().get_item().table_name("t").key("id", text("1")).send().await.unwrap();
    let list = response.item().unwrap()["list"].l();
    assert_eq!(list[0].m().unwrap()["deep"].ns(), ["1", "2"]);
    assert!(list[1].null());
    let body = json!({ "TableName": "t", "Key": { "id": { "S": "1" } } });
    let url = "https://123456789012.ddb.eu-west-1.amazonaws.com/";
    service.assert_request(url, "DynamoDB_20120810.GetItem", JSON, body);
}

#[tokio::test]
async fn the_account_of_a_table_or_none_decides_the_endpoint() {
    let arn = "arn:aws:dynamodb:eu-west-1:210987654321:table/t";
    let service = Service::answering(json!({}));
    service.client().batch_get_item().request_items(arn, keys()).send().await.unwrap();
    let body = json!({ "RequestItems": { arn: { "Keys": [{ "id": { "S": "1" } }] } } });
    let url = "https://210987654321.ddb.eu-west-1.amazonaws.com/";
    service.assert_request(url, "DynamoDB_20120810.BatchGetItem", JSON, body);
    let config = service.config().account_id_endpoint_mode(AccountIdEndpointMode::Disabled).build();
    sdk::Client::from_conf(config).list_tables().send().await.unwrap();
    service.assert_request("https://dynamodb.eu-west-1.amazonaws.com/", "DynamoDB_20120810.ListTables", JSON, empty());
}

fn keys() -> sdk::types::KeysAndAttributes {
    let key = std::collections::HashMap::from([("id".to_owned(), text("1"))]);
    sdk::types::KeysAndAttributes::builder().keys(key).build().unwrap()
}

fn empty() -> Value {
    json!({})
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code() {
    let service = Service::failing("ResourceNotFoundException", "no such table");
    let call = service.client().get_item().table_name("t").key("id", text("1"));
    let error = call.send().await.unwrap_err().into_service_error();
    assert!(error.is_resource_not_found_exception());
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundException"), Some("no such table")));
}
