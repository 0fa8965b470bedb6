//! The implementation of generated clients that does not depend on the service.
//!
//! It is not a public interface: a generated crate requires exactly the version that was generated with it, and
//! re-exports what its users need.

#![forbid(unsafe_code)]

pub mod config;
#[cfg(feature = "serde")]
pub mod data;
#[cfg(feature = "documents")]
pub mod document;
pub mod endpoint;
pub mod error;
pub mod invoke;
pub mod json;
pub mod macros;
mod protocol;
pub mod schema;
pub mod service;
#[cfg(test)]
mod tests;
