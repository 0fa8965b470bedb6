//! `cargo xtask fuzz`: inputs that a fuzzer makes up, for the client and for the generator.
//!
//! The targets stand in `fuzz/`, laid out for cargo-fuzz. Building them needs no more than the stable toolchain: the
//! instrumentation is a pass of LLVM that can be asked for by flags, and libFuzzer comes with the crate libfuzzer-sys.

mod outcome;

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, ensure};
use clap::ValueEnum;

use outcome::Outcome;
use xtask::Verdict;
use xtask::say::{BAD, FAINT, GOOD, count};
use xtask::{errln, outln};

/// What `cargo xtask fuzz --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask fuzz                       all targets, 24 seconds each
  cargo xtask fuzz reply --seconds 600   one target, ten minutes
  cargo xtask fuzz reply --input FILE    one target, this one input

What the fuzzer finds worth keeping goes to target/fuzz/corpus and helps the next run. An input that fails goes to
target/fuzz/artifacts; once it is fixed, it belongs into fuzz/regressions.";

/// What makes rustc count the edges that an input takes and note what it compares, for libFuzzer.
const INSTRUMENTATION: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// More memory than this, in megabytes, or more seconds for one input are findings.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-timeout=10"];

/// Feeds the client and the generator what a fuzzer makes up
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to feed [default: all targets]
    #[arg(value_name = "TARGET")]
    targets: Vec<Target>,
    /// How long to go on with each target
    #[arg(long, value_name = "N", default_value_t = 24)]
    seconds: u32,
    /// Run only this input
    #[arg(long, value_name = "FILE", conflicts_with = "seconds")]
    input: Option<PathBuf>,
}

/// Where the models that are refused are written, one a file.
const REFUSED: &str = "target/fuzz/refused";

/// What is fed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Any text as a document: what can be read is written as it was read
    Document,
    /// Any bytes as the body of a reply that fails
    Error,
    /// The generator, with edited models of its own tests
    Generate,
    /// The loader of models, with any text
    Load,
    /// Any bytes as a reply that claims success
    Reply,
    /// Any JSON as an input: what is sent means the same and stays as it is
    #[value(name = "round_trip")]
    RoundTrip,
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// What suits the kind of its inputs, and more of them to begin with.
    fn arguments(self, root: &Path) -> Vec<String> {
        let path = |path: &str| root.join(path).display().to_string();
        match self {
            Self::Load => vec!["-max_len=16384".to_owned(), path("codegen/fixtures/models"), path(REFUSED)],
            Self::Document => vec!["-max_len=8192".to_owned(), path("generated/tests/documents")],
            // The bytes only decide what is edited: length is no merit.
            Self::Generate => vec!["-max_len=256".to_owned(), "-len_control=0".to_owned()],
            Self::Error | Self::Reply | Self::RoundTrip => vec!["-max_len=8192".to_owned()],
        }
    }
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the targets cannot be built or started; a finding is a verdict.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let targets = if args.targets.is_empty() { Target::value_variants().to_vec() } else { args.targets.clone() };
    errln!("{FAINT}building the targets{FAINT:#}");
    build(root)?;
    write_refused(root)?;
    let queue = Mutex::new(targets.iter());
    let work = || -> anyhow::Result<Vec<Outcome>> {
        let mut outcomes = vec![];
        loop {
            let Some(target) = queue.lock().ok().and_then(|mut queue| queue.next()) else { return Ok(outcomes) };
            let outcome = feed(*target, args, root)?;
            outln!("{}", outcome.line());
            outcomes.push(outcome);
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(targets.len());
    let outcomes = thread::scope(|scope| -> anyhow::Result<Vec<Outcome>> {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        Ok(joined.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect())
    })?;
    let findings: Vec<_> = outcomes.iter().filter_map(Outcome::finding).collect();
    for finding in &findings {
        outln!("\n{finding}");
    }
    let executions: u64 = outcomes.iter().map(|outcome| outcome.executions).sum();
    let style = if findings.is_empty() { GOOD } else { BAD };
    outln!("{style}{}{style:#} in {executions} executions", count(findings.len(), "finding"));
    Ok(if findings.is_empty() { Verdict::Good } else { Verdict::Bad })
}

/// Writes the models that the tests of the generator refuse, each to a file of its own.
fn write_refused(root: &Path) -> anyhow::Result<()> {
    let (from, to) = (root.join("codegen/tests/fixtures/refused/load"), root.join(REFUSED));
    fs::create_dir_all(&to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(&from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry.context("cannot read a folder")?.path();
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let theme = path.file_stem().unwrap_or_default().to_string_lossy();
        // A section of a case starts with a line such as `-- model.json`.
        let sections = format!("\n{text}").split("\n-- ").skip(1).map(str::to_owned).collect::<Vec<_>>();
        for (index, section) in sections.iter().enumerate() {
            let Some((name, model)) = section.split_once('\n') else { continue };
            if name.ends_with(".json") {
                let file = to.join(format!("{theme}-{index}.json"));
                fs::write(&file, model).with_context(|| format!("cannot write {}", file.display()))?;
            }
        }
    }
    Ok(())
}

fn folder(root: &Path) -> PathBuf {
    root.join("target/fuzz")
}

/// Naming a target, here this very machine, keeps the flags from build scripts and procedural macros.
fn build(root: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--release", "--locked", "--quiet", "--target", "host-tuple"]);
    command.current_dir(root.join("fuzz")).env("CARGO_TARGET_DIR", folder(root)).stdin(Stdio::null());
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\u{1f}"));
    let status = command.status().context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the targets do not build ({status}); libFuzzer needs a C++ compiler (Debian: `apt-get install g++`)"
    );
    Ok(())
}

/// Runs one target to its end.
fn feed(target: Target, args: &Args, root: &Path) -> anyhow::Result<Outcome> {
    let name = target.name();
    let binary = binary(&folder(root), &name)?;
    let [corpus, artifacts] = ["corpus", "artifacts"].map(|kind| folder(root).join(kind).join(&name));
    for folder in [&corpus, &artifacts] {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let mut command = Command::new(binary);
    command.args(LIMITS).arg(format!("-artifact_prefix={}/", artifacts.display()));
    match &args.input {
        Some(input) => command.arg(input),
        None => {
            command.arg(format!("-max_total_time={}", args.seconds)).arg(&corpus);
            let kept = ["corpus", "regressions"].map(|kind| root.join("fuzz").join(kind).join(&name));
            command.args(kept.iter().filter(|folder| folder.exists())).args(target.arguments(root))
        }
    };
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start the target {name}"))?;
    Ok(Outcome::new(name, output.status.success(), &String::from_utf8_lossy(&output.stderr)))
}

/// The program of a target, below the one folder that is named for this machine.
fn binary(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let programs = entries.flatten().map(|entry| entry.path().join("release").join(name));
    programs.filter(|program| program.is_file()).max().with_context(|| format!("the target {name} was not built"))
}
