//! `cargo xtask bench`: measures the generated crate and the official one in one run, and writes the results.
//!
//! The measured crates are in `bench/`, a separate workspace. They are built below `target/bench`, in a folder
//! for each purpose, so that builds from nothing start from nothing.

mod calls;
mod chart;
mod codegen;
mod compile;
mod process;
mod program;
mod report;
mod results;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use clap::ValueEnum;

use results::{Measurement, Results};
use xtask::Verdict;
use xtask::console::{FAINT, GOOD};
use xtask::{errln, outln};

/// The end of the text that `cargo xtask bench --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask bench                    measure everything; takes half an hour
  cargo xtask bench calls --quick      whole calls without a network; takes a minute after it is built
  cargo xtask bench compile program    the build times of the crates and of whole programs

Writes bench/results.json, bench/RESULTS.md and bench/chart.svg. Groups that were not measured keep their
results, with their date. Run nothing else at the same time: what matters is the ratio of two results of
one run, and noise during one of them distorts it.";

/// Measures the client and the official crate
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The groups to measure [default: all groups]
    #[arg(value_name = "GROUP")]
    groups: Vec<Group>,
    /// Measure fewer rounds, and no whole programs in release
    #[arg(long)]
    quick: bool,
}

/// A group of measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Builds of the crate alone: time, memory, size
    Compile,
    /// Builds of whole programs: from nothing, and after a change
    Program,
    /// Whole calls without a network: time and allocations
    Calls,
    /// The generator itself, for models of several sizes
    Codegen,
}

/// The settings that the groups share.
struct Bench {
    root: PathBuf,
    quick: bool,
}

impl Bench {
    /// Returns a folder below `target/bench`.
    fn folder(&self, name: &str) -> PathBuf {
        self.root.join("target/bench").join(name)
    }

    /// Returns a Cargo command in the workspace of the measured crates that builds to this folder below `target/bench`.
    fn cargo(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).arg("--locked").current_dir(self.root.join("bench"));
        command.env("CARGO_TARGET_DIR", self.folder(folder)).env("CARGO_INCREMENTAL", "0");
        // Flags of the caller would change the result.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_WRAPPER");
        command
    }

    fn rounds(&self, usual: usize) -> usize {
        if self.quick { 1 } else { usual }
    }
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a measured program does not build or run; then no results have changed.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let bench = Bench { root: root.to_owned(), quick: args.quick };
    let mut results = Results::read(&root.join("bench/results.json"))?;
    let groups = if args.groups.is_empty() { Group::value_variants() } else { &args.groups };
    for group in groups {
        let name = group.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        print_progress(&format!("measuring {name}"));
        let rows: Vec<Measurement> = match group {
            Group::Compile => compile::measure(&bench),
            Group::Program => program::measure(&bench),
            Group::Calls => calls::measure(&bench),
            Group::Codegen => codegen::measure(&bench),
        }
        .with_context(|| format!("cannot measure {name}"))?;
        results.merge(rows);
    }
    results.machine = results::machine()?;
    let table = report::table(&results);
    results.write(&root.join("bench/results.json"))?;
    write(&root.join("bench/RESULTS.md"), &report::page(&results, &table))?;
    write(&root.join("bench/chart.svg"), &chart::draw(&results)?)?;
    outln!("{table}\n{GOOD}written{GOOD:#} to bench/results.json, bench/RESULTS.md and bench/chart.svg");
    Ok(Verdict::Good)
}

fn print_progress(step: &str) {
    errln!("{FAINT}{step}{FAINT:#}");
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
