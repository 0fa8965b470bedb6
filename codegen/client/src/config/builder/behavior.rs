//! Settings for retries, timeouts and clocks.

use super::Builder;
use crate::config::{
    AsyncSleep, SharedAsyncSleep, StalledStreamProtectionConfig,
    retry::{ClassifyRetry, RetryConfig, RetryPartition},
    timeout::TimeoutConfig,
};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime_api::{client::retries::classifiers::SharedRetryClassifier, shared::IntoShared};

impl Builder {
    /// Sets how failed calls are retried. Default with the latest behavior version: up to three attempts, as in
    /// [`RetryConfig::standard`].
    #[inline]
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.set_retry_config(Some(retry_config));
        self
    }

    /// Sets the [retries](Self::retry_config). `None` has no effect.
    #[inline]
    pub fn set_retry_config(&mut self, retry_config: Option<RetryConfig>) -> &mut Self {
        if let Some(retry_config) = retry_config {
            self.settings.layer.store_put(retry_config);
        }
        self
    }

    /// Shares a budget of retries with all clients of the same partition. Default: all clients of this service in the
    /// same region.
    #[inline]
    pub fn retry_partition(mut self, retry_partition: RetryPartition) -> Self {
        self.set_retry_partition(Some(retry_partition));
        self
    }

    /// Sets the [retry partition](Self::retry_partition). `None` has no effect.
    #[inline]
    pub fn set_retry_partition(&mut self, retry_partition: Option<RetryPartition>) -> &mut Self {
        if let Some(retry_partition) = retry_partition {
            self.settings.layer.store_put(retry_partition);
        }
        self
    }

    /// Adds a classifier that decides which failures are retried, in addition to the default ones. If classifiers
    /// disagree, the one with the higher [`priority`](ClassifyRetry::priority) wins.
    #[inline]
    pub fn retry_classifier(mut self, retry_classifier: impl ClassifyRetry + 'static) -> Self {
        self.push_retry_classifier(SharedRetryClassifier::new(retry_classifier));
        self
    }

    /// Adds a [retry classifier](Self::retry_classifier).
    #[inline]
    pub fn push_retry_classifier(&mut self, retry_classifier: SharedRetryClassifier) -> &mut Self {
        self.settings.components.push_retry_classifier(retry_classifier);
        self
    }

    /// Replaces the [retry classifiers](Self::retry_classifier) that were added.
    #[inline]
    pub fn set_retry_classifiers(
        &mut self,
        retry_classifiers: impl IntoIterator<Item = SharedRetryClassifier>,
    ) -> &mut Self {
        self.settings.components.set_retry_classifiers(retry_classifiers.into_iter());
        self
    }

    /// Sets the timeouts of calls, attempts and connections. Unset timeouts do not change. Default with the latest
    /// behavior version: 3.1 seconds to connect, no other timeouts.
    #[inline]
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.set_timeout_config(Some(timeout_config));
        self
    }

    /// Sets the [timeouts](Self::timeout_config). `None` has no effect.
    #[inline]
    pub fn set_timeout_config(&mut self, timeout_config: Option<TimeoutConfig>) -> &mut Self {
        if let Some(mut timeout_config) = timeout_config {
            if let Some(earlier) = self.settings.layer.load::<TimeoutConfig>() {
                timeout_config.take_defaults_from(earlier);
            }
            self.settings.layer.store_put(timeout_config);
        }
        self
    }

    /// Sets when a stalled body is an error. Default: after five seconds, in both directions.
    #[inline]
    pub fn stalled_stream_protection(mut self, stalled_stream_protection: StalledStreamProtectionConfig) -> Self {
        self.set_stalled_stream_protection(Some(stalled_stream_protection));
        self
    }

    /// Sets the [protection against stalled streams](Self::stalled_stream_protection). `None` also removes the default,
    /// which every client needs; use [`StalledStreamProtectionConfig::disabled`] to disable it.
    #[inline]
    pub fn set_stalled_stream_protection(
        &mut self,
        stalled_stream_protection: Option<StalledStreamProtectionConfig>,
    ) -> &mut Self {
        self.settings.layer.store_or_unset(stalled_stream_protection);
        self
    }

    /// Sets the timer for retries and timeouts. Default: Tokio's timer, with the feature `rt-tokio`.
    #[inline]
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        self.set_sleep_impl(Some(sleep_impl.into_shared()));
        self
    }

    /// Sets or removes the [timer](Self::sleep_impl).
    #[inline]
    pub fn set_sleep_impl(&mut self, sleep_impl: Option<SharedAsyncSleep>) -> &mut Self {
        self.settings.components.set_sleep_impl(sleep_impl);
        self
    }

    /// Sets the clock. Default: the system clock.
    #[inline]
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.set_time_source(Some(time_source.into_shared()));
        self
    }

    /// Sets or removes the [clock](Self::time_source).
    #[inline]
    pub fn set_time_source(&mut self, time_source: Option<SharedTimeSource>) -> &mut Self {
        self.settings.components.set_time_source(time_source);
        self
    }

    /// Uses the local time in signatures even if the service's clock differs. Default: the difference is determined
    /// from responses and corrected.
    #[inline]
    pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_clock_skew_correction(disable.into());
        self
    }

    /// Sets or removes [`disable_clock_skew_correction`](Self::disable_clock_skew_correction).
    #[inline]
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
        self.settings.layer.store_or_unset(disable.map(DisableClockSkewCorrection::from));
        self
    }
}
