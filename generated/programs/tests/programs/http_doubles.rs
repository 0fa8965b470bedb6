//! Test doubles of the HTTP client, from `aws-smithy-http-client`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        HttpClient, SharedHttpClient,
        http::{HttpRequest, HttpResponse},
        timeout::TimeoutConfig,
    },
    error::{ConnectorError, SdkError},
};
use aws_smithy_http_client::test_util::{
    NeverClient, ReplayEvent, StaticReplayClient, capture_request, infallible_client_fn,
};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, http_client_fn};
use aws_smithy_types::body::SdkBody;

use crate::support::{ENDPOINT, ok};

fn client(http: impl HttpClient + 'static) -> Client {
    Client::from_conf(Config::builder().with_test_defaults_v2().http_client(http).build())
}

#[tokio::test]
async fn a_request_is_captured() {
    let (http, captured) = capture_request(None);
    let _ = client(http).describe_endpoints().max_records(20).marker("m").send().await;
    let request = captured.expect_request();
    assert_eq!((request.method(), request.uri()), ("POST", ENDPOINT));
    assert_eq!(request.headers().get("x-amz-target"), Some("AmazonDMSv20160101.DescribeEndpoints"));
    assert_eq!(request.headers().get("content-type"), Some("application/x-amz-json-1.1"));
    let length = request.body().bytes().expect("in memory").len().to_string();
    assert_eq!(request.headers().get("content-length"), Some(length.as_str()));
    let input: serde_json::Value = serde_json::from_slice(request.body().bytes().expect("in memory")).expect("JSON");
    assert_eq!(input, serde_json::json!({ "MaxRecords": 20, "Marker": "m" }));
    let authorization = request.headers().get("authorization").expect("signed");
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=ANOTREAL/20090213/us-east-1/dms/aws4_request"));
    assert!(request.headers().get("user-agent").is_some_and(|it| it.starts_with("aws-sdk-rust/")));
}

#[tokio::test]
async fn a_captured_request_gets_its_response() {
    let (http, captured) = capture_request(Some(ok(r#"{"Endpoints":[{"Port":5432}]}"#)));
    let output = client(http).describe_endpoints().send().await.expect("a response");
    assert_eq!(output.endpoints()[0].port(), Some(5432));
    captured.expect_request();
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() {
    let (http, captured) = capture_request(None);
    let config = Config::builder().with_test_defaults().http_client(http).build();
    let error = Client::from_conf(config).describe_endpoints().send().await.expect_err("without a region");
    assert!(!matches!(error, SdkError::ServiceError(_)), "{error:?}");
    captured.expect_no_request();
}

#[tokio::test]
async fn recorded_traffic_is_compared() {
    let expected = http::Request::builder()
        .method("POST")
        .uri(ENDPOINT)
        .header("x-amz-target", "AmazonDMSv20160101.DeleteEndpoint")
        .header("content-type", "application/x-amz-json-1.1")
        .body(SdkBody::from(r#"{"EndpointArn":"arn:e"}"#))
        .expect("a valid request");
    let http = StaticReplayClient::new(vec![ReplayEvent::new(expected, ok(r#"{"Endpoint":{"Status":"deleting"}}"#))]);
    let output = client(http.clone()).delete_endpoint().endpoint_arn("arn:e").send().await.expect("deleted");
    assert_eq!(output.endpoint().and_then(|it| it.status()), Some("deleting"));
    http.relaxed_requests_match();
    http.assert_requests_match(&["authorization", "x-amz-date", "user-agent", "x-amz-user-agent"]);
}

#[tokio::test]
async fn a_function_returns_the_response() {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    let http = infallible_client_fn(move |request: http::Request<SdkBody>| {
        assert_eq!(request.uri().host(), Some("dms.us-east-1.amazonaws.com"));
        let n = seen.fetch_add(1, Ordering::SeqCst);
        http::Response::builder().status(200).body(format!(r#"{{"Marker":"{n}"}}"#)).expect("valid")
    });
    let client = client(http);
    assert_eq!(client.describe_events().send().await.expect("a response").marker(), Some("0"));
    assert_eq!(client.describe_events().send().await.expect("a response").marker(), Some("1"));
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_responses_causes_a_timeout() {
    let never = NeverClient::new();
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(2)).build();
    let config = Config::builder().with_test_defaults_v2().timeout_config(timeouts).http_client(never.clone()).build();
    let error = Client::from_conf(config).describe_events().send().await.expect_err("never");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(never.num_calls(), 1);
}

/// A custom connector, as for a proxy or a tunnel.
#[derive(Debug, Clone, Default)]
struct Flaky {
    calls: Arc<AtomicUsize>,
}

impl HttpConnector for Flaky {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        HttpConnectorFuture::ready(match n {
            0 => Err(ConnectorError::io("reset".into())),
            _ => Ok(HttpResponse::try_from(ok(r#"{"Marker":"m"}"#)).expect("valid")),
        })
    }
}

fn own_client(connector: &Flaky) -> SharedHttpClient {
    let connector = connector.clone();
    http_client_fn(move |_, _| aws_smithy_runtime_api::client::http::SharedHttpConnector::new(connector.clone()))
}

#[tokio::test(start_paused = true)]
async fn a_custom_connector_is_retried_after_an_io_error() {
    let flaky = Flaky::default();
    let output = client(own_client(&flaky)).describe_events().send().await.expect("the second time");
    assert_eq!(output.marker(), Some("m"));
    assert_eq!(flaky.calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn the_message_of_the_connector_is_in_the_error() {
    #[derive(Debug, Clone)]
    struct Broken;
    impl HttpConnector for Broken {
        fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
            HttpConnectorFuture::ready(Err(ConnectorError::user("no certificate".into())))
        }
    }
    let http = http_client_fn(|_, _| aws_smithy_runtime_api::client::http::SharedHttpConnector::new(Broken));
    let error = client(http).describe_events().send().await.expect_err("broken");
    match &error {
        SdkError::DispatchFailure(failure) => {
            assert!(failure.is_user() && !failure.is_timeout());
            assert!(failure.as_connector_error().is_some_and(|it| it.is_user()));
        }
        other => panic!("{other:?}"),
    }
    let text = aws_sdk_databasemigration::error::DisplayErrorContext(&error).to_string();
    assert!(text.contains("no certificate"), "{text}");
}
