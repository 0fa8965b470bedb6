//! What the code that is the same for all operations needs of one.

use crate::{
    endpoint_params::ParamsBuilder,
    error::{ErrorReply, OperationError},
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

/// The input of an operation, which means the operation.
pub trait Operation: Structure + Debug + Send + Sync + 'static {
    /// What comes back.
    type Output: Reply;

    /// What can go wrong.
    type Error: OperationError;

    /// The operation's name in the model.
    const NAME: &'static str;

    /// Whether a reply can hold something sensitive, so that the runtime must not log it.
    const SENSITIVE_OUTPUT: bool = false;

    /// Gives the idempotency tokens that were not set a random value.
    fn prepare(&mut self) {}

    /// Adds what takes part in calls of this operation and not in those of all.
    fn components(components: RuntimeComponentsBuilder) -> RuntimeComponentsBuilder {
        components
    }

    /// Where the call goes, as far as the operation and its input decide it.
    ///
    /// # Errors
    /// When a member that becomes part of the host's name is missing, or cannot be there.
    fn endpoint_bindings(&self, params: ParamsBuilder) -> Result<EndpointBindings, BuildError> {
        Ok(EndpointBindings { params, host_prefix: None })
    }
}

/// Where a call goes.
#[derive(Debug)]
pub struct EndpointBindings {
    /// What the endpoint rules decide by.
    pub params: ParamsBuilder,
    /// What is before the host's name.
    pub host_prefix: Option<Cow<'static, str>>,
}

/// The output of an operation.
pub trait Reply: Structure + Debug + Send + Sync + 'static {
    /// Keeps the id that the service gave the request.
    fn set_request_id(&mut self, request_id: Option<String>);
}

/// What the code that is the same for all operations has to know of one.
#[derive(Clone, Copy)]
pub(crate) struct OperationInfo {
    pub(super) name: &'static str,
    pub(super) sensitive_output: bool,
    pub(super) error_ref: fn(&Input) -> Option<&dyn Structure>,
    pub(super) read: fn(&HttpResponse) -> Result<Output, Error>,
    pub(super) fail: fn(&ErrorReply<'_>) -> Error,
    pub(super) components: fn(RuntimeComponentsBuilder) -> RuntimeComponentsBuilder,
    pub(super) endpoint_bindings: fn(&Input, ParamsBuilder) -> Result<EndpointBindings, BuildError>,
}

impl Storable for OperationInfo {
    type Storer = StoreReplace<Self>;
}

impl OperationInfo {
    /// Where the call with this input goes.
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
