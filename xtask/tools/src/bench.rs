//! `cargo xtask bench`: measures the generated crate beside the official one, in one run, and writes it down.
//!
//! The crates that are built for it stand in `bench/`, a workspace of its own. What is built lies below
//! `target/bench`, a folder for each purpose, so that "from nothing" is from nothing.

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

use results::{Results, Row};
use xtask::Verdict;
use xtask::say::{FAINT, GOOD};
use xtask::{errln, outln};

/// What `cargo xtask bench --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask bench                    measure everything; takes half an hour
  cargo xtask bench calls --quick      whole calls without a network, in a minute once it is built
  cargo xtask bench compile program    how long the crates and whole programs take to build

Writes bench/results.json, bench/RESULTS.md and bench/chart.svg. Groups that were not measured keep their
figures, with the day they are of. Let nothing else run meanwhile: what counts is the ratio of two figures of
one run, and noise that hits one of them spoils it.";

/// Measures the client beside the official crate
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to measure [default: all groups]
    #[arg(value_name = "GROUP")]
    groups: Vec<Group>,
    /// Fewer rounds, and no whole programs in release
    #[arg(long)]
    quick: bool,
}

/// What is measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Building the crate alone: time, memory, size
    Compile,
    /// Building whole programs: from nothing, and again after a change
    Program,
    /// Whole calls without a network, and their allocations
    Calls,
    /// The generator itself, for models of several sizes
    Codegen,
}

/// What the groups have in common.
struct Bench {
    root: PathBuf,
    quick: bool,
}

impl Bench {
    /// A folder below `target/bench`.
    fn folder(&self, name: &str) -> PathBuf {
        self.root.join("target/bench").join(name)
    }

    /// Cargo in the workspace of the measured crates, which builds to a folder of its own.
    fn cargo(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).arg("--locked").current_dir(self.root.join("bench"));
        command.env("CARGO_TARGET_DIR", self.folder(folder)).env("CARGO_INCREMENTAL", "0");
        // Flags of whoever calls would be measured too.
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
/// When something that is to be measured does not build or run; then no figure has changed.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let bench = Bench { root: root.to_owned(), quick: args.quick };
    let mut results = Results::read(&root.join("bench/results.json"))?;
    let groups = if args.groups.is_empty() { Group::value_variants() } else { &args.groups };
    for group in groups {
        let name = group.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        say(&format!("measuring {name}"));
        let rows: Vec<Row> = match group {
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

fn say(what: &str) {
    errln!("{FAINT}{what}{FAINT:#}");
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
