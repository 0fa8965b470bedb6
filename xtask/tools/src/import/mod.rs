//! `cargo xtask import`: takes a service's facts from a release of botocore and writes them as Smithy.
//!
//! ```text
//! wheel ─┐
//! folder ┴→ Documents ─botocore::convert─┐
//! Smithy JSON AST ─smithy::normalise─────┴→ stable text ─write→ models/
//! ```
//!
//! Everything is read, checked and converted before the first file changes. What changes is then written
//! beside its place and moved there, the lock last, so that the lock never speaks of a model that is not
//! there.

mod counts;
mod files;
mod lock;
mod nearest;
mod remedy;
pub mod wheel;
pub mod write;

pub use counts::Counts;
pub use lock::Lock;

use anyhow::{Result, anyhow, bail, ensure};
use dms_codegen::botocore::{Converted, Documents, convert};
use dms_codegen::smithy::normalise;
use dms_codegen::{Diagnostics, Source, Warning};
use remedy::OrRemedy as _;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
pub use wheel::Wheel;
use xtask::{Verdict, out};

/// Takes a service's facts from a release of botocore (or from files) and writes them as a Smithy model.
#[derive(Debug, Clone, clap::Args)]
pub struct ImportArgs {
    /// The release of botocore to import, such as 1.44.5; pip fetches its wheel once
    #[arg(long, value_name = "VERSION", required_unless_present = "from", conflicts_with = "from")]
    pub botocore: Option<String>,
    /// The service, as botocore calls its folder
    #[arg(long, value_name = "NAME", default_value = "dms")]
    pub service: String,
    /// Import from a folder with botocore's files, or from a Smithy 2.0 JSON AST; no lock is written
    #[arg(long, value_name = "DIR|FILE.json", requires = "out")]
    pub from: Option<PathBuf>,
    /// Where the model goes; the lock and the partitions go beside it [default: models/NAME.json]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The Python whose pip fetches the wheel
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// Runs the command and says on standard output what it did.
///
/// # Errors
/// As [`import`].
pub fn run(args: ImportArgs, root: &Path) -> Result<Verdict> {
    let said = import(&args, root)?;
    out!("{said}");
    Ok(Verdict::Good)
}

/// Runs the command in the repository at `root` and returns what it has to say, whole lines.
///
/// # Errors
/// Everything that keeps the import from being whole: then no file under `models/` has changed. The text of
/// the error names the file at fault and what to do.
pub fn import(args: &ImportArgs, root: &Path) -> Result<String> {
    let default_out = || root.join("models").join(format!("{}.json", args.service));
    let out = args.out.clone().unwrap_or_else(default_out);
    match (&args.botocore, &args.from) {
        (Some(version), None) => import_release(args, version, &out, root),
        (None, Some(from)) => import_files(from, &out),
        _ => bail!("give either --botocore VERSION or --from DIR|FILE.json"),
    }
}

/// From the published wheel, with lock and partitions.
fn import_release(args: &ImportArgs, version: &str, out: &Path, root: &Path) -> Result<String> {
    let lock_path = out.with_extension("lock.toml");
    let partitions_path = out.with_file_name("aws-partitions.json");
    ensure!(
        out != partitions_path,
        "{} is where the partitions go\n  remedy: give the model another name",
        out.display()
    );
    let old_lock = Lock::read(&lock_path)?;
    if let Some(lock) = old_lock.as_ref().filter(|lock| lock.service != args.service) {
        bail!(
            "{} is the lock of the service `{}`, not of `{}`\n  remedy: give --out FILE for the other service",
            lock_path.display(),
            lock.service,
            args.service
        );
    }
    let release = Release::open(version, &args.python, root, &args.service, &[], |wheel| match &old_lock {
        Some(lock) if lock.version == version => lock.check(wheel, &lock_path),
        _ => Ok(()),
    })?;
    let Release { imported, partitions, lock, fetched } = release;

    let changes =
        [(out.to_owned(), imported.model.clone()), (partitions_path, partitions), (lock_path, lock.to_text()?)];
    let mut said = String::new();
    writeln!(said, "botocore {version}: {} ({})", fetched.path.display(), fetched.origin)?;
    match old_lock.as_ref().map(|lock| lock.version.as_str()) {
        Some(old) if old == version => writeln!(said, "sha256 {}: as the lock says", lock.sha256)?,
        Some(old) => writeln!(said, "sha256 {}: recorded, in place of version {old}", lock.sha256)?,
        None => writeln!(said, "sha256 {}: recorded for the first time", lock.sha256)?,
    }
    write_and_say(&mut said, &remarks(&imported), &changes)?;
    writeln!(said, "{}", lock.counts)?;
    Ok(said)
}

/// From files on disk: the model and nothing else, for their origin is not known.
fn import_files(from: &Path, out: &Path) -> Result<String> {
    let (model, remarks) = if from.is_dir() {
        let imported = converted(&files::in_folder(from)?, &[])?;
        (imported.model.clone(), remarks(&imported))
    } else {
        let name = from.display().to_string();
        let remedy = "give --from a folder with botocore's files, or a Smithy JSON AST";
        let bytes = fs::read(from).or_remedy(|| format!("cannot read {name}"), remedy)?;
        let source = Source { text: files::text(&name, bytes)?, name };
        let normalised = normalise(&source).map_err(nothing_imported)?;
        (normalised.model, normalised.ignored.iter().map(|ignored| format!("ignored: {ignored}")).collect())
    };
    let mut said = String::new();
    write_and_say(&mut said, &remarks, &[(out.to_owned(), model)])?;
    Ok(said)
}

/// What a release of botocore says of one service.
#[derive(Debug)]
pub struct Release {
    /// The model.
    pub imported: Converted,
    /// The table of partitions.
    pub partitions: String,
    /// Where both came from.
    pub lock: Lock,
    /// The wheel on disk.
    pub fetched: wheel::Fetched,
}

impl Release {
    /// Fetches a release if need be and converts one service of it; writes nothing but the wheel.
    ///
    /// `accept` looks at the wheel before anything in it is believed.
    ///
    /// # Errors
    /// Everything that keeps the import from being whole.
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
    /// Everything that keeps the import from being whole.
    pub fn of(
        wheel: &mut Wheel,
        fetched: wheel::Fetched,
        version: &str,
        service: &str,
        without: &[String],
    ) -> Result<Self> {
        let mut documents = wheel.service(service)?;
        documents.partitions = Some(wheel.partitions()?);
        let mut imported = converted(&documents, without)?;
        let partitions = imported.partitions.take().unwrap_or_default();
        let lock = Lock::of(version, service, wheel, &imported)?;
        Ok(Self { imported, partitions, lock, fetched })
    }
}

/// The model of a service in a release, and the partitions where the release has them: old ones do not.
///
/// # Errors
/// Everything that keeps the model from being whole.
pub fn model_of(version: &str, python: &Path, root: &Path, service: &str) -> Result<(String, Option<String>)> {
    let fetched = wheel::fetch(version, python, root)?;
    let mut wheel = Wheel::open(&fetched.path)?;
    let mut documents = wheel.service(service)?;
    documents.partitions = if wheel.has_partitions() { Some(wheel.partitions()?) } else { None };
    let imported = converted(&documents, &[])?;
    Ok((imported.model, imported.partitions))
}

/// Converts, and turns what is wrong into one error.
fn converted(documents: &Documents, without: &[String]) -> Result<Converted> {
    convert(documents, without).map_err(nothing_imported)
}

fn nothing_imported(diagnostics: Diagnostics) -> anyhow::Error {
    let n = diagnostics.0.len();
    anyhow!("nothing was imported, for {n} {}\n\n{diagnostics}", if n == 1 { "reason" } else { "reasons" })
}

/// What there is to say of a conversion: what is lost, and a line for each kind of thing that was left out.
pub fn remarks(converted: &Converted) -> Vec<String> {
    let warnings = converted.warnings.iter().map(|warning| Warning(warning).to_string());
    warnings.chain(converted.ignored.iter().map(|ignored| format!("ignored: {ignored}"))).collect()
}

/// Writes the files and says which of them changed.
fn write_and_say(said: &mut String, remarks: &[String], changes: &[(PathBuf, String)]) -> Result<()> {
    let written = write::together(changes)?;
    for remark in remarks {
        writeln!(said, "{remark}")?;
    }
    for ((path, _), changed) in changes.iter().zip(written) {
        writeln!(said, "{} {}", if changed { "wrote" } else { "unchanged" }, path.display())?;
    }
    Ok(())
}
