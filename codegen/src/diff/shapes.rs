//! Data shapes: their existence, their types and their members.

use super::{
    Findings, Rule, Side, Targets, enums,
    members::{self, Pair},
    surface, traits,
};
use crate::{
    model::{Shape, ShapeKind},
    plan::structure,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Compares all data shapes.
pub(super) fn compare(old: &Side, new: &Side, findings: &mut Findings) {
    let (before, after) = (keyed(old), keyed(new));
    let (had, has) = (surface::type_paths(old), surface::type_paths(new));
    for (key, shape) in &before {
        if !after.contains_key(key) {
            let is_gone = had.get(&shape.id).is_some_and(|path| !has.values().any(|other| other == path));
            let rule = if is_gone { Rule::RemovedShape } else { Rule::RemovedShapeNoType };
            findings.push(rule, key, shape.kind.name());
        }
    }
    let paths: BTreeSet<&str> = had.values().copied().collect();
    for (key, shape) in &after {
        match before.get(key) {
            Some(was) => shape_pair(old, new, was, shape, findings),
            None => {
                let is_new = has.get(&shape.id).is_some_and(|path| !paths.contains(path));
                findings.push(if is_new { Rule::AddedShape } else { Rule::AddedShapeNoType }, key, shape.kind.name());
            }
        }
    }
    while let Some(Targets { was, is, member }) = findings.targets.pop() {
        kinds(old, new, (old.model.shape(&was), new.model.shape(&is)), &member, findings);
    }
}

/// The shapes of a model by the name that both models use; the prelude never changes.
fn keyed(side: &Side) -> BTreeMap<String, &Shape> {
    let own = side.model.shapes.values().filter(|shape| shape.id.namespace() != "smithy.api");
    own.map(|shape| (side.key(&shape.id), shape)).collect()
}

fn shape_pair(old: &Side, new: &Side, was: &Shape, is: &Shape, findings: &mut Findings) {
    let key = new.key(&is.id);
    traits::compare(old, new, &was.id, &is.id, findings);
    enums::values(old, new, was, is, findings);
    let default = |side: &Side, shape: &Shape| side.traits(&shape.id).remove("smithy.api#default").map(Cow::into_owned);
    members::default(&key, default(old, was), default(new, is), findings);
    kinds(old, new, (was, is), &key, findings);
}

/// Compares the types of two shapes; changes of shapes without a key have `key` as the subject.
fn kinds(old: &Side, new: &Side, (was, is): (&Shape, &Shape), key: &str, findings: &mut Findings) {
    match (&was.kind, &is.kind) {
        (ShapeKind::Structure(_), ShapeKind::Structure(_)) => {
            let role = structure::role(&new.model, is);
            // Inputs and outputs that no other shape contains are compared with their operations.
            if old.scope_has(&was.id) && new.scope_has(&is.id) {
                members::structures(&Pair { old, new, was, is, role }, findings);
            }
        }
        (ShapeKind::Union(before), ShapeKind::Union(after)) => {
            members::union(old, new, &new.key(&is.id), (before, after), findings);
        }
        (ShapeKind::List(before), ShapeKind::List(after)) => {
            members::target(old, new, (before, after), findings);
        }
        (ShapeKind::Map { key: old_key, value: old_value }, ShapeKind::Map { key, value }) => {
            members::target(old, new, (old_key, key), findings);
            members::target(old, new, (old_value, value), findings);
        }
        (ShapeKind::Enum(before), ShapeKind::Enum(after)) => enums::texts(key, before, after, findings),
        (ShapeKind::IntEnum(before), ShapeKind::IntEnum(after)) => enums::numbers(key, before, after, findings),
        (before, after) if before.name() == after.name() => {}
        (before, after) => findings.pair(type_rule(before, after), key, before.name(), after.name()),
    }
}

fn type_rule(before: &ShapeKind, after: &ShapeKind) -> Rule {
    match (before, after) {
        (ShapeKind::String, ShapeKind::Enum(_)) => Rule::AddedEnumTrait,
        (ShapeKind::Enum(_), ShapeKind::String) => Rule::RemovedEnumTrait,
        (ShapeKind::Integer, ShapeKind::IntEnum(_)) | (ShapeKind::IntEnum(_), ShapeKind::Integer) => {
            Rule::ChangedShapeTypeIntEnum
        }
        _ => Rule::ChangedShapeType,
    }
}
