//! Why a call with JSON failed.

use crate::{
    data::suggestion,
    error::{ErrorMetadata, ProvideErrorMetadata},
};
use aws_types::request_id::RequestId;
use std::{error::Error, fmt, sync::LazyLock};

/// Why [`Client::call_json`](crate::Client::call_json) failed.
#[non_exhaustive]
#[derive(Debug)]
pub enum CallJsonError {
    /// The service has no operation of this name.
    #[non_exhaustive]
    UnknownOperation {
        /// The requested name.
        name: String,
        /// The most similar names, the best match first.
        nearest: Vec<&'static str>,
    },
    /// The input is invalid for the operation. Nothing was sent.
    #[non_exhaustive]
    Input {
        /// The operation's name in the model.
        operation: &'static str,
        /// The member and the problem.
        source: serde_json::Error,
    },
    /// The call failed: with an error of the service, or because the request or the response failed.
    Call(Box<crate::Error>),
    /// The output cannot be serialized as JSON.
    #[non_exhaustive]
    Output {
        /// The operation's name in the model.
        operation: &'static str,
        /// The reason.
        source: serde_json::Error,
    },
}

impl CallJsonError {
    /// Whether the caller is responsible and nothing was sent: the operation is unknown, or the input is invalid.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::UnknownOperation { .. } | Self::Input { .. })
    }
}

/// Writes one line that includes the sources.
impl fmt::Display for CallJsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOperation { name, nearest } => {
                write!(f, "there is no operation `{}`{}", name.escape_debug(), suggestion(nearest))
            }
            Self::Input { operation, source } => write!(f, "{operation}: wrong input: {source}"),
            Self::Call(error) => error.fmt(f),
            Self::Output { operation, source } => write!(f, "{operation}: the output is not JSON: {source}"),
        }
    }
}

impl Error for CallJsonError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // `Display` includes these sources.
            Self::UnknownOperation { .. } | Self::Input { .. } | Self::Output { .. } => None,
            Self::Call(error) => error.source(),
        }
    }
}

static NO_METADATA: LazyLock<ErrorMetadata> = LazyLock::new(ErrorMetadata::default);

/// The metadata of the service's error; empty if there was no response.
impl ProvideErrorMetadata for CallJsonError {
    fn meta(&self) -> &ErrorMetadata {
        match self {
            Self::Call(error) => error.meta(),
            _ => &NO_METADATA,
        }
    }
}

impl RequestId for CallJsonError {
    fn request_id(&self) -> Option<&str> {
        self.meta().request_id()
    }
}
