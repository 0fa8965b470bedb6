//! The commands of this package from the outside. Most tests are of `import`: botocore's files go in, a model and its
//! lock come out.

#![cfg(unix)]

mod command;
mod convert;
mod diff;
mod enums;
mod errors;
mod files;
mod fitting;
mod models;
mod new_service;
mod operations;
mod pagination;
mod prose;
#[path = "../../../tests/support/mod.rs"]
mod shared;
mod smithy;
mod support;
mod update;
mod usage;
mod versions;
mod waiters;
mod wheel;

const BINARY: &str = env!("CARGO_BIN_EXE_xtask-tools");
