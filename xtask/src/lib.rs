//! The command line of this repository: the only code that reads and writes its files and starts processes.
//!
//! This package has the commands for daily work: generate, explain, list, test. The others need more dependencies; they
//! are in the package `xtask-tools`, which is built when one of them is called (see [`tools`]).
//!
//! Each command is one module. A command prints its results and returns a [`Verdict`], or it fails with an error whose
//! text is complete in itself.

pub mod accept;
pub mod checkout;
pub mod codegen;
pub mod console;
pub mod explain;
pub mod inputs;
pub mod list;
pub mod package;
pub mod shell;
pub mod test;
pub mod tools;
pub mod tree;
pub mod venv;

/// The result of a command that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing has to be changed.
    Good,
    /// Something has to be fixed, and the command has printed it.
    Bad,
}

/// Prints an error, if any, and returns the exit code of the process.
pub fn exit_code(outcome: anyhow::Result<Verdict>) -> std::process::ExitCode {
    match outcome {
        Ok(Verdict::Good) => std::process::ExitCode::SUCCESS,
        Ok(Verdict::Bad) => std::process::ExitCode::FAILURE,
        Err(error) => {
            console::error(&error);
            std::process::ExitCode::FAILURE
        }
    }
}
