//! `cargo xtask parity`: compares the generated crate with the official one: the public API and the behaviour at run
//! time.
//!
//! There are three parts: the public API from rustdoc, calls of every operation, and the drop-in programs. The official
//! crate is built in a separate workspace below `target/parity`, so that it is not in the lock file nor in CI. Known
//! differences are in `xtask/tools/parity/known.toml` with their reasons.

mod api;
mod cases;
mod catalogue;
mod compare;
mod known;
mod program;
mod programs;
mod report;
mod run;
mod workspace;

use std::path::Path;

use clap::ValueEnum;

use known::Known;
use report::PartReport;
use workspace::Workspace;
use xtask::Verdict;
use xtask::console::{BAD, FAINT, GOOD, count};
use xtask::{errln, outln};

/// The end of the text that `cargo xtask parity --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask parity                      compare everything; takes ten minutes the first time
  cargo xtask parity --only api           the public API: names and signatures
  cargo xtask parity --only run,programs  calls of all operations, and the drop-in programs on both crates
  cargo xtask parity --official 1.134.0   with a new release, to find its changes

Known differences are in xtask/tools/parity/known.toml with their reasons; all others are listed. The first run
downloads and builds the official crate below target/parity.

Exit codes: 0 without unknown differences, 1 with some or if a crate cannot be built, 2 for wrong arguments.";

/// Compares the client with the official crate
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The version of the official crate [default: the one in xtask/tools/parity/known.toml]
    #[arg(long, value_name = "VERSION", value_parser = workspace::version)]
    official: Option<String>,
    /// Compare only these parts
    #[arg(long, value_name = "PART", num_args = 1.., value_delimiter = ',')]
    only: Vec<Part>,
    /// Print all differences of a kind, and long texts completely
    #[arg(short, long)]
    verbose: bool,
}

/// A part of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Public items and their signatures
    Api,
    /// Calls of all operations: the components of calls, and their results
    Run,
    /// The drop-in programs on both crates
    Programs,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Run => "run",
            Self::Programs => "programs",
        }
    }
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When one of the crates cannot be built, or the list of known differences cannot be read.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let known = Known::read(&root.join("xtask/tools/parity/known.toml"))?;
    let official = args.official.as_deref().unwrap_or(&known.official);
    let workspace = Workspace::new(root, official)?;
    let parts = if args.only.is_empty() { Part::value_variants() } else { &args.only };
    let mut reports = vec![];
    for part in parts {
        errln!("{FAINT}comparing with {official}: {}{FAINT:#}", part.name());
        let compared = match part {
            Part::Api => api::compare(&workspace)?,
            Part::Run => run::compare(&workspace)?,
            Part::Programs => programs::compare(&workspace)?,
        };
        reports.push(PartReport::new(part.name(), compared, &known));
    }
    reports.iter().for_each(|report| report.print(args.verbose));
    outln!("{}", report::table(&reports));
    let [unknown, stale] = [PartReport::unknown, PartReport::stale].map(|of| reports.iter().map(of).sum::<usize>());
    let is_good = unknown == 0;
    let (style, word) = if is_good { (GOOD, "equal") } else { (BAD, "different") };
    let stale = if stale > 0 { format!("; {} no longer", count(stale, "known difference")) } else { String::new() };
    outln!("{style}{word}{style:#} to {official}: {}{stale}", count(unknown, "unknown difference"));
    Ok(if is_good { Verdict::Good } else { Verdict::Bad })
}
