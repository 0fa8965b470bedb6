//! The steps, in the order in which they run: the fastest to fail come first.

use anyhow::ensure;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::supply;
use crate::package;
use crate::shell::Shell;
use crate::tools;
use crate::venv::Venv;

/// A step of `cargo xtask test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Check the formatting
    Fmt,
    /// Lint all targets; warnings are errors
    Clippy,
    /// Build the documentation with all features; warnings are errors
    Docs,
    /// Install moto, the mock server that the generated client is tested against
    Moto,
    /// Run all tests, doctests included, and build all examples
    Tests,
    /// Compare requests and responses with the reference client
    Conformance,
    /// Lint with all features, with none, and with each group of operations alone
    Features,
    /// Compare the verdicts of `diff` with the compiler and with the public items that rustdoc finds
    Semver,
    /// Generate the crates of two other services, build them with warnings as errors, and call them
    Services,
    /// Feed the client and the generator with inputs of a fuzzer for a minute
    Fuzz,
    /// Check licences, sources and duplicates of all dependencies
    Deny,
    /// Compile the client with the lowest and the newest versions of its dependencies
    Versions,
    /// Package the client as it would be published, and build that
    Package,
}

impl Step {
    /// Returns its name on the command line and its description.
    pub fn describe(self) -> (String, String) {
        let value = self.to_possible_value();
        let text = |value: &PossibleValue| {
            (value.get_name().to_owned(), value.get_help().map(ToString::to_string).unwrap_or_default())
        };
        value.as_ref().map(text).unwrap_or_default()
    }

    /// Whether it runs without `--all`.
    pub fn is_usual(self) -> bool {
        matches!(self, Self::Fmt | Self::Clippy | Self::Docs | Self::Moto | Self::Tests | Self::Conformance)
    }

    /// Runs it.
    ///
    /// Nearly all Cargo commands select the whole workspace with its tests and examples, even if they need less:
    /// Cargo enables the features of dependencies that the selected packages ask for, and would build most of them
    /// again for another selection.
    ///
    /// # Errors
    /// When it fails, or a tool for it is missing.
    pub fn run(self, shell: &mut Shell) -> anyhow::Result<()> {
        let moto = Venv::moto(shell.directory());
        match self {
            Self::Fmt => {
                require(shell, "fmt", "rustfmt")?;
                shell.run(shell.cargo(&["fmt", "--all", "--check"]))
            }
            Self::Clippy => lint(shell, &["--workspace", "--all-targets"]),
            Self::Docs => {
                let mut command =
                    shell.cargo(&["doc", "--workspace", "--all-features", "--no-deps", "--lib", "--examples"]);
                command.env("RUSTDOCFLAGS", "-D warnings");
                shell.run(command)
            }
            Self::Features => {
                lint(shell, &["--workspace", "--all-targets", "--all-features"])?;
                lint(shell, &["--package", "dms-sdk", "--package", "fixture-sdk", "--no-default-features"])?;
                for group in package::features_of(shell.directory(), "all-operations")? {
                    lint(shell, &["--package", "dms-sdk", "--no-default-features", "--features", &group])?;
                }
                Ok(())
            }
            Self::Moto => moto.install(shell),
            Self::Tests => {
                // These features only add items, so a second run without them is not needed.
                let mut command = shell.cargo(&[
                    "test",
                    "--workspace",
                    "--features",
                    "dms-sdk/serde,dms-sdk/documents,fixture-sdk/serde,fixture-sdk/documents",
                    "--no-fail-fast",
                ]);
                // If it is missing, the tests of the client print how to install it.
                if let Some(server) = moto.program() {
                    command.env("MOTO_SERVER", server);
                }
                shell.run(command)
            }
            // It reads the JSON of rustdoc, whose format depends on the version of Rust.
            Self::Semver => shell.run(shell.cargo(&[
                "test",
                "--package",
                "dms-codegen",
                "--features",
                "semver",
                "--test",
                "semver",
            ])),
            Self::Conformance => tool(shell, &["conformance"]),
            Self::Services => tool(shell, &["services", "--sample"]),
            Self::Fuzz => tool(shell, &["fuzz"]),
            Self::Deny => supply::deny(shell),
            Self::Versions => supply::versions(shell),
            Self::Package => supply::package(shell),
        }
    }
}

/// Runs a command of the other package.
fn tool(shell: &mut Shell, arguments: &[&str]) -> anyhow::Result<()> {
    let arguments: Vec<_> = arguments.iter().map(Into::into).collect();
    let command = tools::command(shell.directory(), &arguments)?;
    shell.run(command)
}

fn lint(shell: &mut Shell, selection: &[&str]) -> anyhow::Result<()> {
    require(shell, "clippy", "clippy")?;
    shell.run(shell.cargo(&[&["clippy"], selection, &["--", "-D", "warnings"]].concat()))
}

fn require(shell: &Shell, subcommand: &str, component: &str) -> anyhow::Result<()> {
    let is_there = shell.succeeds(shell.cargo(&[subcommand, "--version"]));
    ensure!(is_there, "{component} is not installed; `rustup component add {component}` installs it");
    Ok(())
}
