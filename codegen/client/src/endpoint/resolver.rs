//! The resolver that calls the service's endpoint rules.

use crate::config::endpoint::{self, Params, ParamsBuilder};
use ::runtime::{
    endpoint::{InvalidParam, with_valid_url},
    service::EndpointParamsBuilder,
};
use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        endpoint::{
            EndpointFuture, EndpointResolverParams, ResolveEndpoint as ResolveSharedEndpoint, SharedEndpointResolver,
        },
        identity::Identity,
    },
};
use aws_smithy_types::config_bag::ConfigBag;
use std::{error::Error, fmt, mem};

/// Resolves the endpoint of a request. Implement it to override the service's rules.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// Returns the endpoint for these parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// Converts this resolver to the form that a client's configuration stores.
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(OfThisService(self))
    }
}

#[derive(Debug)]
struct OfThisService<T>(T);

impl<T: ResolveEndpoint> ResolveSharedEndpoint for OfThisService<T> {
    fn finalize_params<'a>(&'a self, params: &'a mut EndpointResolverParams) -> Result<(), BoxError> {
        // The identity is removed, so that the resolver has no access to secrets.
        let identity = params.get_property_mut::<Identity>().map(|held| mem::replace(held, Identity::new((), None)));
        let account = identity.as_ref().and_then(|identity| identity.property::<AccountId>());
        if let (Some(params), Some(account)) = (params.get_mut::<Params>(), account) {
            endpoint::set_account(params, account.as_str());
        }
        Ok(())
    }

    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => EndpointFuture::ready(Err("the endpoint parameters belong to another service".into())),
        }
    }
}

/// Resolves endpoints by the service's rules.
#[derive(Debug, Default)]
pub struct DefaultResolver {
    _private: (),
}

impl DefaultResolver {
    /// Creates the resolver, which has no state.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(endpoint::resolve(params).and_then(with_valid_url))
    }
}

/// The error of building endpoint parameters.
#[derive(Debug)]
pub struct InvalidParams(InvalidParam);

impl InvalidParams {
    #[allow(dead_code, reason = "only rules with required parameters use it")]
    pub(crate) fn missing(field: &'static str) -> Self {
        Self(InvalidParam::missing(field))
    }
}

impl From<InvalidParam> for InvalidParams {
    fn from(error: InvalidParam) -> Self {
        Self(error)
    }
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for InvalidParams {}

impl EndpointParamsBuilder for ParamsBuilder {
    fn configured(cfg: &ConfigBag) -> Self {
        endpoint::configured(cfg)
    }

    fn build_for_resolver(self) -> Result<EndpointResolverParams, InvalidParam> {
        self.build().map(EndpointResolverParams::new).map_err(|InvalidParams(error)| error)
    }
}
