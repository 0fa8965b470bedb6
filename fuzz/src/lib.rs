//! What the fuzz targets share: a client whose service answers what the fuzzer made up, and models that the fuzzer edits.

pub mod edits;
pub mod service;
