//! Tests of errors before the first successful call: one line with the problem and the remedy.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::{TimeoutConfig, TimeoutConfigBuilder};
use dms_sdk::config::{BehaviorVersion, Builder, Credentials, Region};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use crate::server::{Response, Server};

fn bare() -> Builder {
    Builder::new().behavior_version(BehaviorVersion::latest()).retry_config(RetryConfig::disabled())
}

fn complete() -> Builder {
    bare().region(Region::new("eu-west-1")).credentials_provider(Credentials::new("AKID", "key", None, None, "test"))
}

/// Starts a server that calls `serve` for every connection, and returns its address.
async fn listening<F, S>(serve: F) -> String
where
    F: Fn(tokio::net::TcpStream) -> S + Send + 'static,
    S: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its number").to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            serve(stream).await;
        }
    });
    address
}

async fn times_out(set: fn(TimeoutConfigBuilder, Duration) -> TimeoutConfigBuilder) -> Builder {
    let server = Server::scripted([Response::Hang]).await;
    let timeouts = set(TimeoutConfig::builder(), Duration::from_millis(100)).build();
    let config = complete().endpoint_url(server.url()).timeout_config(timeouts);
    // The server runs until the test ends.
    std::mem::forget(server);
    config
}

async fn cases() -> Vec<(&'static str, Builder)> {
    let not_tls = listening(|mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    });
    let closing = listening(|stream| async move { drop(stream) });
    vec![
        ("no credentials", bare().region(Region::new("eu-west-1"))),
        ("no region", bare().credentials_provider(Credentials::new("AKID", "key", None, None, "test"))),
        ("a region that is none", complete().region(Region::new("eu west 1"))),
        ("connection refused", complete().endpoint_url("http://127.0.0.1:1")),
        ("name not resolved", complete().endpoint_url("http://no-such-host.invalid")),
        ("no TLS behind https", complete().endpoint_url(format!("https://{}", not_tls.await))),
        ("connection closed", complete().endpoint_url(format!("http://{}", closing.await))),
        ("operation timeout", times_out(TimeoutConfigBuilder::operation_timeout).await),
        ("attempt timeout", times_out(TimeoutConfigBuilder::operation_attempt_timeout).await),
        ("read timeout", times_out(TimeoutConfigBuilder::read_timeout).await),
        ("an endpoint URL that is no URL", complete().endpoint_url("not a url")),
        ("an endpoint URL without a scheme", complete().endpoint_url("localhost:8000")),
        ("an empty endpoint URL", complete().endpoint_url("")),
        ("an endpoint URL of another scheme", complete().endpoint_url("ftp://localhost")),
    ]
}

#[tokio::test]
async fn each_is_a_line_with_a_remedy() {
    let mut table = String::new();
    for (name, config) in cases().await {
        let call = Client::from_conf(config.build()).describe_events().send().await;
        let error = dms_sdk::Error::from(call.expect_err(name));
        let line = error.to_string();
        assert!(!line.contains('\n') && line.len() < 220, "{name}: {line}");
        writeln!(table, "{name}:\n    {line}").expect("memory");
        let mut chain = vec![line];
        let mut next = error.source();
        while let Some(error) = next {
            chain.push(error.to_string());
            next = error.source();
        }
        assert_nothing_twice(name, &chain);
    }
    insta::assert_snapshot!(table);
}

fn assert_nothing_twice(name: &str, chain: &[String]) {
    for (index, text) in chain.iter().enumerate() {
        let others = chain.iter().enumerate().filter(|(other, _)| *other != index);
        // The runtime's "other" and "timeout" are too short to be repetitions.
        assert!(
            text.len() < 10 || others.map(|(_, other)| other).all(|other| !other.contains(text)),
            "{name}: {text:?} twice: {chain:?}"
        );
    }
}

#[tokio::test]
async fn errors_of_the_service_repeat_nothing() {
    let responses = [
        Response::fault("Unheard", "of"),
        Response::text(403, "text/html", "<html>forbidden</html>"),
        Response::text(400, "application/x-amz-json-1.1", ""),
        Response::text(200, "application/x-amz-json-1.1", "{\"Events\": 5}"),
    ];
    let count = responses.len();
    let server = Server::scripted(responses).await;
    let config = server.config().retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    for n in 0..count {
        let error = dms_sdk::Error::from(client.describe_events().send().await.expect_err("an error"));
        let chain: Vec<_> = std::iter::successors(Some(&error as &dyn std::error::Error), |&error| error.source())
            .map(ToString::to_string)
            .collect();
        assert_nothing_twice(&format!("response {n}"), &chain);
    }
}
