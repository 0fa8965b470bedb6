//! Where requests go. The generator writes this module for each crate; this one stands in for it.

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;

use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as ResolveAnyEndpoint};
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::{
    endpoint_config::{EndpointUrl, UseDualStack, UseFips},
    region::Region,
};
use std::fmt;

/// Decides where requests go.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// The endpoint for these parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// This resolver in the form that serves every service.
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(OfService(self))
    }
}

#[derive(Debug)]
struct OfService<T>(T);

impl<T: ResolveEndpoint> ResolveAnyEndpoint for OfService<T> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => EndpointFuture::ready(Err("the endpoint's parameters are not of this service".into())),
        }
    }
}

/// The URL that was set, or else one made of the region.
#[derive(Debug, Default)]
pub struct DefaultResolver(());

impl DefaultResolver {
    /// The only one there is.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let url = match (&params.endpoint, &params.region) {
            (Some(url), _) => url.clone(),
            (None, Some(region)) => format!("https://dms{}.{region}.amazonaws.com", fips(params.use_fips)),
            (None, None) => return EndpointFuture::ready(Err("Invalid Configuration: Missing Region".into())),
        };
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

fn fips(use_fips: bool) -> &'static str {
    if use_fips { "-fips" } else { "" }
}

/// What a [`ResolveEndpoint`] decides by.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    region: Option<String>,
    use_fips: bool,
    endpoint: Option<String>,
}

/// The parameters that the configuration gives.
pub(crate) fn params(cfg: &ConfigBag) -> Result<Params, InvalidParams> {
    if cfg.load::<UseDualStack>().is_some_and(|dual_stack| dual_stack.0) {
        return Err(InvalidParams("dual stack is not covered here"));
    }
    Ok(Params {
        region: cfg.load::<Region>().map(|region| region.as_ref().to_owned()),
        use_fips: cfg.load::<UseFips>().is_some_and(|fips| fips.0),
        endpoint: cfg.load::<EndpointUrl>().map(|url| url.0.clone()),
    })
}

/// The parameters cannot be built.
#[derive(Debug)]
pub struct InvalidParams(&'static str);

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidParams {}
