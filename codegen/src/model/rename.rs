//! Applies the service's `rename` to a model.

use super::{Member, Model, ShapeKind};
use crate::smithy::ShapeId;
use std::collections::BTreeMap;

/// Renames shapes, and all references to them.
pub(super) fn rename(mut model: Model, names: &BTreeMap<ShapeId, ShapeId>) -> Model {
    if names.is_empty() {
        return model;
    }
    let change = |id: &mut ShapeId| {
        if let Some(new) = names.get(id) {
            *id = new.clone();
        }
    };
    for operation in &mut model.operations {
        operation.input.iter_mut().chain(&mut operation.output).chain(&mut operation.errors).for_each(change);
        operation
            .traits
            .examples
            .iter_mut()
            .filter_map(|example| example.error.as_mut())
            .for_each(|e| change(&mut e.shape));
    }
    model.renamed = names.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
    let shapes = std::mem::take(&mut model.shapes);
    model.shapes = shapes
        .into_values()
        .map(|mut shape| {
            change(&mut shape.id);
            for member in members(&mut shape.kind) {
                change(&mut member.target);
                member.id = shape.id.with_member(member.name());
            }
            (shape.id.clone(), shape)
        })
        .collect();
    model
}

fn members(kind: &mut ShapeKind) -> Vec<&mut Member> {
    match kind {
        ShapeKind::List(member) => vec![member],
        ShapeKind::Map { key, value } => vec![key, value],
        ShapeKind::Structure(members) | ShapeKind::Union(members) => members.iter_mut().collect(),
        _ => Vec::new(),
    }
}
