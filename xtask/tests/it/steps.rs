//! `test`, with a Cargo that only pretends.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::fake_program::create_fake_program;
use super::{CommandOutput, checkout, run, xtask};

/// Calls `xtask test` with a Cargo that is this script.
fn test(script: &str, arguments: &[&str]) -> CommandOutput {
    let directory = tempfile::tempdir().expect("a temporary directory");
    checkout(directory.path());
    run(command(directory.path(), arguments).env("CARGO", cargo(directory.path(), script)))
}

/// Creates a fake Cargo with this script.
fn cargo(directory: &Path, script: &str) -> PathBuf {
    let cargo = directory.join("cargo");
    create_fake_program(&cargo, script);
    cargo
}

fn command(directory: &Path, arguments: &[&str]) -> Command {
    // Without the step that installs a server in this repository.
    let only = ["test", "--only", "fmt", "clippy", "docs", "tests"];
    let only = if arguments.contains(&"--only") { &only[..1] } else { &only };
    xtask(directory, &[only, arguments].concat())
}

/// A fake Cargo whose tests all pass.
const GOOD: &str = r#"
case "$1" in
  test) echo 'test result: ok. 30 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s'
        echo 'test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s' ;;
  *) echo "hidden output of $1" ;;
esac"#;

fn last_line(output: &CommandOutput) -> &str {
    output.out.lines().last().unwrap_or_default()
}

#[test]
fn steps_that_pass_are_counted_and_their_output_is_hidden() {
    let output = test(GOOD, &[]);
    assert_eq!((output.code, output.err.as_str()), (Some(0), ""), "{output:?}");
    let progress: Vec<_> = output.out.lines().take(4).collect();
    for (index, (line, name)) in progress.iter().zip(["fmt", "clippy", "docs", "tests"]).enumerate() {
        assert!(line.starts_with(&format!("[{}/4] {name}: ", index + 1)) && line.contains(" ok "), "{line}");
    }
    assert!(!output.out.contains("hidden output"), "{}", output.out);
    assert_eq!(last_line(&output), "42 passed, 0 failed");
    let table = output.out.lines().find(|line| line.starts_with("tests ")).expect("a row");
    assert!(table.contains("ok") && table.trim_end().ends_with("42       0"), "{table}");
}

#[test]
fn verbose_prints_the_output_of_passing_steps() {
    let output = test(GOOD, &["--verbose"]);
    assert_eq!(output.code, Some(0));
    assert!(output.out.contains("hidden output of clippy\n"), "{}", output.out);
    assert_eq!(output.out.matches("30 passed; 0 failed").count(), 1, "{}", output.out);
}

#[test]
fn a_failing_test_is_printed_completely_and_the_other_steps_still_run() {
    let failing = r#"
case "$1" in
  test) echo 'thread panicked: left != right' >&2; echo 'test result: FAILED. 7 passed; 3 failed; 0 ignored'; exit 101 ;;
  clippy) [ "$2" = --version ] || { seq 5000; echo 'a lint' >&2; exit 1; } ;;
esac"#;
    let output = test(failing, &[]);
    assert_eq!(output.code, Some(1), "{output:?}");
    assert!(
        output.out.contains("\n1\n2\n3\n") && output.out.contains("\n4999\n5000\na lint\n"),
        "the output is truncated"
    );
    assert!(output.out.contains("thread panicked: left != right\ntest result: FAILED."), "{}", output.out);
    // Three failing tests, and the failure of the lint step, which has no tests.
    assert_eq!(last_line(&output), "7 passed, 4 failed");
}

#[test]
fn fail_fast_stops_at_the_first_failure() {
    let failing = r#"[ "$2" = --version ] || [ "$1" = fmt ] || { echo "$1 was run"; exit 1; }"#;
    let output = test(failing, &["--fail-fast"]);
    assert_eq!(output.code, Some(1));
    assert!(output.out.contains("clippy was run") && !output.out.contains("doc was run"), "{}", output.out);
    assert!(output.out.contains("2 of 4 steps were not run"), "{}", output.out);
    assert_eq!(last_line(&output), "0 passed, 1 failed");
}

#[test]
fn a_failure_counts_even_if_cargo_reports_success() {
    let output = test("echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'", &["--only", "tests"]);
    assert_eq!((output.code, last_line(&output)), (Some(1), "1 passed, 1 failed"));
    let output = test("echo 'test result: ok. 5 passed; 0 failed; 0 ignored'; kill -9 $$", &["--only", "tests"]);
    assert_eq!((output.code, last_line(&output)), (Some(1), "5 passed, 1 failed"));
    assert!(output.out.contains("signal: 9"), "{}", output.out);
}

#[test]
fn missing_tools_are_named_with_the_command_that_installs_them() {
    let output = test("exit 1", &["--only", "fmt,clippy"]);
    assert_eq!(output.code, Some(1));
    assert!(output.out.contains("rustfmt is not installed; `rustup component add rustfmt`"), "{}", output.out);
    assert!(output.out.contains("clippy is not installed; `rustup component add clippy`"), "{}", output.out);
    assert_eq!(last_line(&output), "0 passed, 2 failed");

    let nowhere = tempfile::tempdir().expect("a temporary directory");
    checkout(nowhere.path());
    let output = run(command(nowhere.path(), &["--only", "tests"]).env("CARGO", nowhere.path().join("cargo")));
    assert_eq!((output.code, last_line(&output)), (Some(1), "0 passed, 1 failed"));
    assert!(output.out.contains("cannot start `"), "{}", output.out);
}

#[test]
fn snapshots_are_fixed_and_warnings_are_errors() {
    let printing =
        r#"echo "$1: $CI $INSTA_UPDATE ${INSTA_FORCE_PASS-unset} ${RUSTDOCFLAGS-none} $PWD"; echo "arguments: $*""#;
    let fixture = tempfile::tempdir().expect("a temporary directory");
    checkout(fixture.path());
    let cargo = cargo(fixture.path(), printing);
    // The steps run at the root, wherever the command is called.
    let mut command = command(&fixture.path().join("xtask"), &["--verbose"]);
    command.env("CARGO", cargo).env("INSTA_UPDATE", "always").env("INSTA_FORCE_PASS", "1").env_remove("RUSTDOCFLAGS");
    let output = run(&mut command);
    let root = fixture.path().canonicalize().expect("a directory");
    let root = root.display();
    for line in [
        format!("test: true no unset none {root}\n"),
        format!("doc: true no unset -D warnings {root}\n"),
        "arguments: fmt --all --check\n".to_owned(),
        "arguments: clippy --workspace --all-targets -- -D warnings\n".to_owned(),
        "arguments: doc --workspace --all-features --no-deps --lib --examples\n".to_owned(),
        "arguments: test --workspace --features dms-sdk/serde,dms-sdk/documents,fixture-sdk/serde,fixture-sdk/documents \
            --no-fail-fast\n"
            .to_owned(),
    ] {
        assert!(output.out.contains(&line), "{line} is not in {}", output.out);
    }
}

#[test]
fn the_package_includes_uncommitted_changes() {
    let output = test(r#"echo "arguments: $*""#, &["--only", "package", "--verbose"]);
    let called = output.out.lines().find_map(|line| line.strip_prefix("arguments: ")).expect("a call");
    assert_eq!(called, "package --package dms-sdk --package dms-sdk-runtime --allow-dirty --no-verify");
}

#[test]
fn list_runs_nothing() {
    let output = test("echo cargo was called; exit 1", &["--list", "--only", "tests", "fmt"]);
    assert_eq!(output.code, Some(0));
    let names: Vec<_> = output.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["fmt", "tests"]);
}
