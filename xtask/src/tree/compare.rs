//! Compares the files of a tree with the files that it should contain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::{Tree, Wanted, bridge, is_generated};

/// The kind of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    /// A file that is missing.
    Missing,
    /// A file with different contents.
    Changed,
    /// A file that was generated earlier and is no longer needed.
    Stale,
    /// An empty directory.
    Empty,
}

/// A path that differs.
pub struct Difference<'a> {
    /// The path below the tree's root.
    pub path: PathBuf,
    /// The kind of the difference.
    pub kind: DifferenceKind,
    /// The contents of the file; empty if it does not exist.
    pub found: Vec<u8>,
    /// The wanted contents; empty if it should not exist.
    pub wanted: &'a str,
}

/// The result of comparing a tree with the files that it should contain.
pub struct Comparison<'a> {
    /// The files that the tree should contain.
    pub wanted: &'a Wanted,
    /// All differences, sorted by path.
    pub differences: Vec<Difference<'a>>,
    /// The number of generated files that are up to date.
    pub unchanged: usize,
    /// Hand-written files under `src/`, relative to the tree's root; they are kept.
    pub kept: Vec<PathBuf>,
    /// Hand-written files at the paths of generated ones.
    pub obstacles: Vec<PathBuf>,
}

impl<'a> Comparison<'a> {
    /// Reads the generated part of `tree`; changes nothing.
    ///
    /// # Errors
    /// When a file or directory there cannot be read.
    pub fn new(tree: &Tree, wanted: &'a Wanted) -> anyhow::Result<Self> {
        let mut found = FoundFiles::read(tree)?;
        let is_in_the_way =
            |path: &Path| wanted.has_at_or_below(path) || path.ancestors().any(|above| wanted.has(above));
        let (obstacles, kept) = std::mem::take(&mut found.foreign).into_iter().partition(|path| is_in_the_way(path));
        let mut comparison = Self { wanted, differences: vec![], unchanged: 0, kept, obstacles };
        comparison.add_empty(&found);
        for (path, wanted) in wanted.iter() {
            match found.generated.remove(path) {
                None => comparison.add(path.to_path_buf(), DifferenceKind::Missing, vec![], wanted),
                Some(found) if found == wanted.as_bytes() => comparison.unchanged += 1,
                Some(found) => comparison.add(path.to_path_buf(), DifferenceKind::Changed, found, wanted),
            }
        }
        for (path, found) in found.generated {
            comparison.add(path, DifferenceKind::Stale, found, "");
        }
        comparison.differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(comparison)
    }

    fn add(&mut self, path: PathBuf, kind: DifferenceKind, found: Vec<u8>, wanted: &'a str) {
        self.differences.push(Difference { path, kind, found, wanted });
    }

    fn add_empty(&mut self, found: &FoundFiles) {
        let files = found.generated.keys().chain(&self.kept).chain(&self.obstacles);
        let needed: BTreeSet<&Path> = files.flat_map(|file| file.ancestors()).collect();
        let is_empty = |path: &&PathBuf| !needed.contains(path.as_path()) && !self.wanted.has_at_or_below(path);
        for path in found.directories.iter().filter(is_empty).cloned().collect::<Vec<_>>() {
            self.add(path, DifferenceKind::Empty, vec![], "");
        }
    }

    /// Whether nothing needs to change.
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty()
    }

    /// Returns the number of differences of one kind.
    pub fn count(&self, kind: DifferenceKind) -> usize {
        self.differences.iter().filter(|difference| difference.kind == kind).count()
    }

    /// Fails if there are hand-written files at the paths of generated ones.
    ///
    /// # Errors
    /// Lists all of them.
    pub fn refuse_obstacles(&self, tree: &Tree) -> anyhow::Result<()> {
        if self.obstacles.is_empty() {
            return Ok(());
        }
        let list: String =
            self.obstacles.iter().map(|path| format!("\n  {}", tree.root.join(path).display())).collect();
        bail!(
            "these hand-written files are at the paths of generated ones (they have no @generated header):{list}\n\
             move or delete them and run the command again; nothing was written"
        )
    }
}

/// The files in the generated part of a tree; all paths are relative to the tree's root.
#[derive(Default)]
struct FoundFiles {
    generated: BTreeMap<PathBuf, Vec<u8>>,
    /// Files without the header, links and pipes.
    foreign: Vec<PathBuf>,
    directories: Vec<PathBuf>,
}

impl FoundFiles {
    fn read(tree: &Tree) -> anyhow::Result<Self> {
        let mut found = Self::default();
        if tree.manifest().is_symlink() && !bridge::is_bridged(tree) {
            found.foreign.push("Cargo.toml".into());
        } else {
            found.add_file(tree, "Cargo.toml".into())?;
        }
        match tree.src().symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Ok(metadata) if !metadata.is_dir() => found.foreign.push("src".into()),
            _ => found.add_src(tree)?,
        }
        Ok(found)
    }

    fn add_src(&mut self, tree: &Tree) -> anyhow::Result<()> {
        let src = tree.src();
        for entry in WalkDir::new(&src).min_depth(1) {
            let entry = entry.with_context(|| format!("cannot read {}", src.display()))?;
            let path = entry.path().strip_prefix(&tree.root)?.to_path_buf();
            if entry.file_type().is_dir() {
                self.directories.push(path);
            } else if !entry.file_type().is_file() {
                self.foreign.push(path);
            } else if entry.path() != bridge::bridge(&src) {
                self.add_file(tree, path)?;
            }
        }
        Ok(())
    }

    fn add_file(&mut self, tree: &Tree, path: PathBuf) -> anyhow::Result<()> {
        let full = tree.root.join(&path);
        match fs::read(&full) {
            Ok(contents) if is_generated(&path, &contents) => _ = self.generated.insert(path, contents),
            Ok(_) => self.foreign.push(path),
            // It was removed after the directory was listed, or it is the manifest of a crate that does not exist yet.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", full.display())),
        }
        Ok(())
    }
}
