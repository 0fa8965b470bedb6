//! The results of endpoint rules, and the check of a region.

use aws_smithy_runtime_api::{box_error::BoxError, client::endpoint::error::ResolveEndpointError};
use aws_smithy_types::endpoint::{Builder, Endpoint};
use std::{borrow::Cow, fmt};

/// An invalid or missing parameter of endpoint rules.
#[derive(Debug)]
pub struct InvalidParam {
    field: &'static str,
    /// Why the value is invalid; `None` if it is missing.
    fault: Option<&'static str>,
}

impl InvalidParam {
    /// The error for a required parameter that is not set.
    pub fn missing(field: &'static str) -> Self {
        Self { field, fault: None }
    }

    pub(crate) fn is_of_the_region(&self) -> bool {
        self.field.eq_ignore_ascii_case("region")
    }
}

impl fmt::Display for InvalidParam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            Some(fault) => write!(f, "the endpoint parameter `{}` is invalid: {fault}", self.field),
            None => write!(f, "the endpoint parameter `{}` is required and not set", self.field),
        }
    }
}

impl std::error::Error for InvalidParam {}

/// Checks a region. It becomes part of host names, so an untrusted region must not be able to change the host.
pub fn check_region(field: &'static str, region: Option<&str>) -> Result<(), InvalidParam> {
    match region {
        Some(region) if !super::is_valid_host_label(region, true) => {
            let fault = "it must consist of labels of host names, joined by dots";
            Err(InvalidParam { field, fault: Some(fault) })
        }
        _ => Ok(()),
    }
}

/// An endpoint with only a URL.
#[inline]
pub fn found(url: impl Into<Cow<'static, str>>) -> Result<Endpoint, BoxError> {
    Ok(start(url.into())?.build())
}

/// Starts an endpoint. An empty URL, which only a caller can have set, is an error, because the endpoint would panic.
#[inline]
pub fn builder(url: impl Into<Cow<'static, str>>) -> Result<Builder, BoxError> {
    start(url.into())
}

fn start(url: Cow<'static, str>) -> Result<Builder, BoxError> {
    if url.is_empty() { Err(Box::new(InvalidUrl(url.into_owned()))) } else { Ok(Endpoint::builder().url(url)) }
}

/// Rejects an invalid URL. Otherwise the runtime would fail later, with an error that contains the whole request and
/// its secrets.
pub fn with_valid_url(endpoint: Endpoint) -> Result<Endpoint, BoxError> {
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
#[inline]
pub fn error(message: impl Into<Cow<'static, str>>) -> Result<Endpoint, BoxError> {
    refused(message.into())
}

fn refused(message: Cow<'static, str>) -> Result<Endpoint, BoxError> {
    Err(Box::new(ResolveEndpointError::message(message)))
}

/// The error if no rule applies.
pub fn exhausted() -> Result<Endpoint, BoxError> {
    error("no endpoint rule of the service applies to these parameters")
}
