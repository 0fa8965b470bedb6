//! What the generator works on, read from disk: the model's files, the partitions, the settings of the package.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use dms_codegen::{Settings, Source};

use crate::package;

/// What the headers of generated files name, and what every call of `codegen` starts with.
pub const COMMAND: &str = "cargo xtask codegen";

/// The package that is generated where no other is named.
pub const PACKAGE: &str = "dms-sdk";

/// The table of partitions, below the root of the repository.
pub const PARTITIONS: &str = "models/aws-partitions.json";

/// Everything that decides what a crate looks like.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The model's files; later ones override traits of earlier ones.
    pub sources: Vec<Source>,
    /// The table of partitions.
    pub partitions: Source,
    /// Of the package.
    pub settings: Settings,
}

impl Inputs {
    /// Reads the given model, or else the one of the repository at `root` with its overlay.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(models: &[PathBuf], package: Option<&str>, root: &Path) -> anyhow::Result<Self> {
        let folder = root.join("models");
        let sources = if models.is_empty() {
            let named = |name: &str| read_source(format!("models/{name}"), &folder.join(name));
            let mut sources = vec![named("dms.json")?, named("dms.overlay.json")?];
            for optional in ["dms.examples.json", "dms.documents.json"] {
                if folder.join(optional).exists() {
                    sources.push(named(optional)?);
                }
            }
            let words = folder.join("words");
            if words.exists() {
                sources.extend(read_words(&words)?);
            }
            sources
        } else {
            let named = |path: &PathBuf| read_source(path.display().to_string(), path);
            models.iter().map(named).collect::<anyhow::Result<_>>()?
        };
        let model = models.first().cloned().unwrap_or_else(|| folder.join("dms.json"));
        let addition = model.with_extension("package.toml");
        let manifest = if addition.exists() { read(&addition)? } else { String::new() };
        let (version, manifest) =
            package::split(&manifest).with_context(|| format!("{} cannot be used", addition.display()))?;
        let partitions = read_source(PARTITIONS.to_owned(), &root.join(PARTITIONS))?;
        let mut settings = settings(package.unwrap_or(PACKAGE), manifest);
        settings.version = version.unwrap_or(settings.version);
        settings.document_modules = read_modules(&model.with_extension("documents"))?;
        settings.model_source = model_source(&model.with_extension("lock.toml"))?;
        Ok(Self { sources, partitions, settings })
    }
}

/// The settings of a package of this name.
pub fn settings(package: &str, manifest: String) -> Settings {
    Settings {
        package: package.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: COMMAND.to_owned(),
        manifest,
        document_modules: BTreeMap::new(),
        model_source: None,
    }
}

/// The release that the lock at `path` names; `None` where there is no lock yet.
fn model_source(path: &Path) -> anyhow::Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    let source = package::model_source(&read(path)?);
    source
        .map(Some)
        .with_context(|| format!("{} is not a lock\n  remedy: restore it from version control", path.display()))
}

/// The hand-written modules of documents in a folder, by their names; none where there is no folder.
fn read_modules(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let module =
        |path: PathBuf| Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(&path)?));
    files(folder, "rs")?.into_iter().map(module).collect()
}

/// The files in a folder whose names end so, sorted.
fn files(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

/// The documentation in Markdown, in the order of its files' names.
fn read_words(folder: &Path) -> anyhow::Result<Vec<Source>> {
    let name = |path: &Path| format!("models/words/{}", path.file_name().unwrap_or_default().to_string_lossy());
    files(folder, "md")?.iter().map(|path| read_source(name(path), path)).collect()
}

/// The text at `path`, under the name that messages use.
///
/// # Errors
/// When the file cannot be read.
pub fn read_source(name: String, path: &Path) -> anyhow::Result<Source> {
    Ok(Source { name, text: read(path)? })
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The names that Cargo accepts and that are also a crate's name in Rust once `-` is `_`.
///
/// # Errors
/// Any other name.
pub fn package_name(name: &str) -> Result<String, String> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        Ok(name.to_owned())
    } else {
        Err("a package's name starts with a letter and holds only ASCII letters, digits, `-` and `_`".to_owned())
    }
}
