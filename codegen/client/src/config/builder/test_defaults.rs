//! Settings for tests, behind the feature `test-util`.

use super::Builder;
use crate::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_runtime::user_agent::AwsUserAgent;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use std::time::{Duration, UNIX_EPOCH};

impl Builder {
    /// Makes requests repeatable: sets a fixed clock, user agent and credentials, and the latest behavior version.
    #[inline]
    pub fn apply_test_defaults(&mut self) -> &mut Self {
        let clock = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(1_234_567_890));
        self.set_time_source(Some(SharedTimeSource::new(clock)));
        self.settings.layer.store_put(AwsUserAgent::for_tests());
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(Credentials::for_tests())));
        self.set_behavior_version(Some(BehaviorVersion::latest()))
    }

    /// Has the effect of [`apply_test_defaults`](Self::apply_test_defaults).
    #[inline]
    pub fn with_test_defaults(mut self) -> Self {
        self.apply_test_defaults();
        self
    }

    /// Has the effect of [`apply_test_defaults`](Self::apply_test_defaults), and sets the region `us-east-1` if there
    /// is no region.
    #[inline]
    pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
        self.apply_test_defaults();
        if self.settings.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::new("us-east-1")));
        }
        self
    }

    /// Has the effect of [`apply_test_defaults_v2`](Self::apply_test_defaults_v2).
    #[inline]
    pub fn with_test_defaults_v2(mut self) -> Self {
        self.apply_test_defaults_v2();
        self
    }
}
