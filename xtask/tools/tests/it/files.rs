//! Imports from files on disk.

use crate::support::{args, assert_mentions, operation, service, snapshot};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::{fs, io::Write as _, path::Path};
use tempfile::TempDir;
use xtask_tools::import::{ImportArgs, import};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip in memory")
}

fn zoo() -> Value {
    let string = json!({ "shape": "String" });
    service(
        json!({ "List": operation("List", "In", "Out") }),
        json!({
            "In": { "type": "structure", "members": { "Start": string } },
            "Out": { "type": "structure", "members": { "Next": string } },
            "String": { "type": "string" },
        }),
    )
}

fn paginators() -> Value {
    json!({ "pagination": { "List": { "input_token": "Start", "output_token": "Next" } } })
}

fn from(folder: &Path, out: &Path) -> ImportArgs {
    ImportArgs { from: Some(folder.to_owned()), out: Some(out.to_owned()), ..args() }
}

#[test]
fn gzip_and_plain_files_result_in_the_same_model() {
    let dir = TempDir::new().expect("a folder");
    let import_as = |name: &str, suffix: &str, pack: fn(&[u8]) -> Vec<u8>| {
        let folder = dir.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        for (file, value) in [("service-2.json", zoo()), ("paginators-1.json", paginators())] {
            fs::write(folder.join(format!("{file}{suffix}")), pack(value.to_string().as_bytes())).expect("a file");
        }
        for other in ["endpoint-bdd-1.json", "notes.json", "model-2.txt"] {
            fs::write(folder.join(other), "").expect("a file");
        }
        let out = dir.path().join(format!("{name}.json"));
        let output = import(&from(&folder, &out), dir.path()).expect("an import");
        assert_mentions(&output, &["file `endpoint-bdd-1.json`", "wrote", &out.display().to_string()]);
        assert!(!output.contains("notes.json") && !output.contains("model-2"), "{output}");
        fs::read_to_string(out).expect("a model")
    };
    let plain = import_as("plain", "", <[u8]>::to_vec);
    assert_eq!(plain, import_as("packed", ".gz", gzip));
    assert!(plain.contains("smithy.api#paginated"), "companions are read as well");
}

#[test]
fn the_second_import_changes_nothing_and_reports_it() {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("service-2.json"), zoo().to_string()).expect("a file");
    let args = from(dir.path(), &dir.path().join("out/zoo.json"));
    import(&args, dir.path()).expect("an import");
    let before = snapshot(dir.path());
    let output = import(&args, dir.path()).expect("an import");
    assert_mentions(&output, &["unchanged"]);
    assert_eq!(before, snapshot(dir.path()), "one model, and neither lock nor partitions");
    assert_eq!(before.len(), 2);
}

/// Tries to import over an older model, which must not change; returns the error message.
#[track_caller]
fn failure(prepare: impl Fn(&Path)) -> String {
    let dir = TempDir::new().expect("a folder");
    prepare(dir.path());
    let out = dir.path().join("model.json");
    fs::write(&out, "older").expect("a file");
    let before = snapshot(dir.path());
    let error = import(&from(dir.path(), &out), dir.path()).expect_err("an error");
    assert_eq!(before, snapshot(dir.path()), "nothing on disk has changed");
    format!("{error:#}")
}

#[test]
fn missing_truncated_and_broken_files_are_named_with_a_remedy() {
    let text = failure(|_| {});
    assert_mentions(&text, &["has no `service-2.json` and no `service-2.json.gz`", "remedy:"]);

    let packed = gzip(zoo().to_string().as_bytes());
    let text = failure(|dir| fs::write(dir.join("service-2.json.gz"), &packed[..packed.len() / 2]).expect("a file"));
    assert_mentions(&text, &["service-2.json.gz is not complete gzip data", "remedy: fetch the file again"]);

    let text = failure(|dir| fs::write(dir.join("service-2.json"), b"{\"\xff\":1}").expect("a file"));
    assert_mentions(&text, &["service-2.json is not UTF-8 text", "remedy:"]);

    let text = failure(|dir| {
        fs::write(dir.join("service-2.json"), zoo().to_string()).expect("a file");
        fs::write(dir.join("waiters-2.json"), "{\"version\": 2,").expect("a file");
    });
    assert_mentions(&text, &["nothing was imported, for 1 reason", "waiters-2.json:1:14", "remedy:"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("service-2.json"), zoo().to_string()).expect("a file");
    let out = dir.path().join("service-2.json/model.json");
    let error = import(&from(dir.path(), &out), dir.path()).expect_err("an error");
    assert_mentions(&format!("{error:#}"), &["cannot", "service-2.json/model.json"]);
}
