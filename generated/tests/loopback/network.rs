//! Tests of connections that break, stall or are slow.

use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::StalledStreamProtectionConfig;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::error::SdkError;
use dms_sdk::operation::describe_refresh_schemas_status::{
    DescribeRefreshSchemasStatusError, DescribeRefreshSchemasStatusOutput,
};
use tokio::time::timeout;

use crate::raw::{Counts, Raw, Step, head, response};
use crate::server::ENDPOINT_ARN;

const BODY: &str = r#"{"RefreshSchemasStatus":{"Status":"successful"}}"#;

type Outcome = Result<DescribeRefreshSchemasStatusOutput, SdkError<DescribeRefreshSchemasStatusError>>;

async fn call(client: &Client) -> Outcome {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await
}

fn good() -> Vec<Step> {
    vec![Step::Send(response(200, BODY))]
}

fn sent(text: impl Into<String>) -> Step {
    Step::Send(text.into())
}

/// Calls a server that handles the first request by `script` and the second correctly.
async fn status_after(script: Vec<Step>) -> (Option<String>, Counts) {
    let server = Raw::scripted([script, good()]).await;
    let response = call(&Client::from_conf(server.config().build())).await;
    let status = response.ok().and_then(|response| Some(response.refresh_schemas_status?.status?.as_str().to_owned()));
    (status, server.counts())
}

/// Returns all positions at which a connection can break, each with an orderly shutdown and a reset.
fn breaks() -> Vec<(String, Vec<Step>)> {
    let chunked = |body: &str| head(200, None) + body;
    let cut = [
        ("before the response", String::new()),
        ("after the first byte", "H".to_owned()),
        ("in the status line", "HTTP/1.1 20".to_owned()),
        ("after the status line", "HTTP/1.1 200 OK\r\n".to_owned()),
        ("in the headers", "HTTP/1.1 200 OK\r\ncontent-type: applica".to_owned()),
        ("before the body", head(200, Some(BODY.len()))),
        ("in the body", head(200, Some(BODY.len())) + &BODY[..20]),
        ("before the last byte of the body", head(200, Some(BODY.len())) + &BODY[..BODY.len() - 1]),
        ("before the first chunk", chunked("")),
        ("in a chunk", chunked("30\r\n{\"Refresh")),
        ("between chunks", chunked(&format!("{:x}\r\n{BODY}\r\n", BODY.len()))),
        ("in the last chunk", chunked(&format!("{:x}\r\n{BODY}\r\n0\r", BODY.len()))),
    ];
    let mut breaks = Vec::new();
    for (place, text) in cut {
        breaks.push((format!("an end {place}"), vec![sent(text.clone())]));
        breaks.push((format!("a reset {place}"), vec![sent(text), Step::Reset]));
    }
    breaks
}

#[tokio::test]
async fn a_truncated_response_is_retried() {
    for (name, script) in breaks() {
        let (status, counts) = status_after(script).await;
        assert_eq!(status.as_deref(), Some("successful"), "{name}");
        assert_eq!((counts.connections, counts.requests), (2, 2), "{name}");
    }
}

#[tokio::test]
async fn responses_that_are_always_truncated_end_with_the_allowed_attempts_and_an_error() {
    for (name, script) in breaks() {
        let server = Raw::scripted([script.clone(), script.clone(), script, good()]).await;
        let err = call(&Client::from_conf(server.config().build())).await.expect_err(&name);
        let has_head = name.contains("body") || name.contains("chunk");
        // A reset can arrive before data that was sent earlier.
        let is_reset = name.starts_with("a reset");
        match &err {
            SdkError::DispatchFailure(failure) => {
                assert!((!has_head || is_reset) && !failure.is_timeout(), "{name}: {err:?}");
            }
            SdkError::ResponseError(failure) => assert!(has_head && failure.raw().status().is_success(), "{name}"),
            _ => panic!("{name}: {err:?}"),
        }
        assert_eq!(server.counts().requests, 3, "{name}");
        let message = dms_sdk::Error::from(err).to_string();
        assert!(message.starts_with("DescribeRefreshSchemasStatus: ") && !message.contains('\n'), "{name}: {message}");
    }
}

#[tokio::test]
async fn a_truncated_error_response_is_retried_as_well() {
    let fault = r#"{"__type":"ResourceNotFoundFault","message":"gone"}"#;
    for script in [
        vec![sent(head(400, Some(fault.len())) + &fault[..30])],
        vec![sent(head(400, Some(fault.len()))), Step::Reset],
        vec![sent(head(503, Some(100))), Step::Reset],
    ] {
        let (status, counts) = status_after(script.clone()).await;
        assert_eq!((status.as_deref(), counts.requests), (Some("successful"), 2), "{script:?}");
    }
}

#[tokio::test]
async fn a_response_that_is_not_http_is_an_error() {
    for text in ["SSH-2.0-OpenSSH_9.9\r\n", "\u{0}\u{1}\u{2}", "HTTP/1.1 abc\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n"] {
        let server = Raw::scripted([(); 3].map(|()| vec![sent(text)])).await;
        let err = call(&Client::from_conf(server.config().build())).await.expect_err(text);
        assert!(matches!(err, SdkError::DispatchFailure(_)), "{text:?}: {err:?}");
    }
}

#[tokio::test]
async fn a_body_without_a_length_ends_with_the_connection() {
    let whole = format!("HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n\r\n{BODY}");
    let (status, counts) = status_after(vec![sent(whole)]).await;
    assert_eq!((status.as_deref(), counts.requests), (Some("successful"), 1));
    // This truncation cannot be detected; it is a response that is not JSON, and those are not retried.
    let cut = format!("HTTP/1.1 200 OK\r\n\r\n{}", &BODY[..20]);
    let (status, counts) = status_after(vec![sent(cut)]).await;
    assert_eq!((status, counts.requests), (None, 1));
}

#[tokio::test]
async fn a_response_in_pieces_is_complete() {
    let chunks: String = BODY.as_bytes().iter().map(|byte| format!("1;note=x\r\n{}\r\n", char::from(*byte))).collect();
    let interim = format!("HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n{}", response(200, BODY));
    let mut scripts = vec![
        vec![Step::Trickle(head(200, None) + &chunks + "0\r\nx-trailer: 1\r\n\r\n", 1)],
        vec![sent(head(200, Some(BODY.len()))), sent(&BODY[..1]), sent(&BODY[1..])],
        vec![sent(interim)],
    ];
    scripts.extend([1, 2, 7].map(|size| vec![Step::Trickle(response(200, BODY), size)]));
    for script in scripts {
        let (status, counts) = status_after(script.clone()).await;
        assert_eq!((status.as_deref(), counts.requests), (Some("successful"), 1), "{script:?}");
    }
}

#[tokio::test]
async fn a_stalled_body_is_detected_by_stalled_stream_protection() {
    let server = Raw::scripted([vec![sent(head(200, Some(BODY.len()))), Step::Stall]]).await;
    let protection = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_millis(300)).build();
    let config = server.config().retry_config(RetryConfig::disabled()).stalled_stream_protection(protection);
    let client = Client::from_conf(config.build());
    let outcome = timeout(Duration::from_secs(30), call(&client)).await.expect("an end before the operation's timeout");
    let error = format!("{:?}", outcome.expect_err("half a response"));
    assert!(error.contains("ThroughputBelowMinimum"), "{error}");
    server.until(|counts| counts.abandoned == 1).await;
}

#[tokio::test]
async fn a_connection_is_reused_and_a_closed_one_is_replaced() {
    let keep_alive = || vec![Step::Send(response(200, BODY)), Step::Next];
    let server = Raw::scripted([keep_alive(), keep_alive(), good(), keep_alive(), keep_alive()]).await;
    let client = Client::from_conf(server.config().build());
    for number in 1..=5 {
        let status = call(&client).await.expect("a response").refresh_schemas_status.and_then(|it| it.status);
        assert_eq!(status.as_ref().map(|it| it.as_str()), Some("successful"), "call {number}");
    }
    assert_eq!(server.counts(), Counts { connections: 2, requests: 5, abandoned: 0 });
}
