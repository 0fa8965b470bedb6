//! Finds the checkout of this repository that a command works on.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// The file that identifies the root of a checkout.
const MARKER: &str = "xtask/Cargo.toml";

/// Returns the root of the checkout that contains the working directory.
///
/// # Errors
/// When the working directory is not in a checkout.
pub fn root() -> anyhow::Result<PathBuf> {
    let directory = std::env::current_dir().context("cannot read the working directory")?;
    root_above(&directory)
}

fn root_above(directory: &Path) -> anyhow::Result<PathBuf> {
    let root = directory.ancestors().find(|ancestor| ancestor.join(MARKER).is_file());
    root.map(Path::to_owned).with_context(|| {
        format!(
            "{} is not in a checkout of this repository: no directory above it has {MARKER}\n  remedy: run the command \
             in a checkout",
            directory.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_directory_with_the_marker_is_the_root() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let inner = directory.path().join("outer/target/inner");
        let deep = inner.join("models/words");
        for path in [directory.path().join("outer"), inner.clone()] {
            fs::create_dir_all(path.join("xtask")).expect("a directory");
            fs::write(path.join(MARKER), "").expect("a file");
        }
        fs::create_dir_all(&deep).expect("a directory");
        assert_eq!(root_above(&deep).expect("a root"), inner);
        assert_eq!(root_above(&directory.path().join("outer/target")).expect("a root"), directory.path().join("outer"));
    }

    #[test]
    fn a_directory_in_no_checkout_is_an_error_that_names_it() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let error = root_above(directory.path()).expect_err("no root").to_string();
        assert!(error.contains(&directory.path().display().to_string()) && error.contains("remedy: "), "{error}");
    }
}
