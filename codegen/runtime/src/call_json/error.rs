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
        /// The name that was asked for.
        name: String,
        /// The names that are most like it, the most alike first.
        nearest: Vec<&'static str>,
    },
    /// The input is not one of the operation. Nothing was sent.
    #[non_exhaustive]
    Input {
        /// The operation's name in the model.
        operation: &'static str,
        /// Which member is wrong, and what was expected.
        source: serde_json::Error,
    },
    /// The call failed: the service's answer, or a failure on the way to it and back.
    Call(Box<crate::Error>),
    /// The output cannot be written as JSON.
    #[non_exhaustive]
    Output {
        /// The operation's name in the model.
        operation: &'static str,
        /// Why not.
        source: serde_json::Error,
    },
}

impl CallJsonError {
    /// Whether the fault is the caller's and nothing was sent: an unknown operation, or a wrong input.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::UnknownOperation { .. } | Self::Input { .. })
    }
}

/// In one line, with all that the sources say.
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
            // `Display` tells all that these hold.
            Self::UnknownOperation { .. } | Self::Input { .. } | Self::Output { .. } => None,
            Self::Call(error) => error.source(),
        }
    }
}

static NO_METADATA: LazyLock<ErrorMetadata> = LazyLock::new(ErrorMetadata::default);

/// What the service said; nothing where it was not asked.
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
