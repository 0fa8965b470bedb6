//! Timeouts of calls, attempts and connections.

pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
