//! Pauses that take no time: what is waited for is checked by its length and not by a clock.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{self, AsyncSleep, IdentityCache, Sleep, StalledStreamProtectionConfig};

/// Ends every pause at once and remembers how long each was meant to be.
#[derive(Clone, Debug, Default)]
pub struct NoPause(Arc<Mutex<Vec<Duration>>>);

impl NoPause {
    /// The pauses since this was last asked.
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

/// The configuration with no other pauses than those of waiters and between attempts, and these made like that.
pub fn impatient(config: config::Builder, pauses: impl AsyncSleep + 'static) -> config::Builder {
    config
        .sleep_impl(pauses)
        .identity_cache(IdentityCache::no_cache())
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
}
