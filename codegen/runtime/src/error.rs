//! Errors that are common to all operations, and helpers for the errors of operations.

mod explain;
mod response;

use crate::schema::Structure;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
pub use aws_smithy_runtime_api::{box_error::BoxError, client::result::ConnectorError};
use aws_smithy_runtime_api::{
    client::{
        result::{CreateUnhandledError, SdkError},
        waiters::error::WaiterError,
    },
    http::Headers,
};
pub use aws_smithy_types::error::{
    ErrorMetadata, display::DisplayErrorContext, metadata::ProvideErrorMetadata, operation::BuildError,
};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
use aws_types::request_id::{RequestId, apply_request_id};
use explain::explain;
pub use response::ErrorResponse;
use std::{error::Error, fmt};

/// A module of its own, so that the type is not in the list of public errors.
pub mod sealed_unhandled {
    use super::{BoxError, ErrorKind, ErrorMetadata, fmt};

    /// An error that the model does not have for the operation.
    ///
    /// Do not match on it: a later version may have a variant for the error. Compare
    /// [`code()`](super::ProvideErrorMetadata::code) instead.
    pub struct Unhandled {
        pub(crate) source: BoxError,
        /// The code, message and request id.
        pub meta: ErrorMetadata,
        pub(crate) kind: Option<ErrorKind>,
        /// Whether it is an error of a wait rather than of a call.
        pub(crate) is_wait: bool,
    }

    /// Has the same output as in the official crate.
    impl fmt::Debug for Unhandled {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("Unhandled").field("source", &self.source).field("meta", &self.meta).finish()
        }
    }
}

use sealed_unhandled::Unhandled;

impl Unhandled {
    /// The error with this cause.
    pub fn from_source(source: impl Into<BoxError>, meta: Option<ErrorMetadata>) -> Self {
        Self { source: source.into(), meta: meta.unwrap_or_default(), kind: None, is_wait: false }
    }

    /// The error with this code, message and request id.
    pub fn from_metadata(meta: ErrorMetadata) -> Self {
        Self { source: meta.clone().into(), meta, kind: None, is_wait: false }
    }

    pub(crate) fn from_response(response: &ErrorResponse<'_>) -> Self {
        let meta = response.metadata();
        let kind = response.is_server_failure().then_some(ErrorKind::ServerError);
        // The code and the message are in the metadata.
        let source = if meta.code().is_some() { response.status_line() } else { response.describe() };
        let source = source.into();
        Self { source, meta, kind, is_wait: false }
    }

    /// The error for a successful response that cannot be parsed.
    pub(crate) fn from_unreadable(source: impl Into<BoxError>, headers: &Headers) -> Self {
        let meta = apply_request_id(ErrorMetadata::builder(), headers).build();
        Self { source: source.into(), meta, kind: Some(ErrorKind::TransientError), is_wait: false }
    }

    /// The error for a failed call without an error of the operation.
    pub fn from_call<E, R>(error: SdkError<E, R>) -> Self
    where
        E: OperationError,
        R: fmt::Debug + Send + Sync + 'static,
    {
        let kind = call_kind(&error);
        let mut meta = ProvideErrorMetadata::meta(&error).clone();
        name_operation(&mut meta, E::OPERATION);
        Self { source: error.into(), meta, kind, is_wait: false }
    }

    /// The error for a failed wait. `wait` returns the runtime's error in `error`.
    pub fn from_wait<W, O, E>(error: W, wait: impl FnOnce(&W) -> &WaiterError<O, E>) -> Self
    where
        W: Into<BoxError>,
        E: OperationError,
    {
        let wait = wait(&error);
        let kind = match wait {
            WaiterError::OperationFailed(failure) => match failure.error() {
                SdkError::ServiceError(context) => context.err().error_ref().passing_kind(),
                other => call_kind(other),
            },
            _ => None,
        };
        let mut meta = ProvideErrorMetadata::meta(wait).clone();
        name_operation(&mut meta, E::OPERATION);
        Self { source: error.into(), meta, kind, is_wait: true }
    }
}

/// The kind of a failure without an error of the service, if the same call may succeed later.
fn call_kind<E, R>(error: &SdkError<E, R>) -> Option<ErrorKind> {
    match error {
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => Some(ErrorKind::TransientError),
        SdkError::DispatchFailure(failure) if failure.is_io() || failure.is_timeout() => {
            Some(ErrorKind::TransientError)
        }
        SdkError::DispatchFailure(failure) => failure.as_connector_error().and_then(ConnectorError::as_other),
        _ => None,
    }
}

/// The key in the metadata under which an error of all operations has the name of its operation.
const OPERATION: &str = "operation";

/// Adds the name of the operation to an error whose type does not determine it.
pub fn name_operation(meta: &mut ErrorMetadata, operation: &'static str) {
    *meta = std::mem::take(meta).into_builder().custom(OPERATION, operation).build();
}

/// An error shape of the model.
pub trait ModeledError: Structure + Error + ProvideErrorMetadata + Send + Sync + 'static {
    /// The metadata with code, message and request id.
    fn meta_mut(&mut self) -> &mut ErrorMetadata;

    /// The kind of the error, if the model specifies that the call may be retried.
    fn retry_kind(&self) -> Option<ErrorKind> {
        None
    }
}

/// The content of an operation's error.
#[derive(Debug)]
pub enum ErrorRef<'a> {
    /// An error that the model has for the operation.
    Modeled(&'a dyn ModeledError),
    /// Any other error.
    Unhandled(&'a Unhandled),
}

/// The error of an operation.
pub trait OperationError:
    Error + ProvideErrorKind + ProvideErrorMetadata + CreateUnhandledError + Send + Sync + Sized + 'static
{
    /// The operation's name in the model.
    const OPERATION: &'static str;

    /// The modeled error with this code.
    fn modeled(code: &str, response: &ErrorResponse<'_>) -> Option<Self>;

    /// Any other error.
    fn from_unhandled(unhandled: Unhandled) -> Self;

    /// The content.
    fn error_ref(&self) -> ErrorRef<'_>;

    /// The error in a response.
    fn from_response(response: &ErrorResponse<'_>) -> Self {
        let modeled = response.codes().find_map(|code| Self::modeled(code, response));
        modeled.unwrap_or_else(|| Self::from_unhandled(Unhandled::from_response(response)))
    }
}

impl<'a> ErrorRef<'a> {
    /// The code, message and request id.
    pub fn meta(self) -> &'a ErrorMetadata {
        match self {
            ErrorRef::Modeled(error) => error.meta(),
            ErrorRef::Unhandled(unhandled) => &unhandled.meta,
        }
    }

    /// The source without what `Display` includes. A modeled error is included, since programs look for it by its type.
    pub fn source(self) -> Option<&'a (dyn Error + 'static)> {
        match self {
            ErrorRef::Modeled(error) => Some(as_error(error)),
            ErrorRef::Unhandled(Unhandled { source, meta, .. }) => {
                let source: &(dyn Error + 'static) = &**source;
                let has_details = match meta.code() {
                    Some(_) => !source.is::<ErrorMetadata>() && !ErrorLine(source).repeats(meta.message()),
                    None => ErrorLine(source).is_explained(),
                };
                has_details.then_some(source)
            }
        }
    }

    /// The kind, if the model specifies that the call may be retried.
    pub fn retry_kind(self) -> Option<ErrorKind> {
        match self {
            ErrorRef::Modeled(error) => error.retry_kind(),
            ErrorRef::Unhandled(_) => None,
        }
    }

    /// The kind of the failure, if the same call may succeed later.
    pub fn passing_kind(self) -> Option<ErrorKind> {
        let is_one_of = |codes: &[&str]| self.meta().code().is_some_and(|code| codes.contains(&code));
        if let Some(kind) = self.retry_kind() {
            return Some(kind);
        }
        match self {
            _ if is_one_of(THROTTLING_ERRORS) => Some(ErrorKind::ThrottlingError),
            _ if is_one_of(TRANSIENT_ERRORS) => Some(ErrorKind::TransientError),
            ErrorRef::Modeled(_) => None,
            ErrorRef::Unhandled(unhandled) => unhandled.kind,
        }
    }
}

fn as_error(error: &dyn ModeledError) -> &(dyn Error + 'static) {
    error
}

/// Writes the variant and its content.
pub fn debug(error: ErrorRef<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        ErrorRef::Modeled(error) => f.debug_tuple(error.schema().name).field(&error).finish(),
        ErrorRef::Unhandled(unhandled) => f.debug_tuple("Unhandled").field(unhandled).finish(),
    }
}

/// Writes one line with the operation, and the code, message and request id from the service.
pub fn display(operation: Option<&str>, error: ErrorRef<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let meta = error.meta();
    if let Some(operation) = operation.or_else(|| meta.extra(OPERATION)) {
        write!(f, "{operation}: ")?;
    }
    match error {
        ErrorRef::Modeled(error) => fmt::Display::fmt(error, f)?,
        ErrorRef::Unhandled(unhandled) => match (meta.code(), meta.message()) {
            (Some(code), Some(message)) => write!(f, "unhandled error ({code}): {}", OneLine(message))?,
            (Some(code), None) => write!(f, "unhandled error ({code})")?,
            (None, _) => {
                let line = ErrorLine(&*unhandled.source);
                f.write_str(if line.is_explained() || unhandled.is_wait { "" } else { "unhandled error: " })?;
                fmt::Display::fmt(&line, f)?;
            }
        },
    }
    match meta.request_id() {
        Some(id) => write!(f, " (request id {id})"),
        None => Ok(()),
    }
}

/// Displays an error with its sources in one line: with an explanation if its kind is known, otherwise with all
/// messages. Often only the last source has the actual cause of a failure.
pub struct ErrorLine<'a>(pub &'a (dyn Error + 'static));

impl ErrorLine<'_> {
    /// Whether the line is an explanation, so that the error and its sources have more details.
    pub fn is_explained(&self) -> bool {
        explain(self.0).is_some()
    }

    fn repeats(&self, message: Option<&str>) -> bool {
        message.is_some_and(|message| chain(self.0).contains(message))
    }
}

impl fmt::Display for ErrorLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match explain(self.0) {
            Some(text) => f.write_str(&text),
            None => fmt::Display::fmt(&OneLine(&chain(self.0)), f),
        }
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let message = error.to_string();
        if !text.contains(&message) {
            text = format!("{text}: {message}");
        }
        next = error.source();
    }
    text
}

/// Displays a text with spaces instead of line breaks.
pub struct OneLine<'a>(pub &'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.0.lines();
        f.write_str(lines.next().unwrap_or_default())?;
        lines.try_for_each(|line| write!(f, " {line}"))
    }
}

/// Writes the name and the message of a modeled error.
pub fn display_modeled(error: &dyn ModeledError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(error.schema().name)?;
    match error.meta().message() {
        Some(message) => write!(f, ": {}", OneLine(message)),
        None => Ok(()),
    }
}

impl Clone for ErrorRef<'_> {
    fn clone(&self) -> Self {
        *self
    }
}

impl Copy for ErrorRef<'_> {}

/// The value of a required member, or the error of its builder with these details.
pub fn require<T>(value: Option<T>, field: &'static str, details: &'static str) -> Result<T, BuildError> {
    value.ok_or_else(|| BuildError::missing_field(field, details))
}
