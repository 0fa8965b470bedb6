//! Errors that are common to all operations.

pub use ::runtime::error::{
    BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ErrorRef, ModeledError, OperationError,
    ProvideErrorMetadata,
};
#[allow(unused_imports, reason = "a model may have no errors, waiters or required members")]
pub(crate) use ::runtime::error::{display, name_operation, require, sealed_unhandled};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::{error::Error, fmt};

/// The error of a call: an error of the service, or a failure of the request or the response.
pub type SdkError<E, R = HttpResponse> = aws_smithy_runtime_api::client::result::SdkError<E, R>;

/// The error of an operation of this service, which converts to the error of all its operations.
pub trait IntoServiceError: OperationError {
    /// Converts it to the error of all operations.
    fn into_service_error(self) -> crate::Error;
}

/// The error of `try_parse` of an enumeration for a string that is not one of its values.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    #[allow(dead_code, reason = "a model may have no enumerations")]
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
