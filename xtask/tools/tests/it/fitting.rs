//! Tests of `update` to releases that do not match the hand-written files, or that are not usable completely.

use crate::support::{assert_mentions, operation, service};
use crate::update::{release, repository, table, update};
use crate::wheel::{Repository, wheel};
use serde_json::{Value, json};
use std::fs;
use xtask::Verdict;
use xtask_tools::import::Lock;

fn id(name: &str) -> String {
    format!("com.amazonaws.zooservice#{name}")
}

/// Creates a repository whose hand-written files describe all operations of release 1.0.0: `Feed` and `Clean`.
fn documented() -> Repository {
    let repository = repository();
    repository.deliver("1.1.0", &release(&["Feed", "Clean"]));
    assert_eq!(update(&repository, Some("1.1.0"), false), Ok(Verdict::Good));
    let waiter = json!({ "acceptors": [{ "state": "success", "matcher": { "success": true } }] });
    let completion = json!({ "waiter": "Cleaned", "input": {},
        "running": { "path": "Name", "expected": "busy", "comparator": "stringEquals" } });
    let traits = |name: &str, traits: Value| (id(name), json!({ "type": "apply", "traits": traits }));
    let overlay = [
        traits(
            "Zoo_20200220",
            json!({ "rust.client#operationGroups": [
            { "title": "Food", "operations": [id("Feed")] }, { "title": "Water", "operations": [id("Clean")] },
        ] }),
        ),
        traits(
            "Clean",
            json!({ "smithy.waiters#waitable": { "Cleaned": waiter },
            "rust.client#waiterFailureReason": { "Cleaned": "Name" } }),
        ),
        traits("Feed", json!({ "rust.client#completion": completion })),
        traits("In$Name", json!({ "smithy.api#documentation": "A name." })),
    ];
    let examples =
        [traits("Clean", json!({ "smithy.api#examples": [{ "title": "Clean", "input": { "Name": "x" } }] }))];
    let file = |shapes: &[(String, Value)]| {
        let shapes: serde_json::Map<_, _> = shapes.iter().cloned().collect();
        json!({ "smithy": "2.0", "shapes": shapes }).to_string()
    };
    fs::write(repository.path("models/dms.overlay.json"), file(&overlay)).expect("a file");
    fs::write(repository.path("models/dms.examples.json"), file(&examples)).expect("a file");
    fs::create_dir(repository.path("models/words")).expect("a folder");
    fs::write(repository.path("models/words/zoo.md"), "# Clean\n\nCleans, see [`Feed`].\n").expect("a file");
    repository
}

fn read(repository: &Repository, path: &str) -> String {
    fs::read_to_string(repository.path(path)).expect("a file")
}

#[test]
fn a_removed_operation_does_not_prevent_an_update() {
    let repository = documented();
    repository.deliver("2.0.0", &release(&["Feed"]));
    assert_eq!(update(&repository, Some("2.0.0"), false), Ok(Verdict::Good));
    assert!(!repository.path("generated/src/operation/clean.rs").exists());
    let front = read(&repository, "generated/src/lib.rs");
    assert!(front.contains("## Food") && !front.contains("## Water"), "{front}");
    assert!(!read(&repository, "generated/src/operation/feed.rs").contains("Completion"));
    // The files on disk are the ones that `codegen` generates.
    let inputs = xtask::inputs::Inputs::read(&[], None, repository.dir.path()).expect("a model");
    let output = dms_codegen::generate(&inputs.sources, Some(&inputs.partitions), &inputs.settings);
    let output = output.unwrap_or_else(|problems| panic!("{problems}"));
    let problems: Vec<_> = output.warnings.iter().map(|warning| warning.problem.as_str()).collect();
    for part in [
        "traits are applied to `com.amazonaws.zooservice#Clean`, which does not exist",
        "the group `Water` names `com.amazonaws.zooservice#Clean`, which is not an operation",
        "`rust.client#completion` names `Cleaned`, which is not a waiter",
        "the model has no `Clean`",
    ] {
        assert!(problems.iter().any(|problem| problem.contains(part)), "`{part}` is missing in {problems:#?}");
    }
    repository.deliver("3.0.0", &release(&["Feed", "Clean"]));
    assert_eq!(update(&repository, Some("3.0.0"), false), Ok(Verdict::Good), "and it is back");
    assert_mentions(&read(&repository, "generated/src/operation/feed.rs"), &["Completion"]);
    assert_mentions(&read(&repository, "generated/src/lib.rs"), &["## Food", "## Water"]);
}

#[test]
fn a_release_without_partitions_keeps_the_current_ones() {
    let repository = repository();
    let before = read(&repository, "models/aws-partitions.json");
    let shapes = json!({ "In": { "type": "structure", "members": {} } });
    let zoo = service(json!({ "Feed": operation("Feed", "In", "In") }), shapes);
    for (version, partitions) in [("0.8.0", None), ("0.9.0", Some(json!({ "partitions": [{ "id": "aws" }] })))] {
        let mut files = vec![("zoo/2020-02-20/service-2.json", zoo.clone())];
        files.extend(partitions.map(|partitions| ("partitions.json", partitions)));
        repository.deliver(version, &wheel(&files));
        assert_eq!(update(&repository, Some(version), false), Ok(Verdict::Good), "{version}");
        assert_eq!(read(&repository, "models/aws-partitions.json"), before, "{version}");
    }
}

#[test]
fn unusable_endpoint_rules_are_left_out_and_recorded_in_the_lock_file() {
    let repository = repository();
    let region = json!({ "type": "String", "builtIn": "AWS::Region", "required": false, "documentation": "" });
    // `Region` may be unset, which the rules do not check.
    let partition = json!({ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Found" });
    let rule = json!({ "type": "endpoint", "conditions": [partition], "endpoint": { "url": "https://zoo.test" } });
    let rules = json!({ "version": "1.0", "parameters": { "Region": region }, "rules": [rule] });
    let shapes = json!({ "In": { "type": "structure", "members": {} } });
    let zoo = service(json!({ "Feed": operation("Feed", "In", "In") }), shapes);
    let files = [
        ("zoo/2020-02-20/service-2.json", zoo),
        ("zoo/2020-02-20/endpoint-rule-set-1.json", rules),
        ("partitions.json", table()),
    ];
    repository.deliver("0.9.0", &wheel(&files));
    assert_eq!(update(&repository, Some("0.9.0"), false), Ok(Verdict::Good));
    let model = read(&repository, "models/dms.json");
    assert!(!model.contains("endpointRuleSet"), "{model}");
    let lock = Lock::read(&repository.path("models/dms.lock.toml")).expect("a lock").expect("a lock");
    assert!(lock.describes(&model));
    let before = read(&repository, "CHANGELOG.md");
    assert_eq!(update(&repository, Some("0.9.0"), false), Ok(Verdict::Good), "a second run changes nothing");
    assert_eq!(read(&repository, "CHANGELOG.md"), before);
}
