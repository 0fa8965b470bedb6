//! Tests of the command line through its binary: its output, its exit code, and the files on disk afterwards.

#![cfg(unix)]

mod check;
mod codegen;
mod explain;
mod interrupted;
mod lock;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod usage;

use support::{CommandOutput, Project, checkout, list, repository, run, xtask};

const BINARY: &str = env!("CARGO_BIN_EXE_xtask");
