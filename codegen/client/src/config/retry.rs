//! Retries of failed calls.
//!
//! [`RetryConfig`] has the number of attempts and the delays. In addition, a [`TokenBucket`] limits the retries of all
//! clients of a [`RetryPartition`], so that an overloaded service does not get more load.

pub use aws_smithy_runtime::client::retries::{ClientRateLimiter, RetryPartition, TokenBucket};
pub use aws_smithy_runtime_api::client::retries::{
    ShouldAttempt,
    classifiers::{ClassifyRetry, RetryAction},
};
pub use aws_smithy_types::retry::{ReconnectMode, RetryConfig, RetryConfigBuilder, RetryMode};
