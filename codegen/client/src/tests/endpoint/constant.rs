//! The endpoint of requests: its parameters, and custom resolvers.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// The parameters of the endpoint rules.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {}
impl Params {
    /// A builder without any parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }
}
/// Builds [`Params`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
pub struct ParamsBuilder {}
impl ParamsBuilder {
    /// The parameters.
    ///
    /// # Errors
    /// When a required parameter is not set, or the region cannot be part of a host name.
    pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
        ::std::result::Result::Ok(Params {})
    }
}
/// The parameters from the configuration of a client or a call.
pub(crate) fn configured(_cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder::default()
}
/// Sets the account of the credentials of a call.
pub(crate) fn set_account(_params: &mut Params, _account: &str) {}
/// The service's endpoint rules.
pub(crate) fn resolve(
    _params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    crate::endpoint::found("https://one.example.com")
}
