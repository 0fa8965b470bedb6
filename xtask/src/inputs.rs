//! Reads the generator's inputs from disk: the model's files, the partitions and the settings of the package.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use dms_codegen::{Settings, Source};

use crate::package;

/// The command that the headers of generated files name.
pub const COMMAND: &str = "cargo xtask codegen";

/// The name of the package unless the command line has another.
pub const PACKAGE: &str = "dms-sdk";

/// The path of the table of partitions, relative to the root of the repository.
pub const PARTITIONS: &str = "models/aws-partitions.json";

/// The inputs that determine a generated crate.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The model's files; later ones override traits of earlier ones.
    pub sources: Vec<Source>,
    /// The table of partitions.
    pub partitions: Source,
    /// The settings of the package.
    pub settings: Settings,
}

impl Inputs {
    /// Reads the given model, or the model of the repository at `root` with its overlay if `models` is empty.
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

/// Returns the settings of a package with this name.
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

/// Returns the release that the lock file at `path` names, or `None` if there is no lock file.
fn model_source(path: &Path) -> anyhow::Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    let source = package::model_source(&read(path)?);
    source.map(Some).with_context(|| {
        format!("{} is not a lock file of a model\n  remedy: restore it from version control", path.display())
    })
}

/// Returns the hand-written document modules in a folder by their names; none if the folder does not exist.
fn read_modules(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    let module =
        |path: PathBuf| Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(&path)?));
    files(folder, "rs")?.into_iter().map(module).collect()
}

/// Returns the files in a folder that have the extension, sorted.
fn files(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

/// Reads the Markdown files with documentation, sorted by file name.
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

/// Accepts a package name that Cargo accepts and that is a Rust identifier after `-` is replaced by `_`.
///
/// # Errors
/// Any other name.
pub fn package_name(name: &str) -> Result<String, String> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        Ok(name.to_owned())
    } else {
        Err("a package's name starts with a letter and contains only ASCII letters, digits, `-` and `_`".to_owned())
    }
}
