//! Compiles and tests in place what the generator copies into every crate.
//!
//! The generator writes this file, `service.rs`, `meta.rs` and `config/endpoint.rs` for each crate; those here stand
//! in for them.

#![allow(dead_code, unused_imports, reason = "what stands here is called by what the generator emits")]

pub mod config;
mod endpoint;
pub mod meta;
pub mod primitives;
mod service;
#[cfg(test)]
mod tests;

pub use config::Config;
