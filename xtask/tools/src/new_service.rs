//! `cargo xtask new-service`: a complete crate for any awsJson service of a release of botocore.
//!
//! Everything is fetched, converted and generated in memory first. Then a new crate is written beside its place and
//! moved there; one that was generated before is changed as `codegen` changes one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail, ensure};
use dms_codegen::{Source, Summary};

use crate::import::{Lock, Release, remarks, write};
use xtask::Verdict;
use xtask::inputs::{package_name, settings};
use xtask::outln;
use xtask::say::{GOOD, count};
use xtask::tree::{Tree, Wanted};

/// What `cargo xtask new-service --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask new-service kms --out ../kms-sdk
                       a crate for KMS, called kms-sdk
  cargo xtask new-service --botocore 1.44.5 logs --out logs --without StartLiveTail --without GetLogObject
                       one for CloudWatch Logs without the operations that stream events

DIR gets Cargo.toml, src/ and model/, which holds the model and says where it came from. Run again with a newer
release, the command changes what differs and leaves files of yours alone.";

/// Generates a crate for any service of botocore that speaks awsJson 1.0 or 1.1
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The service, as botocore calls its folder
    #[arg(value_name = "SERVICE", value_parser = service_name)]
    pub service: String,
    /// The release of botocore that has the model, such as 1.44.5; pip fetches its wheel once [default: the release
    /// that models/dms.lock.toml names]
    #[arg(long, value_name = "VERSION")]
    pub botocore: Option<String>,
    /// The directory of the crate: a new or an empty one, or one that this command wrote before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The name of the crate's package [default: SERVICE-sdk]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub package: Option<String>,
    /// Leave an operation out; may be repeated
    #[arg(long, value_name = "OPERATION")]
    pub without: Vec<String>,
    /// The Python whose pip fetches the wheel
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// botocore's folders: small letters, digits and `-`. Anything else could lead out of the wheel's folder of services.
fn service_name(name: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_plain) {
        Ok(name.to_owned())
    } else {
        Err("a service's name holds only small ASCII letters, digits and `-`, such as `secretsmanager`".to_owned())
    }
}

/// A crate in memory.
pub struct Made {
    /// Its generated files.
    pub wanted: Wanted,
    /// The model and where it came from, by path in the crate's directory.
    pub model: Vec<(PathBuf, String)>,
    /// How much it was made from.
    pub summary: Summary,
    /// What the import has to say.
    pub remarks: Vec<String>,
    /// Where the model came from.
    pub release: Lock,
}

/// What a crate is made of.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The release of botocore.
    pub botocore: &'a str,
    /// The service's folder.
    pub service: &'a str,
    /// The package's name.
    pub package: &'a str,
    /// Operations to leave out.
    pub without: &'a [String],
    /// TOML that is added to the manifest.
    pub manifest: String,
    /// The Python whose pip fetches the wheel.
    pub python: &'a Path,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the release cannot be had, the service cannot be generated or the crate cannot be written. Then nothing is
/// written.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let is_new = check_place(&args.out, &args.service)?;
    let package = args.package.clone().unwrap_or_else(|| format!("{}-sdk", args.service));
    let botocore = match &args.botocore {
        Some(version) => version.clone(),
        None => locked(root)?,
    };
    let order = Order {
        botocore: &botocore,
        service: &args.service,
        package: &package,
        without: &args.without,
        manifest: String::new(),
        python: &args.python,
    };
    let made = make(&order, root)?;
    let place = if is_new { place_new(&made, &args.out) } else { place_again(&made, &args.out) };
    let written = place.with_context(|| format!("cannot write the crate to {}", args.out.display()))?;
    made.remarks.iter().for_each(|remark| outln!("{remark}"));
    let (operations, shapes) = (count(made.summary.operations, "operation"), count(made.summary.shapes, "shape"));
    outln!("{package}: {operations}, {shapes}, from botocore {}", made.release.version);
    outln!("{}: {} written", args.out.display(), count(written, "file"));
    let inside = fs::canonicalize(&args.out).ok().zip(fs::canonicalize(root).ok());
    if inside.is_some_and(|(out, root)| out.starts_with(root)) {
        outln!("note: the crate lies in this repository; name it in `members` or `exclude` of Cargo.toml");
    }
    outln!("{GOOD}done{GOOD:#} in {:.2} s", started.elapsed().as_secs_f64());
    Ok(Verdict::Good)
}

/// The release of botocore that this repository's model is of.
fn locked(root: &Path) -> anyhow::Result<String> {
    let path = root.join("models/dms.lock.toml");
    let lock = Lock::read(&path)?;
    let lock = lock.with_context(|| format!("{} is missing\n  remedy: give --botocore VERSION", path.display()))?;
    Ok(lock.version)
}

/// Makes a crate; writes nothing but the wheel in `target/`.
///
/// # Errors
/// When the release cannot be had, or the service is not one that can be generated.
pub fn make(order: &Order<'_>, root: &Path) -> anyhow::Result<Made> {
    let release = Release::open(order.botocore, order.python, root, order.service, order.without, |_| Ok(()))?;
    make_of(release, order)
}

/// Makes a crate of a release that is open already.
///
/// # Errors
/// When the service is not one that can be generated.
pub fn make_of(release: Release, order: &Order<'_>) -> anyhow::Result<Made> {
    let Order { service, package, .. } = *order;
    let name = format!("model/{service}.json");
    let sources = [Source { name: name.clone(), text: release.imported.model.clone() }];
    let mut settings = settings(package, order.manifest.clone());
    settings.model_source = Some(release.lock.source());
    let output = dms_codegen::generate(&sources, Some(&release.partitions), &settings).map_err(|diagnostics| {
        let n = diagnostics.0.len();
        anyhow::anyhow!(
            "no crate can be generated for {service}, for {}\n\n{diagnostics}\n\nWhat single operations are to blame for \
             can be left out with `--without OPERATION`; nothing was written",
            count(n, "reason")
        )
    })?;
    let lock = (PathBuf::from(format!("model/{service}.lock.toml")), release.lock.to_text()?);
    let remarks = remarks(&release.imported);
    Ok(Made {
        wanted: Wanted::new(output.files)?,
        model: vec![(PathBuf::from(name), release.imported.model), lock],
        summary: output.summary,
        remarks,
        release: release.lock,
    })
}

/// Whether the crate is new; one that something else wrote is refused.
fn check_place(out: &Path, service: &str) -> anyhow::Result<bool> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries.count(),
        Err(_) if out.symlink_metadata().is_err() => return Ok(true),
        Err(error) => {
            bail!("{} is not a directory that can be read: {error}\n  remedy: give another --out", out.display())
        }
    };
    if entries == 0 {
        return Ok(true);
    }
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
    let lock = Lock::read(&out.join(format!("model/{service}.lock.toml")))?;
    ensure!(
        manifest.starts_with("# @generated") && lock.is_some_and(|lock| lock.service == service),
        "{} is not empty and holds no crate that this command wrote for {service}\n  remedy: give an empty directory, \
         or one that does not exist yet",
        out.display()
    );
    Ok(false)
}

/// Writes a crate beside its place and moves it there.
fn place_new(made: &Made, out: &Path) -> anyhow::Result<usize> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let staging = tempfile::Builder::new().prefix(".new-service-").tempdir_in(parent)?;
    let place = staging.path().join("crate");
    fs::create_dir(&place)?;
    let written = place_again(made, &place)?;
    if out.is_dir() {
        fs::remove_dir(out)?;
    }
    fs::rename(&place, out)?;
    Ok(written)
}

/// Changes what differs in a crate. The model comes last: it never speaks of code that is not there.
fn place_again(made: &Made, out: &Path) -> anyhow::Result<usize> {
    let replaced = Tree::new(out).replace(&made.wanted)?;
    let model: Vec<_> = made.model.iter().map(|(path, text)| (out.join(path), text.clone())).collect();
    let changed = write::together(&model)?;
    Ok(replaced.written + changed.into_iter().filter(|changed| *changed).count())
}
