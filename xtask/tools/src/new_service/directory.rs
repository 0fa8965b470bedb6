//! Reads, checks and writes the directory of a crate.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use xtask::codegen::check;
use xtask::console::BAD;
use xtask::tree::Tree;
use xtask::{Verdict, outln};

use super::GeneratedCrate;
use crate::import::{Lock, write};

/// An existing crate that the command wrote before.
pub struct ExistingCrate {
    /// The origin of its model.
    pub lock: Lock,
    /// The name of its package.
    pub package: String,
}

/// Returns the crate of the service in the directory, or `None` if the directory is empty. Other contents are an error.
pub fn read(out: &Path, service: &str) -> anyhow::Result<Option<ExistingCrate>> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries.count(),
        Err(_) if out.symlink_metadata().is_err() => return Ok(None),
        Err(error) => {
            bail!("{} is not a directory that can be read: {error}\n  remedy: pass another --out", out.display())
        }
    };
    if entries == 0 {
        return Ok(None);
    }
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
    let lock = Lock::read(&out.join(format!("model/{service}.lock.toml")))?;
    let package = manifest.parse::<toml::Table>().ok();
    let package = package.and_then(|manifest| Some(manifest.get("package")?.get("name")?.as_str()?.to_owned()));
    match lock.filter(|lock| manifest.starts_with("# @generated") && lock.service == service).zip(package) {
        Some((lock, package)) => Ok(Some(ExistingCrate { lock, package })),
        None => bail!(
            "{} is not empty and contains no crate that this command wrote for {service}\n  remedy: pass an empty \
             directory, or one that does not exist yet",
            out.display()
        ),
    }
}

/// Returns the path of the directory for a command in the root of the repository: relative if it is near, or absolute.
pub fn from_root(out: &Path, root: &Path) -> anyhow::Result<PathBuf> {
    let whole = |path: &Path| {
        anyhow::Ok(remove_parent_dirs(&std::path::absolute(path).context("cannot read the working directory")?))
    };
    let (out, root) = (whole(out)?, whole(root)?);
    if let Ok(inside) = out.strip_prefix(&root) {
        return Ok(if inside.as_os_str().is_empty() { PathBuf::from(".") } else { inside.to_owned() });
    }
    let sibling =
        root.parent().filter(|parent| parent.parent().is_some()).and_then(|parent| out.strip_prefix(parent).ok());
    Ok(sibling.map(|sibling| Path::new("..").join(sibling)).unwrap_or(out))
}

/// Removes `..` from a path.
fn remove_parent_dirs(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            component => plain.push(component),
        }
    }
    plain
}

/// Writes a crate next to its final path and renames it.
pub fn write_new(generated: &GeneratedCrate, out: &Path) -> anyhow::Result<usize> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let staging = tempfile::Builder::new().prefix(".new-service-").tempdir_in(parent)?;
    let path = staging.path().join("crate");
    fs::create_dir(&path)?;
    let written = write_again(generated, &path)?;
    if out.is_dir() {
        fs::remove_dir(out)?;
    }
    fs::rename(&path, out)?;
    Ok(written)
}

/// Updates the changed files of a crate. The model is written last, so that it never describes code that does not
/// exist.
pub fn write_again(generated: &GeneratedCrate, out: &Path) -> anyhow::Result<usize> {
    let replaced = Tree::new(out).replace(&generated.wanted)?;
    let model: Vec<_> = generated.model.iter().map(|(path, text)| (out.join(path), text.clone())).collect();
    let changed = write::together(&model)?;
    Ok(replaced.written + changed.into_iter().filter(|changed| *changed).count())
}

/// Prints the differences between a crate and the generated one; `fixing` is the command that removes them.
pub fn check(generated: &GeneratedCrate, out: &Path, fixing: &str) -> anyhow::Result<Verdict> {
    let differs = |(path, text): &&(PathBuf, String)| fs::read_to_string(out.join(path)).ok().as_ref() != Some(text);
    let model: Vec<_> = generated.model.iter().filter(differs).collect();
    for (path, _) in &model {
        outln!("{:<8} {}", if out.join(path).exists() { "changed" } else { "missing" }, path.display());
    }
    let verdict = check::check(&Tree::new(out), &generated.wanted, fixing)?;
    if model.is_empty() || verdict == Verdict::Bad {
        return Ok(verdict);
    }
    outln!("{BAD}the model in {} is out of date{BAD:#}\nfix it with: {fixing}", out.display());
    Ok(Verdict::Bad)
}
