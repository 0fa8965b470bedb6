//! `cargo xtask new-service`: generates a complete crate for any awsJson service of a release of botocore.
//!
//! Everything is fetched, converted and generated in memory first. Then a new crate is written next to its final path
//! and renamed; an existing crate is updated in the same way as by `codegen`.

mod directory;
mod left_out;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use dms_codegen::{Source, Summary};

use crate::import::{Lock, Refused, Release, remarks};
use xtask::Verdict;
use xtask::console::{GOOD, count, quote};
use xtask::inputs::{package_name, settings};
use xtask::outln;
use xtask::tree::Wanted;

/// The end of the text that `cargo xtask new-service --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask new-service kms --out ../kms-sdk
                       a crate for KMS, named kms-sdk
  cargo xtask new-service --botocore 1.44.5 logs --out logs --without StartLiveTail --without GetLogObject
                       a crate for CloudWatch Logs without the operations with event streams
  cargo xtask new-service kms --out ../kms-sdk --check
                       check whether the crate is up to date, and change nothing

The command writes Cargo.toml, src/ and model/, with the model and its lock file, to DIR. The files of the crate name
the command that regenerates it in the root of this repository. With a newer release, it updates the crate
and never changes hand-written files. Omitted arguments are taken from the crate.";

/// Generates a crate for any service of botocore that uses awsJson 1.0 or 1.1
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The service, by the name of its folder in botocore
    #[arg(value_name = "SERVICE", value_parser = service_name)]
    pub service: String,
    /// The release of botocore that has the model, such as 1.44.5; pip fetches its wheel once [default: the release of
    /// the crate in DIR, or else the release in models/dms.lock.toml]
    #[arg(long, value_name = "VERSION")]
    pub botocore: Option<String>,
    /// The directory of the crate: new, empty, or written by this command before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The name of the crate's package [default: SERVICE-sdk]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub package: Option<String>,
    /// Leave an operation out; may be repeated [default: those that the crate in DIR leaves out]
    #[arg(long, value_name = "OPERATION")]
    pub without: Vec<String>,
    /// Write nothing; list the files of the crate that are out of date, and exit with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// The Python whose pip fetches the wheel
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// Accepts names of botocore's folders: small letters, digits and `-`. Others could escape from the folder of services.
fn service_name(name: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_plain) {
        Ok(name.to_owned())
    } else {
        Err("a service's name contains only small ASCII letters, digits and `-`, such as `secretsmanager`".to_owned())
    }
}

/// A generated crate in memory.
pub struct GeneratedCrate {
    /// The generated files.
    pub wanted: Wanted,
    /// The model and its lock file, by path in the crate's directory.
    pub model: Vec<(PathBuf, String)>,
    /// The numbers of operations and shapes.
    pub summary: Summary,
    /// The remarks of the import.
    pub remarks: Vec<String>,
    /// The origin of the model.
    pub release: Lock,
}

/// The inputs of a crate.
#[derive(Debug, Clone)]
pub struct CrateInputs<'a> {
    /// The release of botocore.
    pub botocore: &'a str,
    /// The service's folder.
    pub service: &'a str,
    /// The package's name.
    pub package: String,
    /// Operations to leave out.
    pub without: &'a [String],
    /// TOML that is added to the manifest.
    pub manifest: String,
    /// The command that regenerates the crate.
    pub command: String,
    /// The Python whose pip fetches the wheel.
    pub python: &'a Path,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the release is not available, the service cannot be generated or the crate cannot be written. Then nothing is
/// written.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let present = directory::read(&args.out, &args.service)?;
    let args = &args.with_defaults(present.as_ref(), root)?;
    let out = directory::from_root(&args.out, root)?;
    let inputs = args.inputs(args.command_line(&out, &args.without));
    let generated = generate(&inputs, root).map_err(|error| with_remedy(error, args, &inputs, root))?;
    if args.check {
        return directory::check(&generated, &args.out, &inputs.command);
    }
    let written = match present {
        None => directory::write_new(&generated, &args.out),
        Some(_) => directory::write_again(&generated, &args.out),
    };
    let written = written.with_context(|| format!("cannot write the crate to {}", args.out.display()))?;
    generated.remarks.iter().for_each(|remark| outln!("{remark}"));
    let (operations, shapes) =
        (count(generated.summary.operations, "operation"), count(generated.summary.shapes, "shape"));
    outln!("{}: {operations}, {shapes}, from botocore {}", inputs.package, generated.release.version);
    outln!("{}: {} written", args.out.display(), count(written, "file"));
    let inside = fs::canonicalize(&args.out).ok().zip(fs::canonicalize(root).ok());
    if inside.is_some_and(|(out, root)| out.starts_with(root)) {
        outln!("note: the crate is in this repository; add it in `members` or `exclude` of Cargo.toml");
    }
    outln!("{GOOD}done{GOOD:#} in {:.2} s", started.elapsed().as_secs_f64());
    Ok(Verdict::Good)
}

impl Args {
    /// Fills in omitted arguments: from the existing crate, or with the release of this repository's model.
    fn with_defaults(&self, present: Option<&directory::ExistingCrate>, root: &Path) -> anyhow::Result<Self> {
        let mut args = self.clone();
        let lock = present.map(|present| &present.lock);
        args.botocore = match (args.botocore, lock) {
            (Some(version), _) => Some(version),
            (None, Some(lock)) => Some(lock.version.clone()),
            (None, None) => Some(locked_version(root)?),
        };
        args.package = args.package.or_else(|| present.map(|present| present.package.clone()));
        if let Some(lock) = lock.filter(|_| args.without.is_empty()) {
            args.without.clone_from(&lock.without);
        }
        args.without.sort();
        args.without.dedup();
        Ok(args)
    }

    fn inputs(&self, command: String) -> CrateInputs<'_> {
        CrateInputs {
            botocore: self.botocore.as_deref().unwrap_or_default(),
            service: &self.service,
            package: self.package.clone().unwrap_or_else(|| format!("{}-sdk", self.service)),
            without: &self.without,
            manifest: String::new(),
            command,
            python: &self.python,
        }
    }

    /// Returns the command that generates the crate in `out` from this release without these operations, quote for a
    /// shell.
    fn command_line(&self, out: &Path, without: &[String]) -> String {
        let mut words = vec!["cargo xtask new-service".to_owned(), self.service.clone()];
        let out = out.to_string_lossy();
        let named = |name: &'static str, value: &'_ str| format!("{name} {}", quote(value));
        words.extend(self.botocore.iter().map(|version| named("--botocore", version)));
        words.push(named("--out", &out));
        let package = self.package.iter().filter(|package| **package != format!("{}-sdk", self.service));
        words.extend(package.map(|package| named("--package", package)));
        words.extend(without.iter().map(|operation| named("--without", operation)));
        words.join(" ")
    }
}

/// Adds the command that leaves out the unsupported operations to an error, if such a command exists.
fn with_remedy(mut error: anyhow::Error, args: &Args, inputs: &CrateInputs<'_>, root: &Path) -> anyhow::Error {
    let Some(without) = left_out::operations(inputs, root, &error) else { return error };
    if let Some(Refused { diagnostics, .. }) = error.downcast_mut() {
        for diagnostic in &mut diagnostics.0 {
            let shape = diagnostic.shape.as_deref().unwrap_or_default();
            if let Some(operation) = without.iter().find(|operation| *operation == shape) {
                diagnostic.remedy = format!("leave the operation out with `--without {operation}`");
            }
        }
    }
    let command = args.command_line(&args.out, &without);
    let left_out = count(without.len(), "operation");
    anyhow::anyhow!("{error:#}\n\nnothing was written; a crate can be generated without {left_out}:\n  {command}")
}

/// Returns the release of botocore of this repository's model.
fn locked_version(root: &Path) -> anyhow::Result<String> {
    let path = root.join("models/dms.lock.toml");
    let lock = Lock::read(&path)?;
    let lock = lock.with_context(|| format!("{} is missing\n  remedy: pass --botocore VERSION", path.display()))?;
    Ok(lock.version)
}

/// Generates a crate in memory; writes nothing but the wheel in `target/`.
///
/// # Errors
/// When the release is not available, or no crate can be generated for the service.
pub fn generate(inputs: &CrateInputs<'_>, root: &Path) -> anyhow::Result<GeneratedCrate> {
    let release = Release::open(inputs.botocore, inputs.python, root, inputs.service, inputs.without, |_| Ok(()))?;
    generate_from(release, inputs)
}

/// Generates a crate in memory from an open release.
///
/// # Errors
/// When no crate can be generated for the service.
pub fn generate_from(release: Release, inputs: &CrateInputs<'_>) -> anyhow::Result<GeneratedCrate> {
    let CrateInputs { service, package, .. } = inputs;
    let name = format!("model/{service}.json");
    // The model is not written yet, so errors name the wheel.
    let sources = [Source { name: release.fetched.path.display().to_string(), text: release.imported.model.clone() }];
    let mut settings = settings(package, inputs.manifest.clone());
    settings.command.clone_from(&inputs.command);
    settings.model_source = Some(release.lock.source());
    let output =
        dms_codegen::generate(&sources, Some(release.partitions()?), &settings).map_err(|mut diagnostics| {
            // Positions in the converted model are not positions in the wheel.
            let locations = diagnostics.0.iter_mut().filter_map(|diagnostic| diagnostic.location.as_mut());
            locations.for_each(|location| location.position = None);
            Refused { problem: format!("no crate can be generated for {service}"), diagnostics }
        })?;
    let lock = (PathBuf::from(format!("model/{service}.lock.toml")), release.lock.to_text()?);
    let remarks = remarks(&release.imported);
    Ok(GeneratedCrate {
        wanted: Wanted::new(output.files)?,
        model: vec![(PathBuf::from(name), release.imported.model), lock],
        summary: output.summary,
        remarks,
        release: release.lock,
    })
}
