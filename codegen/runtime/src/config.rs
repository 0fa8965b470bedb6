//! The settings of a client, and what the orchestrator makes of them.

pub mod features;
#[cfg(feature = "rustls-ring")]
mod https_ring;
mod plugins;
mod sdk_config;
mod settings;

pub use plugins::{Resolvers, client_plugins};
pub use settings::{CompressionDisabled, MinCompressionSize, Settings};

pub(crate) use plugins::ConfigOverrideRuntimePlugin;
