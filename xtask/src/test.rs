//! `cargo xtask test`: runs everything that has to pass before a change is merged, locally and in CI.

mod step;
mod supply;
mod tally;

use std::path::Path;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::Verdict;
use crate::console::{BAD, FAINT, GOOD, wrap};
use crate::shell::Shell;
use crate::{out, outln};
use step::Step;
use tally::Tally;

/// The end of the text that `cargo xtask test --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask test                       run the steps that every change needs, then list the failures
  cargo xtask test --all                 run every step, as CI does
  cargo xtask test --only fmt clippy     run these two
  cargo xtask test --fail-fast           stop at the first step that fails
  cargo xtask test --list                print the steps

The last line is the number of tests that passed and failed. A step that fails without a failing test, such
as one that does not compile, counts as one failure.";

/// Formats, lints, documents and tests the whole repository
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Run every step, including those that few changes need
    #[arg(long, conflicts_with = "only")]
    all: bool,
    /// Run only these steps
    #[arg(long, value_name = "STEP", num_args = 1.., value_delimiter = ',')]
    only: Vec<Step>,
    /// Print the steps and what they do, and run none
    #[arg(long)]
    list: bool,
    /// Run the remaining steps after one failed (the default)
    #[arg(long, conflicts_with = "fail_fast")]
    keep_going: bool,
    /// Stop at the first step that fails
    #[arg(long)]
    fail_fast: bool,
    /// Print the output of all steps immediately, not only of those that failed
    #[arg(short, long)]
    verbose: bool,
}

/// The result of one step.
struct Outcome {
    step: Step,
    passed: bool,
    tally: Tally,
    time: Duration,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// Never; a step that cannot run counts as failed.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let steps: Vec<Step> = Step::value_variants().iter().copied().filter(|step| args.includes(*step)).collect();
    if args.list {
        for (name, about) in steps.iter().map(|step| step.describe()) {
            outln!("{}", wrap(&format!("{name:<10} {about}")));
        }
        return Ok(Verdict::Good);
    }
    let mut outcomes = vec![];
    for (index, step) in steps.iter().enumerate() {
        let (name, about) = step.describe();
        out!("[{}/{}] {name}: {about} … ", index + 1, steps.len());
        let outcome = run_step(*step, root, args.verbose);
        let has_passed = outcome.passed;
        outcomes.push(outcome);
        if args.fail_fast && !has_passed {
            break;
        }
    }
    Ok(summarize(&outcomes, steps.len()))
}

impl Args {
    fn includes(&self, step: Step) -> bool {
        (self.only.is_empty() && (step.is_usual() || self.all || self.list)) || self.only.contains(&step)
    }
}

fn run_step(step: Step, root: &Path, verbose: bool) -> Outcome {
    let started = Instant::now();
    let mut shell = Shell::new(root, verbose);
    let result = step.run(&mut shell);
    let time = started.elapsed();
    let tally = Tally::of(shell.output());
    let passed = result.is_ok() && tally.failed == 0;
    let seconds = time.as_secs_f64();
    match &result {
        Ok(()) if passed => outln!("{GOOD}ok{GOOD:#} {FAINT}{seconds:.1} s{FAINT:#}"),
        _ => outln!("{BAD}failed{BAD:#} {FAINT}{seconds:.1} s{FAINT:#}"),
    }
    if !passed && !verbose {
        out!("{}", shell.output());
    }
    if let Err(error) = result {
        outln!("{BAD}{}:{BAD:#} {error:#}\n", step.describe().0);
    }
    Outcome { step, passed, tally, time }
}

/// Prints a table of the steps and, alone on the last line, how many tests passed and failed.
fn summarize(outcomes: &[Outcome], planned: usize) -> Verdict {
    let mut total = Tally::default();
    outln!("\n{:<10} {:<6} {:>8} {:>7} {:>7}", "step", "result", "time", "passed", "failed");
    for Outcome { step, passed, tally, time } in outcomes {
        let (style, word) = if *passed { (GOOD, "ok") } else { (BAD, "failed") };
        let cell = |n: usize| if tally.runs == 0 { String::new() } else { n.to_string() };
        let row = format!("{:>6.1} s {:>7} {:>7}", time.as_secs_f64(), cell(tally.passed), cell(tally.failed));
        outln!("{:<10} {style}{word:<6}{style:#} {}", step.describe().0, row.trim_end());
        total.passed += tally.passed;
        total.failed += if *passed { 0 } else { tally.failed.max(1) };
    }
    if outcomes.len() < planned {
        outln!("{} of {planned} steps were not run", planned - outcomes.len());
    }
    outln!("\n{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { Verdict::Good } else { Verdict::Bad }
}
