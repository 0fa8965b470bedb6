//! Calls an operation: converts an input to a request, and the response to an output.
//!
//! The orchestration, the serializer and the deserializer are compiled once for all operations. The differences between
//! operations are in `OperationInfo`: a few function pointers that exist only for the operations that a program
//! calls.

mod by_type;
mod operation;
mod plugin;
pub mod span;

pub use operation::{EndpointBindings, Operation, OperationOutput};

use crate::{
    config::{ConfigOverrideRuntimePlugin, Settings},
    error::{ErrorResponse, OperationError},
    schema::Structure,
    service::{EndpointParamsBuilder, Service},
};
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        endpoint::EndpointResolverParams,
        interceptors::{
            context::{Error, Input, Output},
            error::ContextAttachedError,
        },
        orchestrator::HttpResponse,
        result::SdkError,
        runtime_plugin::{RuntimePlugins, SharedRuntimePlugin},
    },
};
use aws_smithy_types::{config_bag::ConfigBag, error::operation::BuildError};
use operation::OperationInfo;
use std::{any::TypeId, future::Future, pin::Pin};
use tracing::{Instrument, Span};

fn structure<I: Operation>(input: &Input) -> Option<&dyn Structure> {
    input.downcast_ref::<I>().map(|input| input as &dyn Structure)
}

/// Ignores an input of another type, which an interceptor has set: it is reported when it is serialized.
fn endpoint_params<I: Operation>(
    input: &Input,
    cfg: &ConfigBag,
) -> Result<EndpointBindings<EndpointResolverParams>, BoxError> {
    let failed = "the endpoint's parameters cannot be built";
    let params = <I::Service as Service>::EndpointParamsBuilder::configured(cfg);
    let EndpointBindings { params, host_prefix } = match input.downcast_ref::<I>() {
        Some(input) => input.endpoint_bindings(params).map_err(|error| ContextAttachedError::new(failed, error))?,
        None => EndpointBindings { params, host_prefix: None },
    };
    let params = params.build_for_resolver().map_err(|error| ContextAttachedError::new(failed, error))?;
    Ok(EndpointBindings { params, host_prefix })
}

/// Checks the value of a member that becomes part of the host name, so that it cannot change the host.
pub fn host_label<'a>(member: &'static str, value: Option<&'a str>) -> Result<&'a str, BuildError> {
    match value {
        Some(value) if crate::endpoint::is_valid_host_label(value, false) => Ok(value),
        Some(_) => Err(BuildError::invalid_field(member, "it is part of the host name and is not a valid label")),
        None => Err(BuildError::missing_field(member, "it is part of the host name")),
    }
}

fn read<O: OperationOutput, E: OperationError>(response: &HttpResponse) -> Result<Output, Error> {
    let mut output = O::default_value();
    let request_id = plugin::read_response(response, &mut output);
    output.set_request_id(request_id.map_err(|unhandled| Error::erase(E::from_unhandled(unhandled)))?);
    Ok(Output::erase(output))
}

fn fail<E: OperationError>(response: &ErrorResponse<'_>) -> Error {
    Error::erase(E::from_response(response))
}

/// The plugin of an operation. It is the same for all clients, and is cached after the first call.
pub fn plugin<I: Operation>() -> SharedRuntimePlugin {
    plugin::cached(
        TypeId::of::<I>(),
        OperationInfo {
            service: I::Service::INFO,
            name: I::NAME,
            sensitive_output: I::SENSITIVE_OUTPUT,
            structure: structure::<I>,
            read: read::<I::Output, I::Error>,
            fail: fail::<I::Error>,
            components: |components| I::components(plugin::classify::<I::Error>(components)),
            auth_params: I::Service::auth_params,
            endpoint_params: endpoint_params::<I>,
        },
    )
}

/// All plugins for a call of the operation.
pub fn plugins<I: Operation>(client: &RuntimePlugins, config_override: Option<Settings>) -> RuntimePlugins {
    assemble(client, plugin::<I>(), config_override)
}

/// Calls the operation of `input`.
///
/// # Errors
/// The errors of the operation, and all failures of the request and the response.
pub async fn invoke<I: Operation>(
    client: &RuntimePlugins,
    input: I,
    config_override: Option<Settings>,
) -> Result<I::Output, SdkError<I::Error, HttpResponse>> {
    invoke_with(plugins::<I>(client, config_override), input).await
}

/// Calls the operation of `input` with the result of [`plugins`].
///
/// # Errors
/// The errors of the operation, and all failures of the request and the response.
pub async fn invoke_with<I: Operation>(
    plugins: RuntimePlugins,
    mut input: I,
) -> Result<I::Output, SdkError<I::Error, HttpResponse>> {
    input.prepare();
    match dispatch(I::Service::INFO.sdk_id, I::NAME, span::of::<I>(), plugins, Input::erase(input)).await {
        Ok(output) => output.downcast().map_err(|_| {
            SdkError::construction_failure("an interceptor replaced the output with a value of another type")
        }),
        Err(error) => Err(error.map_service_error(typed_error)),
    }
}

/// The operation's error; an error of another type, which an interceptor has set, becomes an unhandled one.
pub fn typed_error<E: OperationError>(error: Error) -> E {
    error.downcast().unwrap_or_else(|other| E::create_unhandled_error(format!("{other:?}").into(), None))
}

/// A random UUID, version 4.
pub fn idempotency_token() -> String {
    let random = fastrand::u128(..);
    let uuid = (random & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// The plugins for a call of an operation without its type.
pub fn assemble(
    client: &RuntimePlugins,
    operation: SharedRuntimePlugin,
    config_override: Option<Settings>,
) -> RuntimePlugins {
    let mut plugins = client.clone().with_operation_plugin(operation);
    if let Some(mut config_override) = config_override {
        for plugin in std::mem::take(&mut config_override.plugins) {
            plugins = plugins.with_operation_plugin(plugin);
        }
        plugins = plugins.with_operation_plugin(ConfigOverrideRuntimePlugin::new(config_override));
    }
    plugins
}

/// The future of a call.
pub type Dispatched = Pin<Box<dyn Future<Output = Result<Output, SdkError<Error, HttpResponse>>> + Send>>;

/// Boxed, so that the orchestrator's state machine is compiled here and not again in every crate that makes calls.
pub fn dispatch(
    service: &'static str,
    name: &'static str,
    span: Span,
    plugins: RuntimePlugins,
    input: Input,
) -> Dispatched {
    Box::pin(
        async move { invoke_with_stop_point(service, name, input, &plugins, StopPoint::None).await?.finalize() }
            .instrument(span),
    )
}
