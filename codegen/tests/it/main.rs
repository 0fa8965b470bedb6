//! The generator through its public API, without starting another process.

mod diff;
mod dms;
mod explain;
mod generate;
mod load;
#[path = "../support/mod.rs"]
mod support;
