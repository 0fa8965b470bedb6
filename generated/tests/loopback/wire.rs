//! Tests of requests on the wire.

use dms_sdk::Client;
use dms_sdk::operation::create_endpoint::CreateEndpointInput;
use dms_sdk::types::{
    DmsSslModeValue, Filter, MySqlSettings, ReplicationEndpointTypeValue, S3Settings, Tag, TargetDbType,
};
use serde_json::json;

use crate::server::{ENDPOINT_ARN, INSTANCE_ARN, REGION, Response, Server};

#[tokio::test]
async fn a_request_has_the_protocol_s_line_headers_body_and_signature() {
    let server = Server::scripted([Response::refresh(json!({}))]).await;
    let call = server.client().refresh_schemas().endpoint_arn(ENDPOINT_ARN).replication_instance_arn(INSTANCE_ARN);
    call.send().await.expect("a response");

    let request = server.request();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/"));
    assert_eq!(request.header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(request.header("x-amz-target"), "AmazonDMSv20160101.RefreshSchemas");
    assert_eq!(request.header("content-length"), request.body.len().to_string());
    assert_eq!(request.header("amz-sdk-request"), "attempt=1; max=3");
    assert_eq!(request.header("x-amz-security-token"), "a-session");
    assert!(request.header("user-agent").starts_with("aws-sdk-rust/"), "{request:#?}");
    assert_eq!(request.json(), json!({ "EndpointArn": ENDPOINT_ARN, "ReplicationInstanceArn": INSTANCE_ARN }));

    let authorization = request.header("authorization");
    let date = request.header("x-amz-date");
    assert_eq!(date.len(), "20260102T030405Z".len(), "{date}");
    let scope = format!("Credential=AKIDEXAMPLE/{}/{REGION}/dms/aws4_request, ", &date[..8]);
    assert!(authorization.starts_with(&format!("AWS4-HMAC-SHA256 {scope}")), "{authorization}");
    for signed in ["content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"] {
        assert!(signed_headers(authorization).contains(&signed), "{signed} is not signed: {authorization}");
    }
}

fn signed_headers(authorization: &str) -> Vec<&str> {
    let (_, after) = authorization.split_once("SignedHeaders=").expect("a list of the signed headers");
    after.split(',').next().unwrap_or_default().split(';').collect()
}

#[tokio::test]
async fn an_operation_without_input_sends_an_empty_object() {
    let server = Server::scripted([Response::json(200, json!({ "UniqueAccountIdentifier": "acct" }))]).await;
    let response = server.client().describe_account_attributes().send().await.expect("a response");

    assert_eq!(response.unique_account_identifier(), Some("acct"));
    assert_eq!(server.request().body, "{}");
    assert_eq!(server.request().header("x-amz-target"), "AmazonDMSv20160101.DescribeAccountAttributes");
}

#[tokio::test]
async fn members_are_sent_with_their_wire_names_and_absent_ones_are_not_sent() {
    let server = Server::scripted([Response::json(200, json!({}))]).await;
    let mysql = MySqlSettings::builder().target_db_type(TargetDbType::SpecificDatabase).max_file_size(512).build();
    let s3 = S3Settings::builder().csv_delimiter("\u{1}\"\\\n").enable_statistics(false).build();
    let call = server.client().create_endpoint();
    call.endpoint_identifier("orders")
        .endpoint_type(ReplicationEndpointTypeValue::Source)
        .engine_name("mysql")
        .port(3306)
        .ssl_mode(DmsSslModeValue::VerifyFull)
        .tags(Tag::builder().key("team").value("bücher \u{1F4DA}").build())
        .tags(Tag::builder().key("empty").value("").build())
        .my_sql_settings(mysql)
        .s3_settings(s3)
        .send()
        .await
        .expect("a response");

    let expected = json!({
        "EndpointIdentifier": "orders",
        "EndpointType": "source",
        "EngineName": "mysql",
        "Port": 3306,
        "SslMode": "verify-full",
        "Tags": [{ "Key": "team", "Value": "bücher \u{1F4DA}" }, { "Key": "empty", "Value": "" }],
        "MySQLSettings": { "TargetDbType": "specific-database", "MaxFileSize": 512 },
        "S3Settings": { "CsvDelimiter": "\u{1}\"\\\n", "EnableStatistics": false },
    });
    assert_eq!(server.request().json(), expected);
}

#[tokio::test]
async fn an_empty_list_is_sent_and_an_unset_one_is_not() {
    let server = Server::scripted([Response::json(200, json!({})), Response::json(200, json!({}))]).await;
    let client = server.client();
    client.describe_endpoints().set_filters(Some(vec![])).send().await.expect("a response");
    let filter = Filter::builder().name("engine-name").values("mysql").values("db2").build().expect("a full filter");
    client.describe_endpoints().filters(filter).max_records(20).send().await.expect("a response");

    let [empty, full] = &server.requests()[..] else { panic!("two requests expected") };
    assert_eq!(empty.json(), json!({ "Filters": [] }));
    let expected = json!({ "Filters": [{ "Name": "engine-name", "Values": ["mysql", "db2"] }], "MaxRecords": 20 });
    assert_eq!(full.json(), expected);
}

#[tokio::test]
async fn every_character_is_sent_and_received_at_every_position() {
    let all = (0..0x180).chain(0x1F5F0..0x1F610).filter_map(char::from_u32);
    let texts: Vec<String> = all.flat_map(|c| (0..17).map(move |at| text_with(c, at))).collect();
    let connections: Vec<_> = texts.iter().map(|text| json!({ "LastFailureMessage": text })).collect();
    let server = Server::scripted([Response::json(200, json!({ "Connections": connections }))]).await;
    let values = Filter::builder().name("any").set_values(Some(texts.clone())).build().expect("a full filter");
    let output = server.client().describe_connections().filters(values).send().await.expect("a response");

    assert_eq!(server.request().json(), json!({ "Filters": [{ "Name": "any", "Values": texts }] }));
    let read = output.connections().iter().map(|connection| connection.last_failure_message().expect("a message"));
    assert_eq!(read.collect::<Vec<_>>(), texts);
}

/// Returns a text of 17 characters with this one at this position.
fn text_with(character: char, at: usize) -> String {
    let around = |index: usize| char::from(b'a' + index as u8);
    (0..17).map(|index| if index == at { character } else { around(index) }).collect()
}

#[tokio::test]
async fn a_timestamp_is_sent_as_epoch_seconds() {
    let server = Server::scripted([Response::json(200, json!({}))]).await;
    let start = dms_sdk::primitives::DateTime::from_secs(1_700_000_000);
    server.client().describe_events().start_time(start).duration(60).send().await.expect("a response");

    assert_eq!(server.request().json(), json!({ "StartTime": 1_700_000_000, "Duration": 60 }));
}

#[tokio::test]
async fn a_header_added_by_the_caller_is_sent_and_signed() {
    let server = Server::scripted([Response::json(200, json!({}))]).await;
    let call = server.client().describe_account_attributes().customize().mutate_request(|request| {
        request.headers_mut().insert("x-trace", "42");
    });
    call.send().await.expect("a response");

    let request = server.request();
    assert_eq!(request.header("x-trace"), "42");
    assert!(signed_headers(request.header("authorization")).contains(&"x-trace"), "{request:#?}");
}

#[tokio::test]
async fn a_secret_is_sent_but_never_in_debug_output() {
    const SECRET: &str = "correct-horse-battery-staple";
    let server = Server::scripted([Response::json(200, json!({}))]).await;
    let call = server.client().create_endpoint().endpoint_identifier("orders").username("scott").password(SECRET);
    let builder = CreateEndpointInput::builder().username("scott").password(SECRET);
    let input = builder.clone().build().expect("an input");
    let settings = MySqlSettings::builder().username("scott").password(SECRET);

    let printed = [
        format!("{call:?}"),
        format!("{builder:?}"),
        format!("{input:#?}"),
        format!("{settings:?}{:?}", settings.clone().build()),
    ];
    for text in &printed {
        assert!(!text.contains(SECRET), "{text}");
        assert!(text.contains("password") && text.contains("scott"), "{text}");
    }
    call.send().await.expect("a response");
    assert_eq!(server.request().json()["Password"], SECRET);
}

#[tokio::test]
async fn calls_in_parallel_each_get_their_own_response() {
    const CALLS: usize = 50;
    let server =
        Server::answering(|request| Response::refresh(json!({ "EndpointArn": request.json()["EndpointArn"] }))).await;
    let client = server.client();
    let mut calls = tokio::task::JoinSet::new();
    for n in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move {
            let arn = format!("{ENDPOINT_ARN}-{n}");
            let response =
                client.describe_refresh_schemas_status().endpoint_arn(&arn).send().await.expect("a response");
            assert_eq!(response.refresh_schemas_status().and_then(|status| status.endpoint_arn()), Some(arn.as_str()));
        });
    }
    calls.join_all().await;
    assert_eq!(server.requests().len(), CALLS);
}

#[test]
fn a_client_is_cheap_to_share_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Client>();
}
