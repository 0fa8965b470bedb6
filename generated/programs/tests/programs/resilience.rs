//! Retries, budgets and timeouts as programs configure them.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    config::{
        retry::{RetryConfig, RetryConfigBuilder, RetryMode, RetryPartition, TokenBucket},
        timeout::{TimeoutConfig, TimeoutConfigBuilder},
    },
    error::{ProvideErrorMetadata, SdkError},
};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_http_client::test_util::NeverClient;

use crate::support::{builder, fault, ok, replay, response};

#[tokio::test]
async fn attempts_are_counted() {
    for (attempts, good) in [(1, false), (2, false), (3, true), (5, true)] {
        let http = replay([response(500, "{}"), response(503, "{}"), ok("{}")]);
        let config = builder(&http).retry_config(RetryConfig::standard().with_max_attempts(attempts)).build();
        let result = Client::from_conf(config).describe_events().send().await;
        assert_eq!(result.is_ok(), good, "{attempts}");
        assert_eq!(http.actual_requests().count(), attempts.min(3) as usize);
    }
}

#[tokio::test]
async fn throttling_is_retried() {
    let http = replay([fault("ThrottlingException", "slow"), fault("RequestLimitExceeded", "slow"), ok("{}")]);
    Client::from_conf(builder(&http).build()).describe_events().send().await.expect("the third time");
    let attempts: Vec<_> = http.actual_requests().filter_map(|it| it.headers().get("amz-sdk-request")).collect();
    assert_eq!(attempts.len(), 3);
    assert!(attempts[0].starts_with("attempt=1") && attempts[2].contains("attempt=3"), "{attempts:?}");
    let ids: Vec<_> = http.actual_requests().filter_map(|it| it.headers().get("amz-sdk-invocation-id")).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[tokio::test]
async fn faults_of_the_caller_are_not_retried() {
    let http = replay([fault("InvalidResourceStateFault", "busy"), ok("{}")]);
    let error = Client::from_conf(builder(&http).build()).delete_endpoint().send().await.expect_err("busy");
    assert_eq!(error.code(), Some("InvalidResourceStateFault"));
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test]
async fn the_last_error_is_returned() {
    let http = replay([response(500, "{}"), response(500, "{}"), fault("ThrottlingException", "slow")]);
    let error = Client::from_conf(builder(&http).build()).describe_events().send().await.expect_err("exhausted");
    assert_eq!((error.code(), error.message()), (Some("ThrottlingException"), Some("slow")));
}

#[tokio::test]
async fn a_budget_is_shared_by_a_partition() {
    let partition = || RetryPartition::custom("shared").token_bucket(TokenBucket::new(5)).build();
    let shared = partition();
    let http = replay((0..10).map(|_| response(500, "{}")));
    let client = Client::from_conf(builder(&http).retry_partition(shared).build());
    assert!(client.describe_events().send().await.is_err());
    let first = http.actual_requests().count();
    assert!(client.describe_events().send().await.is_err());
    let second = http.actual_requests().count() - first;
    assert!(second <= first && first <= 3, "{first} {second}");
}

#[tokio::test]
async fn adaptive_retries_work() {
    let http = replay([response(500, "{}"), ok("{}")]);
    let config = builder(&http).retry_config(RetryConfig::adaptive().with_max_attempts(2)).build();
    Client::from_conf(config).describe_events().send().await.expect("the second time");
}

#[test]
fn settings_are_built() {
    let retries: RetryConfig =
        RetryConfigBuilder::new().mode(RetryMode::Adaptive).max_attempts(7).max_backoff(Duration::from_secs(4)).build();
    assert_eq!(
        (retries.mode(), retries.max_attempts(), retries.max_backoff()),
        (RetryMode::Adaptive, 7, Duration::from_secs(4))
    );
    let timeouts: TimeoutConfig = TimeoutConfigBuilder::new()
        .connect_timeout(Duration::from_secs(1))
        .read_timeout(Duration::from_secs(2))
        .operation_attempt_timeout(Duration::from_secs(3))
        .build();
    assert!(timeouts.has_timeouts());
    assert_eq!(
        timeouts.to_builder().operation_timeout(Duration::from_secs(9)).build().connect_timeout(),
        Some(Duration::from_secs(1))
    );
}

fn never(timeouts: TimeoutConfig, attempts: u32) -> (Client, NeverClient) {
    let http = NeverClient::new();
    let config = builder(&replay([]))
        .http_client(http.clone())
        .sleep_impl(TokioSleep::new())
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(attempts))
        .build();
    (Client::from_conf(config), http)
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_retried() {
    let timeouts = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(1)).build();
    let (client, http) = never(timeouts, 3);
    let error = client.describe_events().send().await.expect_err("never");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(http.num_calls(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_whole_call_has_a_limit() {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_secs(10))
        .operation_timeout(Duration::from_secs(15))
        .build();
    let (client, http) = never(timeouts, 10);
    let start = tokio::time::Instant::now();
    let error = client.describe_events().send().await.expect_err("never");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 15);
    assert_eq!(http.num_calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn one_call_has_separate_limits() {
    let (client, _) = never(TimeoutConfig::builder().operation_timeout(Duration::from_secs(100)).build(), 1);
    let short = TimeoutConfig::builder().operation_timeout(Duration::from_secs(2)).build();
    let short = aws_sdk_databasemigration::Config::builder().timeout_config(short);
    let start = tokio::time::Instant::now();
    let error = client.describe_events().customize().config_override(short).send().await.expect_err("never");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 2);
}
