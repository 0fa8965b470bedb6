//! The generated part of a crate directory, and its atomic replacement.
//!
//! `src/` and `Cargo.toml` belong to the generator, everything else in the directory is hand-written. In
//! `src/` a file is generated if its first line says so; all other files there are kept.
//!
//! # Replacement
//!
//! At any time, also after the process was killed, the directory has the complete old tree or the complete new one:
//!
//! 1. The complete new `src/` is staged in `.codegen-staging/` next to the old one. Files that do not change
//!    are hard links, so they cost nothing and keep their modification time.
//! 2. The two directories are exchanged in one system call.
//! 3. If `Cargo.toml` changes as well, it must change in the same call. So before the call it becomes a
//!    symbolic link to `src/.codegen-manifest`, of which each tree has its own version; after the call it
//!    becomes a file again.
//!
//! Files that an interrupted run left behind are removed at the start of the next one.
//!
//! On a system that cannot exchange two directories, two renames are used; without symbolic links, `Cargo.toml` is
//! missing between them. A run killed at that moment leaves a tree without `src/` or `Cargo.toml`,
//! never one that mixes old and new, and the next run fixes it.

mod bridge;
mod compare;
mod disk;
mod replace;
mod wanted;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

pub use compare::{Comparison, Difference, DifferenceKind};
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
    /// Generated files that were up to date.
    pub unchanged: usize,
    /// Generated files that this run no longer produces.
    pub removed: usize,
    /// Hand-written files inside `src/`, which are not changed.
    pub kept: usize,
}

impl Tree {
    /// Creates a handle for the tree in `root`, which need not exist.
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

    /// Whether an earlier run was killed before it removed its working files.
    pub fn is_interrupted(&self) -> bool {
        let exists = |path: PathBuf| path.symlink_metadata().is_ok();
        exists(self.staging()) || exists(bridge::bridge(&self.src())) || bridge::is_bridged(self)
    }

    /// Makes the generated part of the directory equal to `wanted`.
    ///
    /// # Errors
    /// When another run has locked the directory, when hand-written files are at the paths of generated ones, or on an
    /// I/O error. The tree is then the old one, or the new one if only the removal of working files failed.
    pub fn replace(&self, wanted: &Wanted) -> anyhow::Result<Replaced> {
        let is_new = !self.root.exists();
        let root = self.root.display();
        std::fs::create_dir_all(&self.root).with_context(|| format!("cannot create {root}"))?;
        let outcome = self.replace_with(wanted, &mut Disk::new(&mut || Ok(())));
        if outcome.is_err() && is_new {
            // This fails if a file was added to it in the meantime; then it must not be removed.
            _ = std::fs::remove_dir(&self.root);
        }
        outcome
    }

    fn replace_with(&self, wanted: &Wanted, disk: &mut Disk<'_>) -> anyhow::Result<Replaced> {
        let _lock = self.lock()?;
        replace::recover(self, disk).context("cannot remove the files that an interrupted run left behind")?;
        let comparison = Comparison::new(self, wanted)?;
        comparison.refuse_obstacles(self)?;
        if !comparison.is_clean() {
            replace::replace(self, &comparison, disk)?;
        }
        Ok(Replaced {
            written: comparison.count(DifferenceKind::Missing) + comparison.count(DifferenceKind::Changed),
            unchanged: comparison.unchanged,
            removed: comparison.count(DifferenceKind::Stale),
            kept: comparison.kept.len(),
        })
    }

    /// Locks the directory itself, so that no lock file remains; the system releases the lock when the
    /// process ends for any reason.
    fn lock(&self) -> anyhow::Result<Option<File>> {
        let Ok(directory) = File::open(&self.root) else { return Ok(None) };
        match directory.try_lock() {
            Ok(()) => Ok(Some(directory)),
            Err(TryLockError::WouldBlock) => {
                bail!("another run is writing {}; wait until it has ended; nothing was written", self.root.display())
            }
            // Some network file systems do not support locks; there, the command runs without one.
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }
}

/// Whether the first line of a file marks it as generated.
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
