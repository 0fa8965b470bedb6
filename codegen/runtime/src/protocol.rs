//! The protocol, which is awsJson 1.0 or 1.1: how an input becomes a request, and what replies say.
//!
//! All that is particular to it is here, but for what a service has of its own: its content type and the prefix of
//! its targets in [`crate::service`]. [`crate::json`] is JSON as such, and nothing else of the crate knows how calls are
//! written. Another protocol would be another file with these items.

use crate::{
    json,
    schema::{ReadError, Structure},
    service,
};
use aws_smithy_runtime_api::{box_error::BoxError, client::orchestrator::HttpRequest, http::Headers};
use aws_smithy_types::body::SdkBody;
use std::borrow::Cow;

/// The request of a call.
///
/// # Errors
/// When a union in the input is of an unknown variant.
pub(crate) fn request(operation: &str, input: &dyn Structure) -> Result<HttpRequest, BoxError> {
    let body = json::write_structure(input)?;
    let length = body.len().to_string();
    let mut request = HttpRequest::new(SdkBody::from(body));
    request.set_method("POST")?;
    let headers = request.headers_mut();
    headers.insert("content-type", Cow::Borrowed(service::CONTENT_TYPE));
    headers.insert("content-length", Cow::Owned(length));
    headers.insert("x-amz-target", Cow::Owned(format!("{}.{operation}", service::TARGET_PREFIX)));
    if service::QUERY_COMPATIBLE {
        headers.insert("x-amzn-query-mode", Cow::Borrowed("true"));
    }
    Ok(request)
}

/// Reads the body of a reply into an output or an error.
///
/// # Errors
/// When the body is not JSON or does not fit the members.
pub(crate) fn read_body(body: &[u8], structure: &mut dyn Structure) -> Result<(), ReadError> {
    json::read_structure(body, structure)
}

/// What a reply says of any error. Both may be missing.
#[derive(Debug, Default)]
pub(crate) struct ErrorHead {
    /// The code without namespace and address.
    pub(crate) code: Option<String>,
    /// The name of the error's shape, where the code is one of awsQuery.
    pub(crate) name: Option<String>,
    /// The message.
    pub(crate) message: Option<String>,
    /// Whose fault it is, where the service still says it as in awsQuery: `Sender` or `Receiver`.
    pub(crate) fault: Option<String>,
}

impl ErrorHead {
    /// Finds code and message in a reply with an error status, whose body may be anything.
    pub(crate) fn read(headers: &Headers, body: &[u8]) -> Self {
        let (mut code, mut kind, mut message) = (None, None, None);
        // A body that is not JSON has neither; the headers still count.
        let _ = json::read_text_members(body, &mut |name, text| match name {
            "code" => code = Some(text),
            json::TYPE => kind = Some(text),
            "message" | "Message" | "errorMessage" => message = Some(text),
            _ => {}
        });
        let header = headers.get("x-amzn-errortype").map(str::to_owned);
        let code = header.or(code).or(kind).map(|code| bare_code(&code).to_owned());
        let code = code.filter(|code| !code.is_empty());
        match query_error(headers) {
            Some((kept, fault)) => {
                Self { code: Some(kept.to_owned()), name: code, message, fault: Some(fault.to_owned()) }
            }
            None => Self { code, name: None, message, fault: None },
        }
    }
}

/// The code and the fault of an error in a reply of a service that moved from awsQuery.
fn query_error(headers: &Headers) -> Option<(&str, &str)> {
    headers.get("x-amzn-query-error").filter(|_| service::QUERY_COMPATIBLE)?.split_once(';')
}

/// Strips the namespace before `#` and the address after `:`.
fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code).trim()
}
