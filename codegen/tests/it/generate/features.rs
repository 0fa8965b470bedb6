//! The parts of a crate for groups of operations: features, and conditions of modules and tables.

use super::{PARTITIONS, output, settings, source};
use dms_codegen::explain::Explainer;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Three groups, and an operation without a group. Starting a job polls the operation of another group.
fn model() -> Value {
    let operation = |input: &str| json!({ "type": "operation", "input": { "target": input } });
    let structure = |members: Value| json!({ "type": "structure", "members": members });
    let member = |target: &str| json!({ "target": target });
    let mut start = operation("x#StartJobInput");
    start["traits"] = json!({ "rust.client#completion": {
        "waiter": "JobDone", "input": { "Name": "$Name" },
        "running": { "path": "Status", "expected": "running", "comparator": "stringEquals" },
    } });
    let mut describe = operation("x#DescribeJobInput");
    describe["output"] = member("x#DescribeJobOutput");
    describe["traits"] = json!({ "smithy.waiters#waitable": { "JobDone": { "acceptors": [{
        "state": "success",
        "matcher": { "output": { "path": "Status", "expected": "done", "comparator": "stringEquals" } },
    }] } } });
    let mut make = operation("x#MakeThingInput");
    make["errors"] = json!([{ "target": "x#Fault" }]);
    let operations = ["MakeThing", "StartJob", "DescribeJob", "Ping"].map(|name| member(&format!("x#{name}")));
    json!({ "smithy": "2.0", "shapes": {
        "x#Service": {
            "type": "service", "version": "1",
            "operations": operations,
            "traits": { "aws.protocols#awsJson1_1": {}, "rust.client#operationGroups": [
                { "title": "Things and more", "operations": ["x#MakeThing"] },
                { "title": "Starting", "feature": "start", "operations": ["x#StartJob"] },
                { "title": "Jobs", "operations": ["x#DescribeJob"] },
            ] },
        },
        "x#MakeThing": make, "x#StartJob": start, "x#DescribeJob": describe, "x#Ping": operation("x#PingInput"),
        "x#MakeThingInput": structure(json!({ "Part": member("x#Part"), "Own": member("x#Own") })),
        "x#StartJobInput": structure(json!({
            "Name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }, "Part": member("x#Part"),
        })),
        "x#DescribeJobInput": structure(json!({ "Name": member("smithy.api#String") })),
        "x#DescribeJobOutput": structure(json!({ "Status": member("smithy.api#String"), "Log": member("x#Log") })),
        "x#PingInput": structure(json!({ "Echo": member("x#Echo") })),
        "x#Part": structure(json!({})), "x#Own": structure(json!({ "Echo": member("x#Echo") })),
        "x#Log": structure(json!({})), "x#Echo": structure(json!({})), "x#Detail": structure(json!({})),
        "x#Fault": {
            "type": "structure", "members": { "Detail": member("x#Detail") }, "traits": { "smithy.api#error": "client" },
        },
    } })
}

#[test]
fn an_item_needs_a_group_that_reaches_it() {
    let sources = [source(model().to_string())];
    let explainer =
        Explainer::open(&sources, Some(&PARTITIONS), &settings("")).unwrap_or_else(|problems| panic!("{problems}"));
    let features: BTreeMap<&str, String> =
        explainer.items().iter().map(|item| (item.path.as_str(), item.features.join(" "))).collect();
    for (path, expected) in [
        ("crate::Client::make_thing", "things-and-more"),
        ("crate::Client::start_job", "start"),
        // Polled by an operation that starts a job.
        ("crate::Client::describe_job", "jobs start"),
        ("crate::waiters::Waiters::wait_until_job_done", "jobs start"),
        ("crate::types::Log", "jobs start"),
        ("crate::types::Part", "start things-and-more"),
        ("crate::types::Own", "things-and-more"),
        ("crate::operation::make_thing::MakeThingInput::own", "things-and-more"),
        // Without a group.
        ("crate::Client::ping", ""),
        ("crate::types::Echo", ""),
        // The error of all operations is always the same.
        ("crate::types::error::Fault", ""),
        ("crate::types::Detail", ""),
    ] {
        assert_eq!(features.get(path).map(String::as_str), Some(expected), "{path}");
    }
}

#[test]
fn conditions_are_at_modules_and_in_tables() {
    let files = output(model().to_string()).files;
    for (path, text) in [
        ("src/operation.rs", "#[cfg(any(feature = \"jobs\", feature = \"start\"))]\npub mod describe_job;\n"),
        ("src/types.rs", "#[cfg(feature = \"things-and-more\")]\nmod _own;\n"),
        ("src/types.rs", "#[cfg(feature = \"things-and-more\")]\npub use _own::Own;\n"),
        ("src/types/builders.rs", "#[cfg(feature = \"things-and-more\")]\npub use super::_own::OwnBuilder;\n"),
        ("src/data_impls.rs", "#[cfg(feature = \"start\")]\ndata!(operation::start_job::StartJobInput);\n"),
        ("src/waiters.rs", "#[cfg(any(feature = \"jobs\", feature = \"start\"))]\npub mod job_done;\n"),
        ("Cargo.toml", "default = [\"all-operations\", "),
        ("Cargo.toml", "all-operations = [\n  \"jobs\",\n  \"start\",\n  \"things-and-more\",\n]\njobs = []\n"),
        ("src/README.md", "| `things-and-more` | "),
        ("src/lib.rs", "//! Feature: `things-and-more`.\n"),
    ] {
        assert!(files[path].contains(text), "{path}: {text}\n{}", files[path]);
    }
    let conditional = files.iter().filter(|(path, _)| path.starts_with("src/operation/") || path.contains("/_"));
    for (path, text) in conditional {
        assert!(!text.contains("cfg("), "{path}");
    }
}

#[test]
fn a_model_without_groups_has_no_trace_of_them() {
    let mut model = model();
    model["shapes"]["x#Service"]["traits"].as_object_mut().unwrap().remove("rust.client#operationGroups");
    let files = output(model.to_string()).files;
    // The runtime is the same for all models.
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("src/runtime/")) {
        assert!(!text.contains("all-operations") && !text.contains("any(feature"), "{path}");
    }
}
