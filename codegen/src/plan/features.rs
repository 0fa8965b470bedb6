//! Cargo features for groups of operations: which items each needs.
//!
//! A group of the model is a feature. It has the operations of the group, the operations that these poll to wait for the
//! end of what they start, and all types that one of them reaches. Errors are there with every set of features, so that
//! the error of all operations is the same in each.

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
    /// Name and title, sorted by name. Empty where the model has no groups.
    pub groups: Vec<(String, String)>,
    /// By operation and shape: the features of which one is enough. What is always there is missing.
    needs: BTreeMap<ShapeId, BTreeSet<String>>,
}

impl Features {
    /// Whether the model has groups.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The features of which an operation or a shape needs one; empty where none is needed, and for what comes from no shape.
    pub fn of<'a>(&self, id: impl Into<Option<&'a ShapeId>>) -> Vec<&str> {
        id.into().and_then(|id| self.needs.get(id)).into_iter().flatten().map(String::as_str).collect()
    }
}

/// Whether what one of the features `gave` has been giving is there with each of them, now that one of `give` is needed.
/// No feature at all means that it is always there.
pub fn still_give<S: AsRef<str>>(give: &[S], gave: &[S]) -> bool {
    let is_given = |feature: &S| give.iter().any(|other| other.as_ref() == feature.as_ref());
    give.is_empty() || (!gave.is_empty() && gave.iter().all(is_given))
}

/// Plans the features. Mistakes in the list of operations are those of the front page.
pub fn plan(cx: &mut Context<'_>) -> Features {
    let model = cx.model;
    let groups = &model.service.traits.operation_groups;
    let mut features = Features::default();
    let mut always: BTreeSet<&ShapeId> = model.operations.iter().map(|operation| &operation.id).collect();
    let mut members: Vec<(String, BTreeSet<&ShapeId>)> = Vec::new();
    for group in groups {
        let name = group.feature_name();
        if let Some((problem, remedy)) = mistake(&name, group, &features) {
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

fn mistake(name: &str, group: &OperationGroup, known: &Features) -> Option<(String, &'static str)> {
    let title = &group.title;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_name {
        let problem =
            format!("the group `{title}` gives the feature `{name}`, which is no name of a Cargo feature here");
        return Some((problem, "Give the group a `feature` of lower-case ASCII letters, digits and `-`."));
    }
    if RESERVED.contains(&name) {
        let problem =
            format!("the group `{title}` gives the feature `{name}`, which every crate has for something else");
        return Some((problem, "Give the group another `feature`."));
    }
    let (_, other) = known.groups.iter().find(|(other, _)| other == name)?;
    let problem = format!("the groups `{other}` and `{title}` both give the feature `{name}`");
    Some((problem, "Give one of the groups another `feature`."))
}

/// Some operations, and those that they poll to wait for the end of what they start.
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

/// What the inputs and outputs of operations hold, themselves included.
fn reached<'m>(model: &'m Model, operations: &BTreeSet<&'m ShapeId>) -> BTreeSet<&'m ShapeId> {
    let all = model.operations.iter().filter(|operation| operations.contains(&operation.id));
    let roots = all.flat_map(|operation| operation.input.iter().chain(&operation.output));
    roots.flat_map(|root| model.reached_from(root)).collect()
}
