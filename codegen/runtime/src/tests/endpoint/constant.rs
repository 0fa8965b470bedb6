//! Where requests go: the parameters that decide it, and how to decide otherwise.
pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use ::aws_smithy_types::endpoint::Endpoint;
/// What the endpoint of a request depends on.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
#[non_exhaustive]
pub struct Params {}
impl Params {
    /// Starts with no parameter set.
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
/// The parameters that the configuration of a client or a call stands for.
pub(crate) fn configured(_cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
    ParamsBuilder::default()
}
/// Takes over the account that the credentials of a call belong to.
pub(crate) fn set_account(_params: &mut Params, _account: &str) {}
/// The service's endpoint rules.
pub(crate) fn resolve(
    _params: &Params,
) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
    crate::endpoint::found("https://one.example.com")
}
