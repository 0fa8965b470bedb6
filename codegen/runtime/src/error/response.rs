//! Responses that are errors, whatever their body is.

use super::ModeledError;
use crate::{
    protocol::{self, ErrorHead},
    schema::{ValueMut, ValueRef},
    service::ServiceInfo,
};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::error::ErrorMetadata;
use aws_types::request_id::apply_request_id;

/// The key of awsQuery's fault in the metadata of errors.
const FAULT: &str = "type";

/// The maximum length of an excerpt of a body in an unknown format.
const EXCERPT: usize = 200;

/// A response with an error status.
#[derive(Debug)]
pub struct ErrorResponse<'a> {
    status: u16,
    headers: &'a Headers,
    body: &'a [u8],
    sensitive: bool,
    code: Option<String>,
    name: Option<String>,
    message: Option<String>,
    fault: Option<String>,
}

impl<'a> ErrorResponse<'a> {
    /// Finds code and message; both may be missing, and the body may be anything. If the response may contain
    /// `sensitive` data, no data is quoted.
    pub(crate) fn new(
        service: &ServiceInfo,
        status: u16,
        headers: &'a Headers,
        body: &'a [u8],
        sensitive: bool,
    ) -> Self {
        let ErrorHead { code, name, message, fault } = ErrorHead::read(service, headers, body);
        Self { status, headers, body, sensitive, code, name, message, fault }
    }

    /// The error's code without namespace and URI.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The codes that may identify the error in the model: its code, then the name of its shape.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.code.as_deref().into_iter().chain(self.name.as_deref())
    }

    /// Whether the service is responsible for the failure.
    pub(crate) fn is_server_failure(&self) -> bool {
        self.status >= 500
    }

    /// Code, message and request id.
    pub fn metadata(&self) -> ErrorMetadata {
        let mut metadata = ErrorMetadata::builder();
        if let Some(code) = &self.code {
            metadata = metadata.code(code);
        }
        if let Some(message) = &self.message {
            metadata = metadata.message(message);
        }
        if let Some(fault) = &self.fault {
            metadata = metadata.custom(FAULT, fault);
        }
        apply_request_id(metadata, self.headers).build()
    }

    /// Reads a modeled error from the response.
    pub fn read<E: ModeledError>(&self) -> E {
        let mut error = E::default_value();
        if protocol::read_body(self.body, &mut error).is_err() {
            // A partially read error is worse than an empty one, and the kind of the error matters most.
            error = E::default_value();
        }
        self.complete(&mut error);
        *error.meta_mut() = self.metadata();
        error
    }

    /// Sets the message of an error with such a member, if the response has it under another name.
    fn complete(&self, error: &mut dyn ModeledError) {
        let Some(message) = &self.message else { return };
        let position =
            error.schema().members.iter().position(|member| member.serialized_name.eq_ignore_ascii_case("message"));
        let Some(index) = position.filter(|&index| matches!(error.get(index), ValueRef::Absent | ValueRef::Str("")))
        else {
            return;
        };
        if let ValueMut::Str(target) = error.value_mut(index) {
            target.clone_from(message);
        }
    }

    /// The information in the status alone.
    pub(crate) fn status_line(&self) -> String {
        format!("HTTP status {}", self.status)
    }

    /// A description of a response that does not have the protocol's format of errors.
    pub(crate) fn describe(&self) -> String {
        let status = self.status;
        let text = String::from_utf8_lossy(self.body);
        let text = text.trim();
        if text.is_empty() {
            return format!("HTTP status {status} with an empty body");
        }
        let content = self.headers.get("content-type").unwrap_or("unknown content type");
        let shown = if self.sensitive { before_data(text) } else { text };
        let mut excerpt: String = shown.chars().take(EXCERPT).collect();
        if excerpt.len() < text.len() {
            excerpt.push('…');
        }
        format!("HTTP status {status} without an error code ({content}): {excerpt}")
    }
}

/// The text before anything that could be JSON: the page of a proxy, but not a response that may contain secrets.
fn before_data(text: &str) -> &str {
    let is_markup = text.starts_with('<');
    let end = text.find(|c| c == '{' || !is_markup && matches!(c, '[' | '"'));
    &text[..end.unwrap_or(text.len())]
}
