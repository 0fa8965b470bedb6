//! Checks the names in overlays. If a version of the model does not have such a shape, the part of the overlay that
//! names it is left out with a warning, so that an overlay works with older and newer versions.

mod paths;

use super::{
    ast::ShapeType,
    definition::{AppliedTrait, Definition, Definitions},
    nearest::{bare_name, did_you_mean},
    report::{Origin, Report},
    shape_id::ShapeId,
};
use paths::Paths;
use serde_json::Value;
use std::collections::BTreeSet;

const COMPLETION: &str = "rust.client#completion";
const EXAMPLES: &str = "smithy.api#examples";
const GROUPS: &str = "rust.client#operationGroups";
const REASON: &str = "rust.client#waiterFailureReason";
const WAITABLE: &str = "smithy.waiters#waitable";

/// The names that the traits of an overlay may use.
struct Known {
    operations: BTreeSet<String>,
    waiters: BTreeSet<String>,
    /// Errors of every operation.
    errors: BTreeSet<String>,
}

/// A reference to something that the model does not have.
struct Unresolved {
    problem: String,
    remedy: String,
}

/// Removes the parts of overlays that name operations, errors, waiters and members that the model does not have.
pub(super) fn remove_unresolved(definitions: &mut Definitions, report: &mut Report<'_>) {
    remove_unresolved_paths(definitions, report);
    let known = Known::of(definitions);
    for (id, definition) in definitions.iter_mut() {
        match definition.kind {
            ShapeType::Service => edit_trait(id, definition, GROUPS, report, |value, _| groups(value, &known)),
            ShapeType::Operation => {
                let own = waiters(definition);
                edit_trait(id, definition, EXAMPLES, report, |value, own| examples(value, own, &known));
                edit_trait(id, definition, REASON, report, |value, _| reasons(value, &own));
                let edit = |value: &mut Value, _: &BTreeSet<String>| completion(value, &known);
                edit_trait(id, definition, COMPLETION, report, edit);
                if definition.traits.get(COMPLETION).is_some_and(|applied| applied.value.is_null()) {
                    definition.traits.shift_remove(COMPLETION);
                }
            }
            _ => {}
        }
    }
}

/// Removes waiters, failure reasons and completions whose paths name members that do not exist.
fn remove_unresolved_paths(definitions: &mut Definitions, report: &mut Report<'_>) {
    let mut unresolved: Vec<(ShapeId, &str, String, String)> = Vec::new();
    for (id, operation) in definitions.iter().filter(|(_, definition)| definition.kind == ShapeType::Operation) {
        let paths = Paths { definitions, operation };
        let entries = |name: &str| {
            let applied = operation.traits.get(name).filter(|applied| report.is_overlay(applied.origin));
            applied.and_then(|applied| applied.value.as_object()).into_iter().flatten()
        };
        let waiters = entries(WAITABLE).map(|(name, of)| (WAITABLE, name, unresolved_in_waiter(of, &paths)));
        let reason = |of: &Value| paths.missing_in_output(of.as_str()?);
        let reasons = entries(REASON).map(|(name, of)| (REASON, name, reason(of)));
        let found = waiters.chain(reasons).filter_map(|(of, name, problem)| Some((of, name.clone(), problem?)));
        unresolved.extend(found.map(|(of, name, problem)| (id.clone(), of, name, problem)));
        if entries(COMPLETION).next().is_some()
            && let Some(problem) = unresolved_in_completion(&operation.traits[COMPLETION].value, definitions)
        {
            unresolved.push((id.clone(), COMPLETION, String::new(), problem));
        }
    }
    for (id, of, name, problem) in unresolved {
        let Some(definition) = definitions.get_mut(&id) else { continue };
        let Some(applied) = definition.traits.get_mut(of) else { continue };
        let origin = applied.origin;
        let (what, is_gone) = match applied.value.as_object_mut().filter(|_| of != COMPLETION) {
            None => (format!("`{of}`"), true),
            Some(entries) => {
                entries.remove(&name);
                (format!("`{of}` for `{name}`"), entries.is_empty())
            }
        };
        if is_gone {
            definition.traits.shift_remove(of);
        }
        let remedy = "Correct the path if the member has another name in this model, or remove it from the overlay.";
        report.warn(origin, id.as_str(), format!("{what} is left out: {problem}"), remedy);
    }
}

fn unresolved_in_waiter(waiter: &Value, paths: &Paths<'_>) -> Option<String> {
    waiter["acceptors"].as_array()?.iter().find_map(|acceptor| {
        let matcher = &acceptor["matcher"];
        let of_output = matcher["output"]["path"].as_str().and_then(|path| paths.missing_in_output(path));
        of_output.or_else(|| paths.missing_in_both(matcher["inputOutput"]["path"].as_str()?))
    })
}

/// A member named by a completion that the polled operation does not have.
fn unresolved_in_completion(completion: &Value, definitions: &Definitions) -> Option<String> {
    let waiter = completion["waiter"].as_str()?;
    let polled = |of: &&Definition| of.kind == ShapeType::Operation && waiters(of).contains(waiter);
    let paths = Paths { definitions, operation: definitions.values().find(polled)? };
    let path = |path: &Value| paths.missing_in_output(path.as_str()?);
    let input = completion["input"].as_object().into_iter().flat_map(|input| input.keys());
    let missing = input.into_iter().find(|name| !paths.input_has(name));
    let missing = missing.map(|name| format!("the input of the polled operation has no member `{name}`"));
    path(&completion["running"]["path"]).or_else(|| path(&completion["failureReason"])).or(missing)
}

impl Known {
    fn of(definitions: &Definitions) -> Self {
        let mut known = Self { operations: BTreeSet::new(), waiters: BTreeSet::new(), errors: BTreeSet::new() };
        for (id, definition) in definitions {
            match definition.kind {
                ShapeType::Operation => {
                    known.operations.insert(id.to_string());
                    known.waiters.extend(waiters(definition));
                }
                ShapeType::Service => known.errors.extend(definition.bindings.errors.iter().cloned()),
                _ => {}
            }
        }
        known
    }
}

fn waiters(operation: &Definition) -> BTreeSet<String> {
    let waitable = operation.traits.get(WAITABLE).and_then(|applied| applied.value.as_object());
    waitable.into_iter().flat_map(|waiters| waiters.keys().cloned()).collect()
}

/// Changes the value of a trait that an overlay applied; `change` gets the errors of the shape and returns what it
/// removed.
fn edit_trait(
    id: &ShapeId,
    definition: &mut Definition,
    name: &str,
    report: &mut Report<'_>,
    change: impl FnOnce(&mut Value, &BTreeSet<String>) -> Vec<Unresolved>,
) {
    let errors: BTreeSet<String> = definition.bindings.errors.iter().cloned().collect();
    let Some(AppliedTrait { value, origin }) = definition.traits.get_mut(name) else { return };
    let origin: Origin = *origin;
    if report.is_overlay(origin) {
        for Unresolved { problem, remedy } in change(value, &errors) {
            report.warn(origin, id.as_str(), problem, remedy);
        }
    }
}

fn groups(value: &mut Value, known: &Known) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    let Some(groups) = value.as_array_mut() else { return unresolved };
    for group in groups.iter_mut() {
        let title = group["title"].as_str().unwrap_or_default().to_owned();
        let Some(operations) = group.get_mut("operations").and_then(Value::as_array_mut) else { continue };
        operations.retain(|operation| {
            let Some(id) = operation.as_str().filter(|id| !known.operations.contains(*id)) else { return true };
            let problem = format!("the group `{title}` names `{id}`, which is not an operation of the service");
            unresolved.push(Unresolved {
                problem,
                remedy: suggestion(id, &known.operations, "Name operations of the service only."),
            });
            false
        });
    }
    let is_empty = |group: &Value| group["operations"].as_array().is_some_and(Vec::is_empty);
    if !unresolved.is_empty() {
        groups.retain(|group| !is_empty(group));
    }
    unresolved
}

fn examples(value: &mut Value, own: &BTreeSet<String>, known: &Known) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    let Some(examples) = value.as_array_mut() else { return unresolved };
    examples.retain(|example| {
        let error = example["error"]["shapeId"].as_str();
        let Some(error) = error.filter(|error| !own.contains(*error) && !known.errors.contains(*error)) else {
            return true;
        };
        let title = example["title"].as_str().unwrap_or_default();
        let problem = format!("the example `{title}` ends in `{error}`, which is not an error of the operation");
        unresolved.push(Unresolved { problem, remedy: suggestion(error, own, "Name one of the operation's errors.") });
        false
    });
    unresolved
}

fn reasons(value: &mut Value, own: &BTreeSet<String>) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    let Some(reasons) = value.as_object_mut() else { return unresolved };
    reasons.retain(|waiter, _| {
        if own.contains(waiter) {
            return true;
        }
        let problem = format!("`{REASON}` names `{waiter}`, which is not a waiter of the operation");
        unresolved.push(Unresolved { problem, remedy: suggestion(waiter, own, "Name a waiter of the operation.") });
        false
    });
    unresolved
}

/// A completion without its waiter has no meaning, and becomes null.
fn completion(value: &mut Value, known: &Known) -> Vec<Unresolved> {
    let Some(waiter) = value["waiter"].as_str().filter(|waiter| !known.waiters.contains(*waiter)) else {
        return Vec::new();
    };
    let problem = format!("`{COMPLETION}` names `{waiter}`, which is not a waiter of the service");
    let unresolved = Unresolved {
        problem,
        remedy: suggestion(waiter, &known.waiters, "Name a waiter of the service's operations."),
    };
    *value = Value::Null;
    vec![unresolved]
}

fn suggestion(name: &str, known: &BTreeSet<String>, otherwise: &str) -> String {
    did_you_mean(bare_name(name), known.iter().map(String::as_str), otherwise)
}
