//! Programs as users write them against the official crate. Only the line in `Cargo.toml` selects the crate.
//!
//! The assertions are true for both crates, so none is about behaviour of only one of them.

#![allow(clippy::result_large_err, reason = "the errors of both crates are as large as they are")]

mod application;
mod auth;
mod builders;
mod configuration;
mod customization;
mod debug;
mod endpoints;
mod enums;
mod errors;
mod http_doubles;
mod interceptors;
mod lifecycle;
mod mocks;
mod pagination;
mod paths;
mod resilience;
mod secrets;
mod service_trait;
mod shared_config;
mod stalls;
mod support;
mod telemetry;
mod test_util;
mod values;
mod waiting;
mod wire;
