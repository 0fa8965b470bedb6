//! The roles of structures.

/// The role of a structure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// An operation's input: every member is optional, and `build` returns a `Result` so that a later version may fail.
    Input,
    /// An operation's output, which has the id of its request.
    Output,
    /// A type that other shapes contain.
    Type,
    /// A structure of a typed document: every member is optional, and unknown members are stored.
    Document {
        /// Whether it is a whole document, which a member of the service contains as a string.
        is_root: bool,
    },
    /// An error, and how it may be retried.
    Error(Option<RetryKind>),
}

/// The kind of a retryable error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RetryKind {
    /// The service throttles calls.
    Throttling,
    /// The service failed.
    Server,
    /// The request failed, but may succeed later.
    Client,
}
