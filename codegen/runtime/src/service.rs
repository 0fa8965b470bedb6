//! What the runtime needs to know about a service.

use crate::endpoint::InvalidParam;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::client::{auth::AuthSchemeOptionResolverParams, endpoint::EndpointResolverParams};
use aws_smithy_types::config_bag::ConfigBag;

/// The service of a generated crate.
pub trait Service: 'static {
    /// Its constants.
    const INFO: &'static ServiceInfo;

    /// The builder of the parameters of its endpoint rules.
    type EndpointParamsBuilder: EndpointParamsBuilder;

    /// The parameters of its auth scheme resolver for an operation.
    fn auth_params(operation: &'static str) -> AuthSchemeOptionResolverParams;
}

/// The constants of a service.
#[derive(Debug, Clone, Copy)]
pub struct ServiceInfo {
    /// The name of the service in the runtime crates.
    pub sdk_id: &'static str,
    /// The name of the service in signatures.
    pub signing_name: &'static str,
    /// The name of the retry partition, without the region.
    pub retry_partition: &'static str,
    /// The name of the package, which is the scope of metrics.
    pub crate_name: &'static str,
    /// The part of `x-amz-target` before the operation.
    pub target_prefix: &'static str,
    /// The content type of requests.
    pub content_type: &'static str,
    /// Whether responses have the error codes of awsQuery in a header.
    pub query_compatible: bool,
    /// The name and version of the package in the user agent.
    pub api_metadata: &'static ApiMetadata,
}

/// Builds the parameters of a service's endpoint rules.
pub trait EndpointParamsBuilder: Sized {
    /// The parameters from the configuration of a client or a call.
    fn configured(cfg: &ConfigBag) -> Self;

    /// The parameters for the endpoint resolver.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    fn build_for_resolver(self) -> Result<EndpointResolverParams, InvalidParam>;
}
