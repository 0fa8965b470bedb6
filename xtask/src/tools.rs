//! The commands of the package `xtask-tools`: what they are called, and how they are run.
//!
//! They compare, measure, fuzz and import, and need archives, hashes, charts and more for it. Whoever only generates
//! and tests does not build all that.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

/// The environment variable in which the commands find the binary of this package.
pub const XTASK: &str = "XTASK_BINARY";

/// The names of the commands, and what they do.
pub const COMMANDS: &[(&str, &str)] = &[
    ("bench", "Measures the client beside the official crate"),
    ("conformance", "Compares the client with botocore, the reference client"),
    ("diff", "Compares two models: every change, and its verdicts on the wire and in Rust"),
    ("fuzz", "Feeds the client and the generator what a fuzzer makes up"),
    ("import", "Takes a service's facts from a release of botocore (or from files) and writes them as a Smithy model"),
    ("new-service", "Generates a crate for any service of botocore that speaks awsJson 1.0 or 1.1"),
    ("parity", "Compares the client with the official crate"),
    ("services", "Generates the crates of other services, builds them with warnings as errors, and calls them"),
    ("update", "Takes over a newer model and generates the crate anew"),
];

/// Whether there is such a command.
pub fn has(name: &OsString) -> bool {
    COMMANDS.iter().any(|(known, _)| name == known)
}

/// A call of one of the commands, which builds it first where it has to be built.
///
/// # Errors
/// When this process cannot tell which program it is.
pub fn command(root: &Path, arguments: &[OsString]) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let manifest = root.join("xtask/tools/Cargo.toml");
    command.args(["run", "--profile", "xtask", "--manifest-path"]).arg(manifest).arg("--").args(arguments);
    command.env(XTASK, std::env::current_exe().context("cannot tell which program this is")?);
    Ok(command)
}

/// Runs one of the commands in the working directory, with what it prints and its exit code.
///
/// # Errors
/// When Cargo cannot be started.
pub fn run(root: &Path, arguments: &[OsString]) -> anyhow::Result<std::process::ExitCode> {
    let status = command(root, arguments)?.status().context("cannot start cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(std::process::ExitCode::FAILURE, Into::into))
}
