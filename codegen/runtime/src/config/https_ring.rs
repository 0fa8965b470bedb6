//! The default HTTP client for TLS with ring.

use aws_smithy_http_client::{
    Builder, ConnectorBuilder,
    proxy::ProxyConfig,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    behavior_version::BehaviorVersion,
    runtime_components::RuntimeComponentsBuilder,
    runtime_plugin::{Order, StaticRuntimePlugin},
};

/// This plugin comes after the SDK's default, and replaces it if there is one.
pub(super) fn plugin(behavior_version: BehaviorVersion) -> StaticRuntimePlugin {
    #[expect(deprecated, reason = "the version after which proxies are taken from the environment")]
    let proxies = behavior_version.is_at_least(BehaviorVersion::v2025_08_07());
    let client = Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = ConnectorBuilder::default().tls_provider(Provider::Rustls(CryptoMode::Ring));
        connector.set_connector_settings(settings.cloned());
        if let Some(components) = components {
            connector.set_sleep_impl(components.sleep_impl());
        }
        connector.set_proxy_config(Some(if proxies { ProxyConfig::from_env() } else { ProxyConfig::disabled() }));
        connector.build()
    });
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_runtime_components(RuntimeComponentsBuilder::new("https_ring").with_http_client(Some(client)))
}
