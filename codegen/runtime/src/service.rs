//! What the runtime needs to know about a service.

use crate::endpoint::InvalidParam;
use aws_runtime::{auth::sigv4, user_agent::ApiMetadata};
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::{
    auth::{AuthSchemeOption, AuthSchemeOptionResolverParams},
    endpoint::EndpointResolverParams,
};
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
    /// The operations whose calls are never signed.
    pub unsigned: &'static [&'static str],
    /// The operations whose calls are signed if there are credentials.
    pub optionally_signed: &'static [&'static str],
    /// The name and version of the package in the user agent.
    pub api_metadata: &'static ApiMetadata,
}

impl ServiceInfo {
    /// The auth schemes of an operation, the most preferred first: version 4 signatures, unless the model specifies
    /// that calls are not signed.
    pub fn auth_schemes(&self, operation: &str) -> Vec<AuthSchemeOption> {
        let ids = match () {
            () if self.unsigned.contains(&operation) => &[NO_AUTH_SCHEME_ID][..],
            () if self.optionally_signed.contains(&operation) => &[sigv4::SCHEME_ID, NO_AUTH_SCHEME_ID],
            () => &[sigv4::SCHEME_ID],
        };
        ids.iter().cloned().map(AuthSchemeOption::from).collect()
    }
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
