//! Configurations that come from `aws-config`.

use std::time::Duration;

use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        AppName, Builder, Credentials, Region, SharedCredentialsProvider, StalledStreamProtectionConfig,
        retry::RetryConfig, timeout::TimeoutConfig,
    },
};
use aws_smithy_async::test_util::InstantSleep;
use aws_smithy_http_client::test_util::capture_request;

use crate::support::{ok, replay, response};

fn shared() -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-south-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new("SHARED", "secret", None, None, "test")))
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(7)).build())
        .app_name(AppName::new("shared").expect("a valid name"))
        .sleep_impl(aws_sdk_databasemigration::config::SharedAsyncSleep::new(InstantSleep::unlogged()))
        .stalled_stream_protection(StalledStreamProtectionConfig::enabled().build())
}

#[tokio::test]
async fn a_client_is_made_from_it() {
    let (http, captured) = capture_request(None);
    let client = Client::new(&shared().http_client(http).build());
    client.describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    assert_eq!(request.uri(), "https://dms.ap-south-1.amazonaws.com/");
    assert!(request.headers().get("authorization").is_some_and(|it| it.contains("SHARED")));
}

#[test]
fn its_settings_are_used() {
    let config = Config::from(&shared().build());
    assert_eq!(config.region().map(Region::as_ref), Some("ap-south-1"));
    assert_eq!(config.retry_config().map(RetryConfig::max_attempts), Some(2));
    let timeouts = config.timeout_config().expect("set");
    assert_eq!(timeouts.operation_attempt_timeout(), Some(Duration::from_secs(7)));
    assert_eq!(config.app_name().map(AsRef::as_ref), Some("shared"));
    let config: Config = Config::new(&shared().build());
    assert!(config.sleep_impl().is_some());
}

#[tokio::test]
async fn some_settings_are_changed_for_this_service() {
    let (http, captured) = capture_request(None);
    let config = Builder::from(&shared().http_client(http).build())
        .region(Region::new("eu-south-1"))
        .retry_config(RetryConfig::disabled())
        .build();
    Client::from_conf(config).describe_events().send().await.expect("a response");
    assert_eq!(captured.expect_request().uri(), "https://dms.eu-south-1.amazonaws.com/");
}

#[tokio::test]
async fn shared_urls_and_variants_apply() {
    let (http, captured) = capture_request(None);
    let config = shared().endpoint_url("http://localhost:4566").http_client(http).build();
    Client::new(&config).describe_events().send().await.expect("a response");
    assert_eq!(captured.expect_request().uri(), "http://localhost:4566/");

    let (http, captured) = capture_request(None);
    let config = shared().region(Region::new("us-west-2")).use_fips(true).http_client(http).build();
    Client::new(&config).describe_events().send().await.expect("a response");
    assert_eq!(captured.expect_request().uri(), "https://dms-fips.us-west-2.amazonaws.com/");
}

#[tokio::test]
async fn shared_retries_apply() {
    let http = replay([response(500, "{}"), response(500, "{}"), ok("{}")]);
    let client = Client::new(&shared().http_client(http.clone()).build());
    assert!(client.describe_events().send().await.is_err());
    assert_eq!(http.actual_requests().count(), 2);
}

#[tokio::test]
async fn the_loader_of_aws_config_is_used() {
    let (http, captured) = capture_request(None);
    let loaded = aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("sa-east-1"))
        .credentials_provider(Credentials::new("LOADED", "secret", None, None, "test"))
        .http_client(http)
        .app_name(AppName::new("loader").expect("a valid name"))
        .load()
        .await;
    let client = Client::new(&loaded);
    client.describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    assert_eq!(request.uri(), "https://dms.sa-east-1.amazonaws.com/");
    assert!(request.headers().get("x-amz-user-agent").is_some_and(|it| it.contains("app/loader")));
}

#[tokio::test]
async fn one_shared_configuration_makes_many_clients() {
    let http = replay((0..3).map(|_| ok("{}")));
    let shared = shared().http_client(http.clone()).build();
    for region in ["eu-west-1", "eu-west-2", "eu-west-3"] {
        let config = Builder::from(&shared).region(Region::new(region)).build();
        Client::from_conf(config).describe_events().send().await.expect("a response");
    }
    let hosts: Vec<_> = http.actual_requests().map(|it| it.uri().split('.').nth(1).unwrap_or_default()).collect();
    assert_eq!(hosts, ["eu-west-1", "eu-west-2", "eu-west-3"]);
}
