//! Operations: inputs and outputs, errors, paginators and waiters.

use super::{
    Findings, Rule, Side,
    members::{self, Pair},
    surface, traits,
};
use crate::{
    model::{Operation, Paginated, Shape},
    plan::{features::still_enable, role::Role},
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Compares all operations.
pub(super) fn compare(old: &Side, new: &Side, findings: &mut Findings) {
    let (before, after) = (keyed(old), keyed(new));
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        findings.push(Rule::RemovedOperation, key, "");
    }
    for (key, operation) in &after {
        match before.get(key) {
            Some(was) => pair(old, new, was, operation, findings),
            None => findings.push(Rule::AddedOperation, key, ""),
        }
    }
    waiters(old, new, findings);
}

fn keyed(side: &Side) -> BTreeMap<String, &Operation> {
    side.model.operations.iter().map(|operation| (side.key(&operation.id), operation)).collect()
}

fn pair(old: &Side, new: &Side, was: &Operation, is: &Operation, findings: &mut Findings) {
    let key = new.key(&is.id);
    traits::compare(old, new, &was.id, &is.id, findings);
    input_or_output(old, new, &key, (was.input.as_ref(), is.input.as_ref()), Role::Input, findings);
    input_or_output(old, new, &key, (was.output.as_ref(), is.output.as_ref()), Role::Output, findings);
    errors(old, new, was, is, findings);
    pages(old, new, was, is, findings);
    feature(old, new, was, is, findings);
}

/// A program with certain features can use the operation only while one of them enables it.
fn feature(old: &Side, new: &Side, was: &Operation, is: &Operation, findings: &mut Findings) {
    let (old_features, new_features) = (old.plan.features.of(&was.id), new.plan.features.of(&is.id));
    let text = |features: &[&str]| match features {
        [] => "always there".to_owned(),
        features => features.join(", "),
    };
    if !still_enable(&new_features, &old_features) {
        findings.pair(Rule::ChangedOperationFeature, new.key(&is.id), &text(&old_features), &text(&new_features));
    }
}

fn input_or_output(
    old: &Side,
    new: &Side,
    key: &str,
    (was, is): (Option<&ShapeId>, Option<&ShapeId>),
    role: Role,
    findings: &mut Findings,
) {
    let name = |side: &Side, id: Option<&ShapeId>| id.map_or_else(|| "nothing".to_owned(), |id| side.key(id));
    let (before, after) = (name(old, was), name(new, is));
    if before != after {
        let rule = if role == Role::Input { Rule::ChangedOperationInput } else { Rule::ChangedOperationOutput };
        findings.pair(rule, key, &before, &after);
        // Shapes with the same name are compared with all other shapes.
        if let (Some(was), Some(is)) = (was, is) {
            traits::compare(old, new, was, is, findings);
        }
    }
    let nothing = |id: Option<&ShapeId>| {
        let id = id?;
        Some(Shape {
            id: id.clone(),
            location: None,
            kind: crate::model::ShapeKind::Structure(Vec::new()),
            traits: Default::default(),
        })
    };
    // An absent structure is compared like one without members.
    let (empty_was, empty_is) = (nothing(is), nothing(was));
    let was = was.map(|id| old.model.shape(id)).or(empty_was.as_ref());
    let is = is.map(|id| new.model.shape(id)).or(empty_is.as_ref());
    if let (Some(was), Some(is)) = (was, is) {
        members::structures(&Pair { old, new, was, is, role }, findings);
    }
}

fn errors(old: &Side, new: &Side, was: &Operation, is: &Operation, findings: &mut Findings) {
    let keys = |side: &Side, operation: &Operation| operation.errors.iter().map(|id| side.key(id)).collect::<Vec<_>>();
    let (before, after) = (keys(old, was), keys(new, is));
    let key = new.key(&is.id);
    for error in after.iter().filter(|error| !before.contains(error)) {
        findings.push(Rule::AddedOperationError, &key, error);
    }
    for error in before.iter().filter(|error| !after.contains(error)) {
        findings.push(Rule::RemovedOperationError, &key, error);
    }
    let common =
        |of: &[String], other: &[String]| of.iter().filter(|key| other.contains(key)).cloned().collect::<Vec<_>>();
    if common(&before, &after) != common(&after, &before) {
        findings.push(Rule::ChangedOperationErrorOrder, key, "the errors are in another order");
    }
}

fn pages(old: &Side, new: &Side, was: &Operation, is: &Operation, findings: &mut Findings) {
    let key = new.key(&is.id);
    match (&was.traits.paginated, &is.traits.paginated) {
        (None, Some(_)) => findings.push(Rule::AddedPaginatedTrait, key, ""),
        (Some(_), None) => findings.push(Rule::RemovedPaginatedTrait, key, ""),
        (Some(before), Some(after)) if before != after => {
            let (text_before, text_after) = (pages_text(before), pages_text(after));
            let tokens = |pages: &Paginated| (pages.input_token.clone(), pages.output_token.clone());
            if tokens(before) != tokens(after) {
                findings.pair(Rule::ChangedPaginatedTraitTokens, &key, &text_before, &text_after);
            }
            let rest = |pages: &Paginated| (pages.items.clone(), pages.page_size.clone());
            if surface::pages(old, &was.id) != surface::pages(new, &is.id) {
                findings.pair(Rule::ChangedPaginatedTrait, key, &text_before, &text_after);
            } else if rest(before) != rest(after) {
                findings.pair(Rule::ChangedPaginatedTraitSameApi, key, &text_before, &text_after);
            }
        }
        _ => {}
    }
}

fn pages_text(paginated: &Paginated) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let (items, size) = (part(&paginated.items), part(&paginated.page_size));
    format!("{} → {}, items {items}, page size {size}", paginated.output_token, paginated.input_token)
}

/// Compares waiters by name, whatever operation they poll.
fn waiters(old: &Side, new: &Side, findings: &mut Findings) {
    let (before, after) = (modeled(old), modeled(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let subject = format!("waiter {name}");
        match (before.get(name), after.get(name)) {
            (None, Some(_)) => findings.push(Rule::AddedWaiter, subject, ""),
            (Some(_), None) => findings.push(Rule::RemovedWaiter, subject, ""),
            (Some((was, polled)), Some((is, polls))) => {
                if has_reason(old, name) != has_reason(new, name) {
                    findings.push(Rule::ChangedWaiterError, &subject, "");
                }
                if was != is || polled != polls {
                    let detail = if polled == polls { String::new() } else { format!("polls {polled} → {polls}") };
                    findings.push(Rule::ChangedWaiter, subject, detail);
                }
            }
            (None, None) => {}
        }
    }
}

/// Whether the error of a waiter has the reason of a failure, which makes it another type.
fn has_reason(side: &Side, name: &str) -> bool {
    side.plan.waiters.iter().any(|waiter| waiter.model_name == name && waiter.reason.is_some())
}

/// Each waiter in the model, and the operation it polls.
fn modeled(side: &Side) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for operation in &side.model.operations {
        for (name, waiter) in &operation.traits.waitable {
            let reason = operation.traits.waiter_failure_reason.get(name);
            found.insert(name.clone(), (format!("{waiter:?} {reason:?}"), side.key(&operation.id)));
        }
    }
    found
}
