//! Depends on the client with the features of some groups of operations.
