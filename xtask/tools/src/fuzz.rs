//! `cargo xtask fuzz`: fuzzes the client and the generator.
//!
//! The targets are in `fuzz/`, with the layout of cargo-fuzz. Building them needs only the stable toolchain: the
//! instrumentation is a pass of LLVM that flags enable, and libFuzzer is part of the crate libfuzzer-sys.

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
use xtask::console::{BAD, FAINT, GOOD, count};
use xtask::{errln, outln};

/// The end of the text that `cargo xtask fuzz --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask fuzz                       all targets, 24 seconds each
  cargo xtask fuzz response --seconds 600   one target, ten minutes
  cargo xtask fuzz response --input FILE    one target, with one input

Interesting inputs are stored in target/fuzz/corpus for the next run. An input that fails is stored in
target/fuzz/artifacts; after it is fixed, move it to fuzz/regressions.";

/// The flags that make rustc record covered edges and comparisons for libFuzzer.
const INSTRUMENTATION: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// More memory, in megabytes, or more seconds for one input are findings.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-timeout=10"];

/// Feeds the client and the generator with inputs of a fuzzer
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The targets to run [default: all targets]
    #[arg(value_name = "TARGET")]
    targets: Vec<Target>,
    /// The time for each target
    #[arg(long, value_name = "N", default_value_t = 24)]
    seconds: u32,
    /// Run only this input
    #[arg(long, value_name = "FILE", conflicts_with = "seconds")]
    input: Option<PathBuf>,
}

/// The folder for the refused models, one per file.
const REFUSED: &str = "target/fuzz/refused";

/// A fuzz target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Any text as a document: it is written as it was read
    Document,
    /// Any bytes as the body of an error response
    Error,
    /// The generator, with edited models of its tests
    Generate,
    /// The loader of models, with any text
    Load,
    /// Any bytes as the body of a successful response
    Response,
    /// Any JSON as an input: the request has the same meaning and is stable
    #[value(name = "round_trip")]
    RoundTrip,
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Returns the arguments for the kind of its inputs, and folders with more inputs.
    fn arguments(self, root: &Path) -> Vec<String> {
        let path = |path: &str| root.join(path).display().to_string();
        match self {
            Self::Load => vec!["-max_len=16384".to_owned(), path("codegen/fixtures/models"), path(REFUSED)],
            Self::Document => vec!["-max_len=8192".to_owned(), path("generated/tests/documents")],
            // The bytes only choose the edits, so long inputs are not better.
            Self::Generate => vec!["-max_len=256".to_owned(), "-len_control=0".to_owned()],
            Self::Error | Self::Response | Self::RoundTrip => vec!["-max_len=8192".to_owned()],
        }
    }
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the targets cannot be built or started; a finding is a [`Verdict`].
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

/// Writes the models that the tests of the generator refuse, each to its own file.
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

/// With an explicit target, here the host, the flags do not apply to build scripts and procedural macros.
fn build(root: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--release", "--locked", "--quiet", "--target", "host-tuple"]);
    command.current_dir(root.join("fuzz")).env("CARGO_TARGET_DIR", folder(root)).stdin(Stdio::null());
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\u{1f}"));
    let status = command.status().context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the targets do not compile ({status}); libFuzzer needs a C++ compiler (Debian: `apt-get install g++`)"
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

/// Returns the program of a target, in the folder that is named after the host.
fn binary(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let programs = entries.flatten().map(|entry| entry.path().join("release").join(name));
    programs.filter(|program| program.is_file()).max().with_context(|| format!("the target {name} was not built"))
}
