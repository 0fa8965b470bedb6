//! Fake programs for tests.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// Returns the root of the repository.
pub fn repository() -> &'static Path {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|path| path.join("xtask/Cargo.toml").exists()).expect("the repository")
}

/// Creates a fake program with this script, or replaces its script.
pub fn create_fake_program(program: &Path, script: &str) {
    fs::write(program.with_extension("sh"), script).expect("a script");
    if !program.exists() {
        symlink(repository().join("xtask/tests/support/program.sh"), program).expect("a link");
    }
}
