//! Replaces a whole tree with a new one, and cleans up after a run that was killed during that.

use std::path::{Path, PathBuf};

use super::{
    Comparison, DifferenceKind, Disk, Tree,
    bridge::{BRIDGE, bridge, is_bridged},
};

/// Stages the new tree, exchanges it with the old one, and removes the working files.
///
/// # Errors
/// On an I/O error. The tree is then the old one, or the new one if only the removal of working files failed; what was
/// staged is removed as far as the disk allows.
pub fn replace(tree: &Tree, comparison: &Comparison<'_>, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    let outcome = stage(tree, comparison, disk).and_then(|staged| commit(tree, &staged, disk));
    let cleared = recover(tree, disk);
    outcome.and(cleared)
}

/// Restores the old or the new state of a tree whose replacement was interrupted, and removes the staging directory.
///
/// # Errors
/// On an I/O error. The next run continues where this one failed.
pub fn recover(tree: &Tree, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    let (src, staging, manifest) = (tree.src(), tree.staging(), tree.manifest());
    let old = Staged::of(tree).old_src;
    if !src.exists() && old.exists() {
        disk.rename(&old, &src)?;
    }
    if bridge(&src).exists() {
        if is_bridged(tree) || !manifest.exists() {
            let restored = staging.join("restored");
            disk.create_dir(&staging)?;
            if restored.exists() {
                disk.remove_file(&restored)?;
            }
            disk.link(&bridge(&src), &restored)?;
            disk.rename(&restored, &manifest)?;
        }
        disk.remove_file(&bridge(&src))?;
    } else if is_bridged(tree) {
        disk.remove_file(&manifest)?;
    }
    if staging.symlink_metadata().is_ok() {
        disk.remove_dir(&staging)?;
    }
    Ok(())
}

/// The contents of the staging directory.
struct Staged {
    src: PathBuf,
    manifest: PathBuf,
    /// The symbolic link that becomes `Cargo.toml`.
    link: PathBuf,
    /// The path of the old source directory if the two cannot be exchanged atomically.
    old_src: PathBuf,
    has_src: bool,
    has_manifest: bool,
}

impl Staged {
    fn of(tree: &Tree) -> Self {
        let at = |name| tree.staging().join(name);
        let (src, manifest, link, old_src) = (at("src"), at("Cargo.toml"), at("link"), at("old"));
        Self { src, manifest, link, old_src, has_src: false, has_manifest: false }
    }
}

fn stage(tree: &Tree, comparison: &Comparison<'_>, disk: &mut Disk<'_>) -> anyhow::Result<Staged> {
    let staging = tree.staging();
    disk.create_dir(&staging)?;
    let mut staged = Staged::of(tree);
    staged.has_manifest = comparison.differences.iter().any(|difference| !difference.path.starts_with("src"));
    staged.has_src = comparison.differences.iter().any(|difference| difference.path.starts_with("src"));
    let mut written = vec![];
    for difference in &comparison.differences {
        if matches!(difference.kind, DifferenceKind::Missing | DifferenceKind::Changed) {
            let path = staging.join(&difference.path);
            create_parent(&path, disk)?;
            disk.write(&path, difference.wanted.as_bytes())?;
            written.push(path);
        }
    }
    disk.sync(&written)?;
    if staged.has_src {
        let is_written = |path: &Path| staging.join(path).exists();
        let wanted = comparison.wanted.iter().map(|(path, _)| path);
        let same = wanted.filter(|path| path.starts_with("src") && !is_written(path));
        for path in same.chain(comparison.kept.iter().map(PathBuf::as_path)) {
            let copy = staging.join(path);
            create_parent(&copy, disk)?;
            disk.link(&tree.root.join(path), &copy)?;
        }
    }
    Ok(staged)
}

fn create_parent(path: &Path, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    match path.parent() {
        Some(parent) if !parent.exists() => disk.create_dir(parent),
        _ => Ok(()),
    }
}

fn commit(tree: &Tree, staged: &Staged, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    if !staged.has_src {
        return disk.rename(&staged.manifest, &tree.manifest());
    }
    if !tree.src().exists() {
        disk.create_dir(&tree.src())?;
    }
    if !staged.has_manifest {
        return swap(tree, staged, disk);
    }
    build_bridge(tree, staged, disk)?;
    swap(tree, staged, disk)?;
    disk.rename(&staged.manifest, &tree.manifest())
}

/// Makes `Cargo.toml` a link into `src/`; it keeps its contents until `src/` is exchanged.
fn build_bridge(tree: &Tree, staged: &Staged, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    let manifest = tree.manifest();
    disk.link(&staged.manifest, &bridge(&staged.src))?;
    if manifest.exists() {
        disk.link(&manifest, &bridge(&tree.src()))?;
    }
    if disk.symlink(&format!("src/{BRIDGE}"), &staged.link)? {
        disk.rename(&staged.link, &manifest)
    } else if manifest.exists() {
        disk.remove_file(&manifest)
    } else {
        Ok(())
    }
}

fn swap(tree: &Tree, staged: &Staged, disk: &mut Disk<'_>) -> anyhow::Result<()> {
    if !disk.exchange(&staged.src, &tree.src())? {
        disk.rename(&tree.src(), &staged.old_src)?;
        disk.rename(&staged.src, &tree.src())?;
    }
    Ok(())
}
