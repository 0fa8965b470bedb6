//! Tests of help texts and invalid arguments.

use std::fs::File;
use std::process::Stdio;

use super::{Project, repository, run, xtask};

#[test]
fn help_lists_all_commands() {
    let directory = repository();
    let help = |arguments: &[&str]| {
        let output = run(&mut xtask(directory, arguments));
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
        output.out
    };
    insta::assert_snapshot!("help", help(&["--help"]));
    insta::assert_snapshot!("help_codegen", help(&["codegen", "--help"]));
    insta::assert_snapshot!("help_explain", help(&["explain", "--help"]));
    insta::assert_snapshot!("help_list", help(&["list", "--help"]));
    insta::assert_snapshot!("help_test", help(&["test", "--help"]));
    for command in ["accept", "codegen", "explain", "list", "test"] {
        let help = run(xtask(directory, &[command, "--help"]).env("COLUMNS", "60")).out;
        assert!(help.contains(&format!("\n  cargo xtask {command}")), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 60 || line.contains("cargo xtask")), "{help}");
    }
}

#[test]
fn invalid_arguments_exit_with_2_and_change_nothing() {
    let project = Project::new();
    let invalid: [&[&str]; 9] = [
        &[],
        &["generate"],
        &["codegen", "--chekc"],
        &["codegen", "--model"],
        &["codegen", "--package", "\"]\nevil = \"1"],
        &["codegen", "--package", "1st"],
        &["codegen", "--package", ""],
        &["test", "--only", "lint"],
        &["test", "--fail-fast", "--keep-going"],
    ];
    for arguments in invalid {
        let output = run(&mut xtask(project.0.path(), arguments));
        assert_eq!((output.code, output.out.as_str()), (Some(2), ""), "{arguments:?}: {output:?}");
        assert!(output.err.contains("--help"), "{arguments:?}: {}", output.err);
        assert_eq!(super::list(project.0.path()).len(), 1, "{arguments:?} created files");
    }
}

#[test]
fn a_closed_pipe_ends_a_command_without_an_error() {
    for arguments in [&["list", "shapes", "--format", "json"][..], &["list", "words"], &["explain", "Endpoint"]] {
        let mut command = xtask(repository(), arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a program that starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let full = File::options().write(true).open("/dev/full").expect("/dev/full");
    let output = xtask(repository(), &["list", "shapes"]).stdout(full).output().expect("a program that starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.starts_with("error: cannot write to standard output: No space left"), "{stderr}");
}
