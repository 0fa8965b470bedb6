//! What a tree holds, held against what it should hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::{Tree, Wanted, bridge, is_generated};

/// How a path differs from what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file that should be there and is not.
    Missing,
    /// A file that is there with other contents.
    Changed,
    /// A file that was generated once and should not be there any more.
    Stale,
    /// A directory with nothing in it.
    Empty,
}

/// One path that is not as it should be.
pub struct Difference<'a> {
    /// The path below the tree's root.
    pub path: PathBuf,
    /// How it differs.
    pub kind: Kind,
    /// What the file holds; empty where there is none.
    pub found: Vec<u8>,
    /// What it should hold; empty where it should not exist.
    pub wanted: &'a str,
}

/// The outcome of holding a tree against what it should hold.
pub struct Comparison<'a> {
    /// What the tree should hold.
    pub wanted: &'a Wanted,
    /// All that must change, sorted by path.
    pub differences: Vec<Difference<'a>>,
    /// How many generated files are as they should be.
    pub unchanged: usize,
    /// What people put under `src/`, below the tree's root; it stays.
    pub kept: Vec<PathBuf>,
    /// What people put where generated files must go.
    pub obstacles: Vec<PathBuf>,
}

impl<'a> Comparison<'a> {
    /// Reads the generator's part of `tree`; changes nothing.
    ///
    /// # Errors
    /// When something there cannot be read.
    pub fn new(tree: &Tree, wanted: &'a Wanted) -> anyhow::Result<Self> {
        let mut found = Found::read(tree)?;
        let is_in_the_way = |path: &Path| wanted.reaches(path) || path.ancestors().any(|above| wanted.has(above));
        let (obstacles, kept) = std::mem::take(&mut found.foreign).into_iter().partition(|path| is_in_the_way(path));
        let mut comparison = Self { wanted, differences: vec![], unchanged: 0, kept, obstacles };
        comparison.add_empty(&found);
        for (path, wanted) in wanted.iter() {
            match found.generated.remove(path) {
                None => comparison.add(path.to_path_buf(), Kind::Missing, vec![], wanted),
                Some(found) if found == wanted.as_bytes() => comparison.unchanged += 1,
                Some(found) => comparison.add(path.to_path_buf(), Kind::Changed, found, wanted),
            }
        }
        for (path, found) in found.generated {
            comparison.add(path, Kind::Stale, found, "");
        }
        comparison.differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(comparison)
    }

    fn add(&mut self, path: PathBuf, kind: Kind, found: Vec<u8>, wanted: &'a str) {
        self.differences.push(Difference { path, kind, found, wanted });
    }

    fn add_empty(&mut self, found: &Found) {
        let files = found.generated.keys().chain(&self.kept).chain(&self.obstacles);
        let needed: BTreeSet<&Path> = files.flat_map(|file| file.ancestors()).collect();
        let is_empty = |path: &&PathBuf| !needed.contains(path.as_path()) && !self.wanted.reaches(path);
        for path in found.directories.iter().filter(is_empty).cloned().collect::<Vec<_>>() {
            self.add(path, Kind::Empty, vec![], "");
        }
    }

    /// Whether nothing needs to change.
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many paths differ in one way.
    pub fn count(&self, kind: Kind) -> usize {
        self.differences.iter().filter(|difference| difference.kind == kind).count()
    }

    /// Fails when people's files stand where generated ones must go.
    ///
    /// # Errors
    /// Names them all.
    pub fn refuse_obstacles(&self, tree: &Tree) -> anyhow::Result<()> {
        if self.obstacles.is_empty() {
            return Ok(());
        }
        let list: String =
            self.obstacles.iter().map(|path| format!("\n  {}", tree.root.join(path).display())).collect();
        bail!(
            "in the place of generated files, but written by hand (the @generated header is missing):{list}\n\
             move or delete what is listed and run the command again; nothing was written"
        )
    }
}

/// What a tree holds in the generator's part; all paths are below the tree's root.
#[derive(Default)]
struct Found {
    generated: BTreeMap<PathBuf, Vec<u8>>,
    /// Files without the header, links, pipes.
    foreign: Vec<PathBuf>,
    directories: Vec<PathBuf>,
}

impl Found {
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
            // It vanished since the directory was listed, or it is the manifest of a crate yet to be made.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", full.display())),
        }
        Ok(())
    }
}
