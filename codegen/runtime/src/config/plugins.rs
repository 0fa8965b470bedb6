//! Converts a configuration to plugins of the orchestrator: those of a client, and those of a call.
//!
//! The order matters for two reasons. Later plugins override earlier ones, and interceptors run in the order of their
//! plugins. Also, the orchestrator runs `read_before_execution` of a client's interceptors before the settings of a
//! call are available; interceptors that depend on them are in a plugin of the operation.

use super::{Settings, features::ConfiguredFeatures, settings::sign_for_region};
use crate::service::ServiceInfo;
use aws_runtime::{
    auth::sigv4::SigV4AuthScheme, invocation_id::InvocationIdInterceptor,
    recursion_detection::RecursionDetectionInterceptor, request_info::RequestInfoInterceptor,
    service_clock_skew::ServiceClockSkewInterceptor, user_agent::UserAgentInterceptor,
};
use aws_smithy_runtime::client::{
    auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme},
    defaults::{DefaultPluginParams, default_plugins},
    http::connection_poisoning::ConnectionPoisoningInterceptor,
    identity::{IdentityCache, no_auth::NoAuthIdentityResolver},
    metrics::MetricsRuntimePlugin,
    orchestrator::AuthSchemeAndEndpointOrchestrationV2,
    retries::classifiers::HttpStatusCodeClassifier,
    stalled_stream_protection::StalledStreamProtectionInterceptor,
};
use aws_smithy_runtime_api::client::{
    auth::SharedAuthSchemeOptionResolver,
    behavior_version::BehaviorVersion,
    endpoint::SharedEndpointResolver,
    interceptors::SharedInterceptor,
    runtime_components::RuntimeComponentsBuilder,
    runtime_plugin::{Order, RuntimePlugin, RuntimePlugins, StaticRuntimePlugin},
};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
use aws_types::region::Region;
use std::borrow::Cow;

/// The resolvers of a service, which settings of the user replace.
#[derive(Debug)]
pub struct Resolvers {
    /// The auth schemes of a call.
    pub auth: SharedAuthSchemeOptionResolver,
    /// The endpoint of a call.
    pub endpoint: SharedEndpointResolver,
}

/// The plugins for all calls of a client. `config` is the result of [`Settings::complete`].
///
/// # Panics
/// When the settings are invalid: no behavior version, timeouts or retries without a sleep implementation, or an
/// identity cache whose requirements are not met.
#[track_caller]
pub fn client_plugins(
    service: &'static ServiceInfo,
    config: &FrozenLayer,
    settings: &Settings,
    resolvers: Resolvers,
) -> RuntimePlugins {
    let plugins = base_client_runtime_plugins(service, config.clone(), settings.clone(), resolvers);
    let mut cfg = ConfigBag::base();
    let valid = plugins.apply_client_configuration(&mut cfg);
    if let Err(error) = valid.and_then(|components| components.validate_base_client_config(&cfg)) {
        panic!("Invalid client configuration: {error}");
    }
    plugins
}

#[track_caller]
fn base_client_runtime_plugins(
    service: &'static ServiceInfo,
    config: FrozenLayer,
    settings: Settings,
    resolvers: Resolvers,
) -> RuntimePlugins {
    let version = behavior_version(&settings);
    let metrics = MetricsRuntimePlugin::builder()
        .with_scope(service.crate_name)
        .with_time_source(settings.components.time_source().unwrap_or_default())
        .build()
        .expect("metrics need only the scope");
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(retry_partition(service, &config))
        .with_behavior_version(version)
        .with_is_aws_sdk(true);

    let plugins = RuntimePlugins::new().with_client_plugins(default_plugins(defaults));
    #[cfg(feature = "rustls-ring")]
    let plugins = plugins.with_client_plugin(super::https_ring::plugin(version));
    let mut plugins = plugins
        .with_client_plugin(StaticRuntimePlugin::new().with_config(config).with_runtime_components(settings.components))
        .with_client_plugin(service_plugin(service, resolvers))
        .with_client_plugin(no_auth_plugin())
        .with_client_plugin(metrics)
        .with_operation_plugin(any_operation_plugin());
    for plugin in settings.plugins {
        plugins = plugins.with_client_plugin(plugin);
    }
    plugins
}

#[track_caller]
fn behavior_version(settings: &Settings) -> BehaviorVersion {
    match settings.behavior_version {
        Some(version) => version,
        None if cfg!(feature = "behavior-version-latest") => BehaviorVersion::latest(),
        None => panic!(
            "Invalid client configuration: no behavior version is set. Load the settings with \
             `aws_config::defaults(BehaviorVersion::latest())`, or call `behavior_version` on the configuration's \
             builder, or enable the cargo feature `behavior-version-latest`."
        ),
    }
}

fn retry_partition(service: &ServiceInfo, config: &FrozenLayer) -> Cow<'static, str> {
    match config.load::<Region>() {
        Some(region) => format!("{}-{region}", service.retry_partition).into(),
        None => service.retry_partition.into(),
    }
}

/// The defaults of this service. Settings of the user come later and override them.
fn service_plugin(service: &ServiceInfo, resolvers: Resolvers) -> StaticRuntimePlugin {
    // The name of the service's shape, as in the official crates; it is visible to interceptors.
    let mut layer = Layer::new(service.target_prefix);
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    let components = RuntimeComponentsBuilder::new("ServiceRuntimePlugin")
        .with_auth_scheme_option_resolver(Some(resolvers.auth))
        .with_endpoint_resolver(Some(resolvers.endpoint))
        .with_auth_scheme(SigV4AuthScheme::new())
        .with_retry_classifier(HttpStatusCodeClassifier::default())
        .with_interceptor(SharedInterceptor::permanent(ConnectionPoisoningInterceptor::new()))
        .with_interceptor(SharedInterceptor::permanent(ConfiguredFeatures))
        .with_interceptor(SharedInterceptor::new(ServiceClockSkewInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(RequestInfoInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(UserAgentInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(InvocationIdInterceptor::new()))
        .with_interceptor(SharedInterceptor::permanent(RecursionDetectionInterceptor::new()));
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// What an auth scheme resolver needs for `noAuth`, which the default resolver uses for operations that are not signed.
fn no_auth_plugin() -> StaticRuntimePlugin {
    StaticRuntimePlugin::new().with_runtime_components(
        RuntimeComponentsBuilder::new("NoAuthRuntimePlugin")
            .with_identity_resolver(NO_AUTH_SCHEME_ID, NoAuthIdentityResolver::new())
            .with_auth_scheme(NoAuthScheme::new()),
    )
}

/// What every operation needs in addition to its own plugin.
fn any_operation_plugin() -> StaticRuntimePlugin {
    StaticRuntimePlugin::new().with_runtime_components(
        RuntimeComponentsBuilder::new("any operation")
            .with_interceptor(SharedInterceptor::permanent(StalledStreamProtectionInterceptor::default())),
    )
}

/// The settings of one call, which override those of its client.
#[derive(Debug)]
pub(crate) struct ConfigOverrideRuntimePlugin {
    config: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

impl ConfigOverrideRuntimePlugin {
    pub(crate) fn new(config_override: Settings) -> Self {
        let Settings { mut layer, mut components, .. } = config_override;
        sign_for_region(&mut layer);
        // Credentials of one call must not be in the client's cache. A separate cache lets retries of the call reuse
        // them.
        if components.has_identity_resolvers() && components.identity_cache().is_none() {
            components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
        }
        Self { config: Layer::from(layer).with_name(std::any::type_name::<Self>()).freeze(), components }
    }
}

impl RuntimePlugin for ConfigOverrideRuntimePlugin {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.config.clone())
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.components)
    }
}
