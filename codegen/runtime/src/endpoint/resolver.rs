//! The resolver and its results.

use crate::config::endpoint::{self, Params};
use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        endpoint::{
            self as runtime, EndpointFuture, EndpointResolverParams, SharedEndpointResolver,
            error::ResolveEndpointError,
        },
        identity::Identity,
    },
};
use aws_smithy_types::endpoint::{Builder, Endpoint};
use std::{borrow::Cow, fmt, mem};

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

impl<T: ResolveEndpoint> runtime::ResolveEndpoint for OfThisService<T> {
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
pub struct InvalidParams {
    field: &'static str,
    /// Why the value is invalid; `None` if it is missing.
    fault: Option<&'static str>,
}

impl InvalidParams {
    pub(crate) fn missing(field: &'static str) -> Self {
        InvalidParams { field, fault: None }
    }

    pub(crate) fn is_of_the_region(&self) -> bool {
        self.field.eq_ignore_ascii_case("region")
    }
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Some(fault) => write!(f, "the endpoint parameter `{}` is invalid: {fault}", self.field),
            None => write!(f, "the endpoint parameter `{}` is required and not set", self.field),
        }
    }
}

impl std::error::Error for InvalidParams {}

/// Checks a region. It becomes part of host names, so an untrusted region must not be able to change the host.
pub(crate) fn check_region(field: &'static str, region: Option<&str>) -> Result<(), InvalidParams> {
    match region {
        Some(region) if !super::is_valid_host_label(region, true) => {
            let fault = "it must consist of labels of host names, joined by dots";
            Err(InvalidParams { field, fault: Some(fault) })
        }
        _ => Ok(()),
    }
}

/// An endpoint with only a URL.
pub(crate) fn found(url: impl Into<Cow<'static, str>>) -> Result<Endpoint, BoxError> {
    Ok(builder(url.into())?.build())
}

/// Starts an endpoint. An empty URL, which only a caller can have set, is an error, because the endpoint would panic.
pub(crate) fn builder(url: impl Into<Cow<'static, str>>) -> Result<Builder, BoxError> {
    let url = url.into();
    if url.is_empty() { Err(Box::new(InvalidUrl(url.into_owned()))) } else { Ok(Endpoint::builder().url(url)) }
}

/// Rejects an invalid URL. Otherwise the runtime would fail later, with an error that contains the whole request and
/// its secrets.
fn with_valid_url(endpoint: Endpoint) -> Result<Endpoint, BoxError> {
    if is_url(endpoint.url()) { Ok(endpoint) } else { Err(Box::new(InvalidUrl(endpoint.url().to_owned()))) }
}

fn is_url(text: &str) -> bool {
    let Ok(uri) = text.parse::<http_1x::Uri>() else { return false };
    uri.scheme().is_some_and(|scheme| ["http", "https"].contains(&scheme.as_str()))
        && uri.host().is_some_and(|host| !host.is_empty())
}

/// The error for an invalid URL of an endpoint.
#[derive(Debug)]
pub(crate) struct InvalidUrl(pub(crate) String);

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an absolute HTTP URL: `{}`", self.0.escape_debug())
    }
}

impl std::error::Error for InvalidUrl {}

/// The error of a rule.
pub(crate) fn error(message: impl Into<Cow<'static, str>>) -> Result<Endpoint, BoxError> {
    Err(Box::new(ResolveEndpointError::message(message.into())))
}

/// The error if no rule applies.
pub(crate) fn exhausted() -> Result<Endpoint, BoxError> {
    error("no endpoint rule of the service applies to these parameters")
}
