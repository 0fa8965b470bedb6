//! The command line of this repository: the only code that reads and writes its files and starts processes.
//!
//! One module a command. A command says itself what it found and answers with a [`Verdict`], or it fails with
//! an error whose text stands on its own.

pub mod bench;
pub mod codegen;
pub mod conformance;
pub mod diff;
pub mod explain;
pub mod fuzz;
pub mod import;
pub mod inputs;
pub mod list;
pub mod new_service;
pub mod parity;
pub mod release;
pub mod say;
pub mod shell;
pub mod test;
pub mod tree;
pub mod update;
pub mod venv;

use std::path::{Path, PathBuf};

/// What a command that ran to its end found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as it should be.
    Good,
    /// There is something to mend, and the command has said what.
    Bad,
}

/// The root of the repository that this was built in.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}
