//! `cargo xtask accept`: takes what the tests find now as what they expect, and shows what that changes.

use std::path::Path;

use anyhow::ensure;

use crate::Verdict;
use crate::outln;
use crate::say::{BAD, GOOD};
use crate::shell::Shell;

/// What `cargo xtask accept --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask accept              accept all snapshots and golden files, and list those that changed
  cargo xtask accept --diff       the same, and print the lines that changed

A snapshot is accepted by the test that compares it. Read the difference before it is committed.";

/// The tests that compare snapshots: the packages, and the features without which some are not built.
const TESTS: &[&[&str]] = &[
    &["--package", "dms-codegen", "--package", "xtask", "--package", "xtask-tools"],
    &["--package", "dms-sdk", "--features", "dms-sdk/serde", "--test", "loopback", "first_errors"],
    &["--package", "dms-sdk", "--features", "dms-sdk/documents", "--test", "documents"],
];

/// The files that hold what tests expect.
const EXPECTED: &[&str] = &["*.snap", "codegen/fixtures", "codegen/tests"];

/// Accepts snapshots and golden files as they are now
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Print the lines that changed, not only the names of the files
    #[arg(long)]
    diff: bool,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the tests cannot be built or run. A test that fails for another reason than a snapshot is a verdict.
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
    ensure!(shell.run(command).is_ok(), "git cannot show what changed\n  remedy: run `git status`");
    if passed {
        outln!("{GOOD}accepted{GOOD:#}: all tests that compare snapshots pass");
        return Ok(Verdict::Good);
    }
    outln!("{BAD}some tests fail{BAD:#} for another reason than a snapshot; their output is above");
    Ok(Verdict::Bad)
}
