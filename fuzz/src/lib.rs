//! What the fuzz targets share: a client whose service answers what the fuzzer made up, and models that the fuzzer edits.

pub mod edits;
#[path = "../../generated/tests/support/inputs.rs"]
mod inputs;
pub mod service;
