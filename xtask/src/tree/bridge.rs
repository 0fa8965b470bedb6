//! The link by which `Cargo.toml` is replaced in the same step as `src/`.

use std::path::{Path, PathBuf};

use super::Tree;

/// The file in `src/` that `Cargo.toml` points to while both are replaced at once.
pub const BRIDGE: &str = ".codegen-manifest";

/// Where the bridge is, or would be, in a source directory.
pub fn bridge(src: &Path) -> PathBuf {
    src.join(BRIDGE)
}

/// Whether `Cargo.toml` points to the bridge.
pub fn is_bridged(tree: &Tree) -> bool {
    tree.manifest().read_link().is_ok_and(|target| target == bridge(Path::new("src")))
}
