//! Calls an operation: converts an input to a request, and the response to an output.
//!
//! The orchestration, the serializer and the deserializer are compiled once for all operations. The differences between
//! operations are in [`OperationInfo`]: a few function pointers that exist only for the operations that a program
//! calls.

mod error_reply;
mod plugin;
pub(crate) mod span;

pub use error_reply::ErrorReply;

use crate::{
    client::Handle,
    config::{ConfigOverrideRuntimePlugin, endpoint::ParamsBuilder},
    error::{ModeledError, OperationError},
    schema::Structure,
    service,
};
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::{
    interceptors::context::{Error, Input, Output},
    orchestrator::HttpResponse,
    result::SdkError,
    runtime_components::RuntimeComponentsBuilder,
    runtime_plugin::{RuntimePlugins, SharedRuntimePlugin},
};
use aws_smithy_types::{
    config_bag::{Storable, StoreReplace},
    error::operation::BuildError,
};
use std::{any::TypeId, borrow::Cow, fmt::Debug, future::Future, pin::Pin};
use tracing::{Instrument, Span};

/// The error of a call.
pub type SendError<E> = SdkError<E, HttpResponse>;

/// The input of an operation, which identifies the operation.
pub trait Operation: Structure + Debug + Send + Sync + 'static {
    /// The output.
    type Output: Reply;

    /// The error.
    type Error: OperationError;

    /// The operation's name in the model.
    const NAME: &'static str;

    /// Whether a response can contain something sensitive, so that the runtime must not log it.
    const SENSITIVE_OUTPUT: bool = false;

    /// Sets idempotency tokens that are not set to a random value.
    fn prepare(&mut self) {}

    /// Adds runtime components that only calls of this operation use.
    fn components(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
        components
    }

    /// The part of the endpoint that depends on the operation and its input.
    ///
    /// # Errors
    /// When a member that becomes part of the host name is missing or invalid.
    fn endpoint_bindings(&self, params: ParamsBuilder) -> Result<EndpointBindings, BuildError> {
        Ok(EndpointBindings { params, host_prefix: None })
    }
}

/// The part of the endpoint that depends on the operation.
#[derive(Debug)]
pub struct EndpointBindings {
    /// The parameters of the endpoint rules.
    pub params: ParamsBuilder,
    /// The prefix of the host name.
    pub host_prefix: Option<Cow<'static, str>>,
}

/// The output of an operation.
pub trait Reply: Structure + Debug + Send + Sync + 'static {
    /// Sets the id of the request.
    fn set_request_id(&mut self, request_id: Option<String>);
}

/// What the shared code needs of an operation.
#[derive(Clone, Copy)]
pub(crate) struct OperationInfo {
    name: &'static str,
    sensitive_output: bool,
    error_ref: fn(&Input) -> Option<&dyn Structure>,
    read: fn(&HttpResponse) -> Result<Output, Error>,
    fail: fn(&ErrorReply<'_>) -> Error,
    components: fn(RuntimeComponentsBuilder) -> RuntimeComponentsBuilder,
    endpoint_bindings: fn(&Input, ParamsBuilder) -> Result<EndpointBindings, BuildError>,
}

impl Storable for OperationInfo {
    type Storer = StoreReplace<Self>;
}

impl OperationInfo {
    /// The endpoint bindings of a call with this input.
    pub(crate) fn endpoint_bindings(
        &self,
        input: &Input,
        params: ParamsBuilder,
    ) -> Result<EndpointBindings, BuildError> {
        (self.endpoint_bindings)(input, params)
    }
}

impl Debug for OperationInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

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

fn read<O: Reply, E: OperationError>(response: &HttpResponse) -> Result<Output, Error> {
    let mut output = O::default_value();
    let request_id = plugin::read_reply(response, &mut output);
    output.set_request_id(request_id.map_err(|unhandled| Error::erase(E::from_unhandled(unhandled)))?);
    Ok(Output::erase(output))
}

fn fail<E: OperationError>(reply: &ErrorReply<'_>) -> Error {
    Error::erase(E::from_reply(reply))
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
    handle: &Handle,
    config_override: Option<crate::config::Builder>,
) -> RuntimePlugins {
    assemble(handle, plugin::<I>(), config_override)
}

/// Calls the operation of `input`.
///
/// # Errors
/// The errors of the operation, and all failures of the request and the response.
pub(crate) async fn invoke<I: Operation>(
    handle: &Handle,
    input: I,
    config_override: Option<crate::config::Builder>,
) -> Result<I::Output, SendError<I::Error>> {
    invoke_with(plugins::<I>(handle, config_override), input).await
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
    handle: &Handle,
    operation: SharedRuntimePlugin,
    config_override: Option<crate::config::Builder>,
) -> RuntimePlugins {
    let mut plugins = handle.runtime_plugins.clone().with_operation_plugin(operation);
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

/// Sets code, message and request id of a modeled error from the response.
pub(crate) fn fill(error: &mut dyn ModeledError, reply: &ErrorReply<'_>) {
    reply.complete(error);
    *error.meta_mut() = reply.metadata();
}
