//! Runs the examples as programs.
//!
//! Cargo does not pass the paths of examples to tests, so a program is searched next to the binary of this test. A
//! plain `cargo test` builds both; with the name of a test or a target, it does not rebuild the examples.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::process::Command;

/// Much longer than any run here; it only limits a run that would never end.
pub const PATIENCE: Duration = Duration::from_secs(60);

fn path(example: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let profile = test.parent().and_then(|deps| deps.parent()).expect("a test is in <target>/<profile>/deps");
    let program = profile.join("examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
    let changed = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let changes = sources(example).into_iter().filter_map(|source| changed(&source)).max();
    let is_current = changed(&program).is_some_and(|built| Some(built) >= changes);
    assert!(
        is_current,
        "{program:?} is missing or old: run `cargo build --examples` with the features of this test first"
    );
    program
}

/// Returns the files of an example: one, or all in a folder.
fn sources(example: &str) -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    match std::fs::read_dir(examples.join(example)) {
        Ok(files) => files.flatten().map(|file| file.path()).collect(),
        Err(_) => vec![examples.join(format!("{example}.rs"))],
    }
}

/// Returns a command that runs an example with test credentials and without this environment.
pub fn prepared(example: &str) -> Command {
    let mut command = Command::new(path(example));
    command
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "not-a-secret")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub async fn run(mut command: Command) -> Run {
    finish(command.output()).await
}

pub async fn finish(output: impl Future<Output = std::io::Result<Output>>) -> Run {
    let output = tokio::time::timeout(PATIENCE, output).await.expect("an end").expect("a run");
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
    Run { code: output.status.code(), out, err }
}
