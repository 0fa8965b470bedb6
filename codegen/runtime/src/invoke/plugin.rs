//! The plugin of an operation: serializes its requests and deserializes its responses.

use super::{
    by_type::ByType,
    operation::{EndpointBindings, OperationInfo},
};
use crate::{
    error::{ErrorResponse, OperationError, sealed_unhandled::Unhandled},
    protocol,
    schema::{Form, Structure, ValueRef},
};
use aws_runtime::{
    auth::SigV4OperationSigningConfig, retries::classifiers::AwsErrorCodeClassifier,
    service_clock_skew::ServiceClockSkewClassifier,
};
use aws_smithy_runtime::client::retries::classifiers::{ModeledAsRetryableClassifier, TransientErrorClassifier};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        endpoint::EndpointPrefix,
        interceptors::{
            Intercept, SharedInterceptor,
            context::{BeforeSerializationInterceptorContextRef, Input, OutputOrError},
            dyn_dispatch_hint,
        },
        orchestrator::{HttpRequest, HttpResponse, Metadata, OrchestratorError, SensitiveOutput},
        runtime_components::RuntimeComponentsBuilder,
        runtime_plugin::{RuntimePlugin, SharedRuntimePlugin},
        ser_de::{DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer},
    },
};
use aws_smithy_types::{
    config_bag::{ConfigBag, FrozenLayer, Layer},
    telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes},
};
use aws_types::request_id::RequestId;
use std::{any::TypeId, borrow::Cow};

/// The plugins of the operations that were called.
static PLUGINS: ByType<SharedRuntimePlugin> = ByType::new();

/// The cached plugin of an operation, which is identified by the type of its input.
pub(super) fn cached(input: TypeId, info: OperationInfo) -> SharedRuntimePlugin {
    PLUGINS.get_or_insert(input, || SharedRuntimePlugin::new(OperationPlugin::new(info)))
}

/// What an operation adds to a call.
#[derive(Debug)]
pub(super) struct OperationPlugin {
    config: FrozenLayer,
    components: RuntimeComponentsBuilder,
}

impl OperationPlugin {
    pub(super) fn new(info: OperationInfo) -> Self {
        let mut layer = Layer::new(info.name);
        layer.store_put(SharedRequestSerializer::new(info));
        layer.store_put(SharedResponseDeserializer::new(info));
        layer.store_put(Metadata::new(info.name, info.service.sdk_id));
        if info.sensitive_output {
            layer.store_put(SensitiveOutput);
        }
        layer.store_put((info.auth_params)(info.name));
        layer.store_put(SigV4OperationSigningConfig::default());
        let components = RuntimeComponentsBuilder::new(info.name)
            .with_interceptor(SharedInterceptor::permanent(EndpointParams { info }))
            .with_interceptor(SharedInterceptor::permanent(TelemetryCapture { info }));
        Self { config: layer.freeze(), components: (info.components)(components) }
    }
}

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.config.clone())
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        Cow::Borrowed(&self.components)
    }
}

/// Adds the retry classifiers, which need the type of the operation's error.
pub(super) fn classify<E: OperationError>(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
    components
        .with_retry_classifier(TransientErrorClassifier::<E>::new())
        .with_retry_classifier(ModeledAsRetryableClassifier::<E>::new())
        .with_retry_classifier(AwsErrorCodeClassifier::<E>::new())
        .with_retry_classifier(ServiceClockSkewClassifier::<E>::new())
}

impl SerializeRequest for OperationInfo {
    fn serialize_input(&self, input: Input, _: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let structure =
            (self.structure)(&input).ok_or("an interceptor replaced the input by a value of another type")?;
        protocol::request(self.service, self.name, structure)
    }
}

/// Reads a successful response into `output` and returns the request's id.
///
/// A response that cannot be parsed is an error of the operation, as in the official crate, so that programs find the
/// error and the response in the same way as errors of the service.
pub(super) fn read_response(response: &HttpResponse, output: &mut dyn Structure) -> Result<Option<String>, Unhandled> {
    // The body is not needed for an output without members.
    if !output.schema().members.is_empty() {
        protocol::read_body(body(response), output)
            .map_err(|error| Unhandled::from_unreadable(error, response.headers()))?;
    }
    Ok(response.request_id().map(str::to_owned))
}

/// The orchestrator has loaded the body before it deserializes the output.
fn body(response: &HttpResponse) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

impl DeserializeResponse for OperationInfo {
    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, _: &ConfigBag) -> OutputOrError {
        tracing::debug!(request_id = ?response.request_id());
        if response.status().is_success() {
            return (self.read)(response).map_err(OrchestratorError::operation);
        }
        let status = response.status().as_u16();
        let error_response =
            ErrorResponse::new(self.service, status, response.headers(), body(response), self.sensitive_output);
        Err(OrchestratorError::operation((self.fail)(&error_response)))
    }
}

/// Sets the parameters of the endpoint resolver.
#[derive(Debug)]
struct EndpointParams {
    info: OperationInfo,
}

#[dyn_dispatch_hint]
impl Intercept for EndpointParams {
    fn name(&self) -> &'static str {
        "EndpointParams"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let EndpointBindings { params, host_prefix } = (self.info.endpoint_params)(context.input(), cfg)?;
        cfg.interceptor_state().store_put(params);
        if let Some(prefix) = host_prefix {
            cfg.interceptor_state().store_put(EndpointPrefix::new(prefix)?);
        }
        Ok(())
    }
}

/// Provides the values of the configured input members for telemetry.
#[derive(Debug)]
struct TelemetryCapture {
    info: OperationInfo,
}

#[dyn_dispatch_hint]
impl Intercept for TelemetryCapture {
    fn name(&self) -> &'static str {
        "TelemetryCapture"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let requested = cfg.load::<RequestedTelemetryAttributes>().filter(|requested| !requested.is_empty());
        let (Some(requested), Some(input)) = (requested, (self.info.structure)(context.input())) else { return Ok(()) };
        let mut captured = CapturedTelemetryAttributes::default();
        for (index, member) in input.schema().members.iter().enumerate() {
            if member.form.is(Form::SENSITIVE) || !requested.should_capture(member.serialized_name) {
                continue;
            }
            // Strings only, as in the official crates.
            if let ValueRef::Str(text) = input.get(index) {
                captured.insert(member.serialized_name, text);
            }
        }
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}
