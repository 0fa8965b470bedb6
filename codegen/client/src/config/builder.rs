//! The builder of [`Config`]: endpoints, authentication, and the behavior version.

mod behavior;
mod extensions;
#[cfg(feature = "test-util")]
mod test_defaults;

use super::{
    BehaviorVersion, Config, ProvideCredentials, Region, ResolveCachedIdentity, SharedCredentialsProvider,
    auth::ResolveAuthScheme, endpoint::ResolveEndpoint,
};
use crate::service;
use ::runtime::config::Settings;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::{
    client::{
        auth::{AuthScheme, AuthSchemePreference},
        endpoint::SharedEndpointResolver,
    },
    shared::IntoShared,
};
use aws_types::{
    SdkConfig,
    endpoint_config::{EndpointUrl, UseDualStack, UseFips},
};

/// Builds a [`Config`].
///
/// Each setting has a method that consumes and returns the builder, and a method `set_…` that takes it by reference.
/// `None` removes the setting, and in the override of a call also that of the client, unless the method's documentation
/// differs.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    pub(crate) settings: Settings,
}

impl From<&SdkConfig> for Builder {
    fn from(shared: &SdkConfig) -> Self {
        Self { settings: Settings::from_shared(&service::INFO, shared) }
    }
}

impl Builder {
    /// Returns a builder without any settings. See [`Config::builder`].
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Builds the configuration. It is validated when a client is created from it.
    pub fn build(mut self) -> Config {
        let config = self.settings.complete(&service::INFO, std::any::type_name::<Config>());
        Config { config, settings: self.settings }
    }

    /// Sets the version of the client's defaults. Required.
    ///
    /// Defaults improve over time, for example those of retries, timeouts and the HTTP client. A program that sets a
    /// version here has the same defaults after an update of this crate. `aws_config` sets it too.
    #[inline]
    pub fn behavior_version(mut self, behavior_version: BehaviorVersion) -> Self {
        self.set_behavior_version(Some(behavior_version));
        self
    }

    /// Sets or removes the [behavior version](Self::behavior_version).
    #[inline]
    pub fn set_behavior_version(&mut self, behavior_version: Option<BehaviorVersion>) -> &mut Self {
        self.settings.behavior_version = behavior_version;
        self
    }

    /// Uses the latest defaults, which may change with every update of the runtime crates.
    #[inline]
    pub fn behavior_version_latest(self) -> Self {
        self.behavior_version(BehaviorVersion::latest())
    }

    /// Sets the region of the endpoint and of signatures.
    #[inline]
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.set_region(region.into());
        self
    }

    /// Sets or removes the [region](Self::region).
    #[inline]
    pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
        self.settings.layer.store_or_unset(region);
        self
    }

    /// Sends requests to this URL instead of the service's endpoint, for example to a test server:
    /// `http://localhost:5000`.
    #[inline]
    pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
        self.set_endpoint_url(Some(endpoint_url.into()));
        self
    }

    /// Sets or removes the [endpoint URL](Self::endpoint_url).
    #[inline]
    pub fn set_endpoint_url(&mut self, endpoint_url: Option<String>) -> &mut Self {
        self.settings.layer.store_or_unset(endpoint_url.map(EndpointUrl));
        self
    }

    /// Whether to use the endpoint with both IPv4 and IPv6. Default: no.
    #[inline]
    pub fn use_dual_stack(mut self, use_dual_stack: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(use_dual_stack.into()));
        self
    }

    /// Sets or removes [`use_dual_stack`](Self::use_dual_stack).
    #[inline]
    pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self {
        self.settings.layer.store_or_unset(use_dual_stack.map(UseDualStack));
        self
    }

    /// Whether to use the endpoint with FIPS 140 validated cryptography. Default: no.
    #[inline]
    pub fn use_fips(mut self, use_fips: impl Into<bool>) -> Self {
        self.set_use_fips(Some(use_fips.into()));
        self
    }

    /// Sets or removes [`use_fips`](Self::use_fips).
    #[inline]
    pub fn set_use_fips(&mut self, use_fips: Option<bool>) -> &mut Self {
        self.settings.layer.store_or_unset(use_fips.map(UseFips));
        self
    }

    /// Sets a custom endpoint resolver, which replaces the service's rules.
    #[inline]
    pub fn endpoint_resolver(mut self, endpoint_resolver: impl ResolveEndpoint + 'static) -> Self {
        self.set_endpoint_resolver(Some(endpoint_resolver.into_shared_resolver()));
        self
    }

    /// Sets or removes the [endpoint resolver](Self::endpoint_resolver).
    #[inline]
    pub fn set_endpoint_resolver(&mut self, endpoint_resolver: Option<SharedEndpointResolver>) -> &mut Self {
        self.settings.components.set_endpoint_resolver(endpoint_resolver);
        self
    }

    /// Sets the credentials provider: a chain of `aws_config`, or static [`Credentials`](crate::config::Credentials).
    #[inline]
    pub fn credentials_provider(mut self, credentials_provider: impl ProvideCredentials + 'static) -> Self {
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials_provider)));
        self
    }

    /// Sets the [credentials provider](Self::credentials_provider). `None` has no effect.
    #[inline]
    pub fn set_credentials_provider(&mut self, credentials_provider: Option<SharedCredentialsProvider>) -> &mut Self {
        if let Some(provider) = credentials_provider {
            self.settings.components.set_identity_resolver(sigv4::SCHEME_ID, provider);
        }
        self
    }

    /// Sets the cache for credentials. Default: in memory, until shortly before they expire.
    #[inline]
    pub fn identity_cache(mut self, identity_cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.set_identity_cache(identity_cache);
        self
    }

    /// Sets the [cache for credentials](Self::identity_cache).
    #[inline]
    pub fn set_identity_cache(&mut self, identity_cache: impl ResolveCachedIdentity + 'static) -> &mut Self {
        self.settings.components.set_identity_cache(Some(identity_cache));
        self
    }

    /// Adds an auth scheme. It replaces one with the same id.
    #[inline]
    pub fn push_auth_scheme(mut self, auth_scheme: impl AuthScheme + 'static) -> Self {
        self.settings.components.push_auth_scheme(auth_scheme);
        self
    }

    /// Sets a custom resolver of the auth schemes of a call.
    #[inline]
    pub fn auth_scheme_resolver(mut self, auth_scheme_resolver: impl ResolveAuthScheme + 'static) -> Self {
        self.set_auth_scheme_resolver(auth_scheme_resolver);
        self
    }

    /// Sets the [auth scheme resolver](Self::auth_scheme_resolver).
    #[inline]
    pub fn set_auth_scheme_resolver(&mut self, auth_scheme_resolver: impl ResolveAuthScheme + 'static) -> &mut Self {
        let resolver = auth_scheme_resolver.into_shared_resolver();
        self.settings.components.set_auth_scheme_option_resolver(Some(resolver));
        self
    }

    /// Sets the preferred auth schemes, in this order, among those that a call may use.
    #[inline]
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.set_auth_scheme_preference(Some(preference.into()));
        self
    }

    /// Sets or removes the [preferred auth schemes](Self::auth_scheme_preference).
    #[inline]
    pub fn set_auth_scheme_preference(&mut self, preference: Option<AuthSchemePreference>) -> &mut Self {
        self.settings.layer.store_or_unset(preference);
        self
    }

    /// Sends requests without a signature if there are no credentials, instead of failing. Test servers may accept
    /// that.
    #[inline]
    pub fn allow_no_auth(mut self) -> Self {
        self.set_allow_no_auth();
        self
    }

    /// Has the effect of [`allow_no_auth`](Self::allow_no_auth).
    #[inline]
    pub fn set_allow_no_auth(&mut self) -> &mut Self {
        self.settings.plugins.push(NoAuthRuntimePluginV2::new().into_shared());
        self
    }
}
