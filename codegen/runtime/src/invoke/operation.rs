//! The properties of an operation that the shared code of all operations needs.

use crate::{
    endpoint_params::ParamsBuilder,
    error::{ErrorResponse, OperationError},
    schema::Structure,
};
use aws_smithy_runtime_api::client::{
    interceptors::context::{Error, Input, Output},
    orchestrator::HttpResponse,
    runtime_components::RuntimeComponentsBuilder,
};
use aws_smithy_types::{
    config_bag::{Storable, StoreReplace},
    error::operation::BuildError,
};
use std::{borrow::Cow, fmt::Debug};

/// The input of an operation, which identifies the operation.
pub trait Operation: Structure + Debug + Send + Sync + 'static {
    /// The output.
    type Output: OperationOutput;

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
pub trait OperationOutput: Structure + Debug + Send + Sync + 'static {
    /// Sets the id of the request.
    fn set_request_id(&mut self, request_id: Option<String>);
}

/// What the shared code needs of an operation.
#[derive(Clone, Copy)]
pub(crate) struct OperationInfo {
    pub(super) name: &'static str,
    pub(super) sensitive_output: bool,
    pub(super) error_ref: fn(&Input) -> Option<&dyn Structure>,
    pub(super) read: fn(&HttpResponse) -> Result<Output, Error>,
    pub(super) fail: fn(&ErrorResponse<'_>) -> Error,
    pub(super) components: fn(RuntimeComponentsBuilder) -> RuntimeComponentsBuilder,
    pub(super) endpoint_bindings: fn(&Input, ParamsBuilder) -> Result<EndpointBindings, BuildError>,
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
