//! The steps, in the order in which they run: what fails soonest comes first.

use anyhow::ensure;
use clap::ValueEnum;

use super::moto::Moto;
use super::run::Shell;

/// One thing that has to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// The formatting of all code, generated code included.
    Fmt,
    /// The lints.
    Clippy,
    /// The documentation.
    Docs,
    /// The tests of the generator, its runtime and this command line.
    Generator,
    /// The tests, doctests and examples of the generated crate.
    Client,
}

impl Step {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Docs => "docs",
            Self::Generator => "generator",
            Self::Client => "client",
        }
    }

    /// What it does, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Fmt => "check the formatting",
            Self::Clippy => "lint all targets, warnings are errors",
            Self::Docs => "build the documentation, warnings are errors",
            Self::Generator => "test the generator, its runtime, this command line; is generated/ up to date?",
            Self::Client => "test the generated crate: examples, doctests, against loopback servers and moto",
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// When it does not pass, or a tool for it is missing.
    pub fn run(self, shell: &mut Shell) -> anyhow::Result<()> {
        match self {
            Self::Fmt => {
                require(shell, "fmt", "rustfmt")?;
                shell.run(shell.cargo(&["fmt", "--all", "--check"]))
            }
            Self::Clippy => {
                require(shell, "clippy", "clippy")?;
                shell.run(shell.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
            }
            Self::Docs => {
                let mut command = shell.cargo(&["doc", "--workspace", "--no-deps"]);
                command.env("RUSTDOCFLAGS", "-D warnings");
                shell.run(command)
            }
            Self::Generator => {
                let packages = ["-p", "dms-codegen", "-p", "dms-codegen-runtime", "-p", "xtask"];
                shell.run(shell.cargo(&[&["test", "--no-fail-fast"], &packages[..]].concat()))
            }
            Self::Client => {
                let server = Moto::of(shell.directory()).install(shell)?;
                let mut command = shell.cargo(&["test", "--no-fail-fast", "-p", "dms-sdk"]);
                command.env("MOTO_SERVER", server);
                shell.run(command)
            }
        }
    }
}

fn require(shell: &Shell, subcommand: &str, component: &str) -> anyhow::Result<()> {
    let is_there = shell.succeeds(shell.cargo(&[subcommand, "--version"]));
    ensure!(is_there, "{component} is not installed; `rustup component add {component}` installs it");
    Ok(())
}
