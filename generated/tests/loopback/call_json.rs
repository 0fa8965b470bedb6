//! Tests of calls by name, with JSON as input and output.

use std::error::Error as _;

use dms_sdk::Client;
use dms_sdk::call_json::CallJsonError;
use dms_sdk::config::BehaviorVersion;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::RequestId;
use serde_json::{Value, json};

use crate::server::{ENDPOINT_ARN, REQUEST_ID, Response, Server};

/// Converts a name such as `DescribeEndpoints` to the form of the AWS CLI.
fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    text
}

#[tokio::test]
async fn all_operations_can_be_called_by_all_forms_of_their_names() {
    let server = Server::answering(|_| Response::json(200, json!({}))).await;
    let client = server.client();
    let names: Vec<_> = Client::operation_names().collect();
    assert_eq!(names.len(), 119);
    let inputs = crate::inputs::smallest();
    for name in &names {
        for spelling in [(*name).to_owned(), kebab(name), kebab(name).replace('-', "_")] {
            let output = client
                .call_json(&spelling, inputs[*name].clone())
                .await
                .unwrap_or_else(|err| panic!("{spelling}: {err}"));
            assert!(output.is_object(), "{spelling}: {output}");
        }
    }
    let expected: Vec<_> = names.iter().flat_map(|name| [*name; 3]).collect();
    assert_eq!(server.operations(), expected);
}

#[tokio::test]
async fn input_and_output_have_the_names_and_values_of_the_wire() {
    let status = json!({ "Status": "novel", "LastRefreshDate": 1_700_000_000, "EndpointArn": null, "New": 1 });
    let server = Server::scripted([Response::refresh(status)]).await;
    let input = json!({ "EndpointArn": ENDPOINT_ARN });
    let output = server.client().call_json("describe-refresh-schemas-status", input.clone()).await.expect("an answer");

    let expected = json!({ "Status": "novel", "LastRefreshDate": "2023-11-14T22:13:20Z" });
    assert_eq!(output, json!({ "RefreshSchemasStatus": expected }));
    assert_eq!(server.request().json(), input);
}

#[tokio::test]
async fn times_are_sent_in_the_format_of_the_protocol_and_secrets_unchanged() {
    let server = Server::scripted([Response::json(200, json!({})), Response::json(200, json!({}))]).await;
    let client = server.client();
    let events = json!({ "StartTime": "2023-11-14T22:13:20Z", "Filters": [{ "Name": "n", "Values": ["v"] }] });
    client.call_json("DescribeEvents", events).await.expect("an answer");
    let endpoint =
        json!({ "EndpointIdentifier": "e", "EndpointType": "source", "EngineName": "mysql", "Password": "hunter2" });
    client.call_json("CreateEndpoint", endpoint.clone()).await.expect("an answer");

    let [events, created] = <[_; 2]>::try_from(server.requests()).expect("two requests");
    let expected = json!({ "StartTime": 1_700_000_000, "Filters": [{ "Name": "n", "Values": ["v"] }] });
    assert_eq!((events.json(), created.json()), (expected, endpoint));
}

#[tokio::test]
async fn an_unknown_operation_is_an_error_with_the_nearest_names() {
    let server = Server::scripted([]).await;
    let err = server.client().call_json("describe-endpoint", json!({})).await.expect_err("no such operation");
    assert!(err.is_usage());
    let CallJsonError::UnknownOperation { name, nearest, .. } = &err else { panic!("{err:?}") };
    assert_eq!((name.as_str(), nearest[0]), ("describe-endpoint", "DescribeEndpoints"));
    assert!(err.to_string().starts_with("there is no operation `describe-endpoint`, did you mean `DescribeEndpoints`"));
    let err = server.client().call_json("\n", json!({})).await.expect_err("no such operation");
    assert_eq!((err.to_string().as_str(), err.source().is_none()), ("there is no operation `\\n`", true));
    assert_eq!(server.operations(), [""; 0]);
}

#[tokio::test]
async fn a_wrong_input_names_the_member_and_nothing_is_sent() {
    let server = Server::scripted([]).await;
    let wrong = [
        (json!({ "Fliters": [] }), "has no member `Fliters`, did you mean `Filters`?"),
        (json!({ "filters": [] }), "did you mean `Filters`?"),
        (
            json!({ "Filters": [{ "Nmae": "n" }] }),
            "`Filter` has no member `Nmae` in `Filters[0]`, did you mean `Name`?",
        ),
        (json!({ "Filters": [{ "Name": 5 }] }), "invalid type: integer `5`, expected a string in `Filters[0].Name`"),
        (json!({ "Filters": [{ "Name": "n" }] }), "the required member `Filters[0].Values` is missing"),
        (
            json!({ "Filters": [{ "Values": null }] }),
            "the required members `Filters[0].Name`, `Filters[0].Values` are missing",
        ),
        (json!({ "MaxRecords": 1.5 }), "`1.5` is not a whole number of 32 bits in `MaxRecords`"),
        (json!([]), "expected an object"),
        (Value::Null, "expected an object"),
    ];
    for (input, expected) in wrong {
        for paginated in [false, true] {
            let client = server.client();
            let result = match paginated {
                true => client.call_json_paginated("DescribeEndpoints", input.clone()).await,
                false => client.call_json("DescribeEndpoints", input.clone()).await,
            };
            let err = result.expect_err("a wrong input");
            let text = err.to_string();
            assert!(err.is_usage() && text.starts_with("DescribeEndpoints: wrong input: "), "{text}");
            assert!(text.contains(expected), "{expected:?} is missing: {text}");
            assert!(err.source().is_none(), "the message is not repeated by a source");
        }
    }
    assert_eq!(server.operations(), [""; 0]);
}

#[tokio::test]
async fn an_error_of_the_service_has_all_its_details() {
    let server = Server::scripted([Response::fault("ResourceNotFoundFault", "gone\nfor good")]).await;
    let err = server.client().call_json("DescribeSchemas", json!({ "EndpointArn": "e" })).await.expect_err("the fault");

    assert!(!err.is_usage());
    assert_eq!((err.code(), err.message()), (Some("ResourceNotFoundFault"), Some("gone\nfor good")));
    assert_eq!(err.request_id(), Some(REQUEST_ID));
    let expected = format!("DescribeSchemas: ResourceNotFoundFault: gone for good (request id {REQUEST_ID})");
    assert_eq!(err.to_string(), expected);
    let CallJsonError::Call(error) = &err else { panic!("{err:?}") };
    assert!(matches!(**error, dms_sdk::Error::ResourceNotFoundFault(_)));
    assert!(err.source().is_some_and(|source| source.is::<dms_sdk::types::error::ResourceNotFoundFault>()));
}

#[tokio::test]
async fn a_call_that_cannot_connect_has_the_reason() {
    // The port was just closed, so nothing listens there.
    let url = { Server::scripted([]).await.url() };
    let config = crate::server::config(&url).behavior_version(BehaviorVersion::latest());
    let client = Client::from_conf(config.retry_config(dms_sdk::config::retry::RetryConfig::disabled()).build());
    let err = client.call_json("DescribeEvents", json!({})).await.expect_err("no server");
    assert_eq!((err.code(), err.is_usage()), (None, false));
    assert!(err.to_string().starts_with("DescribeEvents: ") && err.source().is_some(), "{err}");
}

fn endpoints(names: &[&str], marker: Option<&str>) -> Response {
    let endpoints: Vec<_> = names.iter().map(|name| json!({ "EndpointIdentifier": name })).collect();
    Response::json(200, json!({ "Endpoints": endpoints, "Marker": marker }))
}

#[tokio::test]
async fn pages_are_merged_to_one_output_without_a_token() {
    let server = Server::scripted([
        endpoints(&["a", "b"], Some("2")),
        Response::json(200, json!({ "Marker": "3" })),
        endpoints(&["c"], None),
    ])
    .await;
    let output = server.client().call_json_paginated("describe-endpoints", json!({ "MaxRecords": 20 })).await;
    let expected: Vec<_> = ["a", "b", "c"].iter().map(|name| json!({ "EndpointIdentifier": name })).collect();
    assert_eq!(output.expect("three pages"), json!({ "Endpoints": expected }));
    let bodies: Vec<_> = server.requests().iter().map(|request| request.json()).collect();
    let page = |marker: &str| json!({ "MaxRecords": 20, "Marker": marker });
    assert_eq!(bodies, [json!({ "MaxRecords": 20 }), page("2"), page("3")]);
}

#[tokio::test]
async fn an_empty_or_repeated_marker_ends_the_pages() {
    for (last, first) in [("", json!({})), ("2", json!({})), ("start", json!({ "Marker": "start" }))] {
        let server = Server::scripted([
            Response::json(200, json!({ "Marker": "2" })),
            endpoints(&["a"], Some("3")),
            endpoints(&["b"], Some(last)),
        ])
        .await;
        let output = server.client().call_json_paginated("DescribeEndpoints", first).await.expect("three pages");
        let expected = json!({ "Endpoints": [{ "EndpointIdentifier": "a" }, { "EndpointIdentifier": "b" }] });
        assert_eq!((output, server.requests().len()), (expected, 3), "last marker {last:?}");
    }
}

#[tokio::test]
async fn an_operation_without_pages_is_called_once_and_an_error_ends_the_pages() {
    let fault = Response::fault("ResourceNotFoundFault", "gone");
    let server = Server::scripted([Response::json(200, json!({})), endpoints(&["a"], Some("2")), fault]).await;
    let client = server.client();
    let output = client
        .call_json_paginated("TestConnection", crate::inputs::smallest()["TestConnection"].clone())
        .await
        .expect("an answer");
    assert_eq!(output, json!({}));
    let err = client.call_json_paginated("DescribeEndpoints", json!({})).await.expect_err("the fault");
    assert_eq!((err.code(), server.requests().len()), (Some("ResourceNotFoundFault"), 3));
}

#[tokio::test]
async fn unset_members_are_not_sent() {
    let server = Server::answering(|_| Response::json(200, json!({}))).await;
    let client = server.client();
    for (operation, input) in crate::inputs::smallest() {
        client.call_json(&operation, input.clone()).await.unwrap_or_else(|err| panic!("{operation}: {err}"));
        let sent = server.requests().last().map(crate::server::Request::json);
        assert_eq!(sent.map(|sent| without_times(&sent)), Some(without_times(&input)), "{operation}");
    }
}

#[tokio::test]
async fn an_input_without_a_required_member_is_never_sent() {
    let server = Server::scripted([]).await;
    let client = server.client();
    let mut left_out = 0;
    for (operation, input) in crate::inputs::smallest() {
        for (path, smaller) in crate::inputs::each_without_one(&input) {
            let err = client.call_json(&operation, smaller).await.expect_err(&operation);
            let text = err.to_string();
            let is_named = text.contains(&format!("the required member `{path}` is missing"));
            // No single member of a union is required.
            assert!(err.is_usage() && (is_named || text.contains("the union")), "{text}");
            left_out += 1;
        }
    }
    assert!(left_out > 100 && server.operations().is_empty(), "{left_out} members left out");
}

/// Removes timestamps, which are sent as numbers in any case.
fn without_times(input: &Value) -> Value {
    let mut input = input.clone();
    if let Value::Object(members) = &mut input {
        members.retain(|name, _| !name.ends_with("Time"));
    }
    input
}

#[tokio::test]
async fn times_are_accepted_in_the_formats_of_the_cli() {
    let server = Server::answering(|_| Response::json(200, json!({}))).await;
    let client = server.client();
    let spellings = [
        ("2018-03-08", 1_520_467_200),
        ("2018-03-08 12:12:12", 1_520_511_132),
        ("2018-03-08 12:12:12+01:00", 1_520_507_532),
        ("2018-03-08T12:12:12", 1_520_511_132),
        ("2018-03-08T12:12:12Z", 1_520_511_132),
        ("Thu, 08 Mar 2018 12:12:12 GMT", 1_520_511_132),
        ("1520511132", 1_520_511_132),
    ];
    for (spelling, seconds) in spellings {
        client.call_json("DescribeEvents", json!({ "StartTime": spelling })).await.expect(spelling);
        assert_eq!(
            server.requests().last().map(|sent| sent.json()["StartTime"].clone()),
            Some(json!(seconds)),
            "{spelling}"
        );
    }
    for wrong in ["2018-13-08", "2018-03", "yesterday", "", " ", "2018-03-08 ", "2018-03-08 25:00:00"] {
        let err = client.call_json("DescribeEvents", json!({ "StartTime": wrong })).await.expect_err(wrong);
        assert!(err.is_usage() && err.to_string().contains("is not a timestamp"), "{err}");
    }
}
