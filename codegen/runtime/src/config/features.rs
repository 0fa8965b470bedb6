//! Records the SDK features that a call uses, for the user agent.

use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_observability::global::get_telemetry_provider;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept, SharedInterceptor,
            context::{BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef},
            dyn_dispatch_hint,
        },
        runtime_components::{RuntimeComponents, RuntimeComponentsBuilder},
        runtime_plugin::StaticRuntimePlugin,
    },
};
use aws_smithy_types::{
    config_bag::ConfigBag,
    retry::{RetryConfig, RetryMode},
};
use aws_types::endpoint_config::EndpointUrl;

/// Records the features that depend on the configuration.
#[derive(Debug)]
pub(super) struct ConfiguredFeatures;

#[dyn_dispatch_hint]
impl Intercept for ConfiguredFeatures {
    fn name(&self) -> &'static str {
        "ConfiguredFeatures"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<EndpointUrl>().is_some() {
            cfg.interceptor_state().store_append(AwsSdkFeature::EndpointOverride);
        }
        if get_telemetry_provider()
            .is_ok_and(|provider| provider.meter_provider().provider_name() == "AwsSmithyObservabilityOtelProvider")
        {
            cfg.interceptor_state().store_append(SmithySdkFeature::ObservabilityOtelMetrics);
        }
        Ok(())
    }

    // The settings of a call are not available earlier.
    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
            Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Records that a paginator or waiter makes a call.
#[derive(Debug)]
struct UsedBy(SmithySdkFeature);

#[dyn_dispatch_hint]
impl Intercept for UsedBy {
    fn name(&self) -> &'static str {
        "UsedBy"
    }

    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _runtime_components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_append(self.0.clone());
        Ok(())
    }
}

#[inline]
fn used_by(feature: SmithySdkFeature) -> StaticRuntimePlugin {
    let interceptor = SharedInterceptor::permanent(UsedBy(feature));
    StaticRuntimePlugin::new()
        .with_runtime_components(RuntimeComponentsBuilder::new("UsedBy").with_interceptor(interceptor))
}

/// An operation plugin for the calls of a paginator.
#[inline]
pub fn paginator_plugin() -> StaticRuntimePlugin {
    used_by(SmithySdkFeature::Paginator)
}

/// An operation plugin for the calls of a waiter.
#[inline]
pub fn waiter_plugin() -> StaticRuntimePlugin {
    used_by(SmithySdkFeature::Waiter)
}
