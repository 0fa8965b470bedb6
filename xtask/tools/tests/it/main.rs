//! Tests of the commands of this package. Many are for `import`: from botocore's files to a model and its
//! lock file. The conversion itself is tested in the package of the generator.

#![cfg(unix)]

mod command;
mod diff;
mod files;
mod fitting;
mod models;
mod new_service;
#[path = "../../../tests/support/mod.rs"]
mod shared;
mod smithy;
mod support;
mod update;
mod usage;
mod versions;
mod wheel;

const BINARY: &str = env!("CARGO_BIN_EXE_xtask-tools");
