//! The properties of an operation that the shared code of all operations needs.

use crate::{
    error::{ErrorResponse, OperationError},
    schema::Structure,
    service::{Service, ServiceInfo},
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        auth::AuthSchemeOptionResolverParams,
        endpoint::EndpointResolverParams,
        interceptors::context::{Error, Input, Output},
        orchestrator::HttpResponse,
        runtime_components::RuntimeComponentsBuilder,
    },
};
use aws_smithy_types::{config_bag::ConfigBag, error::operation::BuildError};
use std::{borrow::Cow, fmt::Debug};

/// The input of an operation, which identifies the operation.
pub trait Operation: Structure + Debug + Send + Sync + 'static {
    /// The service.
    type Service: Service;

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
    fn endpoint_bindings(
        &self,
        params: ParamsBuilder<Self>,
    ) -> Result<EndpointBindings<ParamsBuilder<Self>>, BuildError>
    where
        Self: Sized,
    {
        Ok(EndpointBindings { params, host_prefix: None })
    }
}

/// The builder of the parameters of the endpoint rules for an operation.
pub type ParamsBuilder<I> = <<I as Operation>::Service as Service>::EndpointParamsBuilder;

/// The part of the endpoint that depends on the operation.
#[derive(Debug)]
pub struct EndpointBindings<P> {
    /// The parameters of the endpoint rules.
    pub params: P,
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
    pub(super) service: &'static ServiceInfo,
    pub(super) name: &'static str,
    pub(super) sensitive_output: bool,
    pub(super) structure: fn(&Input) -> Option<&dyn Structure>,
    pub(super) read: fn(&HttpResponse) -> Result<Output, Error>,
    pub(super) fail: fn(&ErrorResponse<'_>) -> Error,
    pub(super) components: fn(RuntimeComponentsBuilder) -> RuntimeComponentsBuilder,
    pub(super) auth_params: fn(&'static str) -> AuthSchemeOptionResolverParams,
    pub(super) endpoint_params: fn(&Input, &ConfigBag) -> Result<EndpointBindings<EndpointResolverParams>, BoxError>,
}

impl Debug for OperationInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
