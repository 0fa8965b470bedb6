//! Summarizes changes for a changelog: names of added and removed items in groups.

use std::collections::BTreeMap;

use dms_codegen::diff::{Change, Comparison, Rule, Semver};

use super::output::code;

/// The maximum number of names on a line; the remaining ones are counted.
const MAX_NAMES: usize = 10;
/// The maximum number of other breaking changes that are listed.
const MAX_BREAKING: usize = 6;

/// A kind of items that are added and removed.
struct Kind {
    noun: &'static str,
    added: &'static [Rule],
    removed: &'static [Rule],
}

const KINDS: &[Kind] = &[
    Kind { noun: "operations", added: &[Rule::AddedOperation], removed: &[Rule::RemovedOperation] },
    Kind { noun: "errors of operations", added: &[Rule::AddedOperationError], removed: &[Rule::RemovedOperationError] },
    Kind { noun: "types", added: &[Rule::AddedShape], removed: &[Rule::RemovedShape] },
    Kind {
        noun: "members",
        added: &[Rule::AddedMember, Rule::AddedRequiredMember, Rule::AddedRequiredMemberOutput, Rule::AddedUnionMember],
        removed: &[Rule::RemovedMember, Rule::RemovedUnionMember],
    },
    Kind {
        noun: "values",
        added: &[Rule::AddedEnumValue, Rule::AddedEnumValueMiddle, Rule::AddedIntEnumValue],
        removed: &[Rule::RemovedEnumValue, Rule::RemovedIntEnumValue],
    },
    Kind { noun: "paginators", added: &[Rule::AddedPaginatedTrait], removed: &[Rule::RemovedPaginatedTrait] },
    Kind { noun: "waiters", added: &[Rule::AddedWaiter], removed: &[Rule::RemovedWaiter] },
];

/// Returns the lines of the entry; none if nothing changed.
pub fn entries(comparison: &Comparison) -> Vec<String> {
    let is_of = |rules: &'static [Rule]| move |change: &&Change| rules.contains(&change.rule);
    let named = |verb: &str, noun: &str, rules| {
        let changes: Vec<&Change> = comparison.changes.iter().filter(is_of(rules)).collect();
        (!changes.is_empty()).then(|| format!("{verb} {noun}: {}.", names(&changes)))
    };
    let each = |kind: &Kind| [named("New", kind.noun, kind.added), named("Removed", kind.noun, kind.removed)];
    let mut entries: Vec<String> = KINDS.iter().flat_map(each).flatten().collect();
    let is_named =
        |change: &&Change| KINDS.iter().any(|kind| [kind.added, kind.removed].concat().contains(&change.rule));
    let rest = comparison.changes.iter().filter(|change| !is_named(change));
    let (breaking, counted): (Vec<&Change>, Vec<&Change>) = rest.partition(|change| change.rust == Semver::Major);
    entries.extend(breaking.iter().take(MAX_BREAKING).map(|change| {
        let detail = if change.detail.is_empty() { String::new() } else { format!(": {}", code(&change.detail)) };
        format!("{} {}{detail}. {}", change.rule.id(), code(&change.subject), change.rule.reason())
    }));
    if breaking.len() > MAX_BREAKING {
        entries.push(format!("{} more changes that break programs.", breaking.len() - MAX_BREAKING));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    counted.iter().for_each(|change| *counts.entry(change.rule.id()).or_default() += 1);
    if !counts.is_empty() {
        let counts: Vec<String> = counts.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        entries.push(format!("Other changes: {}.", counts.join(", ")));
    }
    entries
}

/// Returns the names of changed items, grouped by shape.
fn names(changes: &[&Change]) -> String {
    let mut shapes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for change in changes {
        let subject = change.subject.strip_prefix("waiter ").unwrap_or(&change.subject);
        let is_error = [Rule::AddedOperationError, Rule::RemovedOperationError].contains(&change.rule);
        let (shape, member) = match subject.split_once('$') {
            None if is_error => (subject, change.detail.as_str()),
            None => (subject, ""),
            Some(both) => both,
        };
        shapes.entry(shape).or_default().push(member);
    }
    let mut left = MAX_NAMES;
    let mut parts = Vec::new();
    for (shape, members) in shapes {
        if left == 0 {
            break;
        }
        let members: Vec<_> = members.into_iter().filter(|member| !member.is_empty()).take(left).map(code).collect();
        left -= members.len().max(1);
        parts.push(if members.is_empty() { code(shape) } else { format!("{} of {}", members.join(", "), code(shape)) });
    }
    let breaking = MAX_NAMES - left;
    let names = parts.join(if parts.iter().any(|part| part.contains(' ')) { "; " } else { ", " });
    match changes.len().saturating_sub(breaking) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}
