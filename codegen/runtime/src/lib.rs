//! Compiles and tests in place what the generator copies into every crate.
//!
//! The generator writes this file, `service.rs`, `meta.rs` and `config/endpoint.rs` for each crate; those here stand
//! in for them.

#![allow(dead_code, unused_imports, reason = "what stands here is called by what the generator emits")]

pub mod builder;
pub mod client;
pub mod config;
mod endpoint;
pub mod error;
mod invoke;
mod json;
pub mod meta;
mod paginator;
pub mod primitives;
mod schema;
mod service;
#[cfg(test)]
mod tests;
mod waiter;

pub use client::Client;
pub use config::Config;

/// Stands in for the error of all operations.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error;
