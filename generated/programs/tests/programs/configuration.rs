//! Configurations with all settings of programs, and their getters.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, SystemTime},
};

use aws_credential_types::provider::future;
use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        AppName, AsyncSleep, BehaviorVersion, Builder, Credentials, FrameworkMetadata, IdentityCache,
        ProvideCredentials, Region, SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, Sleep,
        StalledStreamProtectionConfig,
        retry::{ClassifyRetry, ReconnectMode, RetryAction, RetryConfig, RetryMode, RetryPartition},
        timeout::TimeoutConfig,
    },
};
use aws_smithy_async::{
    rt::sleep::TokioSleep,
    test_util::InstantSleep,
    time::{SharedTimeSource, StaticTimeSource, SystemTimeSource},
};
use aws_smithy_http_client::test_util::capture_request;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;

use crate::support::{builder, ok, replay, response};

#[derive(Debug)]
struct Vault {
    asked: Arc<AtomicU32>,
}

impl ProvideCredentials for Vault {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let n = self.asked.fetch_add(1, Ordering::SeqCst);
        let expires = SystemTime::now() + Duration::from_secs(3600);
        future::ProvideCredentials::new(async move {
            Ok(Credentials::new(format!("KEY{n}"), "secret", Some("token".into()), Some(expires), "vault"))
        })
    }
}

#[derive(Debug)]
struct RetryOnTeapot;

impl ClassifyRetry for RetryOnTeapot {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        match context.response() {
            Some(response) if response.status().as_u16() == 418 => RetryAction::server_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "retry on teapot"
    }
}

#[derive(Debug)]
struct Fixed;

impl aws_runtime::invocation_id::InvocationIdGenerator for Fixed {
    fn generate(
        &self,
    ) -> Result<Option<aws_runtime::invocation_id::InvocationId>, aws_sdk_databasemigration::error::BoxError> {
        Ok(Some(aws_runtime::invocation_id::InvocationId::new("invocation-1".to_owned())))
    }
}

fn everything() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKID", "secret", None, None, "static"))
        .retry_config(RetryConfig::standard().with_max_attempts(5).with_initial_backoff(Duration::from_millis(1)))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(30)).build())
        .retry_partition(RetryPartition::new("migration"))
        .retry_classifier(RetryOnTeapot)
        .app_name(AppName::new("drop-in").expect("a valid name"))
        .sleep_impl(TokioSleep::new())
        .time_source(SystemTimeSource::new())
        .identity_cache(IdentityCache::lazy().load_timeout(Duration::from_secs(5)).build())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .invocation_id_generator(Fixed)
        .use_fips(false)
        .use_dual_stack(false)
}

#[test]
fn settings_are_read_back() {
    let config: Config = everything().build();
    assert_eq!(config.region().map(AsRef::as_ref), Some("eu-central-1"));
    let retries: &RetryConfig = config.retry_config().expect("set");
    assert_eq!((retries.mode(), retries.max_attempts()), (RetryMode::Standard, 5));
    assert_eq!(config.timeout_config().and_then(|it| it.operation_timeout()), Some(Duration::from_secs(30)));
    assert_eq!(config.app_name().map(AsRef::as_ref), Some("drop-in"));
    assert_eq!(config.retry_partition(), Some(&RetryPartition::new("migration")));
    assert!(config.sleep_impl().is_some() && config.time_source().is_some());
    assert!(config.identity_cache().is_some() && config.invocation_id_generator().is_some());
    assert_eq!(config.retry_classifiers().filter(|it| it.name() == "retry on teapot").count(), 1);
    assert!(config.stalled_stream_protection().is_some_and(|it| !it.download_enabled()));
    assert_eq!(config.signing_name(), "dms");
    assert!(config.http_client().is_none());
}

#[tokio::test]
async fn settings_reach_the_request() {
    let (http, captured) = capture_request(None);
    let client = Client::from_conf(everything().http_client(http).build());
    client.describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    assert_eq!(request.uri(), "https://dms.eu-central-1.amazonaws.com/");
    let header = |name| request.headers().get(name).unwrap_or_default();
    assert!(header("authorization").contains("Credential=AKID/"));
    assert!(header("x-amz-user-agent").contains("app/drop-in"), "{}", header("x-amz-user-agent"));
    assert!(header("x-amz-user-agent").contains("api/databasemigrationservice/"));
    assert_eq!(header("amz-sdk-invocation-id"), "invocation-1");
    assert_eq!(header("amz-sdk-request"), "attempt=1; max=5");
}

#[tokio::test]
async fn custom_credentials_are_requested_once_while_they_are_valid() {
    let asked = Arc::new(AtomicU32::new(0));
    let http = replay([ok("{}"), ok("{}")]);
    let config = everything().credentials_provider(Vault { asked: asked.clone() }).http_client(http.clone()).build();
    let client = Client::from_conf(config);
    for _ in 0..2 {
        client.describe_events().send().await.expect("a response");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    for request in http.actual_requests() {
        assert_eq!(request.headers().get("x-amz-security-token"), Some("token"));
        assert!(request.headers().get("authorization").is_some_and(|it| it.contains("KEY0")));
    }
}

#[tokio::test]
async fn without_a_cache_credentials_are_requested_each_time() {
    let asked = Arc::new(AtomicU32::new(0));
    let http = replay([ok("{}"), ok("{}")]);
    let config = everything()
        .credentials_provider(Vault { asked: asked.clone() })
        .identity_cache(IdentityCache::no_cache())
        .http_client(http.clone());
    let client = Client::from_conf(config.build());
    for _ in 0..2 {
        client.describe_events().send().await.expect("a response");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_custom_classifier_retries_calls() {
    let http = replay([response(418, "{}"), ok("{}")]);
    let plain = Client::from_conf(builder(&http).build());
    assert!(plain.describe_events().send().await.is_err());
    let http = replay([response(418, "{}"), ok("{}")]);
    let client = Client::from_conf(builder(&http).retry_classifier(RetryOnTeapot).build());
    assert!(client.describe_events().send().await.is_ok());
    assert_eq!(http.actual_requests().count(), 2);
}

#[tokio::test]
async fn the_clock_signs() {
    let http = replay([ok("{}")]);
    let clock = StaticTimeSource::from_secs(1_709_251_200);
    let client = Client::from_conf(builder(&http).time_source(clock).build());
    client.describe_events().send().await.expect("a response");
    let request = http.actual_requests().next().expect("a request");
    assert_eq!(request.headers().get("x-amz-date"), Some("20240301T000000Z"));
}

#[tokio::test]
async fn a_custom_sleep_is_used_between_attempts() {
    #[derive(Debug, Clone)]
    struct Count(Arc<AtomicU32>);
    impl AsyncSleep for Count {
        fn sleep(&self, _: Duration) -> Sleep {
            self.0.fetch_add(1, Ordering::SeqCst);
            Sleep::new(std::future::ready(()))
        }
    }
    let count = Arc::new(AtomicU32::new(0));
    let http = replay([response(500, "{}"), response(500, "{}"), ok("{}")]);
    let config = builder(&http).sleep_impl(Count(count.clone())).build();
    Client::from_conf(config).describe_events().send().await.expect("the third time");
    assert!(count.load(Ordering::SeqCst) >= 2);
}

#[test]
fn a_configuration_becomes_a_builder_again() {
    let config = everything().build();
    let other = config.to_builder().region(Region::new("us-west-1")).build();
    assert_eq!(config.region().map(Region::as_ref), Some("eu-central-1"));
    assert_eq!(other.region().map(Region::as_ref), Some("us-west-1"));
    assert_eq!(other.app_name(), config.app_name());
    assert_eq!(other.retry_config().map(RetryConfig::max_attempts), Some(5));
    let _: Config = config.clone();
}

#[test]
fn settings_are_set_and_unset_by_reference() {
    let mut builder = Builder::new();
    builder
        .set_region(Some(Region::from_static("eu-west-3")))
        .set_behavior_version(Some(BehaviorVersion::latest()))
        .set_credentials_provider(Some(SharedCredentialsProvider::new(Credentials::for_tests())))
        .set_retry_config(Some(RetryConfig::adaptive().with_reconnect_mode(ReconnectMode::ReuseAllConnections)))
        .set_timeout_config(Some(TimeoutConfig::builder().connect_timeout(Duration::from_secs(1)).build()))
        .set_retry_partition(Some(RetryPartition::new("p")))
        .set_app_name(Some(AppName::new("a").expect("a valid name")))
        .set_sleep_impl(Some(SharedAsyncSleep::new(InstantSleep::unlogged())))
        .set_time_source(Some(SharedTimeSource::new(StaticTimeSource::from_secs(5))))
        .set_stalled_stream_protection(Some(StalledStreamProtectionConfig::enabled().build()))
        .set_use_fips(Some(false))
        .set_use_dual_stack(None)
        .set_endpoint_url(Some("http://localhost".into()))
        .set_http_client(None::<SharedHttpClient>)
        .set_disable_clock_skew_correction(Some(true));
    let config = builder.clone().build();
    assert_eq!(config.retry_config().map(RetryConfig::mode), Some(RetryMode::Adaptive));
    assert_eq!(config.disable_clock_skew_correction(), Some(true));
    let now = config.time_source().map(|it| it.now());
    assert_eq!(now, Some(SystemTime::UNIX_EPOCH + Duration::from_secs(5)));

    builder.set_region(None).set_app_name(None).set_retry_config(None).set_timeout_config(None);
    let config = builder.build();
    assert!(config.region().is_none() && config.app_name().is_none());
}

#[test]
fn a_region_can_be_absent() {
    let config = everything().region(None::<Region>).build();
    assert_eq!(config.region(), None);
    let name: Cow<'static, str> = "x".into();
    assert_eq!(everything().region(Region::new(name)).build().region().map(|it| it.to_string()).as_deref(), Some("x"));
}

#[tokio::test]
async fn frameworks_name_themselves() {
    let (http, captured) = capture_request(None);
    let framework = FrameworkMetadata::new("loader", Some(Cow::Borrowed("1.0"))).expect("a valid name");
    let config = everything().framework_metadata(framework).http_client(http).build();
    assert_eq!(config.framework_metadata().len(), 1);
    Client::from_conf(config).describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    let agent = request.headers().get("x-amz-user-agent").unwrap_or_default();
    assert!(agent.contains("lib/loader/1.0"), "{agent}");
}

#[test]
fn a_client_shows_its_configuration() {
    let client = Client::from_conf(everything().build());
    assert_eq!(client.config().region().map(Region::as_ref), Some("eu-central-1"));
    let same = client.clone();
    assert_eq!(same.config().app_name(), client.config().app_name());
    assert!(format!("{client:?}").starts_with("Client"));
}

#[test]
#[should_panic(expected = "behavior")]
fn a_configuration_without_a_behavior_version_panics() {
    let config = Config::builder().region(Region::new("us-east-1")).build();
    let _ = Client::from_conf(config);
}
