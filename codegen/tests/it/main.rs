//! Tests of the generator's public API, without other processes.

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
