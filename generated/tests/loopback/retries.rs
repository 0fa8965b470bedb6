//! Tests of retries and timeouts.

use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::error::{ProvideErrorMetadata, SdkError};
use serde_json::json;

use crate::server::{self, ENDPOINT_ARN, Response, Server};

fn unavailable() -> Response {
    Response::text(503, "text/html", "<html><body>Service Unavailable</body></html>")
}

/// Sends one call to a server with this script and returns the attempts' numbers.
async fn attempts_until_success(responses: impl IntoIterator<Item = Response>) -> Vec<String> {
    let server = Server::scripted(responses).await;
    server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.expect("success");
    let requests = server.requests();
    let first = &requests[0];
    for request in &requests {
        assert_eq!(request.body, first.body);
        assert_eq!(request.header("amz-sdk-invocation-id"), first.header("amz-sdk-invocation-id"));
        assert!(request.header("authorization").starts_with("AWS4-HMAC-SHA256 "), "{request:#?}");
    }
    let attempt = |header: &str| header.split("; ").find(|part| part.starts_with("attempt=")).map(str::to_owned);
    requests.iter().filter_map(|request| attempt(request.header("amz-sdk-request"))).collect()
}

#[tokio::test]
async fn a_server_error_with_any_content_is_retried() {
    for status in [500, 502, 503, 504] {
        let response = Response::text(status, "text/html", "<html></html>");
        assert_eq!(
            attempts_until_success([response, Response::success()]).await,
            ["attempt=1", "attempt=2"],
            "{status}"
        );
    }
    assert_eq!(attempts_until_success([unavailable(), unavailable(), Response::success()]).await.len(), 3);
}

#[tokio::test]
async fn throttling_is_retried() {
    for code in ["ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException"] {
        let in_header =
            Response::json(400, json!({})).with_header("x-amzn-errortype", &format!("{code}:http://internal/"));
        for response in [Response::fault(code, "slow down"), in_header] {
            assert_eq!(attempts_until_success([response, Response::success()]).await.len(), 2, "{code}");
        }
    }
}

#[tokio::test]
async fn a_connection_reset_is_retried() {
    assert_eq!(attempts_until_success([Response::Reset, Response::success()]).await.len(), 2);
}

#[tokio::test]
async fn attempts_end_at_the_limit_with_the_last_error() {
    let server =
        Server::answering(|_| Response::json(500, json!({ "__type": "InternalFailure", "message": "no" }))).await;
    let call = server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN);
    let err = call.send().await.expect_err("no success");
    assert_eq!((err.code(), err.message()), (Some("InternalFailure"), Some("no")));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn without_retries_there_is_one_attempt() {
    let server = Server::scripted([unavailable(), Response::success()]).await;
    let client = Client::from_conf(server.config().retry_config(RetryConfig::disabled()).build());
    let err = client.describe_account_attributes().send().await.expect_err("the first response");
    assert_eq!(err.raw_response().map(|response| response.status().as_u16()), Some(503));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn settings_of_a_call_override_those_of_the_client() {
    let server = Server::scripted([unavailable(), Response::success()]).await;
    let once = dms_sdk::Config::builder().retry_config(RetryConfig::disabled());
    let call = server.client().describe_account_attributes().customize().config_override(once);
    call.send().await.expect_err("the first response");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_silent_server_ends_in_a_timeout() {
    for timeouts in [
        TimeoutConfig::builder().operation_timeout(Duration::from_millis(50)),
        TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(50)),
        TimeoutConfig::builder().read_timeout(Duration::from_millis(50)),
    ] {
        let server = Server::scripted([Response::Hang]).await;
        let config = server.config().timeout_config(timeouts.build()).retry_config(RetryConfig::disabled());
        let call = Client::from_conf(config.build()).describe_account_attributes();
        let err = call.send().await.expect_err("a timeout");
        let dispatch_timeout = matches!(&err, SdkError::DispatchFailure(failure) if failure.is_timeout());
        assert!(matches!(err, SdkError::TimeoutError(_)) || dispatch_timeout, "{err:?}");
    }
}

#[tokio::test]
async fn an_operation_timeout_is_a_timeout_error() {
    let server = Server::scripted([Response::Hang]).await;
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_millis(50)).build();
    let call = Client::from_conf(server.config().timeout_config(timeouts).build()).describe_account_attributes();
    let err = call.send().await.expect_err("a timeout");
    assert!(matches!(err, SdkError::TimeoutError(_)), "{err:?}");
}

#[tokio::test]
async fn a_refused_connection_is_a_dispatch_failure() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("a bound address"));
    drop(listener);
    let err = Client::from_conf(server::config(&url).build()).describe_account_attributes().send().await;
    match err.expect_err("nothing listens") {
        SdkError::DispatchFailure(failure) => assert!(failure.is_io(), "{failure:?}"),
        other => panic!("{other:?}"),
    }
}
