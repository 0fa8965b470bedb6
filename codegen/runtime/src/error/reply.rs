//! A reply that is an error, whatever its body is.

use super::ModeledError;
use crate::{
    protocol::{self, ErrorHead},
    schema::{ValueMut, ValueRef},
};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::error::ErrorMetadata;
use aws_types::request_id::apply_request_id;

/// What the metadata of errors call the fault of awsQuery.
const FAULT: &str = "type";

/// How much of a body that is not the protocol's is shown.
const EXCERPT: usize = 200;

/// A reply with an error status.
#[derive(Debug)]
pub struct ErrorReply<'a> {
    status: u16,
    headers: &'a Headers,
    body: &'a [u8],
    sensitive: bool,
    code: Option<String>,
    name: Option<String>,
    message: Option<String>,
    fault: Option<String>,
}

impl<'a> ErrorReply<'a> {
    /// Finds code and message; both may be missing, and the body may be anything. Of one that may hold something
    /// `sensitive`, no data is quoted.
    pub(crate) fn new(status: u16, headers: &'a Headers, body: &'a [u8], sensitive: bool) -> Self {
        let ErrorHead { code, name, message, fault } = ErrorHead::read(headers, body);
        Self { status, headers, body, sensitive, code, name, message, fault }
    }

    /// The error's code without namespace and address.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What the model may know the error by: its code, and then the name of its shape.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.code.as_deref().into_iter().chain(self.name.as_deref())
    }

    /// Whether the service says that the failure is its own.
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

    /// A modeled error with what the reply says of it.
    pub fn read<E: ModeledError>(&self) -> E {
        let mut error = E::default_value();
        if protocol::read_body(self.body, &mut error).is_err() {
            // Half of a member is worse than none, and that it is an error matters more.
            error = E::default_value();
        }
        self.complete(&mut error);
        *error.meta_mut() = self.metadata();
        error
    }

    /// The message, where the error has a member for it and the reply writes it in another way.
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

    /// What the HTTP response alone says.
    pub(crate) fn status_line(&self) -> String {
        format!("HTTP status {}", self.status)
    }

    /// What came back where it is not the protocol's form of an error.
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

/// What is before anything that could be JSON: the page of a proxy, but not the reply of a service that holds secrets.
fn before_data(text: &str) -> &str {
    let is_markup = text.starts_with('<');
    let end = text.find(|c| c == '{' || !is_markup && matches!(c, '[' | '"'));
    &text[..end.unwrap_or(text.len())]
}
