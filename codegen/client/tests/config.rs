//! What is set can be got again, alone, in a builder made from a configuration, and out of shared settings.

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::{
    auth::{AuthSchemeId, AuthSchemeOptionResolverParams, ResolveAuthSchemeOptions},
    interceptors::context::InterceptorContext,
    runtime_components::RuntimeComponents,
};
use aws_types::SdkConfig;
use dms_codegen_client::config::{
    AppName, AsyncSleep, Builder, Config, ConfigBag, FrameworkMetadata, IdentityCache, Intercept, Region,
    RuntimeComponentsBuilder, SharedInterceptor, Sleep, StalledStreamProtectionConfig,
    auth::{self, DefaultAuthSchemeResolver, ResolveAuthScheme},
    endpoint::{self, Endpoint, EndpointFuture, ResolveEndpoint},
    retry::{ClassifyRetry, RetryAction, RetryConfig, RetryMode, RetryPartition},
    timeout::TimeoutConfig,
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

#[derive(Debug)]
struct Never;

impl AsyncSleep for Never {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::pending())
    }
}

#[derive(Debug)]
struct Named(&'static str);

impl Intercept for Named {
    fn name(&self) -> &'static str {
        self.0
    }
}

impl ClassifyRetry for Named {
    fn classify_retry(&self, _: &InterceptorContext) -> RetryAction {
        RetryAction::RetryForbidden
    }

    fn name(&self) -> &'static str {
        self.0
    }
}

impl ResolveEndpoint for Named {
    fn resolve_endpoint<'a>(&'a self, _: &'a endpoint::Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(Endpoint::builder().url(self.0).build()))
    }
}

fn framework(name: &'static str) -> FrameworkMetadata {
    FrameworkMetadata::new(name, Some("1")).unwrap()
}

fn frameworks(config: &Config) -> Vec<FrameworkMetadata> {
    config.framework_metadata().into_iter().cloned().collect()
}

fn noon() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(12 * 3600)
}

fn connect_timeout(seconds: u64) -> TimeoutConfig {
    TimeoutConfig::builder().connect_timeout(Duration::from_secs(seconds)).build()
}

fn full() -> Builder {
    Config::builder()
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::adaptive().with_max_attempts(7))
        .retry_partition(RetryPartition::new("mine"))
        .timeout_config(connect_timeout(9))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .sleep_impl(Never)
        .time_source(StaticTimeSource::new(noon()))
        .disable_clock_skew_correction(true)
        .auth_scheme_preference([AuthSchemeId::new("noAuth"), AuthSchemeId::new("sigv4")])
        .identity_cache(IdentityCache::no_cache())
        .interceptor(Named("first"))
        .interceptor(Named("second"))
        .retry_classifier(Named("classifier"))
        .app_name(AppName::new("app").unwrap())
        .framework_metadata(framework("one"))
        .framework_metadata(framework("two"))
        .endpoint_resolver(Named("https://example.com"))
        .auth_scheme_resolver(DefaultAuthSchemeResolver::default())
}

#[test]
fn everything_set_can_be_got_and_survives_a_builder() {
    for config in [full().build(), full().build().to_builder().build(), full().clone().build()] {
        assert_eq!(config.region(), Some(&Region::new("eu-central-1")));
        assert_eq!(config.retry_config().map(RetryConfig::mode), Some(RetryMode::Adaptive));
        assert_eq!(config.retry_config().map(RetryConfig::max_attempts), Some(7));
        assert_eq!(config.retry_partition(), Some(&RetryPartition::new("mine")));
        assert_eq!(config.timeout_config(), Some(&connect_timeout(9)));
        assert!(!config.stalled_stream_protection().unwrap().is_enabled());
        assert!(format!("{:?}", config.sleep_impl()).contains("Never"));
        assert_eq!(config.time_source().unwrap().now(), noon());
        assert_eq!(config.disable_clock_skew_correction(), Some(true));
        let preference = config.auth_scheme_preference().cloned().unwrap();
        assert_eq!(preference.into_iter().next(), Some(AuthSchemeId::new("noAuth")));
        assert!(config.identity_cache().is_some());
        assert_eq!(config.interceptors().map(|it| it.name()).collect::<Vec<_>>(), ["first", "second"]);
        assert_eq!(config.retry_classifiers().map(|it| it.name()).collect::<Vec<_>>(), ["classifier"]);
        assert_eq!(config.app_name().map(AsRef::as_ref), Some("app"));
        assert_eq!(frameworks(&config), [framework("one"), framework("two")]);
        assert!(format!("{:?}", config.endpoint_resolver()).contains("https://example.com"));
        assert!(config.auth_scheme_resolver().is_some());
        assert_eq!(config.signing_name(), "dms");
    }
}

#[test]
fn nothing_is_set_by_default_but_the_clock() {
    let config = Config::builder().build();
    assert!(config.region().is_none() && config.retry_config().is_none() && config.timeout_config().is_none());
    assert!(config.stalled_stream_protection().is_none() && config.retry_partition().is_none());
    assert!(config.http_client().is_none() && config.sleep_impl().is_none() && config.identity_cache().is_none());
    assert!(config.app_name().is_none() && config.framework_metadata().is_empty());
    assert!(config.auth_scheme_resolver().is_none() && config.auth_scheme_preference().is_none());
    assert!(config.invocation_id_generator().is_none() && config.disable_clock_skew_correction().is_none());
    assert_eq!((config.interceptors().count(), config.retry_classifiers().count()), (0, 0));
    assert_eq!(config.auth_schemes().count(), 0);
    assert!(config.time_source().is_some());
    assert!(format!("{:?}", config.endpoint_resolver()).contains("DefaultResolver"));
}

#[test]
fn none_removes_a_setting() {
    let mut builder = full();
    builder
        .set_region(None)
        .set_app_name(None)
        .set_stalled_stream_protection(None)
        .set_auth_scheme_preference(None)
        .set_disable_clock_skew_correction(None)
        .set_sleep_impl(None)
        .set_endpoint_resolver(None)
        .set_interceptors([SharedInterceptor::new(Named("third"))])
        .set_retry_classifiers([]);
    let config = builder.build();
    assert!(config.region().is_none() && config.app_name().is_none() && config.sleep_impl().is_none());
    assert!(config.stalled_stream_protection().is_none() && config.auth_scheme_preference().is_none());
    assert!(config.disable_clock_skew_correction().is_none());
    assert_eq!(config.interceptors().map(|it| it.name()).collect::<Vec<_>>(), ["third"]);
    assert_eq!(config.retry_classifiers().count(), 0);
}

#[test]
fn none_keeps_retries_and_timeouts() {
    let mut builder = full();
    builder.set_retry_config(None).set_retry_partition(None).set_timeout_config(None).set_credentials_provider(None);
    let config = builder.build();
    assert!(config.retry_config().is_some() && config.retry_partition().is_some());
    assert_eq!(config.timeout_config(), Some(&connect_timeout(9)));
}

#[test]
fn timeouts_are_completed_by_earlier_ones() {
    let later = TimeoutConfig::builder().operation_timeout(Duration::from_secs(60)).build();
    let config = Config::builder().timeout_config(connect_timeout(9)).timeout_config(later).build();
    let timeouts = config.timeout_config().unwrap();
    assert_eq!(timeouts.connect_timeout(), Some(Duration::from_secs(9)));
    assert_eq!(timeouts.operation_timeout(), Some(Duration::from_secs(60)));
}

#[test]
fn a_derived_configuration_leaves_the_first_alone() {
    let first = full().build();
    let derived = first.to_builder().region(Region::new("us-west-2")).framework_metadata(framework("three")).build();
    assert_eq!(first.region(), Some(&Region::new("eu-central-1")));
    assert_eq!(derived.region(), Some(&Region::new("us-west-2")));
    assert_eq!((frameworks(&first).len(), frameworks(&derived).len()), (2, 3));
}

#[test]
fn test_defaults_keep_a_region_and_never_the_clock() {
    let config = full().with_test_defaults_v2().build();
    assert_eq!(config.region(), Some(&Region::new("eu-central-1")));
    assert_eq!(config.time_source().unwrap().now(), UNIX_EPOCH + Duration::from_secs(1_234_567_890));
    let mut empty = Builder::new();
    assert!(empty.apply_test_defaults().clone().build().region().is_none());
    assert_eq!(empty.with_test_defaults_v2().build().region(), Some(&Region::new("us-east-1")));
}

fn shared() -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::adaptive())
        .timeout_config(connect_timeout(9))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .sleep_impl(Never)
        .time_source(StaticTimeSource::new(noon()))
        .disable_clock_skew_correction(true)
        .auth_scheme_preference([AuthSchemeId::new("noAuth")])
        .identity_cache(IdentityCache::no_cache())
        .app_name(AppName::new("app").unwrap())
        .framework_metadata(framework("one"))
        .framework_metadata(framework("two"))
}

#[test]
fn shared_settings_are_carried_over() {
    let shared = shared().build();
    for config in [Config::new(&shared), Config::from(&shared), Builder::from(&shared).build()] {
        assert_eq!(config.region(), Some(&Region::new("eu-central-1")));
        assert_eq!(config.retry_config().map(RetryConfig::mode), Some(RetryMode::Adaptive));
        assert_eq!(config.timeout_config(), Some(&connect_timeout(9)));
        assert!(!config.stalled_stream_protection().unwrap().is_enabled());
        assert!(format!("{:?}", config.sleep_impl()).contains("Never"));
        assert_eq!(config.time_source().unwrap().now(), noon());
        assert_eq!(config.disable_clock_skew_correction(), Some(true));
        assert!(config.auth_scheme_preference().is_some() && config.identity_cache().is_some());
        assert_eq!(config.app_name().map(AsRef::as_ref), Some("app"));
        assert_eq!(frameworks(&config), [framework("one"), framework("two")]);
    }
}

#[test]
fn nothing_shared_is_nothing_set() {
    let config = Config::new(&SdkConfig::builder().build());
    assert!(config.region().is_none() && config.stalled_stream_protection().is_none());
    assert!(config.identity_cache().is_none() && config.framework_metadata().is_empty());
}

#[tokio::test]
async fn every_operation_is_signed_with_sigv4() {
    let (cfg, components) = (ConfigBag::base(), components());
    let params = auth::Params::builder().operation_name("DescribeEvents").build().unwrap();
    assert_eq!(params.operation_name(), "DescribeEvents");
    let options = DefaultAuthSchemeResolver::default().resolve_auth_scheme(&params, &cfg, &components).await.unwrap();
    let ids: Vec<_> = options.iter().map(|option| option.scheme_id().inner()).collect();
    assert_eq!(ids, ["sigv4"]);
}

#[tokio::test]
async fn auth_parameters_of_another_service_are_an_error() {
    let (cfg, components) = (ConfigBag::base(), components());
    let foreign = AuthSchemeOptionResolverParams::new("text");
    let resolver = DefaultAuthSchemeResolver::default().into_shared_resolver();
    assert!(resolver.resolve_auth_scheme_options_v2(&foreign, &cfg, &components).await.is_err());
}

#[test]
fn auth_parameters_need_an_operation() {
    let builder = auth::Params::builder().operation_name("DescribeEvents").set_operation_name(None);
    assert!(builder.build().unwrap_err().to_string().contains("`operation_name`"));
}

fn components() -> RuntimeComponents {
    RuntimeComponentsBuilder::for_tests().build().unwrap()
}
