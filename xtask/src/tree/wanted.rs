//! The files that a tree should contain.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::ensure;

use super::{bridge, is_generated};

/// The files that a tree should contain, by their path relative to its root.
pub struct Wanted(BTreeMap<PathBuf, String>);

impl Wanted {
    /// Takes the files that the generator returned, with `/` between the parts of a path.
    ///
    /// # Errors
    /// When a path is outside the generated part of a tree, when a file has no header by which a later run
    /// recognizes it as generated, or when there is no crate at all.
    pub fn new(files: BTreeMap<String, String>) -> anyhow::Result<Self> {
        for (path, text) in &files {
            let is_plain = path.split('/').all(|part| !matches!(part, "" | "." | ".." | bridge::BRIDGE));
            let is_ours = is_plain && !path.contains('\\') && (path == "Cargo.toml" || path.starts_with("src/"));
            ensure!(is_ours, "the generator made `{path}`, which is neither Cargo.toml nor a file under src/");
            let has_header = is_generated(Path::new(path), text.as_bytes());
            ensure!(has_header, "the generator made `{path}` without the @generated header");
        }
        for path in ["Cargo.toml", "src/lib.rs"] {
            ensure!(files.contains_key(path), "the generator made no {path}");
        }
        Ok(Self(files.into_iter().map(|(path, text)| (path.split('/').collect(), text)).collect()))
    }

    /// Returns all paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.0.iter().map(|(path, text)| (path.as_path(), text.as_str()))
    }

    /// Whether there is a file at `path`.
    pub fn has(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }

    /// Whether there is a file at `path` or below it.
    pub fn has_at_or_below(&self, path: &Path) -> bool {
        self.0.range(path.to_path_buf()..).next().is_some_and(|(next, _)| next.starts_with(path))
    }
}
