//! Errors that end with what to do.

use anyhow::{Result, anyhow};
use std::fmt::Display;

/// Adds to an error what failed and what fixes it.
pub trait OrRemedy<T> {
    /// The value, or an error of the form `problem: cause` with the remedy on a line of its own.
    fn or_remedy(self, problem: impl FnOnce() -> String, remedy: &str) -> Result<T>;
}

impl<T, E: Display> OrRemedy<T> for Result<T, E> {
    fn or_remedy(self, problem: impl FnOnce() -> String, remedy: &str) -> Result<T> {
        self.map_err(|cause| anyhow!("{}: {cause:#}\n  remedy: {remedy}", problem()))
    }
}
