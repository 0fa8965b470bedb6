//! Converts the settings that the services of the SDK share to those of this service.

use super::{Builder, Config};
use crate::service;
use aws_types::{SdkConfig, service_config::ServiceConfigKey};

impl From<&SdkConfig> for Builder {
    fn from(shared: &SdkConfig) -> Self {
        let mut builder = Self::default();
        builder
            .set_region(shared.region().cloned())
            .set_endpoint_url(endpoint_url(shared))
            .set_use_fips(shared.use_fips())
            .set_use_dual_stack(shared.use_dual_stack())
            .set_credentials_provider(shared.credentials_provider())
            .set_auth_scheme_preference(shared.auth_scheme_preference().cloned())
            .set_retry_config(shared.retry_config().cloned())
            .set_timeout_config(shared.timeout_config().cloned())
            .set_sleep_impl(shared.sleep_impl())
            .set_time_source(shared.time_source())
            .set_disable_clock_skew_correction(shared.disable_clock_skew_correction())
            .set_http_client(shared.http_client())
            .set_app_name(shared.app_name().cloned())
            .set_behavior_version(shared.behavior_version());
        // Unlike the settings above, `None` would remove the client's default.
        if let Some(protection) = shared.stalled_stream_protection() {
            builder.set_stalled_stream_protection(Some(protection));
        }
        if let Some(cache) = shared.identity_cache() {
            builder.set_identity_cache(cache);
        }
        // Only some services use it.
        builder.config.store_or_unset(shared.account_id_endpoint_mode().cloned());
        service::set_shared(shared, &mut builder);
        for framework in shared.framework_metadata() {
            builder.push_framework_metadata(framework.clone());
        }
        builder
    }
}

impl From<&SdkConfig> for Config {
    fn from(shared: &SdkConfig) -> Self {
        Self::new(shared)
    }
}

/// A URL that the program sets takes precedence, then the one for this service in environment or profile, then the one
/// for all services.
fn endpoint_url(shared: &SdkConfig) -> Option<String> {
    let general = shared.endpoint_url();
    if !shared.get_origin("endpoint_url").is_client_config() {
        let own = own_setting(shared, "AWS_ENDPOINT_URL", "endpoint_url");
        if own.is_some() {
            return own;
        }
    }
    general.map(str::to_owned)
}

/// A setting for this service alone in the user's environment or profile.
fn own_setting(shared: &SdkConfig, env: &str, profile: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(service::SDK_ID).env(env).profile(profile).build();
    shared.service_config()?.load_config(key.ok()?)
}
