//! The command line through its binary: what it says, its exit code, and what is on disk afterwards.

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

use support::{Said, Workplace, checkout, list, repository, run, xtask};

const BINARY: &str = env!("CARGO_BIN_EXE_xtask");
