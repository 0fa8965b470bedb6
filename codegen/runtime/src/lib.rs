//! The files that the generator copies into every crate, compiled and tested in place.
//!
//! The generator writes this file, `service.rs`, `meta.rs`, `data_impls.rs` and `endpoint_params.rs` for each crate;
//! those here are placeholders.

#![allow(dead_code, unused_imports, unused_macros, reason = "most items are used by generated code only")]

pub mod builder;
#[cfg(feature = "serde")]
pub mod call_json;
pub mod client;
mod completion;
mod compression;
pub mod config;
#[cfg(feature = "serde")]
mod data;
#[cfg(feature = "serde")]
mod data_impls;
pub mod document;
mod endpoint;
mod endpoint_params;
pub mod error;
mod invoke;
mod json;
mod macros;
pub mod meta;
mod paginator;
pub mod primitives;
mod protocol;
mod schema;
mod service;
#[cfg(test)]
mod tests;
mod waiter;

pub use client::Client;
pub use config::Config;

/// A placeholder for the error of all operations.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error(error::ErrorMetadata);

impl<E: error::OperationError, R> From<error::SdkError<E, R>> for Error {
    fn from(error: error::SdkError<E, R>) -> Self {
        Self(error::ProvideErrorMetadata::meta(&error).clone())
    }
}

impl<O, E: error::OperationError> From<waiter::WaitError<O, E>> for Error {
    fn from(error: waiter::WaitError<O, E>) -> Self {
        Self(error::ProvideErrorMetadata::meta(error.waiter_error()).clone())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

impl error::ProvideErrorMetadata for Error {
    fn meta(&self) -> &error::ErrorMetadata {
        &self.0
    }
}
