//! When a failed call is tried again.
//!
//! [`RetryConfig`] says how often and after how long. In addition a [`TokenBucket`] bounds the retries of all clients
//! that share a [`RetryPartition`], so that a service in trouble is left alone.

pub use aws_smithy_runtime::client::retries::{ClientRateLimiter, RetryPartition, TokenBucket};
pub use aws_smithy_runtime_api::client::retries::{
    ShouldAttempt,
    classifiers::{ClassifyRetry, RetryAction},
};
pub use aws_smithy_types::retry::{ReconnectMode, RetryConfig, RetryConfigBuilder, RetryMode};
