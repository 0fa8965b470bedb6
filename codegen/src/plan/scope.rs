//! Which shapes become types, what they are called and where they are; clashes are found here.

use super::{
    names::{self, Ident},
    path::TypePath,
};
use crate::{
    Diagnostics,
    model::{Model, Shape, ShapeKind},
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The types of a crate by the shape they come from.
///
/// An operation's input and output become types of the operation. They become types of `crate::types` as well
/// only where another shape holds them.
#[derive(Debug, Default)]
pub struct Scope {
    paths: BTreeMap<ShapeId, TypePath>,
    boxed: BTreeSet<ShapeId>,
}

impl Scope {
    /// The path of the type of this shape.
    ///
    /// # Panics
    /// When the shape is not one of the model's types.
    pub fn path(&self, id: &ShapeId) -> TypePath {
        self.paths[id].clone()
    }

    /// Whether the shape is one of the model's types.
    pub fn has(&self, id: &ShapeId) -> bool {
        self.paths.contains_key(id)
    }

    /// The shapes that become types, in order of their ids.
    pub fn shapes<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Shape> {
        self.paths.keys().map(|id| model.shape(id))
    }

    /// Whether the member with this id must be boxed because its shape holds itself through it.
    pub fn is_boxed(&self, member: &ShapeId) -> bool {
        self.boxed.contains(member)
    }
}

/// Finds the types of a model.
pub fn plan(model: &Model, problems: &mut Diagnostics) -> Scope {
    let mut scope = Scope { paths: BTreeMap::new(), boxed: super::recursion::boxed_members(model) };
    let mut taken = BTreeMap::new();
    for id in held_shapes(model) {
        let shape = model.shape(&id);
        let (modules, name) = match shape.traits.error {
            _ if model.documents.contains(&id) => (&["types", "documents"][..], names::type_name(id.name())),
            Some(_) => (&["types", "error"][..], names::error_name(id.name())),
            None => (&["types"][..], names::type_name(id.name())),
        };
        let path = TypePath { modules: modules.iter().map(|module| names::value_name(module)).collect(), name };
        if let Some(first) = taken.insert((modules, path.name.clone()), id.clone()) {
            clash(shape, &first, &path.name, problems);
        }
        scope.paths.insert(id, path);
    }
    scope
}

/// Reports two ids that become the same Rust name.
fn clash(shape: &Shape, other: &ShapeId, name: &Ident, problems: &mut Diagnostics) {
    let problem = format!("`{}` and `{other}` both become `{name}` in Rust", shape.id);
    let remedy = "rename one of them, for a shape with the service's `rename`";
    problems.report(shape.location.as_ref(), &shape.id, problem, remedy);
}

/// Structures, unions and enumerations that a member or an operation's errors refer to.
fn held_shapes(model: &Model) -> BTreeSet<ShapeId> {
    let mut held: BTreeSet<ShapeId> = BTreeSet::new();
    let errors = model.operations.iter().flat_map(|operation| &operation.errors);
    held.extend(errors.cloned());
    held.extend(model.document_roots.iter().cloned());
    let mut waiting: Vec<&ShapeId> = held.iter().collect();
    let inputs_and_outputs =
        model.operations.iter().flat_map(|operation| [&operation.input, &operation.output]).flatten();
    waiting.extend(inputs_and_outputs);
    let mut visited: BTreeSet<&ShapeId> = BTreeSet::new();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !visited.insert(id) {
            continue;
        }
        for target in model.shape(id).kind.targets() {
            let named =
                matches!(model.shape(target).kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_));
            if named {
                found.insert(target.clone());
            }
            waiting.push(target);
        }
    }
    held.extend(found);
    held
}
