//! The generator through its public API, without starting another process.

mod botocore;
mod diff;
mod dms;
mod explain;
mod generate;
mod imports;
mod load;
mod normalise;
#[path = "../support/mod.rs"]
mod support;
