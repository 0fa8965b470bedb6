//! The generator's part of a crate directory, and how it is replaced as a whole.
//!
//! `src/` and `Cargo.toml` belong to the generator, everything else in the directory to people. Inside
//! `src/` a file belongs to the generator when its first line says so; any other file there is kept.
//!
//! # Replacement
//!
//! A reader finds the old tree or the new one at any moment, also after the process was killed:
//!
//! 1. The complete new `src/` is staged in `.codegen-staging/` beside the old one. Files that stay the same
//!    are hard links, so they cost nothing and keep their modification time.
//! 2. The two directories change places in one system call.
//! 3. Where `Cargo.toml` changes as well, it must change in that same call. So beforehand it becomes a
//!    symbolic link to `src/.codegen-manifest`, of which either tree holds its own version; afterwards it
//!    becomes a file again.
//!
//! Whatever an interrupted run left behind is cleared at the start of the next one.
//!
//! A system that cannot exchange two directories gets two renames, and one without symbolic links loses
//! `Cargo.toml` for that moment. A run killed just there leaves a tree that lacks `src/` or `Cargo.toml`,
//! never one that mixes old and new, and the next run fixes it.

mod bridge;
mod compare;
mod disk;
mod replace;
mod wanted;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

pub use compare::{Comparison, Difference, Kind};
pub use disk::Disk;
pub use wanted::Wanted;

/// The crate directory that the generator writes to.
pub struct Tree {
    /// The directory as the caller named it.
    pub root: PathBuf,
}

/// What [`Tree::replace`] did.
#[derive(Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Files that are new or have new contents.
    pub written: usize,
    /// Generated files that were right already.
    pub unchanged: usize,
    /// Generated files that this run no longer produces.
    pub removed: usize,
    /// Hand-written files inside `src/`, left as they were.
    pub kept: usize,
}

impl Tree {
    /// The tree in `root`, which need not exist.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    fn src(&self) -> PathBuf {
        self.root.join("src")
    }

    fn staging(&self) -> PathBuf {
        self.root.join(".codegen-staging")
    }

    /// Whether an earlier run was killed before it had cleared its workplace.
    pub fn is_interrupted(&self) -> bool {
        let exists = |path: PathBuf| path.symlink_metadata().is_ok();
        exists(self.staging()) || exists(bridge::bridge(&self.src())) || bridge::is_bridged(self)
    }

    /// Makes the generator's part of the directory equal to `wanted`.
    ///
    /// # Errors
    /// When another run holds the directory, when hand-written files are in the way, or when the disk
    /// refuses. The tree is then the old one, or, where only clearing up failed, the new one.
    pub fn replace(&self, wanted: &Wanted) -> anyhow::Result<Replaced> {
        let is_new = !self.root.exists();
        let root = self.root.display();
        std::fs::create_dir_all(&self.root).with_context(|| format!("cannot create {root}"))?;
        let outcome = self.replace_with(wanted, &mut Disk::new(&mut || Ok(())));
        if outcome.is_err() && is_new {
            // Fails where something was put into it meanwhile, and then it has to stay.
            _ = std::fs::remove_dir(&self.root);
        }
        outcome
    }

    fn replace_with(&self, wanted: &Wanted, disk: &mut Disk<'_>) -> anyhow::Result<Replaced> {
        let _lock = self.lock()?;
        replace::recover(self, disk).context("cannot clear what an interrupted run left behind")?;
        let comparison = Comparison::new(self, wanted)?;
        comparison.refuse_obstacles(self)?;
        if !comparison.is_clean() {
            replace::replace(self, &comparison, disk)?;
        }
        Ok(Replaced {
            written: comparison.count(Kind::Missing) + comparison.count(Kind::Changed),
            unchanged: comparison.unchanged,
            removed: comparison.count(Kind::Stale),
            kept: comparison.kept.len(),
        })
    }

    /// Locks the directory itself, so that no lock file is left lying about; the system frees it when the
    /// process ends, however it ends.
    fn lock(&self) -> anyhow::Result<Option<File>> {
        let Ok(directory) = File::open(&self.root) else { return Ok(None) };
        match directory.try_lock() {
            Ok(()) => Ok(Some(directory)),
            Err(TryLockError::WouldBlock) => {
                bail!("another run is writing {}; wait until it has ended; nothing was written", self.root.display())
            }
            // Some network file systems lock nothing: better to run there unlocked than not at all.
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }
}

/// Whether the first line of a file says that the generator wrote it.
fn is_generated(path: &Path, contents: &[u8]) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => contents.starts_with(b"// @generated"),
        Some("toml") => contents.starts_with(b"# @generated"),
        Some("md") => contents.starts_with(b"<!-- @generated"),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
