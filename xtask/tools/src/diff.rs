//! `cargo xtask diff`: lists the changes between two models, and their effects on the wire and on programs.

mod changelog;
mod history;
mod output;
mod read;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::ValueEnum;
use dms_codegen::diff::{Comparison, Semver, Wire, compare, next_version, page};

pub use changelog::entries;
pub use output::changes;
pub use read::{open, rules};

use xtask::Verdict;
use xtask::console::{BAD, count};
use xtask::{errln, out, outln};

/// The end of the text that `cargo xtask diff --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask diff botocore:1.43.0 botocore:1.44.5        two releases of botocore
  cargo xtask diff models/dms.json botocore:1.44.5        the model here and a release
  cargo xtask diff old.json new.json --format markdown    for a pull request
  cargo xtask diff old.json new.json --fail-on major      exit with 1 if programs would break
  cargo xtask diff --history botocore:1.41.0 botocore:1.42.1 botocore:1.43.0

Wheels are fetched once and cached below target/. docs/diff-rules.md has the rules; --rules takes a file like this:
  [AddedDeprecatedTrait]
  rust = \"patch\"";

/// The format of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for the terminal
    Text,
    /// For programs
    Json,
    /// For pull requests and notes
    Markdown,
}

/// The changes that make the command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Changes after which programs may no longer compile
    Major,
    /// Changes after which programs may no longer compile, and additions to the crate
    Minor,
    /// Changes after which clients of the old model and a service of the new one are incompatible
    Wire,
}

/// Compares two models: every change, and its verdicts on the wire and in Rust
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// OLD and NEW: each a Smithy 2.0 JSON AST file, or botocore:VERSION
    #[arg(value_name = "MODEL", required_unless_present = "print_rules", num_args = 2..)]
    models: Vec<String>,
    /// The service, by the name of its folder in botocore
    #[arg(long, value_name = "NAME", default_value = "dms")]
    service: String,
    /// A TOML file that changes the verdicts of some rules
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// The format of the changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if there are such changes; may be repeated
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// The version of the package before [default: the one in models/dms.package.toml]
    #[arg(long, value_name = "VERSION")]
    package_version: Option<String>,
    /// Compare each model with the one before it, one row each, as Markdown; takes two or more models
    #[arg(long, conflicts_with_all = ["format", "fail_on", "package_version"])]
    history: bool,
    /// Print the page of rules, docs/diff-rules.md
    #[arg(long, exclusive = true)]
    print_rules: bool,
    /// The Python whose pip fetches wheels
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
}

/// Two compared models with everything that is printed about them.
struct ComparedModels<'a> {
    old: &'a str,
    new: &'a str,
    comparison: Comparison,
    version: String,
    next: Option<String>,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When a model or the rules cannot be read; changes that `--fail-on` names are a [`Verdict`].
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    if args.print_rules {
        out!("{}", page());
        return Ok(Verdict::Good);
    }
    let rules = match &args.rules {
        Some(path) => read::rules_file(path)?,
        None => Default::default(),
    };
    if args.history {
        return history::run(args, &rules, root).map(|()| Verdict::Good);
    }
    let [old, new] = args.models.as_slice() else {
        anyhow::bail!("{} models on the command line\n  remedy: pass OLD and NEW, or --history", args.models.len());
    };
    let version = match &args.package_version {
        Some(version) => version.clone(),
        None => xtask::inputs::Inputs::read(&[], None, root)?.settings.version,
    };
    ensure!(
        next_version(&version, Semver::Patch).is_some(),
        "`{version}` is not a version of a package\n  remedy: write three numbers joined by dots, such as 0.2.0"
    );
    let reader = read::Reader { service: &args.service, python: &args.python, root };
    let (before, after) = reader.pair(old, new)?;
    let comparison = compare(&before, &after, &rules);
    let next = if comparison.changes.is_empty() { None } else { next_version(&version, comparison.verdicts.rust) };
    let found = ComparedModels { old, new, comparison, version, next };
    match args.format {
        Format::Text => out!("{}", output::table(&found)),
        Format::Json => outln!("{}", output::json(&found).context("cannot write JSON")?),
        Format::Markdown => out!("{}", output::markdown(&found)),
    }
    Ok(verdict(&args.fail_on, &found.comparison))
}

fn verdict(fail_on: &[FailOn], comparison: &Comparison) -> Verdict {
    let fails = |what: &FailOn| match what {
        FailOn::Major => comparison.verdicts.rust == Semver::Major,
        FailOn::Minor => comparison.verdicts.rust >= Semver::Minor,
        FailOn::Wire => comparison.verdicts.wire == Wire::Breaking,
    };
    let failed = fail_on.iter().filter(|what| fails(what)).count();
    if failed == 0 {
        return Verdict::Good;
    }
    let verdicts = comparison.verdicts;
    errln!(
        "{BAD}{}{BAD:#} of --fail-on: {} in Rust, {} on the wire",
        count(failed, "limit"),
        verdicts.rust,
        verdicts.wire
    );
    Verdict::Bad
}
