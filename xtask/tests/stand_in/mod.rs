//! Programs that tests stand in for others.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// Makes a program of this script, or gives the program another script.
pub fn stand_in(program: &Path, script: &str) {
    fs::write(program.with_extension("sh"), script).expect("a script");
    if !program.exists() {
        symlink(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stand_in/program.sh"), program).expect("a link");
    }
}
