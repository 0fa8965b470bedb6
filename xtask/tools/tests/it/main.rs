//! The commands of this package from the outside. Many tests are of `import`: botocore's files go in, a model and its
//! lock come out. The conversion itself is tested in the package of the generator.

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
