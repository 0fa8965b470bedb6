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
mod data_impls;
#[cfg(feature = "documents")]
pub mod document;
mod endpoint;
mod endpoint_params;
pub mod error;
pub mod meta;
mod paginator;
pub mod primitives;
mod service;
#[cfg(test)]
mod tests;
mod waiter;

#[cfg(feature = "serde")]
use ::runtime::data;
use ::runtime::{invoke, json, macros, schema};

pub use client::Client;
pub use config::Config;

/// A placeholder for the error of all operations.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Any error.
    Unhandled(error::sealed_unhandled::Unhandled),
}

impl<E: error::IntoServiceError> From<error::SdkError<E>> for Error {
    fn from(error: error::SdkError<E>) -> Self {
        Self::Unhandled(error::sealed_unhandled::Unhandled::from_call(error))
    }
}

impl<O, E> From<waiter::WaitError<O, E>> for Error
where
    waiter::WaitError<O, E>: Into<error::BoxError>,
    E: error::IntoServiceError,
{
    fn from(error: waiter::WaitError<O, E>) -> Self {
        Self::Unhandled(error::sealed_unhandled::Unhandled::from_wait(error, waiter::WaitError::waiter_error))
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::Unhandled(unhandled) = self;
        error::display(None, error::ErrorRef::Unhandled(unhandled), f)
    }
}

impl std::error::Error for Error {}

impl error::ProvideErrorMetadata for Error {
    fn meta(&self) -> &error::ErrorMetadata {
        let Self::Unhandled(unhandled) = self;
        &unhandled.meta
    }
}
