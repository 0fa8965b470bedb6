//! `diff`: each rule with a pair of small models, and its verdicts. The test target `semver` checks the verdicts for
//! Rust with programs.

mod values;

use crate::support::{
    PARTITIONS,
    rules::{CASES, complete, model},
};
use dms_codegen::{
    Source,
    diff::{Comparison, EVENTS, Event, Rule, Rules, Semver, Side, Wire, api_verdict, compare, page},
};
use std::{collections::BTreeSet, fs, path::Path};

fn side(text: String) -> Side {
    let source = Source { name: "model.json".to_owned(), text };
    Side::open(&[source], Some(&PARTITIONS)).unwrap_or_else(|problems| panic!("{problems}"))
}

fn sides(rule: Rule) -> (Side, Side) {
    (side(complete(model(rule, "before.json"))), side(complete(model(rule, "after.json"))))
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
    assert_eq!(CASES.len(), Rule::ALL.len(), "a case that belongs to no rule");
}

/// Compares the two ways to a verdict, rules and items of both crates, in both directions.
#[test]
fn rules_and_items_of_the_crates_give_the_same_verdict() {
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
fn verdicts_can_be_overridden() {
    let (before, after) = sides(Rule::AddedWaiter);
    let mut rules = Rules::default();
    rules.set(Rule::AddedWaiter, Some(Wire::Breaking), Some(Semver::Patch));
    let found = compare(&before, &after, &rules);
    assert_eq!((found.verdicts.wire, found.verdicts.rust), (Wire::Breaking, Semver::Patch));
}

#[test]
fn names_are_unique_and_unknown_ones_have_suggestions() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    assert_eq!(Rule::find("AddedWaiter"), Ok(Rule::AddedWaiter));
    assert_eq!(Rule::find("ServiceRenam"), Err("Did you mean `ServiceRename`?".to_owned()));
    assert!(Rule::find("").is_err_and(|remedy| remedy.contains("docs/diff-rules.md")));
}

/// The evaluators of smithy-diff.
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
fn events_of_smithy_diff_have_rules_and_are_milder_only_with_a_reason() {
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
