//! Requests over a real socket, to a server in the same process.

use std::sync::Arc;

use aws_sdk_databasemigration::{
    Client, Config,
    config::{BehaviorVersion, Credentials, Region, retry::RetryConfig},
    error::ProvideErrorMetadata,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Mutex,
};

type Log = Arc<Mutex<Vec<String>>>;

/// Reads one request and responses; supports as much of HTTP/1.1 as the client uses.
async fn answer(mut stream: TcpStream, status: &str, body: &str, log: Log) -> std::io::Result<()> {
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let n = stream.read(&mut buffer).await?;
        text.extend_from_slice(&buffer[..n]);
        let whole = String::from_utf8_lossy(&text).into_owned();
        if let Some((head, rest)) = whole.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
            if n == 0 || rest.len() >= length.and_then(|it| it.parse().ok()).unwrap_or(0) {
                log.lock().await.push(whole);
                break;
            }
        } else if n == 0 {
            return Ok(());
        }
    }
    let response = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.1\r\nx-amzn-requestid: r\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(response.as_bytes()).await?;
    stream.shutdown().await
}

async fn server(responses: &'static [(&'static str, &'static str)]) -> (Config, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let log = Log::default();
    let seen = log.clone();
    tokio::spawn(async move {
        for (status, body) in responses {
            let Ok((stream, _)) = listener.accept().await else { return };
            let _ = answer(stream, status, body, seen.clone()).await;
        }
    });
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::for_tests())
        .retry_config(RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1)))
        .endpoint_url(format!("http://{address}"));
    (config.build(), log)
}

#[tokio::test]
async fn the_default_http_client_calls_a_server() {
    let (config, log) = server(&[("200 OK", r#"{"Endpoints":[{"EndpointIdentifier":"a"}]}"#)]).await;
    let output = Client::from_conf(config).describe_endpoints().max_records(20).send().await.expect("a response");
    assert_eq!(output.endpoints()[0].endpoint_identifier(), Some("a"));
    let requests = log.lock().await;
    let request = requests[0].to_ascii_lowercase();
    assert!(request.starts_with("post / http/1.1\r\n"), "{request}");
    assert!(request.contains("x-amz-target: amazondmsv20160101.describeendpoints"));
    assert!(requests[0].ends_with(r#"{"MaxRecords":20}"#));
}

#[tokio::test]
async fn a_server_error_is_retried() {
    let (config, log) = server(&[("503 Service Unavailable", ""), ("200 OK", "{}")]).await;
    Client::from_conf(config).describe_events().send().await.expect("the second time");
    assert_eq!(log.lock().await.len(), 2);
}

#[tokio::test]
async fn faults_are_returned() {
    let (config, _) = server(&[("400 Bad Request", r#"{"__type":"ResourceNotFoundFault","message":"none"}"#)]).await;
    let error = Client::from_conf(config).describe_endpoints().send().await.expect_err("none");
    assert_eq!((error.code(), error.message()), (Some("ResourceNotFoundFault"), Some("none")));
}

#[tokio::test]
async fn a_refused_connection_is_a_dispatch_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let (config, _) = server(&[]).await;
    let config = config.to_builder().endpoint_url(format!("http://{address}")).retry_config(RetryConfig::disabled());
    let error = Client::from_conf(config.build()).describe_events().send().await.expect_err("a refused connection");
    match error {
        aws_sdk_databasemigration::error::SdkError::DispatchFailure(failure) => assert!(failure.is_io()),
        other => panic!("{other:?}"),
    }
}
