//! Programs that tests stand in for others.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// The root of the repository.
pub fn repository() -> &'static Path {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|path| path.join("xtask/Cargo.toml").exists()).expect("the repository")
}

/// Makes a program of this script, or gives the program another script.
pub fn stand_in(program: &Path, script: &str) {
    fs::write(program.with_extension("sh"), script).expect("a script");
    if !program.exists() {
        symlink(repository().join("xtask/tests/support/program.sh"), program).expect("a link");
    }
}
