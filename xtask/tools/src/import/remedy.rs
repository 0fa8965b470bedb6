//! Errors with a remedy.

use anyhow::{Result, anyhow};
use std::fmt::Display;

/// Adds the problem and the remedy to an error.
pub trait OrRemedy<T> {
    /// Returns the value, or an error of the form `problem: cause` with the remedy on a separate line.
    fn or_remedy(self, problem: impl FnOnce() -> String, remedy: &str) -> Result<T>;
}

impl<T, E: Display> OrRemedy<T> for Result<T, E> {
    fn or_remedy(self, problem: impl FnOnce() -> String, remedy: &str) -> Result<T> {
        self.map_err(|cause| anyhow!("{}: {cause:#}\n  remedy: {remedy}", problem()))
    }
}
