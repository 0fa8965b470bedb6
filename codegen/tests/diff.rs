//! `diff`: each rule by a pair of small models, its verdicts, and that programs agree with the verdict for Rust.
//!
//! A folder of `fixtures/diff` is called as its rule, with `-` for a dot. `program.rs` is what a user wrote: it compiles
//! on the crate of `before.json`, and on that of `after.json` unless the rule says `major`. `refused.rs` is what a user
//! cannot write on either, where the rule would say otherwise if he could.

#[path = "diff/crates.rs"]
mod crates;
#[path = "diff/programs.rs"]
mod programs;
#[cfg(feature = "rustdoc-json")]
#[path = "diff/public_api.rs"]
mod public_api;
#[path = "diff/values.rs"]
mod values;

use dms_codegen::{
    Source,
    diff::{Comparison, EVENTS, Event, Rule, Rules, Semver, Side, Wire, api_verdict, compare, page},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const PARTITIONS: Option<&str> = Some(include_str!("../../models/aws-partitions.json"));

fn folder(rule: Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff").join(rule.id().replace('.', "-"))
}

fn read(rule: Rule, file: &str) -> Value {
    let path = folder(rule).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Adds a service with all operations where the model has none, and what one needs where it has a part of one.
fn complete(mut model: Value) -> String {
    let shapes = model["shapes"].as_object_mut().unwrap();
    let operations = shapes.iter().filter(|(_, shape)| shape["type"] == "operation");
    let operations: Vec<Value> = operations.map(|(id, _)| json!({ "target": id })).collect();
    if !shapes.values().any(|shape| shape["type"] == "service") {
        let service = json!({ "type": "service", "version": "2020-01-01", "traits": {} });
        shapes.insert("fixture#Service".to_owned(), service);
    }
    let service = shapes.values_mut().find(|shape| shape["type"] == "service").unwrap();
    service["operations"] = operations.into();
    let traits = service["traits"].as_object_mut().unwrap();
    if !traits.keys().any(|id| id.starts_with("aws.protocols#")) {
        traits.insert("aws.protocols#awsJson1_1".to_owned(), json!({}));
    }
    model.to_string()
}

fn side(text: String) -> Side {
    let source = Source { name: "model.json".to_owned(), text };
    Side::open(&[source], PARTITIONS).unwrap_or_else(|problems| panic!("{problems}"))
}

fn sides(rule: Rule) -> (Side, Side) {
    (side(complete(read(rule, "before.json"))), side(complete(read(rule, "after.json"))))
}

fn ids(comparison: &Comparison) -> Vec<&'static str> {
    comparison.changes.iter().map(|change| change.rule.id()).collect()
}

#[test]
fn every_rule_is_found_where_its_models_differ_by_it() {
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        let (before, after) = sides(*rule);
        let found = compare(&before, &after, &Rules::default());
        if !ids(&found).contains(&rule.id()) || found.verdicts.rust != rule.verdicts().rust {
            wrong.push(format!("{}: {:?}", rule.id(), found.changes));
        }
        assert_eq!(compare(&before, &before, &Rules::default()).changes, [], "{}", rule.id());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let folders = fs::read_dir(folder(Rule::AddedShape).parent().unwrap()).unwrap();
    assert_eq!(folders.count(), Rule::ALL.len(), "a folder that belongs to no rule");
}

/// Rules and the items of both crates are two accounts of one thing. In both directions, for twice the cases.
#[test]
fn the_rules_come_to_what_the_items_of_the_crates_come_to() {
    for rule in Rule::ALL {
        let (before, after) = sides(*rule);
        for (old, new) in [(&before, &after), (&after, &before)] {
            let found = compare(old, new, &Rules::default());
            let (said, is) = (found.verdicts.rust == Semver::Major, api_verdict(old, new) == Semver::Major);
            assert_eq!(said, is, "{}: {:?}", rule.id(), found.changes);
        }
    }
}

#[test]
fn only_consequences_are_found_by_the_items_alone() {
    let consequences = [Rule::ChangedRustApi, Rule::AddedRustApi];
    for rule in Rule::ALL.iter().filter(|rule| !consequences.contains(rule)) {
        let (before, after) = sides(*rule);
        let found = compare(&before, &after, &Rules::default());
        let rest = found.changes.iter().filter(|change| consequences.contains(&change.rule));
        assert_eq!(rest.collect::<Vec<_>>(), Vec::<&dms_codegen::diff::Change>::new(), "{}", rule.id());
    }
}

#[test]
fn people_can_decide_otherwise() {
    let (before, after) = sides(Rule::AddedWaiter);
    let mut rules = Rules::default();
    rules.set(Rule::AddedWaiter, Some(Wire::Breaking), Some(Semver::Patch));
    let found = compare(&before, &after, &rules);
    assert_eq!((found.verdicts.wire, found.verdicts.rust), (Wire::Breaking, Semver::Patch));
}

#[test]
fn names_are_unique_and_unknown_ones_have_neighbours() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    assert_eq!(Rule::find("AddedWaiter"), Ok(Rule::AddedWaiter));
    assert_eq!(Rule::find("ServiceRenam"), Err("Did you mean `ServiceRename`?".to_owned()));
    assert!(Rule::find("").is_err_and(|remedy| remedy.contains("docs/diff-rules.md")));
}

/// What smithy-diff registers.
const EVALUATORS: &[&str] = &[
    "AddedEntityBinding",
    "AddedMetadata",
    "AddedOperationError",
    "AddedRequiredMember",
    "AddedServiceError",
    "AddedShape",
    "AddedTraitDefinition",
    "ChangedDefault",
    "ChangedEnumTrait",
    "ChangedLengthTrait",
    "ChangedMemberOrder",
    "ChangedMemberTarget",
    "ChangedMetadata",
    "ChangedNullability",
    "ChangedOperationInput",
    "ChangedOperationOutput",
    "ChangedRangeTrait",
    "ChangedResourceIdentifiers",
    "ChangedShapeType",
    "ModifiedTrait",
    "RemovedAuthenticationScheme",
    "RemovedEntityBinding",
    "RemovedMetadata",
    "RemovedOperationError",
    "RemovedServiceError",
    "RemovedShape",
    "RemovedTraitDefinition",
    "ServiceRename",
    "TraitBreakingChange",
];

#[test]
fn what_smithys_tool_finds_is_found_and_milder_only_with_a_reason() {
    let evaluator = |event: &Event| event.id.split(['.', ' ']).next().unwrap().to_owned();
    let covered: BTreeSet<String> = EVENTS.iter().map(evaluator).collect();
    assert_eq!(covered.iter().map(String::as_str).collect::<Vec<_>>(), EVALUATORS);
    for event in EVENTS {
        let needs_reason = event.rules.is_empty() || !event.milder().is_empty();
        assert_eq!(needs_reason, !event.why.is_empty(), "{}: {:?} {:?}", event.id, event.milder(), event.why);
    }
    let ids: BTreeSet<&str> = EVENTS.iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), EVENTS.len());
}

#[test]
fn the_page_of_rules_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs/diff-rules.md");
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page(), "write it anew: cargo xtask diff --print-rules > docs/diff-rules.md");
}
