//! `cargo xtask update`: the model of a newer release of botocore, and the crate that it gives, in one step.
//!
//! Everything is fetched, converted, checked and generated in memory before the first file changes. Then the files of
//! `models/` and the changelog change together, and the crate after them; where the crate cannot be written, they are
//! put back.

mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow, ensure};
use dms_codegen::Source;

pub use report::{Report, report};

use crate::import::{Lock, Release, wheel, write};
use crate::release;
use xtask::Verdict;
use xtask::inputs::Inputs;
use xtask::say::{FAINT, GOOD, STRONG, count};
use xtask::tree::{Tree, Wanted};
use xtask::{out, outln};

/// What `cargo xtask update --help` closes with.
pub const EXAMPLES: &str = "\
Examples:
  cargo xtask update                   take over the newest release that pip knows
  cargo xtask update --dry-run         say what that would change, and change nothing
  cargo xtask update --to 1.44.5       take over this release, newer or older

What changes: the model, its lock, the partitions, the crate in generated/, its version, the section of CHANGELOG.md that is
not released yet, and the reference client that conformance installs. Either all of it changes or nothing does.";

/// Takes over a newer model and generates the crate anew
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The release of botocore to take over [default: the newest]
    #[arg(long, value_name = "VERSION")]
    pub to: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The Python whose pip is asked
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    pub python: PathBuf,
}

/// Files and their texts.
type Texts = Vec<(PathBuf, String)>;

/// An update that is ready to be written.
struct Update {
    /// The files that people own or read: the model and what goes with it.
    files: Texts,
    /// The crate.
    crate_files: Wanted,
    /// What there is to say.
    report: Report,
}

/// Runs the command in the repository at `root`.
///
/// # Errors
/// When the release cannot be had or does not give a crate, or the files cannot be written. Then everything is as it
/// was.
pub fn run(args: &Args, root: &Path) -> anyhow::Result<Verdict> {
    let started = Instant::now();
    let models = root.join("models");
    let lock_path = models.join("dms.lock.toml");
    let lock = Lock::read(&lock_path)?
        .ok_or_else(|| anyhow!("{} is missing\n  remedy: take it back from version control", lock_path.display()))?;
    let old = Inputs::read(&[], None, root)?;
    check_untouched(&lock, &old)?;
    let version = match &args.to {
        Some(version) => version.clone(),
        None => wheel::newest(&args.python)?,
    };
    let release = open(&version, &lock, &lock_path, args, root)?;
    outln!("{STRONG}botocore {} → {version}{STRONG:#}", lock.version);
    if release.lock == lock {
        outln!("the model is that of botocore {version} already; nothing to do");
        return Ok(Verdict::Good);
    }
    let update = prepare(&old, &release, &lock, root)?;
    out!("{}", update.report.text);
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

/// An edit by hand would be lost without a word.
fn check_untouched(lock: &Lock, old: &Inputs) -> anyhow::Result<()> {
    let model = old.sources.first().map(|source| source.text.as_str()).unwrap_or_default();
    ensure!(
        lock.describes(model),
        "models/dms.json is not the model that its lock names: it was edited by hand\n  remedy: take it back from \
         version control; what the model lacks belongs to models/dms.overlay.json"
    );
    Ok(())
}

/// The release. A dry run leaves not even the wheel behind.
fn open(version: &str, lock: &Lock, lock_path: &Path, args: &Args, root: &Path) -> anyhow::Result<Release> {
    let accept = |wheel: &crate::import::Wheel| match lock.version == version {
        true => lock.check(wheel, lock_path),
        false => Ok(()),
    };
    let is_cached = root.join("target/botocore").join(version).is_dir();
    if !args.dry_run || is_cached {
        return Release::open(version, &args.python, root, &lock.service, &[], accept);
    }
    let elsewhere = tempfile::tempdir().context("cannot make a temporary directory")?;
    Release::open(version, &args.python, elsewhere.path(), &lock.service, &[], accept)
}

/// Everything that will be written, made in memory.
fn prepare(old: &Inputs, release: &Release, lock: &Lock, root: &Path) -> anyhow::Result<Update> {
    let mut new = old.clone();
    if let Some(model) = new.sources.first_mut() {
        *model = Source { name: model.name.clone(), text: release.imported.model.clone() };
    }
    new.partitions.clone_from(&release.partitions);
    let models = root.join("models");
    let mut files: Texts = vec![
        (models.join("dms.json"), release.imported.model.clone()),
        (models.join("aws-partitions.json"), release.partitions.clone()),
        (models.join("dms.lock.toml"), release.lock.to_text()?),
    ];
    let requirements = root.join("xtask/python/botocore-requirements.txt");
    let pinned = release::pin(&read(&requirements)?, "botocore", &release.lock.version)
        .with_context(|| format!("{} cannot be used, so nothing was changed", requirements.display()))?;
    files.push((requirements, pinned));
    let changelog_path = root.join("CHANGELOG.md");
    let changelog = read(&changelog_path)?;
    new.settings.model_source = Some(release.lock.source());
    let report = report(old, &new, &changelog).context("nothing was changed")?;
    if let Some(version) = &report.next_version {
        let path = models.join("dms.package.toml");
        files.push((path.clone(), release::set_version(&read(&path)?, version)?));
        new.settings.version.clone_from(version);
    }
    let mut entries = vec![format!("The model is that of botocore {}, after {}.", release.lock.version, lock.version)];
    entries.extend_from_slice(&report.entries);
    files.push((changelog_path, release::add_entry(&changelog, &new.settings.version, &entries)?));
    let output = dms_codegen::generate(&new.sources, Some(&new.partitions), &new.settings).map_err(|diagnostics| {
        let n = count(diagnostics.0.len(), "reason");
        anyhow!("the new model gives no crate, for {n}; nothing was changed\n\n{diagnostics}")
    })?;
    Ok(Update { files, crate_files: Wanted::new(output.files)?, report })
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes the model and then the crate; gives the number of files that changed.
fn write_all(update: &Update, root: &Path) -> anyhow::Result<usize> {
    let before: Texts =
        update.files.iter().map(|(path, _)| Ok((path.clone(), read(path)?))).collect::<anyhow::Result<_>>()?;
    let changed = write::together(&update.files)?;
    let replaced =
        Tree::new(root.join("generated")).replace(&update.crate_files).map_err(|error| {
            match write::together(&before) {
            Ok(_) => error.context("the crate cannot be written, so the model was put back"),
            Err(second) => error.context(format!(
                "the crate cannot be written, and the model cannot be put back ({second:#}): take models/ from version \
                 control"
            )),
        }
        })?;
    Ok(replaced.written + replaced.removed + changed.into_iter().filter(|changed| *changed).count())
}
