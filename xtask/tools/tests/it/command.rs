//! Tests of the binary: arguments, exit codes, and output streams.

use crate::support::{assert_mentions, service};
use serde_json::json;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

fn run(args: &[&Path]) -> Output {
    Command::new(crate::BINARY).arg("import").args(args).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_import_from_files_reports_the_written_files() {
    let dir = TempDir::new().expect("a folder");
    let out = dir.path().join("zoo.json");
    fs::write(dir.path().join("service-2.json"), service(json!({}), json!({})).to_string()).expect("a file");
    let output = run(&["--from".as_ref(), dir.path(), "--out".as_ref(), &out]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let ignored = "ignored: 1 × `version`: it is the version of the file format (first: service-2)";
    assert_eq!(text(&output.stdout), format!("{ignored}\nwrote {}\n", out.display()));
}

#[test]
fn a_refusal_goes_to_standard_error_and_fails() {
    let dir = TempDir::new().expect("a folder");
    let mut zoo = service(json!({}), json!({}));
    zoo["metadata"]["protocol"] = json!("query");
    fs::write(dir.path().join("service-2.json"), zoo.to_string()).expect("a file");
    let output = run(&["--from".as_ref(), dir.path(), "--out".as_ref(), &dir.path().join("zoo.json")]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), ""));
    let stderr = text(&output.stderr);
    assert_mentions(&stderr, &["error: nothing was imported, for 1 reason", "supports `query`", "remedy:"]);
}

#[test]
fn a_source_has_to_be_given_and_files_need_a_path_of_the_model() {
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert_mentions(&text(&output.stderr), &["--botocore"]);
    let output = run(&["--from".as_ref(), ".".as_ref()]);
    assert_eq!(output.status.code(), Some(2));
    assert_mentions(&text(&output.stderr), &["--out"]);
}
