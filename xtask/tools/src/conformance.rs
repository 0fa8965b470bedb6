//! `cargo xtask conformance`: the generated client beside botocore, the reference client.
//!
//! Both make the same calls: every operation with inputs made from the model, answered with replies made from the model.
//! Two programs make the calls, one for each client; they speak lines of JSON and know nothing of each other. What goes
//! out and what is read has to be the same, but for the few things that `allowed` names.

mod allowed;
mod cases;
mod clients;
mod compare;
pub(crate) mod input;
mod moment;
pub(crate) mod reply;
mod value;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use dms_codegen::model::{Model, Operation};
use serde_json::Value as Json;

use cases::{Case, Origin};
use clients::Clients;
use xtask::Verdict;
use xtask::inputs::Inputs;
use xtask::outln;
use xtask::say::{BAD, FAINT, GOOD, count};
use xtask::shell::Shell;
use xtask::venv::Venv;

/// What `cargo xtask conformance --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask conformance                  what `cargo xtask test` compares, in less than a minute
  cargo xtask conformance --cases 100      a long run, with a hundred random cases for each operation
  cargo xtask conformance --operation CreateEndpoint --seed 17 --cases 1
                                           one random case again, as a failure names it
  cargo xtask conformance --operation CreateEndpoint --cases 0
                                           the systematic cases of an operation alone

Systematic cases hold the required members, all members with every value of every enumeration and every member of
every union, and everything empty. Random cases follow from operation and seed alone. The first run installs
botocore below target/.";

/// How many differing cases are shown in full.
const SHOWN: usize = 5;

/// How much of each side of a case is shown.
const EXCERPT: usize = 4000;

/// Compares the client with botocore, the reference client
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// How many random cases each operation gets besides the systematic ones
    #[arg(long, value_name = "N", default_value_t = 4)]
    cases: u64,
    /// The seed of an operation's first random case; the next one has the next seed
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Only this operation, such as DescribeEndpoints
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

/// What came of a comparison.
#[derive(Debug, Default)]
struct Report {
    operations: usize,
    systematic: usize,
    random: usize,
    typed: usize,
    /// How many cases differ, the first of them in words.
    different: usize,
    shown: Vec<String>,
    time: Duration,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When there is no such operation, or one of the clients cannot be installed, built or spoken with.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let model = model(root)?;
    let operations = args.operations(&model)?;
    let mut clients = clients(&mut Shell::new(root, true))?;
    let report = compare(&model, &operations, args, &mut clients)?;
    report.shown.iter().for_each(|text| outln!("{BAD}different:{BAD:#} {text}\n"));
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

/// Installs and builds what is compared, and starts it.
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
    // It is built; this only asks where it is.
    let listed = shell.cargo(&[&arguments[..], &["--quiet", "--message-format", "json"]].concat()).output();
    let listed = String::from_utf8(listed.context("cannot start cargo")?.stdout).context("cargo's messages")?;
    let messages = listed.lines().filter_map(|line| serde_json::from_str::<Json>(line).ok());
    let found = messages.filter(|message| message["target"]["name"] == "conformance");
    let program = found.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    program.context("cargo does not say where it built the example `conformance`")
}

/// Makes every case's call with both clients.
fn compare(model: &Model, operations: &[&Operation], args: &Args, clients: &mut Clients) -> anyhow::Result<Report> {
    let started = Instant::now();
    let mut report = Report { operations: operations.len(), ..Report::default() };
    for operation in operations {
        for case in cases::of(model, operation, args.seed, args.cases) {
            report.add(model, &case, clients).with_context(|| case.name())?;
        }
    }
    report.time = started.elapsed();
    Ok(report)
}

impl Report {
    fn add(&mut self, model: &Model, case: &Case<'_>, clients: &mut Clients) -> anyhow::Result<()> {
        let (ours, reference) = clients.ask(case)?;
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
        if self.shown.len() < SHOWN {
            let sides = [("input", &case.input.plain()), ("client", &ours), ("reference", &reference)];
            let sides = sides.map(|(name, value)| format!("  {name}: {}", excerpt(&value.to_string())));
            let reply = format!("  reply: {} {}", case.reply.status, excerpt(&case.reply.body));
            let differences = differences.iter().take(20).map(|difference| format!("\n  - {difference}"));
            let text = format!("{}{}", case.name(), differences.collect::<String>());
            self.shown.push(format!("{text}\n{}\n{reply}\n  again: {}", sides.join("\n"), case.command()));
        }
        Ok(())
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { operations, systematic, random, typed, different, .. } = self;
        let cases = systematic + random;
        write!(f, "{} of {}, ", count(cases, "case"), count(*operations, "operation"))?;
        write!(f, "{systematic} systematic and {random} random, {typed} also by typed builders; {different} differ")
    }
}

#[cfg(test)]
mod tests;
