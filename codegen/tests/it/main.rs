//! The generator through its public API, without starting another process.

mod botocore;
mod diff;
mod dms;
mod endpoint_rules;
mod explain;
mod generate;
mod load;
mod normalise;
#[path = "../support/mod.rs"]
mod support;
