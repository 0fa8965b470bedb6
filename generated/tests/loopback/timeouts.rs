//! Tests of timeouts. The server never continues, so that the results do not depend on speed.

use std::time::Duration;

use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use dms_sdk::Client;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::timeout::{TimeoutConfig, TimeoutConfigBuilder};
use dms_sdk::error::SdkError;
use dms_sdk::operation::describe_account_attributes::DescribeAccountAttributesError;
use tokio::task::JoinSet;

use crate::raw::{ACCOUNT, Raw, Step, account, head, unfinished};
use crate::server::REQUEST_ID;

/// Short for a test and long for a request, also if other tests use the processor.
const SHORT: Duration = Duration::from_millis(300);

/// Makes three calls to a server with this script, with this number of attempts each, and returns their error.
async fn error(
    script: &[Step],
    timeouts: TimeoutConfigBuilder,
    attempts: u32,
) -> (SdkError<DescribeAccountAttributesError>, Raw) {
    let server = Raw::scripted((0..attempts).map(|_| script.to_vec())).await;
    let retries = RetryConfig::standard().with_max_attempts(attempts).with_initial_backoff(Duration::from_millis(1));
    let config = server.config().timeout_config(timeouts.build()).retry_config(retries);
    let err = Client::from_conf(config.build()).describe_account_attributes().send().await.expect_err("a timeout");
    (err, server)
}

/// Runs the test on all of them concurrently, because each takes some time.
async fn on_each<T: Future<Output = ()> + Send + 'static>(
    scripts: impl IntoIterator<Item = Vec<Step>>,
    test: impl Fn(Vec<Step>) -> T,
) {
    scripts.into_iter().map(test).collect::<JoinSet<_>>().join_all().await;
}

#[tokio::test]
async fn the_attempt_timeout_includes_the_whole_response_and_is_retried() {
    on_each(unfinished(), async |script: Vec<Step>| {
        let (err, server) = error(&script, TimeoutConfig::builder().operation_attempt_timeout(SHORT), 3).await;
        assert!(matches!(err, SdkError::TimeoutError(_)), "{script:?}: {err:?}");
        // A connection with an incomplete response cannot be reused.
        let counts = server.until(|counts| counts.abandoned == 3).await;
        assert_eq!((counts.connections, counts.requests), (3, 3), "{script:?}");
    })
    .await;
}

#[tokio::test]
async fn a_response_after_a_stalled_one_is_used() {
    on_each(unfinished(), async |script: Vec<Step>| {
        let server = Raw::scripted([script.clone(), account()]).await;
        // Twice the time, because one attempt has to succeed in it.
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(2 * SHORT).build();
        let client = Client::from_conf(server.config().timeout_config(timeouts).build());
        let response = client.describe_account_attributes().send().await.expect("a response");
        assert_eq!(response.unique_account_identifier(), Some("acct"), "{script:?}");
        let counts = server.until(|counts| counts.abandoned == 1).await;
        assert_eq!((counts.connections, counts.requests), (2, 2), "{script:?}");
    })
    .await;
}

#[tokio::test]
async fn the_operation_timeout_includes_all_attempts() {
    on_each(unfinished(), async |script: Vec<Step>| {
        let (err, server) = error(&script, TimeoutConfig::builder().operation_timeout(SHORT), 3).await;
        assert!(matches!(err, SdkError::TimeoutError(_)), "{script:?}: {err:?}");
        assert_eq!(server.until(|counts| counts.abandoned == 1).await.requests, 1, "{script:?}");
        let message = dms_sdk::Error::from(err).to_string();
        assert!(message.starts_with("DescribeAccountAttributes: ") && message.contains("timeout"), "{message}");
    })
    .await;
}

#[tokio::test]
async fn the_read_timeout_ends_when_the_response_starts() {
    on_each(unfinished().into_iter().take(2), async |script: Vec<Step>| {
        let (err, server) = error(&script, TimeoutConfig::builder().read_timeout(SHORT), 2).await;
        assert!(matches!(&err, SdkError::DispatchFailure(it) if it.is_timeout()), "{script:?}: {err:?}");
        assert_eq!(server.until(|counts| counts.abandoned == 2).await.requests, 2, "{script:?}");
    })
    .await;
}

#[tokio::test]
async fn a_slow_body_may_take_longer_than_the_read_timeout() {
    let mut script = vec![Step::Send(head(200, Some(ACCOUNT.len())))];
    for piece in ACCOUNT.as_bytes().chunks(5) {
        let piece = String::from_utf8_lossy(piece).into_owned();
        script.extend([Step::Pause(SHORT / 5), Step::Send(piece)]);
    }
    let server = Raw::scripted([script]).await;
    let timeouts = TimeoutConfig::builder().read_timeout(SHORT).build();
    let client = Client::from_conf(server.config().timeout_config(timeouts).build());
    let start = std::time::Instant::now();
    let response = client.describe_account_attributes().send().await.expect("a response");
    assert_eq!((response.unique_account_identifier(), server.counts().requests), (Some("acct"), 1));
    assert!(start.elapsed() > SHORT, "the response was too fast for this test");
}

#[tokio::test]
async fn the_connect_timeout_includes_tls() {
    // The server waits for the end of the TLS greeting as a request, and sends nothing.
    let server = Raw::scripted([]).await;
    let https = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build_https();
    let config = server
        .config()
        .endpoint_url(server.url().replace("http://", "https://"))
        .http_client(https)
        .timeout_config(TimeoutConfig::builder().connect_timeout(SHORT).build());
    let err = Client::from_conf(config.build()).describe_account_attributes().send().await.expect_err("a timeout");
    assert!(matches!(&err, SdkError::DispatchFailure(it) if it.is_timeout()), "{err:?}");
    assert_eq!((server.counts().connections, server.counts().requests), (3, 0));
}

#[tokio::test]
async fn a_client_is_usable_after_a_timeout() {
    let server = Raw::scripted([account(), vec![Step::Stall], account(), account()]).await;
    let client = Client::from_conf(server.config().retry_config(RetryConfig::disabled()).build());
    let call = || client.describe_account_attributes();
    assert_eq!(call().send().await.expect("a response").unique_account_identifier(), Some("acct"));
    let short = TimeoutConfig::builder().operation_timeout(SHORT).build();
    let short = dms_sdk::Config::builder().timeout_config(short);
    call().customize().config_override(short).send().await.expect_err("a timeout");
    for _ in 0..2 {
        let response = call().send().await.expect("a response");
        assert_eq!(dms_sdk::operation::RequestId::request_id(&response), Some(REQUEST_ID));
    }
    let counts = server.until(|counts| counts.abandoned == 1).await;
    assert_eq!((counts.connections, counts.requests), (2, 4));
}
