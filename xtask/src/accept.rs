//! `cargo xtask accept`: updates the expected results of the tests to the current results, and lists the changes.

use std::path::Path;

use anyhow::ensure;

use crate::Verdict;
use crate::console::{BAD, GOOD};
use crate::outln;
use crate::shell::Shell;

/// The end of the text that `cargo xtask accept --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask accept              accept all snapshots and golden files, and list those that changed
  cargo xtask accept --diff       the same, and print the lines that changed

A snapshot is accepted by the test that compares it. Review the changes before you commit them.";

/// The tests that compare snapshots: their packages, and the features that some of them need.
const TESTS: &[&[&str]] = &[
    &["--package", "dms-codegen", "--package", "xtask", "--package", "xtask-tools"],
    &["--package", "dms-sdk", "--features", "dms-sdk/serde", "--test", "loopback", "first_errors"],
    &["--package", "dms-sdk", "--features", "dms-sdk/documents", "--test", "documents"],
];

/// The files with expected results.
const EXPECTED: &[&str] = &["*.snap", "codegen/fixtures", "codegen/tests"];

/// Updates snapshots and golden files to the current results
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Print the lines that changed, not only the names of the files
    #[arg(long)]
    diff: bool,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the tests cannot be built or run. A test that fails for another reason than a snapshot is a [`Verdict`], not an
/// error.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let mut shell = Shell::new(root, true);
    let mut passed = true;
    for tests in TESTS {
        let mut command = shell.cargo(&[&["test", "--quiet", "--no-fail-fast"], *tests].concat());
        command.env("INSTA_UPDATE", "always").env_remove("CI");
        passed &= shell.run(command).is_ok();
    }
    let mut command = shell.command("git");
    command.args(["diff", if args.diff { "--patch" } else { "--stat" }, "HEAD", "--"]).args(EXPECTED);
    ensure!(shell.run(command).is_ok(), "git cannot list the changes\n  remedy: run `git status`");
    if passed {
        outln!("{GOOD}accepted{GOOD:#}: all tests that compare snapshots pass");
        return Ok(Verdict::Good);
    }
    outln!("{BAD}some tests fail{BAD:#} for another reason than a snapshot; their output is above");
    Ok(Verdict::Bad)
}
