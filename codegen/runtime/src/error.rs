//! Errors that are the same for all operations, and the tools to look into the others.

use crate::{invoke::ErrorReply, schema::Structure};
use aws_smithy_runtime_api::client::{orchestrator::HttpResponse, result::CreateUnhandledError};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::result::ConnectorError};
pub use aws_smithy_types::error::{
    ErrorMetadata, display::DisplayErrorContext, metadata::ProvideErrorMetadata, operation::BuildError,
};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
use aws_types::request_id::RequestId;
use std::{error::Error, fmt};

/// The error of a call: the service's answer, or a failure on the way to it and back.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;

/// A text that is not one of an enumeration's values. Given by the `try_parse` of enumerations.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    pub(crate) fn new(value: impl Into<String>) -> Self {
        Self { value: value.into() }
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl Error for UnknownVariantError {}

pub(crate) mod sealed_unhandled {
    use super::{BoxError, ErrorMetadata};

    /// An error that the model does not know of the operation.
    ///
    /// Do not match on it: a later version may know the error. Compare
    /// [`code()`](super::ProvideErrorMetadata::code) instead.
    #[derive(Debug)]
    pub struct Unhandled {
        pub(crate) source: BoxError,
        pub(crate) meta: ErrorMetadata,
    }
}

use sealed_unhandled::Unhandled;

impl Unhandled {
    pub(crate) fn from_source(source: impl Into<BoxError>, meta: Option<ErrorMetadata>) -> Self {
        Self { source: source.into(), meta: meta.unwrap_or_default() }
    }

    pub(crate) fn from_metadata(meta: ErrorMetadata) -> Self {
        Self { source: meta.clone().into(), meta }
    }

    pub(crate) fn from_reply(reply: &ErrorReply<'_>) -> Self {
        let meta = reply.metadata();
        match meta.code() {
            Some(_) => Self::from_metadata(meta),
            None => Self { source: reply.describe().into(), meta },
        }
    }
}

/// An error shape of the model.
pub trait ModeledError: Structure + Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// Where code, message and request id are kept.
    fn meta_mut(&mut self) -> &mut ErrorMetadata;

    /// Whether the model says that the call may be tried again.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }
}

/// One side of an operation's error.
#[derive(Debug)]
pub enum ErrorView<'a> {
    /// One that the model knows of the operation.
    Modeled(&'a dyn ModeledError),
    /// Any other.
    Unhandled(&'a Unhandled),
}

/// The error of an operation.
pub trait OperationError:
    Error + ProvideErrorKind + ProvideErrorMetadata + CreateUnhandledError + Send + Sync + Sized + 'static
{
    /// The operation's name in the model.
    const OPERATION: &'static str;

    /// The modeled error with this code.
    fn modeled(code: &str, reply: &ErrorReply<'_>) -> Option<Self>;

    /// Any other error.
    fn from_unhandled(unhandled: Unhandled) -> Self;

    /// What it holds.
    fn view(&self) -> ErrorView<'_>;

    /// The same error among those of all operations.
    fn into_service_error(self) -> crate::Error;

    /// The error that a reply stands for.
    fn from_reply(reply: &ErrorReply<'_>) -> Self {
        let modeled = reply.code().and_then(|code| Self::modeled(code, reply));
        modeled.unwrap_or_else(|| Self::from_unhandled(Unhandled::from_reply(reply)))
    }
}

impl<'a> ErrorView<'a> {
    pub(crate) fn meta(self) -> &'a ErrorMetadata {
        match self {
            ErrorView::Modeled(error) => error.meta(),
            ErrorView::Unhandled(unhandled) => &unhandled.meta,
        }
    }

    pub(crate) fn source(self) -> &'a (dyn Error + 'static) {
        match self {
            ErrorView::Modeled(error) => as_error(error),
            ErrorView::Unhandled(unhandled) => &*unhandled.source,
        }
    }

    pub(crate) fn retry_kind(self) -> Option<ErrorKind> {
        match self {
            ErrorView::Modeled(error) => error.retry_kind(),
            ErrorView::Unhandled(_) => None,
        }
    }
}

fn as_error(error: &dyn ModeledError) -> &(dyn Error + 'static) {
    error
}

/// Says in one line which operation failed, and what the service said: code, message and request id.
pub(crate) fn display(operation: Option<&str>, error: ErrorView<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(operation) = operation {
        write!(f, "{operation}: ")?;
    }
    match error {
        ErrorView::Modeled(error) => fmt::Display::fmt(error, f)?,
        ErrorView::Unhandled(unhandled) => match (unhandled.meta.code(), unhandled.meta.message()) {
            (Some(code), Some(message)) => write!(f, "unhandled error ({code}): {message}")?,
            (Some(code), None) => write!(f, "unhandled error ({code})")?,
            (None, _) => write!(f, "unhandled error: {}", unhandled.source)?,
        },
    }
    match error.meta().request_id() {
        Some(id) => write!(f, " (request id {id})"),
        None => Ok(()),
    }
}

/// Shows a modeled error: its name and its message.
pub(crate) fn display_modeled(error: &dyn ModeledError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.schema().name)?;
    match error.meta().message() {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

impl Clone for ErrorView<'_> {
    fn clone(&self) -> Self {
        *self
    }
}

impl Copy for ErrorView<'_> {}

/// The value of a required member; without it the failure of its builder, with these details.
#[allow(dead_code, reason = "only models with required members use it")]
pub(crate) fn require<T>(value: Option<T>, field: &'static str, details: &'static str) -> Result<T, BuildError> {
    value.ok_or_else(|| BuildError::missing_field(field, details))
}
