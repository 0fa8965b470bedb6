//! Explains failed requests in a sentence with the cause and a remedy.
//!
//! The runtime's errors have several layers, of which the outer ones are only "dispatch failure" and "other".

use crate::endpoint::{InvalidParam, InvalidUrl};
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::endpoint::error::ResolveEndpointError;
use std::{borrow::Cow, error::Error, io};

/// Explains an error with its sources, if it is a common error of first calls. The sources have more details than the
/// sentence.
pub(crate) fn explain(error: &(dyn Error + 'static)) -> Option<Cow<'static, str>> {
    let mut chain = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        chain.push(error);
        next = error.source();
    }
    for error in &chain {
        if let Some(InvalidUrl(url)) = error.downcast_ref() {
            let url = url.escape_debug();
            let remedy = "set one with scheme and host, such as `https://localhost:8000`";
            return Some(format!("the endpoint URL `{url}` is not valid; {remedy}").into());
        }
    }
    for error in &chain {
        if let Some(text) = by_type(*error) {
            return Some(text.into());
        }
    }
    for error in &chain {
        if let Some(text) = by_text(&error.to_string()) {
            return Some(text.into());
        }
    }
    None
}

fn by_type(error: &(dyn Error + 'static)) -> Option<&'static str> {
    if let Some(error) = error.downcast_ref::<CredentialsError>() {
        return Some(credentials(error));
    }
    if let Some(error) = error.downcast_ref::<ResolveEndpointError>() {
        return error.to_string().contains("Missing Region").then_some(
            "no Region is configured; set AWS_REGION, or `region` in the profile or the client's configuration",
        );
    }
    if error.downcast_ref::<InvalidParam>().is_some_and(InvalidParam::is_of_the_region) {
        return Some("the configured Region is not valid; use a name such as `eu-west-1`");
    }
    let error = error.downcast_ref::<io::Error>()?;
    match error.kind() {
        io::ErrorKind::ConnectionRefused => {
            Some("the connection was refused; check the endpoint URL, its port, and that the server is running")
        }
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => Some(CLOSED),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some("there is no route to the endpoint; check the network, and the VPC endpoint or proxy if there is one")
        }
        _ => None,
    }
}

fn credentials(error: &CredentialsError) -> &'static str {
    match error {
        CredentialsError::CredentialsNotLoaded(_) => NO_CREDENTIALS,
        CredentialsError::ProviderTimedOut(_) => {
            "the credentials were not loaded in time; check that their source (such as IMDS, ECS or STS) can be reached"
        }
        CredentialsError::InvalidConfiguration(_) => {
            "the credentials are not configured correctly; fix the profile or the provider in the cause"
        }
        _ => "the credentials could not be loaded; check the provider in the cause",
    }
}

const NO_CREDENTIALS: &str = "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, select a profile \
                              with AWS_PROFILE, or run where a role provides them";

const CLOSED: &str = "the connection was closed before the response was complete; the same call may succeed later";

/// Explains errors with private types by their texts.
fn by_text(text: &str) -> Option<&'static str> {
    const TEXTS: [(&str, &str); 9] = [
        ("there was no identity resolver", NO_CREDENTIALS),
        (
            "dns error",
            "the host name of the endpoint could not be resolved; check the endpoint URL, the Region and the DNS",
        ),
        ("invalid peer certificate", CERTIFICATE),
        (
            "TLS handshake failed",
            "no TLS connection could be made; check that the endpoint speaks TLS (`https`), and the proxy if there is one",
        ),
        ("connection closed before message completed", CLOSED),
        ("operation timeout", "the call, retries included, took longer than `operation_timeout`"),
        ("operation attempt timeout", "each attempt of the call took longer than `operation_attempt_timeout`"),
        (
            "HTTP connect timeout",
            "no connection within `connect_timeout`; check the endpoint URL, the network and firewalls",
        ),
        ("HTTP read timeout", "no response within `read_timeout`; the service may still have done what was asked"),
    ];
    for (part, explanation) in TEXTS {
        if text.contains(part) {
            return Some(explanation);
        }
    }
    None
}

const CERTIFICATE: &str = "the endpoint's TLS certificate was refused; check the endpoint URL, the clock, and the trusted \
                           certificates if a proxy ends TLS";
