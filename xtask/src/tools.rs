//! The names of the commands of the package `xtask-tools`, and functions that run them.
//!
//! They compare, measure, fuzz and import, and need dependencies for archives, hashes, charts and more, which commands
//! that only generate and test do not have to build.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

/// The environment variable with the path of this package's binary, for the commands.
pub const XTASK: &str = "XTASK_BINARY";

/// The names of the commands, and their descriptions.
pub const COMMANDS: &[(&str, &str)] = &[
    ("bench", "Measures the client and the official crate"),
    ("conformance", "Compares the client with botocore, the reference client"),
    ("diff", "Compares two models: every change, and its verdicts on the wire and in Rust"),
    ("fuzz", "Feeds the client and the generator with inputs of a fuzzer"),
    ("import", "Converts a service's description from a release of botocore (or from files) to a Smithy model"),
    ("new-service", "Generates a crate for any service of botocore that uses awsJson 1.0 or 1.1"),
    ("parity", "Compares the client with the official crate"),
    ("services", "Generates the crates of other services, builds them with warnings as errors, and calls them"),
    ("update", "Updates the model to a newer release and regenerates the crate"),
];

/// Whether there is a command with this name.
pub fn has(name: &OsString) -> bool {
    COMMANDS.iter().any(|(known, _)| name == known)
}

/// Returns a process that builds the package if necessary and runs one of the commands.
///
/// # Errors
/// When the path of this program cannot be read.
pub fn command(root: &Path, arguments: &[OsString]) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let manifest = root.join("xtask/tools/Cargo.toml");
    command.args(["run", "--profile", "xtask", "--manifest-path"]).arg(manifest).arg("--").args(arguments);
    command.env(XTASK, std::env::current_exe().context("cannot read the path of this program")?);
    Ok(command)
}

/// Runs one of the commands in the working directory, and returns its exit code.
///
/// # Errors
/// When Cargo cannot be started.
pub fn run(root: &Path, arguments: &[OsString]) -> anyhow::Result<std::process::ExitCode> {
    let status = command(root, arguments)?.status().context("cannot start cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(std::process::ExitCode::FAILURE, Into::into))
}
