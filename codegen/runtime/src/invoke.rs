//! Calls an operation: converts an input to a request, and the response to an output.
//!
//! The orchestration, the serializer and the deserializer are compiled once for all operations. The differences between
//! operations are in [`OperationInfo`]: a few function pointers that exist only for the operations that a program
//! calls.

mod by_type;
mod operation;
mod plugin;
pub(crate) mod span;

pub(crate) use operation::OperationInfo;
pub use operation::{EndpointBindings, Operation, OperationOutput};

use crate::{
    config::{ConfigOverrideRuntimePlugin, endpoint::ParamsBuilder},
    error::{ErrorResponse, OperationError},
    schema::Structure,
    service,
};
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::{
    interceptors::context::{Error, Input, Output},
    orchestrator::HttpResponse,
    result::SdkError,
    runtime_plugin::{RuntimePlugins, SharedRuntimePlugin},
};
use aws_smithy_types::error::operation::BuildError;
use std::{any::TypeId, future::Future, pin::Pin};
use tracing::{Instrument, Span};

/// The error of a call.
pub type SendError<E> = SdkError<E, HttpResponse>;

fn error_ref<I: Operation>(input: &Input) -> Option<&dyn Structure> {
    input.downcast_ref::<I>().map(|input| input as &dyn Structure)
}

/// Ignores an input of another type, which an interceptor has set: it is reported when it is serialized.
fn endpoint_bindings<I: Operation>(input: &Input, params: ParamsBuilder) -> Result<EndpointBindings, BuildError> {
    match input.downcast_ref::<I>() {
        Some(input) => input.endpoint_bindings(params),
        None => Ok(EndpointBindings { params, host_prefix: None }),
    }
}

/// Checks the value of a member that becomes part of the host name, so that it cannot change the host.
#[allow(dead_code, reason = "only models with such members use it")]
pub(crate) fn host_label<'a>(member: &'static str, value: Option<&'a str>) -> Result<&'a str, BuildError> {
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
pub(crate) fn plugin<I: Operation>() -> SharedRuntimePlugin {
    plugin::cached(
        TypeId::of::<I>(),
        OperationInfo {
            name: I::NAME,
            sensitive_output: I::SENSITIVE_OUTPUT,
            error_ref: error_ref::<I>,
            read: read::<I::Output, I::Error>,
            fail: fail::<I::Error>,
            components: |components| I::components(plugin::classify::<I::Error>(components)),
            endpoint_bindings: endpoint_bindings::<I>,
        },
    )
}

/// All plugins for a call of the operation.
pub(crate) fn plugins<I: Operation>(
    client: &RuntimePlugins,
    config_override: Option<crate::config::Builder>,
) -> RuntimePlugins {
    assemble(client, plugin::<I>(), config_override)
}

/// Calls the operation of `input`.
///
/// # Errors
/// The errors of the operation, and all failures of the request and the response.
pub(crate) async fn invoke<I: Operation>(
    client: &RuntimePlugins,
    input: I,
    config_override: Option<crate::config::Builder>,
) -> Result<I::Output, SendError<I::Error>> {
    invoke_with(plugins::<I>(client, config_override), input).await
}

/// Calls the operation of `input` with the result of [`plugins`].
///
/// # Errors
/// The errors of the operation, and all failures of the request and the response.
pub(crate) async fn invoke_with<I: Operation>(
    plugins: RuntimePlugins,
    mut input: I,
) -> Result<I::Output, SendError<I::Error>> {
    input.prepare();
    match dispatch(I::NAME, span::of::<I>(), plugins, Input::erase(input)).await {
        Ok(output) => output.downcast().map_err(|_| {
            SdkError::construction_failure("an interceptor replaced the output with a value of another type")
        }),
        Err(error) => Err(error.map_service_error(typed_error)),
    }
}

/// The operation's error; an error of another type, which an interceptor has set, becomes an unhandled one.
pub(crate) fn typed_error<E: OperationError>(error: Error) -> E {
    error.downcast().unwrap_or_else(|other| E::create_unhandled_error(format!("{other:?}").into(), None))
}

/// A random UUID, version 4.
#[allow(dead_code, reason = "only models with idempotency tokens use it")]
pub(crate) fn idempotency_token() -> String {
    let random = fastrand::u128(..);
    let uuid = (random & !(0xF << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

pub(crate) fn assemble(
    client: &RuntimePlugins,
    operation: SharedRuntimePlugin,
    config_override: Option<crate::config::Builder>,
) -> RuntimePlugins {
    let mut plugins = client.clone().with_operation_plugin(operation);
    if let Some(mut config_override) = config_override {
        for plugin in std::mem::take(&mut config_override.runtime_plugins) {
            plugins = plugins.with_operation_plugin(plugin);
        }
        plugins = plugins.with_operation_plugin(ConfigOverrideRuntimePlugin::new(config_override));
    }
    plugins
}

pub(crate) type Dispatched = Pin<Box<dyn Future<Output = Result<Output, SdkError<Error, HttpResponse>>> + Send>>;

/// Boxed, so that the orchestrator's state machine is compiled here and not again in every crate that makes calls.
pub(crate) fn dispatch(name: &'static str, span: Span, plugins: RuntimePlugins, input: Input) -> Dispatched {
    Box::pin(
        async move {
            invoke_with_stop_point(service::SDK_ID, name, input, &plugins, StopPoint::None).await?.finalize()
        }
        .instrument(span),
    )
}
