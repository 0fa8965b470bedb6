//! Converts the settings that the services of the SDK share to those of one service.

use super::{
    Settings,
    settings::{CompressionDisabled, MinCompressionSize},
};
use crate::service::ServiceInfo;
use aws_runtime::{auth::sigv4, service_clock_skew::DisableClockSkewCorrection};
use aws_types::{
    SdkConfig,
    endpoint_config::{EndpointUrl, UseDualStack, UseFips},
    service_config::ServiceConfigKey,
};

impl Settings {
    /// The settings for a service.
    pub fn from_shared(service: &ServiceInfo, shared: &SdkConfig) -> Self {
        let mut settings = Self { behavior_version: shared.behavior_version(), ..Self::default() };
        let layer = &mut settings.layer;
        layer.store_or_unset(shared.region().cloned());
        layer.store_or_unset(endpoint_url(service, shared).map(EndpointUrl));
        layer.store_or_unset(shared.use_fips().map(UseFips));
        layer.store_or_unset(shared.use_dual_stack().map(UseDualStack));
        layer.store_or_unset(shared.auth_scheme_preference().cloned());
        layer.store_or_unset(shared.disable_clock_skew_correction().map(DisableClockSkewCorrection::from));
        layer.store_or_unset(shared.app_name().cloned());
        // Unlike the settings above, `None` would remove the client's default.
        if let Some(retries) = shared.retry_config() {
            layer.store_put(retries.clone());
        }
        if let Some(timeouts) = shared.timeout_config() {
            layer.store_put(timeouts.clone());
        }
        if let Some(protection) = shared.stalled_stream_protection() {
            layer.store_put(protection);
        }
        // Only some services use these.
        layer.store_or_unset(shared.account_id_endpoint_mode().cloned());
        layer.store_or_unset(shared.disable_request_compression().map(CompressionDisabled));
        layer.store_or_unset(shared.request_min_compression_size_bytes().map(MinCompressionSize));
        for framework in shared.framework_metadata() {
            layer.store_append(framework.clone());
        }
        let components = &mut settings.components;
        components.set_sleep_impl(shared.sleep_impl());
        components.set_time_source(shared.time_source());
        components.set_http_client(shared.http_client());
        if let Some(provider) = shared.credentials_provider() {
            components.set_identity_resolver(sigv4::SCHEME_ID, provider);
        }
        if let Some(cache) = shared.identity_cache() {
            components.set_identity_cache(Some(cache));
        }
        settings
    }
}

/// A URL that the program sets takes precedence, then the one for this service in environment or profile, then the one
/// for all services.
fn endpoint_url(service: &ServiceInfo, shared: &SdkConfig) -> Option<String> {
    let general = shared.endpoint_url();
    if !shared.get_origin("endpoint_url").is_client_config() {
        let own = own_setting(service, shared, "AWS_ENDPOINT_URL", "endpoint_url");
        if own.is_some() {
            return own;
        }
    }
    general.map(str::to_owned)
}

/// A setting for this service alone in the user's environment or profile.
fn own_setting(service: &ServiceInfo, shared: &SdkConfig, env: &str, profile: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(service.sdk_id).env(env).profile(profile).build();
    shared.service_config()?.load_config(key.ok()?)
}
