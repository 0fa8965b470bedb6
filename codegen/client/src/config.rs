//! Settings of a client.
//!
//! Most programs let `aws_config` find region and credentials and pass the result to
//! [`Client::new`](crate::Client::new). [`Builder`] has settings for this service alone; it can start from such an
//! [`SdkConfig`](aws_types::SdkConfig):
//!
//! ```text
//! let shared = aws_config::load_defaults(BehaviorVersion::latest()).await;
//! let config = config::Builder::from(&shared).retry_config(RetryConfig::adaptive()).build();
//! let client = Client::from_conf(config);
//! ```
//!
//! Settings for one call are passed to `customize().config_override(…)` of a fluent builder.

pub mod auth;
mod builder;
/// The endpoint of requests: its parameters, and custom resolvers.
pub mod endpoint {
    pub use crate::endpoint_params::*;
}
pub mod http;
pub mod interceptors;
pub mod retry;
pub mod timeout;

pub use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider},
};
pub use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
pub use aws_smithy_runtime::client::identity::IdentityCache;
pub use aws_smithy_runtime_api::{
    client::{
        behavior_version::BehaviorVersion,
        http::{HttpClient, SharedHttpClient},
        identity::{ResolveCachedIdentity, SharedIdentityCache},
        interceptors::{Intercept, SharedInterceptor},
        runtime_components::{RuntimeComponents, RuntimeComponentsBuilder},
        runtime_plugin::{RuntimePlugin, SharedRuntimePlugin},
        stalled_stream_protection::StalledStreamProtectionConfig,
    },
    shared::IntoShared,
};
pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};
pub use aws_types::{app_name::AppName, region::Region, sdk_ua_metadata::FrameworkMetadata};
pub use builder::Builder;

use crate::service;
use ::runtime::config::{Resolvers, Settings, client_plugins};
use auth::ResolveAuthScheme;
use aws_runtime::{invocation_id::SharedInvocationIdGenerator, service_clock_skew::DisableClockSkewCorrection};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::{
    auth::{AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver},
    endpoint::SharedEndpointResolver,
    retries::classifiers::SharedRetryClassifier,
    runtime_plugin::RuntimePlugins,
};
use endpoint::ResolveEndpoint;
use retry::{RetryConfig, RetryPartition};
use timeout::TimeoutConfig;

/// The settings of a client. Created by [`Config::builder`], or from an [`SdkConfig`](aws_types::SdkConfig).
///
/// A getter returns the value that was set here. If it returns `None`, the client uses its default, which may depend on
/// the [`BehaviorVersion`].
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) config: FrozenLayer,
    // A copy of the settings, since a frozen layer cannot be converted to a builder.
    settings: Settings,
}

impl Config {
    /// Copies the settings for this service from the shared ones.
    #[inline]
    pub fn new(config: &aws_types::SdkConfig) -> Self {
        Builder::from(config).build()
    }

    /// Returns a builder without any settings.
    ///
    /// A client needs at least a behavior version, a region and credentials; `aws_config` can find the latter two.
    #[inline]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns a builder with these settings.
    #[inline]
    pub fn to_builder(&self) -> Builder {
        Builder { settings: self.settings.clone() }
    }

    /// The region of the endpoint and of signatures.
    #[inline]
    pub fn region(&self) -> Option<&Region> {
        self.config.load::<Region>()
    }

    /// The service's name in signatures. An endpoint can override it.
    #[inline]
    pub fn signing_name(&self) -> &'static str {
        service::INFO.signing_name
    }

    /// Always `None`, even if a provider was set: it is stored in a form that cannot be returned.
    #[deprecated(note = "always returns `None`; keep the provider yourself where you need it again")]
    #[inline]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        None
    }

    /// The endpoint resolver: the one that was set, or the default one with the service's rules.
    #[inline]
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        let resolver = self.settings.components.endpoint_resolver();
        resolver.unwrap_or_else(|| endpoint::DefaultResolver::new().into_shared_resolver())
    }

    /// The auth schemes that were added.
    #[inline]
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.settings.components.auth_schemes()
    }

    /// The resolver of the auth schemes of a call.
    #[inline]
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.settings.components.auth_scheme_option_resolver()
    }

    /// The preferred auth schemes, the most preferred first.
    #[inline]
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.config.load::<AuthSchemePreference>()
    }

    /// The cache for resolved credentials.
    #[inline]
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.settings.components.identity_cache()
    }

    /// The HTTP client.
    #[inline]
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.settings.components.http_client()
    }

    /// The settings for retries.
    #[inline]
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.config.load::<RetryConfig>()
    }

    /// The retry partition: its clients share a budget of retries.
    #[inline]
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.config.load::<RetryPartition>()
    }

    /// The retry classifiers that were added.
    #[inline]
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.settings.components.retry_classifiers()
    }

    /// The timeouts.
    #[inline]
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.config.load::<TimeoutConfig>()
    }

    /// The settings for bodies that stall.
    #[inline]
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.config.load::<StalledStreamProtectionConfig>()
    }

    /// The timer for retries and timeouts.
    #[inline]
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.settings.components.sleep_impl()
    }

    /// The clock.
    #[inline]
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.settings.components.time_source()
    }

    /// Whether signatures use the local time even if the service's clock differs.
    #[inline]
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.config.load::<DisableClockSkewCorrection>().map(DisableClockSkewCorrection::is_disabled)
    }

    /// The interceptors that were added.
    #[inline]
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.settings.components.interceptors()
    }

    /// The generator of `amz-sdk-invocation-id`.
    #[inline]
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.config.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// The application's name in the user agent.
    #[inline]
    pub fn app_name(&self) -> Option<&AppName> {
        self.config.load::<AppName>()
    }

    /// The frameworks in the user agent, in the order in which they were added.
    #[inline]
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        // A layer returns the values in reverse order.
        let mut newest_first: Vec<_> = self.config.load::<FrameworkMetadata>().collect();
        newest_first.reverse();
        newest_first
    }

    /// The plugins for all calls of a client.
    ///
    /// # Panics
    /// When the settings are invalid.
    #[track_caller]
    pub(crate) fn runtime_plugins(&self) -> RuntimePlugins {
        let resolvers = Resolvers {
            auth: auth::DefaultAuthSchemeResolver::default().into_shared_resolver(),
            endpoint: endpoint::DefaultResolver::new().into_shared_resolver(),
        };
        client_plugins(&service::INFO, &self.config, &self.settings, resolvers)
    }
}

impl From<&aws_types::SdkConfig> for Config {
    fn from(shared: &aws_types::SdkConfig) -> Self {
        Self::new(shared)
    }
}
