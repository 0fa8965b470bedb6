//! What structures are for.

/// What a structure is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// An operation's input: every member is optional, and `build` can fail for later versions' sake.
    Input,
    /// An operation's output: it knows the id of its request.
    Output,
    /// A type that other shapes hold.
    Type,
    /// A structure of a typed document: every member is optional, and members that it does not have are kept.
    Document {
        /// Whether it is a whole document, which a member of the service holds as text.
        is_root: bool,
    },
    /// An error, and how it may be retried.
    Error(Option<RetryKind>),
}

/// What kind of failure a retryable error is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RetryKind {
    /// The service asks for fewer calls.
    Throttling,
    /// The service failed.
    Server,
    /// The request was wrong, but may be right later.
    Client,
}
