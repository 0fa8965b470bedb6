//! The link by which `Cargo.toml` is replaced in the same step as `src/`.

use std::path::{Path, PathBuf};

use super::Tree;

/// The file in `src/` that `Cargo.toml` links to while both are replaced at once.
pub const BRIDGE: &str = ".codegen-manifest";

/// Returns the path of the bridge in a source directory.
pub fn bridge(src: &Path) -> PathBuf {
    src.join(BRIDGE)
}

/// Whether `Cargo.toml` is a link to the bridge.
pub fn is_bridged(tree: &Tree) -> bool {
    tree.manifest().read_link().is_ok_and(|target| target == bridge(Path::new("src")))
}
