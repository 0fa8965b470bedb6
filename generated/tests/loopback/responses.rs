//! Tests of successful responses.

use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::RequestId;
use dms_sdk::operation::describe_refresh_schemas_status::DescribeRefreshSchemasStatusOutput;
use dms_sdk::primitives::DateTime;
use dms_sdk::types::RefreshSchemasStatusTypeValue as Status;
use serde_json::{Value, json};

use crate::server::{ENDPOINT_ARN, INSTANCE_ARN, REQUEST_ID, Response, Server};

const JSON: &str = "application/x-amz-json-1.1";

async fn status(response: Response) -> DescribeRefreshSchemasStatusOutput {
    let server = Server::scripted([response]).await;
    let call = server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN);
    call.send().await.expect("a good response")
}

#[tokio::test]
async fn a_refresh_is_followed_to_its_end() {
    let running =
        json!({ "EndpointArn": ENDPOINT_ARN, "ReplicationInstanceArn": INSTANCE_ARN, "Status": "refreshing" });
    let failed = json!({ "Status": "failed", "LastFailureMessage": "ORA-12541", "LastRefreshDate": 1_700_000_000 });
    let done = json!({ "Status": "successful", "LastRefreshDate": 1_700_000_000.25 });
    let server = Server::scripted([running.clone(), running, failed, done].map(Response::refresh)).await;
    let client = server.client();

    let call = client.refresh_schemas().endpoint_arn(ENDPOINT_ARN).replication_instance_arn(INSTANCE_ARN);
    let started = call.send().await.expect("started").refresh_schemas_status.expect("a status");
    assert_eq!(started.status(), Some(&Status::Refreshing));
    assert_eq!((started.endpoint_arn(), started.replication_instance_arn()), (Some(ENDPOINT_ARN), Some(INSTANCE_ARN)));
    assert_eq!((started.last_refresh_date(), started.last_failure_message()), (None, None));

    let mut polls = Vec::new();
    for _ in 0..3 {
        let poll = client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.expect("a status");
        polls.push(poll.refresh_schemas_status.expect("a status"));
    }
    let statuses: Vec<_> = polls.iter().filter_map(|poll| poll.status()).collect();
    assert_eq!(statuses, [&Status::Refreshing, &Status::Failed, &Status::Successful]);
    assert_eq!(polls[1].last_failure_message(), Some("ORA-12541"));
    assert_eq!(polls[1].last_refresh_date(), Some(&DateTime::from_secs(1_700_000_000)));
    assert_eq!(polls[2].last_refresh_date(), Some(&DateTime::from_millis(1_700_000_000_250)));
    let operations = server.operations();
    assert_eq!(operations[0], "RefreshSchemas");
    assert_eq!(operations[1..], ["DescribeRefreshSchemasStatus"; 3]);
}

#[tokio::test]
async fn an_empty_response_is_valid() {
    for body in ["{}", "", " { } \n", "{\"RefreshSchemasStatus\":null}"] {
        let output = status(Response::text(200, JSON, body)).await;
        assert_eq!(output.refresh_schemas_status(), None, "{body:?}");
        assert_eq!(output.request_id(), Some(REQUEST_ID));
    }
    let nulls = json!({ "Status": null, "EndpointArn": null, "LastRefreshDate": null, "LastFailureMessage": null });
    for empty in [json!({}), nulls] {
        let output = status(Response::refresh(empty)).await;
        let status = output.refresh_schemas_status().expect("an empty status");
        assert_eq!((status.status(), status.endpoint_arn(), status.last_refresh_date()), (None, None, None));
        assert_eq!(status.last_failure_message(), None);
    }
}

#[tokio::test]
async fn unknown_members_with_any_contents_are_skipped() {
    let values = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!("}{\"\\"),
        json!([]),
        json!({}),
        json!([{ "Status": ["failed", { "Status": "failed" }] }, null, 7]),
    ];
    for value in values {
        let body = json!({ "A": value, "RefreshSchemasStatus": { "A": value, "Status": "refreshing", "Z": value }, "Z": value });
        let output = status(Response::json(200, body)).await;
        let status = output.refresh_schemas_status().and_then(|status| status.status());
        assert_eq!(status, Some(&Status::Refreshing), "{value}");
    }
}

#[tokio::test]
async fn an_unknown_enum_value_is_preserved() {
    let output = status(Response::refresh(json!({ "Status": "refreshing-twice" }))).await;
    let status = output.refresh_schemas_status().and_then(|status| status.status()).expect("a status");
    assert_eq!(status.as_str(), "refreshing-twice");
    assert!(!Status::values().contains(&status.as_str()));
    assert_eq!(*status, Status::from("refreshing-twice"));
}

#[tokio::test]
async fn escapes_and_all_of_unicode_are_parsed() {
    for text in ["", "a\"b\\c/d\n\t\u{8}\u{c}\r\u{0}\u{1f}", "grüße \u{2028}\u{1F600}\u{10FFFF}"] {
        let plain = json!({ "RefreshSchemasStatus": { "LastFailureMessage": text } }).to_string();
        let escaped: String = plain.encode_utf16().map(as_json).collect();
        for body in [plain, escaped] {
            let output = status(Response::text(200, JSON, body)).await;
            let message = output.refresh_schemas_status().and_then(|status| status.last_failure_message());
            assert_eq!(message, Some(text));
        }
    }
}

/// Returns a UTF-16 unit of a JSON text, escaped unless it is ASCII.
fn as_json(unit: u16) -> String {
    match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    }
}

#[tokio::test]
async fn absent_members_have_their_defaults() {
    let instances = json!({ "ReplicationInstances": [{}, { "MultiAZ": true, "AllocatedStorage": 50 }] });
    let server = Server::scripted([Response::json(200, instances)]).await;
    let output = server.client().describe_replication_instances().send().await.expect("a response");

    let [bare, set] = output.replication_instances() else { panic!("{output:?}") };
    assert_eq!((bare.multi_az(), bare.publicly_accessible(), bare.allocated_storage()), (false, false, 0));
    assert_eq!((set.multi_az(), set.allocated_storage()), (true, 50));
    assert_eq!(bare.instance_create_time(), None);
    assert!(bare.vpc_security_groups().is_empty());
}

#[tokio::test]
async fn a_response_that_does_not_match_the_model_is_an_error_with_its_response() {
    let deep = format!("{{\"RefreshSchemasStatus\":{}", "{\"RefreshSchemasStatus\":".repeat(100_000));
    let bodies = [
        "{",
        "<html></html>",
        "[]",
        "{}{}",
        "{\"RefreshSchemasStatus\":\"refreshing\"}",
        "{\"RefreshSchemasStatus\":{\"Status\":7}}",
        "{\"RefreshSchemasStatus\":{\"LastRefreshDate\":\"yesterday\"}}",
        "{\"RefreshSchemasStatus\":{\"LastFailureMessage\":\"\\ud800\"}}",
        &deep,
    ];
    for body in bodies {
        let server = Server::scripted([Response::text(200, JSON, body.to_owned())]).await;
        let call = server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN);
        let err = call.send().await.expect_err(&body[..body.len().min(80)]);
        assert_eq!(err.raw_response().map(|response| response.status().as_u16()), Some(200), "{err:?}");
        let service = err.as_service_error().expect("an error of the operation");
        assert_eq!((service.code(), service.request_id()), (None, Some(REQUEST_ID)), "{service:?}");
        assert_eq!(server.requests().len(), 1, "not retried");
    }
}

#[tokio::test]
async fn deep_nesting_neither_overflows_the_stack_nor_hides_other_members() {
    const DEPTH: usize = 100_000;
    let unknown = format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let body = format!("{{\"Unknown\":{unknown},\"RefreshSchemasStatus\":{{\"Status\":\"successful\"}}}}");
    let server = Server::scripted([Response::text(200, JSON, body)]).await;
    let response = server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await;
    // A limit of the depth is allowed, but it must be an error of the call.
    if let Ok(output) = response {
        assert_eq!(output.refresh_schemas_status().and_then(|status| status.status()), Some(&Status::Successful));
    }
}

#[tokio::test]
async fn a_long_response_is_complete() {
    let names: Vec<_> = (0..20_000).map(|n| format!("SCHEMA_{n}")).collect();
    let server = Server::scripted([Response::json(200, json!({ "Schemas": Value::from(names.clone()) }))]).await;
    let output = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).send().await.expect("a response");
    assert_eq!(output.schemas(), names);
}

#[tokio::test]
async fn long_lists_are_complete_and_have_little_spare_capacity() {
    // Small items are first, so that the number of items cannot be estimated from them.
    let name = |index: usize| if index < 10 { String::new() } else { format!("endpoint-{index}") };
    for count in [0, 1, 3, 4, 5, 100, 1000] {
        let endpoints: Vec<_> = (0..count).map(|index| json!({ "EndpointIdentifier": name(index) })).collect();
        let server = Server::scripted([Response::json(200, json!({ "Endpoints": endpoints }))]).await;
        let output = server.client().describe_endpoints().send().await.expect("an answer");
        let names: Vec<_> = output.endpoints().iter().filter_map(|endpoint| endpoint.endpoint_identifier()).collect();
        assert_eq!(names, (0..count).map(name).collect::<Vec<_>>());
        let list = output.endpoints.expect("a list");
        assert!(count < 4 || list.capacity() <= count + count / 4, "{} for {count}", list.capacity());
    }
}
