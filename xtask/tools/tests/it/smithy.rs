//! Tests of imports from a Smithy JSON AST.

use crate::support::{args, assert_mentions};
use std::fs;
use tempfile::TempDir;
use xtask_tools::import::{ImportArgs, import};

/// Returns the report of an import of this file and the model, or the error message.
fn imported(text: &str) -> Result<(String, String), String> {
    let dir = TempDir::new().expect("a folder");
    let (from, out) = (dir.path().join("official.json"), dir.path().join("out.json"));
    fs::write(&from, text).expect("a file");
    let args = ImportArgs { from: Some(from), out: Some(out.clone()), ..args() };
    match import(&args, dir.path()) {
        Ok(output) => Ok((output, fs::read_to_string(out).expect("a model"))),
        Err(error) => {
            assert!(!out.exists(), "nothing is written");
            Err(format!("{error:#}"))
        }
    }
}

#[test]
fn the_import_reports_ignored_traits() {
    let documented = r#"{"smithy": "2.0", "shapes": {
        "ns#A": {"type": "string", "traits": {"smithy.api#documentation": "wordy"}},
        "ns#B": {"type": "string", "traits": {"smithy.api#documentation": "wordy"}}
    }}"#;
    let (output, model) = imported(documented).expect("an import");
    assert!(!model.contains("wordy"), "{model}");
    assert_mentions(&output, &["ignored: 2 × `smithy.api#documentation`: it is prose", "(first: ns#A)", "wrote "]);
    let (output, again) = imported(&model).expect("an import");
    assert_eq!(model, again);
    assert!(!output.contains("ignored"), "{output}");
}

#[test]
fn other_files_are_refused_with_a_remedy() {
    let old = imported("{\"smithy\": \"1.0\", \"shapes\": {}}").expect_err("an error");
    assert_mentions(&old, &["nothing was imported, for 1 reason", "official.json", "is \"1.0\"", "remedy: Convert"]);
    let botocore = imported("{\"metadata\": {}}").expect_err("an error");
    assert_mentions(&botocore, &["official.json", "not a Smithy JSON AST", "remedy: Import botocore's files"]);
    let broken = imported("{\"smithy\": ").expect_err("an error");
    assert_mentions(&broken, &["this is not JSON", "official.json:1:11", "remedy:"]);
}
