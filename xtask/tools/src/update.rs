//! `cargo xtask update`: updates the model to a newer release of botocore and regenerates the crate.
//!
//! Everything is fetched, converted, checked and generated in memory before the first file changes. Then the files of
//! `models/` and the changelog change together, and the crate after them; if the crate cannot be written, they are
//! restored.

mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow, ensure};
use dms_codegen::Source;
use dms_codegen::diff::Side;

pub use report::{Before, UpdateReport, report};

use crate::import::{self, Lock, Release, wheel, write};
use crate::release;
use xtask::Verdict;
use xtask::console::{FAINT, GOOD, STRONG, count, wrap};
use xtask::inputs::{Inputs, PARTITIONS};
use xtask::tree::{Tree, Wanted};
use xtask::{out, outln};

/// The end of the text that `cargo xtask update --help` prints.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask update                   update to the newest release that pip finds
  cargo xtask update --dry-run         print the changes, and change nothing
  cargo xtask update --to 1.44.5       update to this release, newer or older

The command changes the model, its lock file, the partitions, the crate in generated/, its version, the unreleased section
of CHANGELOG.md, and the reference client that conformance installs. Either all of them change or none.";

/// Updates the model to a newer release and regenerates the crate
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The release of botocore [default: the newest]
    #[arg(long, value_name = "VERSION")]
    pub to: Option<String>,
    /// Print the changes, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The Python whose pip is used
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// Files and their texts.
type Texts = Vec<(PathBuf, String)>;

/// An update in memory.
struct Update {
    /// The model and the files that belong to it.
    files: Texts,
    /// The crate.
    crate_files: Wanted,
    /// The report.
    report: UpdateReport,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the release is not available, no crate can be generated from it, or the files cannot be written. Then nothing
/// has changed.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let models = root.join("models");
    let lock_path = models.join("dms.lock.toml");
    let lock = Lock::read(&lock_path)?
        .ok_or_else(|| anyhow!("{} is missing\n  remedy: restore it from version control", lock_path.display()))?;
    let old = Inputs::read(&[], None, root)?;
    check_untouched(&lock, &old)?;
    let version = match &args.to {
        Some(version) => version.clone(),
        None => wheel::newest(&args.python)?,
    };
    let usable = usable(open(&version, &lock, &lock_path, args, root)?, &old)?;
    outln!("{STRONG}botocore {} → {version}{STRONG:#}", lock.version);
    if usable.release.lock == lock {
        outln!("the model is already from botocore {version}; nothing to do");
        return Ok(Verdict::Good);
    }
    let update = prepare(&old, &usable, &lock, args, root)?;
    out!("{}", wrap(&update.report.text));
    if args.dry_run {
        outln!("{FAINT}a dry run: nothing was changed{FAINT:#}");
        return Ok(Verdict::Good);
    }
    let written = write_all(&update, root)?;
    outln!("{} written", count(written, "file"));
    outln!("next: read the difference, accept the snapshots with `cargo xtask accept`, and run `cargo xtask test`");
    outln!("{GOOD}done{GOOD:#} in {:.2} s", started.elapsed().as_secs_f64());
    Ok(Verdict::Good)
}

/// Fails if the model was edited by hand, because the edit would be lost.
fn check_untouched(lock: &Lock, old: &Inputs) -> anyhow::Result<()> {
    let model = old.sources.first().map(|source| source.text.as_str()).unwrap_or_default();
    ensure!(
        lock.describes(model),
        "models/dms.json is not the model that its lock names: it was edited by hand\n  remedy: restore it from \
         version control; write additions to models/dms.overlay.json"
    );
    Ok(())
}

/// Opens the release. A dry run does not even keep the wheel.
fn open(version: &str, lock: &Lock, lock_path: &Path, args: &Args, root: &Path) -> anyhow::Result<Release> {
    let accept = |wheel: &crate::import::Wheel| match lock.version == version {
        true => lock.check(wheel, lock_path),
        false => Ok(()),
    };
    let is_cached = root.join("target/botocore").join(version).is_dir();
    if !args.dry_run || is_cached {
        return Release::open(version, &args.python, root, &lock.service, &[], accept);
    }
    let elsewhere = tempfile::tempdir().context("cannot create a temporary directory")?;
    Release::open(version, &args.python, elsewhere.path(), &lock.service, &[], accept)
}

/// Prepares everything that will be written in memory.
fn prepare(old: &Inputs, usable: &UsableRelease, lock: &Lock, args: &Args, root: &Path) -> anyhow::Result<Update> {
    let release = &usable.release;
    let mut new = old.clone();
    set_model(&mut new, &release.imported.model);
    let models = root.join("models");
    let mut files: Texts = vec![
        (models.join("dms.json"), release.imported.model.clone()),
        (models.join("dms.lock.toml"), release.lock.to_text()?),
    ];
    if let Some(partitions) = &usable.partitions {
        new.partitions.clone_from(partitions);
        files.push((root.join(PARTITIONS), partitions.text.clone()));
    }
    let requirements = root.join("xtask/python/botocore-requirements.txt");
    let pinned = release::pin(&read(&requirements)?, "botocore", &release.lock.version)
        .with_context(|| format!("{} cannot be used, so nothing was changed", requirements.display()))?;
    files.push((requirements, pinned));
    let changelog_path = root.join("CHANGELOG.md");
    let (changelog, since) = release::without_entry(&read(&changelog_path)?, &old.settings.version);
    new.settings.model_source = Some(release.lock.source());
    let before = before(old, since, release, lock, args, root)?;
    let mut report = report(old, &before, &new, &release.lock.version, &changelog).context("nothing was changed")?;
    report.text.insert_str(0, &usable.notes);
    files.push((changelog_path, report.changelog.clone()));
    if report.next_version != old.settings.version {
        let version = &report.next_version;
        let path = models.join("dms.package.toml");
        files.push((path.clone(), release::set_version(&read(&path)?, version)?));
        new.settings.version.clone_from(version);
        // The package is in the lock files of the workspace and of the two other workspaces.
        for path in ["Cargo.lock", "bench/Cargo.lock", "fuzz/Cargo.lock"].map(|path| root.join(path)) {
            if path.exists() {
                files.push((path.clone(), release::set_locked(&read(&path)?, &new.settings.package, version)));
            }
        }
    }
    let output = dms_codegen::generate(&new.sources, Some(&new.partitions), &new.settings).map_err(|diagnostics| {
        let n = count(diagnostics.0.len(), "reason");
        anyhow!("no crate can be generated from the new model, because of {n}; nothing was changed\n\n{diagnostics}")
    })?;
    report.text.push_str(&report::unmatched(&output.warnings));
    Ok(Update { files, crate_files: Wanted::new(output.files)?, report })
}

fn set_model(inputs: &mut Inputs, text: &str) {
    if let Some(model) = inputs.sources.first_mut() {
        *model = Source { name: model.name.clone(), text: text.to_owned() };
    }
}

/// The parts of a release from which a crate can be generated.
struct UsableRelease {
    release: Release,
    /// Its partitions, if they are usable.
    partitions: Option<Source>,
    /// The parts that are not used, as complete lines.
    notes: String,
}

/// Releases before 2023 have no partitions, or not all that endpoint rules need, and some have rules that miss checks
/// of their own parameters.
fn usable(release: Release, old: &Inputs) -> anyhow::Result<UsableRelease> {
    let gives_a_crate = |release: &Release, partitions: &Source| {
        let model = Source { name: "models/dms.json".to_owned(), text: release.imported.model.clone() };
        Side::open(&[model], Some(partitions)).is_ok()
    };
    const KEPT_PARTITIONS: &str = "models/aws-partitions.json is kept: the release has no usable partitions\n";
    const RULES: &str =
        "the endpoint rules of the release are not usable: endpoints follow the rules of all services\n";
    let partitions = release.partitions.clone().filter(|partitions| gives_a_crate(&release, partitions));
    if partitions.is_some() || gives_a_crate(&release, &old.partitions) {
        let notes = if partitions.is_none() { KEPT_PARTITIONS } else { "" };
        return Ok(UsableRelease { release, partitions, notes: notes.to_owned() });
    }
    let plain = release.clone().without_endpoint_rules()?;
    if gives_a_crate(&plain, &old.partitions) {
        return Ok(UsableRelease { release: plain, partitions: None, notes: format!("{RULES}{KEPT_PARTITIONS}") });
    }
    // The errors are reported when the crate is generated.
    let partitions = release.partitions.clone();
    Ok(UsableRelease { release, partitions, notes: String::new() })
}

/// Returns the state of the package before the unreleased updates.
fn before(
    old: &Inputs,
    since: Option<release::Since>,
    release: &Release,
    lock: &Lock,
    args: &Args,
    root: &Path,
) -> anyhow::Result<Before> {
    let since = since
        .unwrap_or_else(|| release::Since { botocore: lock.version.clone(), version: old.settings.version.clone() });
    let mut inputs = old.clone();
    if since.botocore == release.lock.version {
        set_model(&mut inputs, &release.imported.model);
    } else if since.botocore != lock.version {
        let wheels =
            if args.dry_run { Some(tempfile::tempdir().context("cannot create a temporary directory")?) } else { None };
        let is_cached = root.join("target/botocore").join(&since.botocore).is_dir();
        let directory = wheels.as_ref().map(|wheels| wheels.path()).filter(|_| !is_cached).unwrap_or(root);
        let (model, partitions) = import::model_of(&since.botocore, &args.python, directory, &lock.service)
            .with_context(|| format!("CHANGELOG.md counts from botocore {}; nothing was changed", since.botocore))?;
        set_model(&mut inputs, &model);
        // The partitions that were kept after an update to an old release are not from that release.
        let source = Source { name: "models/dms.json".to_owned(), text: model };
        let is_usable = |partitions: &Source| Side::open(std::slice::from_ref(&source), Some(partitions)).is_ok();
        if let Some(partitions) = partitions.filter(is_usable) {
            inputs.partitions = partitions;
        }
    }
    Ok(Before { inputs, since })
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes the model and then the crate; returns the number of files that changed.
fn write_all(update: &Update, root: &Path) -> anyhow::Result<usize> {
    let before: Texts =
        update.files.iter().map(|(path, _)| Ok((path.clone(), read(path)?))).collect::<anyhow::Result<_>>()?;
    let changed = write::together(&update.files)?;
    let replaced =
        Tree::new(root.join("generated")).replace(&update.crate_files).map_err(|error| {
            match write::together(&before) {
            Ok(_) => error.context("the crate cannot be written, so the model was restored"),
            Err(second) => error.context(format!(
                "the crate cannot be written, and the model cannot be restored ({second:#}): restore models/ from version \
                 control"
            )),
        }
        })?;
    Ok(replaced.written + replaced.removed + changed.into_iter().filter(|changed| *changed).count())
}
