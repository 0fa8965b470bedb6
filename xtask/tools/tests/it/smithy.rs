//! A Smithy JSON AST as the source.

use crate::support::{args, assert_mentions};
use serde_json::{Value, json};
use std::{fs, path::Path};
use tempfile::TempDir;
use xtask_tools::import::{ImportArgs, import};

/// The model that the import makes of this file, or the error as the user reads it.
fn imported(text: &str) -> Result<String, String> {
    let dir = TempDir::new().expect("a folder");
    let (from, out) = (dir.path().join("official.json"), dir.path().join("out.json"));
    fs::write(&from, text).expect("a file");
    let args = ImportArgs { from: Some(from), out: Some(out.clone()), ..args() };
    match import(&args, dir.path()) {
        Ok(_) => Ok(fs::read_to_string(out).expect("a model")),
        Err(error) => {
            assert!(!out.exists(), "nothing is written");
            Err(format!("{error:#}"))
        }
    }
}

fn official() -> Value {
    let prose = "wordy";
    let documented =
        || json!({ "smithy.api#documentation": prose, "smithy.api#externalDocumentation": { prose: prose } });
    json!({
        "shapes": {
            "ns#Z": {
                "traits": documented(),
                "members": {
                    "second": { "traits": { "smithy.api#required": {}, "smithy.api#documentation": prose }, "target": "ns#E" },
                    "documentation": { "target": "ns#L", "traits": documented() },
                },
                "type": "structure",
            },
            "ns#E": { "type": "enum", "members": { "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#documentation": prose, "smithy.api#enumValue": "a" } } } },
            "ns#L": { "type": "list", "member": { "target": "ns#E", "traits": documented() } },
            "ns#Get": {
                "type": "operation", "output": { "target": "ns#Z" }, "input": { "target": "smithy.api#Unit" },
                "traits": {
                    "smithy.waiters#waitable": { "Up": { "documentation": prose, "minDelay": 1, "acceptors": [{ "state": "success", "matcher": { "success": true } }] } },
                    "smithy.api#deprecated": { "message": prose, "since": "2020" },
                    "smithy.api#examples": [{ "title": prose, "documentation": prose, "input": { "documentation": "kept" } }],
                },
            },
            "ns#Add": { "type": "operation", "input": { "target": "smithy.api#Unit" }, "output": { "target": "smithy.api#Unit" } },
            "ns#S": {
                "type": "service", "version": "1", "operations": [{ "target": "ns#Get" }, { "target": "ns#Add" }],
                "traits": { "smithy.rules#endpointRuleSet": { "version": "1.0", "parameters": { "Region": { "type": "string", "documentation": prose } }, "rules": [] } },
            },
        },
        "metadata": { "suppressions": [{ "id": "X", "reason": prose }] },
        "smithy": "2.0",
    })
}

#[test]
fn prose_stays_behind_and_facts_take_the_stable_form() {
    let model = imported(&official().to_string()).expect("an import");
    assert!(!model.contains("wordy"), "{model}");
    insta::assert_snapshot!(model);
}

#[test]
fn the_stable_form_of_the_stable_form_is_itself() {
    let once = imported(&official().to_string()).expect("an import");
    assert_eq!(imported(&once).expect("an import"), once);
    let committed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/dms.json"));
    let committed = committed.expect("the committed model");
    assert!(imported(&committed).expect("an import") == committed, "both ways into the stable form agree");
}

#[test]
fn other_files_are_refused_with_a_remedy() {
    let old = imported("{\"smithy\": \"1.0\", \"shapes\": {}}").expect_err("an error");
    assert_mentions(&old, &["official.json", "Smithy 1.0", "remedy: convert it"]);
    let botocore = imported("{\"metadata\": {}}").expect_err("an error");
    assert_mentions(&botocore, &["official.json", "not a Smithy JSON AST", "remedy: for botocore's files"]);
    let broken = imported("{\"smithy\": ").expect_err("an error");
    assert_mentions(&broken, &["official.json is not JSON", "line 1", "remedy:"]);
}
