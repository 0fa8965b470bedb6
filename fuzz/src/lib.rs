//! Shared code of the fuzz targets: a client whose service responds with inputs of the fuzzer, and models that the
//! fuzzer edits.

pub mod edits;
#[path = "../../generated/tests/support/inputs.rs"]
mod inputs;
pub mod service;
