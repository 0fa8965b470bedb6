//! The protocol, which is awsJson 1.0 or 1.1: converts inputs to requests, and finds errors in responses.
//!
//! Everything specific to the protocol is here, except for the constants of a service in [`ServiceInfo`]: the
//! content type and the prefix of targets. [`crate::json`] is plain JSON, and no other module depends on the protocol.
//! Another protocol would be another file with these items.

use crate::{
    json,
    schema::{ReadError, Structure},
    service::ServiceInfo,
};
use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpRequest, http::Headers};
use aws_smithy_types::body::SdkBody;
use std::borrow::Cow;

/// The request of a call.
///
/// # Errors
/// When a union in the input is of an unknown variant.
pub(crate) fn request(service: &ServiceInfo, operation: &str, input: &dyn Structure) -> Result<HttpRequest, BoxError> {
    let body = json::write_structure(input)?;
    let length = body.len().to_string();
    let mut request = HttpRequest::new(SdkBody::from(body));
    request.set_method("POST")?;
    let headers = request.headers_mut();
    headers.insert("content-type", Cow::Borrowed(service.content_type));
    headers.insert("content-length", Cow::Owned(length));
    headers.insert("x-amz-target", Cow::Owned(format!("{}.{operation}", service.target_prefix)));
    if service.query_compatible {
        headers.insert("x-amzn-query-mode", Cow::Borrowed("true"));
    }
    Ok(request)
}

/// Reads the body of a response into an output or an error.
///
/// # Errors
/// When the body is not JSON or does not match the members.
pub(crate) fn read_body(body: &[u8], structure: &mut dyn Structure) -> Result<(), ReadError> {
    json::read_structure(body, structure)
}

/// Information in every error response. All of it may be missing.
#[derive(Debug, Default)]
pub(crate) struct ErrorHead {
    /// The code without namespace and URI.
    pub(crate) code: Option<String>,
    /// The name of the error's shape, if the code is one of awsQuery.
    pub(crate) name: Option<String>,
    /// The message.
    pub(crate) message: Option<String>,
    /// Who is responsible, if the service still sends it as in awsQuery: `Sender` or `Receiver`.
    pub(crate) fault: Option<String>,
}

impl ErrorHead {
    /// Finds code and message in a response with an error status, whose body may be anything.
    pub(crate) fn read(service: &ServiceInfo, headers: &Headers, body: &[u8]) -> Self {
        let (mut code, mut kind, mut message) = (None, None, None);
        // A body that is not JSON has neither, but the headers may have them.
        let _ = json::read_text_members(body, &mut |name, text| match name {
            "code" => code = Some(text),
            json::TYPE => kind = Some(text),
            "message" | "Message" | "errorMessage" => message = Some(text),
            _ => {}
        });
        let header = headers.get("x-amzn-errortype").map(str::to_owned);
        let code = header.or(code).or(kind).map(|code| bare_code(&code).to_owned());
        let code = code.filter(|code| !code.is_empty());
        match query_error(service, headers) {
            Some((query_code, fault)) => {
                Self { code: Some(query_code.to_owned()), name: code, message, fault: Some(fault.to_owned()) }
            }
            None => Self { code, name: None, message, fault: None },
        }
    }
}

/// The code and the fault of an error, in a response of a service that used awsQuery before.
fn query_error<'a>(service: &ServiceInfo, headers: &'a Headers) -> Option<(&'a str, &'a str)> {
    headers.get("x-amzn-query-error").filter(|_| service.query_compatible)?.split_once(';')
}

/// Removes the namespace before `#` and the URI after `:`.
fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code).trim()
}
