//! Compares the verdict for Rust with the public items of the crates before and after, according to rustdoc.

use crate::crates::rustdoc;
use crate::support::rules::model;
use dms_codegen::diff::{Rule, Semver};
use public_api::diff::PublicApiDiff;
use std::collections::BTreeMap;

/// The rules for which items give another verdict: that verdict, and why items are not sufficient.
const BEYOND: &[(Rule, Semver, &str)] = &[
    (Rule::AddedDeprecated, Semver::Patch, "attributes are left out of what an item is"),
    (Rule::ChangedOperationFeature, Semver::Patch, "items are listed with all features"),
];

/// The prefix of all names in a rule's models: its operation's name.
fn prefix(rule: Rule) -> String {
    let names = ["before.json", "after.json"].map(|file| {
        let model = model(rule, file);
        let shapes = model["shapes"].as_object().unwrap();
        let own = shapes.iter().filter(|(_, shape)| shape["type"] != "service");
        own.map(|(id, _)| id.split_once('#').unwrap().1.to_owned()).collect::<Vec<_>>()
    });
    names.concat().into_iter().min_by_key(String::len).unwrap()
}

/// The rules whose models an item comes from: by the names of types, or if there are none, by those of modules, methods
/// and settings.
fn owners(item: &str, prefixes: &[(Rule, String)]) -> Vec<Rule> {
    let paths = item.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    let words: Vec<&str> =
        paths.filter_map(|path| path.strip_prefix("sdk::")).flat_map(|path| path.split("::")).collect();
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_lowercase());
    let names_type = |prefix: &str| words.iter().any(|word| word.strip_prefix(prefix).is_some_and(ends));
    let names_other = |prefix: &str| {
        let prefix = prefix.to_lowercase();
        words.iter().any(|word| word.split('_').any(|part| part == prefix))
    };
    let owners = |is: &dyn Fn(&str) -> bool| {
        prefixes.iter().filter(|(_, prefix)| is(prefix)).map(|(rule, _)| *rule).collect::<Vec<_>>()
    };
    let by_type = owners(&names_type);
    if by_type.is_empty() { owners(&names_other) } else { by_type }
}

/// The verdicts from the items, by rule.
fn verdicts() -> BTreeMap<Rule, Semver> {
    let prefixes: Vec<(Rule, String)> = Rule::ALL.iter().map(|rule| (*rule, prefix(*rule))).collect();
    let diff = PublicApiDiff::between(rustdoc("before").0, rustdoc("after").0);
    let gone = diff.removed.iter().map(ToString::to_string);
    let changed = diff.changed.iter().map(|change| change.old.to_string());
    let new = diff.added.iter().map(|item| (item.to_string(), Semver::Minor));
    let mut verdicts: BTreeMap<Rule, Semver> = Rule::ALL.iter().map(|rule| (*rule, Semver::Patch)).collect();
    for (item, verdict) in gone.chain(changed).map(|item| (item, Semver::Major)).chain(new) {
        let owners = owners(&item, &prefixes);
        let owner = match owners[..] {
            [owner] => owner,
            // An item for all rules, such as the error of waiters, is added with the first rule that needs it.
            [] if verdict == Semver::Minor => continue,
            _ => panic!("`{item}` belongs to {owners:?}"),
        };
        let entry = verdicts.entry(owner).or_default();
        *entry = verdict.max(*entry);
    }
    verdicts
}

#[test]
fn items_change_according_to_the_verdicts() {
    let differing = verdicts().into_iter().filter(|(rule, found)| rule.verdicts().rust != *found);
    let beyond: BTreeMap<Rule, Semver> = BEYOND.iter().map(|(rule, items, _)| (*rule, *items)).collect();
    assert_eq!(differing.collect::<BTreeMap<_, _>>(), beyond, "where items say otherwise than the rules");
}
