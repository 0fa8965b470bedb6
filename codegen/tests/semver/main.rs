//! The verdicts of `diff` for Rust, compared with what the compiler and rustdoc find in generated crates.
//!
//! `cargo xtask test --only semver` runs these tests. They start Cargo, and need the version of Rust whose rustdoc JSON
//! the package `public-api` supports.

mod crates;
mod items;
mod programs;
mod public_api;
#[path = "../support/mod.rs"]
mod support;
