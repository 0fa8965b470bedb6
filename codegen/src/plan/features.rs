//! Cargo features for groups of operations: which features enable which items.
//!
//! A group of the model is a feature. It enables the operations of the group, the operations that they poll to wait for
//! the end of their work, and all types that one of these uses. Errors are enabled with every set of features, so that
//! the error of all operations is always the same.

use super::context::Context;
use crate::{
    model::{Model, OperationGroup},
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The features that the manifest of every crate has.
const RESERVED: &[&str] = &[
    "all-operations",
    "behavior-version-latest",
    "default",
    "default-https-client",
    "documents",
    "gated-tests",
    "legacy-https-client",
    "legacy-test-util",
    "rt-tokio",
    "rustls",
    "rustls-ring",
    "serde",
    "test-util",
];

/// The features for groups of operations.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// Name and title, sorted by name. Empty if the model has no groups.
    pub groups: Vec<(String, String)>,
    /// The features that enable an operation or shape, of which one is enough. Items without a condition have no entry.
    needs: BTreeMap<ShapeId, BTreeSet<String>>,
}

impl Features {
    /// Whether the model has groups.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The features that enable an operation or a shape, of which one is enough; empty if there is no condition, or no
    /// shape.
    pub fn of<'a>(&self, id: impl Into<Option<&'a ShapeId>>) -> Vec<&str> {
        id.into().and_then(|id| self.needs.get(id)).into_iter().flatten().map(String::as_str).collect()
    }
}

/// Whether an item that was enabled by each of the features `old` is still enabled by each of them, now that it needs
/// one of `new`. No feature at all means that it is always enabled.
pub fn still_enable<S: AsRef<str>>(new: &[S], old: &[S]) -> bool {
    let is_in_new = |feature: &S| new.iter().any(|other| other.as_ref() == feature.as_ref());
    new.is_empty() || (!old.is_empty() && old.iter().all(is_in_new))
}

/// Plans the features. Errors in a group's list of operations are reported with the front page.
pub fn plan(cx: &mut Context<'_>) -> Features {
    let model = cx.model;
    let groups = &model.service.traits.operation_groups;
    let mut features = Features::default();
    let mut always: BTreeSet<&ShapeId> = model.operations.iter().map(|operation| &operation.id).collect();
    let mut members: Vec<(String, BTreeSet<&ShapeId>)> = Vec::new();
    for group in groups {
        let name = group.feature_name();
        if let Some((problem, remedy)) = find_problem(&name, group, &features) {
            let service = &model.service;
            cx.problems.report(Some(&service.location), &service.id, problem, remedy);
            continue;
        }
        group.operations.iter().for_each(|id| _ = always.remove(id));
        members.push((name.clone(), with_polled(model, group.operations.iter())));
        features.groups.push((name, group.title.clone()));
    }
    features.groups.sort();
    let errors = model.operations.iter().flat_map(|operation| &operation.errors);
    let mut shared = with_polled(model, always.into_iter());
    shared.extend(reached(model, &shared));
    shared.extend(errors.flat_map(|error| model.reached_from(error)));
    for (name, operations) in members {
        let types = reached(model, &operations);
        for id in operations.into_iter().chain(types).filter(|id| !shared.contains(id)) {
            features.needs.entry(id.clone()).or_default().insert(name.clone());
        }
    }
    features
}

fn find_problem(name: &str, group: &OperationGroup, known: &Features) -> Option<(String, &'static str)> {
    let title = &group.title;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_name {
        let problem = format!("the group `{title}` has the feature `{name}`, which is not a valid feature name here");
        return Some((problem, "Set the group's `feature` to a name of lower-case ASCII letters, digits and `-`."));
    }
    if RESERVED.contains(&name) {
        let problem = format!("the group `{title}` has the feature `{name}`, which has another meaning in every crate");
        return Some((problem, "Set the group's `feature` to another name."));
    }
    let (_, other) = known.groups.iter().find(|(other, _)| other == name)?;
    let problem = format!("the groups `{other}` and `{title}` both have the feature `{name}`");
    Some((problem, "Set the `feature` of one group to another name."))
}

/// The operations, and those that they poll to wait for the end of their work.
fn with_polled<'m>(model: &'m Model, ids: impl Iterator<Item = &'m ShapeId>) -> BTreeSet<&'m ShapeId> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&ShapeId> = ids.collect();
    while let Some(id) = waiting.pop() {
        let Some(operation) = model.operations.iter().find(|operation| operation.id == *id) else { continue };
        if found.insert(&operation.id) {
            let completion = operation.traits.completion.as_ref();
            let polled = completion.and_then(|completion| {
                model.operations.iter().find(|other| other.traits.waitable.contains_key(&completion.waiter))
            });
            waiting.extend(polled.map(|polled| &polled.id));
        }
    }
    found
}

/// The shapes that the inputs and outputs of operations use, including themselves.
fn reached<'m>(model: &'m Model, operations: &BTreeSet<&'m ShapeId>) -> BTreeSet<&'m ShapeId> {
    let all = model.operations.iter().filter(|operation| operations.contains(&operation.id));
    let roots = all.flat_map(|operation| operation.input.iter().chain(&operation.output));
    roots.flat_map(|root| model.reached_from(root)).collect()
}
