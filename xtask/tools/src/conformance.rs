//! `cargo xtask conformance`: compares the generated client with botocore, the reference client.
//!
//! Both make the same calls: every operation with generated inputs, answered with generated responses.
//! Two independent programs make the calls, one for each client; they read and write lines of JSON. Requests
//! and results have to be the same, except for the differences that `allowed` lists.

mod allowed;
mod cases;
mod clients;
mod compare;
pub(crate) mod input;
mod moment;
pub(crate) mod response;
mod value;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use dms_codegen::model::{Model, Operation};
use serde_json::Value as Json;

use cases::{Case, Origin};
use clients::Clients;
use xtask::Verdict;
use xtask::console::{BAD, FAINT, GOOD, count};
use xtask::inputs::Inputs;
use xtask::outln;
use xtask::shell::Shell;
use xtask::venv::Venv;

/// The end of the text that `cargo xtask conformance --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask conformance                  the cases of `cargo xtask test`, in less than a minute
  cargo xtask conformance --cases 100      a long run, with a hundred random cases for each operation
  cargo xtask conformance --operation CreateEndpoint --seed 17 --cases 1
                                           repeat one random case, as in the message of a failure
  cargo xtask conformance --operation CreateEndpoint --cases 0
                                           only the systematic cases of an operation

Systematic cases have the required members, all members with every value of every enumeration and every member of
every union, and empty values. Random cases depend only on operation and seed. The first run installs
botocore below target/.";

/// The maximum number of differing cases that are printed.
const MAX_DETAILS: usize = 5;

/// The maximum length of a printed value, in characters.
const MAX_LENGTH: usize = 4000;

/// Compares the client with botocore, the reference client
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The number of random cases for each operation, in addition to the systematic ones
    #[arg(long, value_name = "N", default_value_t = 4)]
    cases: u64,
    /// The seed of an operation's first random case; the next one has the next seed
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Compare only this operation, such as DescribeEndpoints
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

/// The results of a comparison.
#[derive(Debug, Default)]
struct ComparisonReport {
    operations: usize,
    systematic: usize,
    random: usize,
    typed: usize,
    /// The number of cases that differ; the first ones are described in `details`.
    different: usize,
    details: Vec<String>,
    time: Duration,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When there is no such operation, or one of the clients cannot be installed, built or run.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let model = model(root)?;
    let operations = args.operations(&model)?;
    let mut clients = clients(&mut Shell::new(root, true))?;
    let report = compare(&model, &operations, args, &mut clients)?;
    report.details.iter().for_each(|text| outln!("{BAD}different:{BAD:#} {text}\n"));
    let (style, word) = if report.different == 0 { (GOOD, "same") } else { (BAD, "different") };
    outln!("{style}{word}:{style:#} {} {FAINT}{:.1} s{FAINT:#}", report, report.time.as_secs_f64());
    Ok(if report.different == 0 { Verdict::Good } else { Verdict::Bad })
}

impl Args {
    fn operations<'m>(&self, model: &'m Model) -> anyhow::Result<Vec<&'m Operation>> {
        let Some(name) = &self.operation else { return Ok(model.operations.iter().collect()) };
        let found = model.operations.iter().find(|operation| operation.id.name() == name);
        found.map(|operation| vec![operation]).with_context(|| {
            format!("there is no operation `{name}`; models/dms.json has their names, such as DescribeEndpoints")
        })
    }
}

fn model(root: &Path) -> anyhow::Result<Model> {
    dms_codegen::load(&Inputs::read(&[], None, root)?.sources).map_err(|diagnostics| anyhow::anyhow!("{diagnostics}"))
}

/// Installs, builds and starts both clients.
fn clients(shell: &mut Shell) -> anyhow::Result<Clients> {
    let venv = Venv::botocore(shell.directory());
    venv.install(shell)?;
    let python = venv.program().context("the virtual environment has no Python")?;
    let harness = build(shell)?;
    Clients::start(shell.command(harness), clients::reference(shell, &python))
}

/// Builds the program that calls the generated client, with the features that all tests use.
fn build(shell: &mut Shell) -> anyhow::Result<PathBuf> {
    let arguments = ["build", "--workspace", "--features", "dms-sdk/serde", "--example", "conformance"];
    shell.run(shell.cargo(&arguments))?;
    // It is built already; this only finds its path.
    let listed = shell.cargo(&[&arguments[..], &["--quiet", "--message-format", "json"]].concat()).output();
    let listed = String::from_utf8(listed.context("cannot start cargo")?.stdout)
        .context("the messages of Cargo are not UTF-8")?;
    let messages = listed.lines().filter_map(|line| serde_json::from_str::<Json>(line).ok());
    let found = messages.filter(|message| message["target"]["name"] == "conformance");
    let program = found.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    program.context("cargo does not report the path of the example `conformance`")
}

/// Makes the call of every case with both clients.
fn compare(
    model: &Model,
    operations: &[&Operation],
    args: &Args,
    clients: &mut Clients,
) -> anyhow::Result<ComparisonReport> {
    let started = Instant::now();
    let mut report = ComparisonReport { operations: operations.len(), ..ComparisonReport::default() };
    for operation in operations {
        for case in cases::of(model, operation, args.seed, args.cases) {
            report.add(model, &case, clients).with_context(|| case.name())?;
        }
    }
    report.time = started.elapsed();
    Ok(report)
}

impl ComparisonReport {
    fn add(&mut self, model: &Model, case: &Case<'_>, clients: &mut Clients) -> anyhow::Result<()> {
        let (ours, reference) = clients.call(case)?;
        match case.origin {
            Origin::Systematic(_) => self.systematic += 1,
            Origin::Seed(_) => self.random += 1,
        }
        self.typed += usize::from(ours.get("typed").is_some());
        let differences = compare::compare(model, case, &ours, &reference);
        if differences.is_empty() {
            return Ok(());
        }
        self.different += 1;
        if self.details.len() < MAX_DETAILS {
            let sides = [("input", &case.input.to_plain_json()), ("client", &ours), ("reference", &reference)];
            let sides = sides.map(|(name, value)| format!("  {name}: {}", excerpt(&value.to_string())));
            let response = format!("  response: {} {}", case.response.status, excerpt(&case.response.body));
            let differences = differences.iter().take(20).map(|difference| format!("\n  - {difference}"));
            let text = format!("{}{}", case.name(), differences.collect::<String>());
            self.details.push(format!("{text}\n{}\n{response}\n  again: {}", sides.join("\n"), case.command()));
        }
        Ok(())
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

impl std::fmt::Display for ComparisonReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { operations, systematic, random, typed, different, .. } = self;
        let cases = systematic + random;
        write!(f, "{} of {}, ", count(cases, "case"), count(*operations, "operation"))?;
        write!(f, "{systematic} systematic and {random} random, {typed} also by typed builders; {different} differ")
    }
}

#[cfg(test)]
mod tests;
