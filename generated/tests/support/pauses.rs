//! Pauses that take no time: tests check their lengths and do not depend on a clock.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{self, AsyncSleep, IdentityCache, Sleep, StalledStreamProtectionConfig};

/// Ends every pause immediately and records its length.
#[derive(Clone, Debug, Default)]
pub struct NoPause(Arc<Mutex<Vec<Duration>>>);

impl NoPause {
    /// Returns the pauses since the last call.
    pub fn taken(&self) -> Vec<Duration> {
        std::mem::take(&mut self.0.lock().expect("the record"))
    }
}

impl AsyncSleep for NoPause {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.lock().expect("the record").push(duration);
        Sleep::new(std::future::ready(()))
    }
}

/// Returns the configuration with only the pauses of waiters and between attempts, which use `pauses`.
pub fn impatient(config: config::Builder, pauses: impl AsyncSleep + 'static) -> config::Builder {
    config
        .sleep_impl(pauses)
        .identity_cache(IdentityCache::no_cache())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
}
