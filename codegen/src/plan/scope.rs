//! The shapes that become types, with their names and modules; also finds clashes.

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

/// The types of a crate by their shape.
///
/// An operation's input and output become types of the operation. They also become types of `crate::types` if another
/// shape contains them.
#[derive(Debug, Default)]
pub struct Scope {
    paths: BTreeMap<ShapeId, TypePath>,
    boxed: BTreeSet<ShapeId>,
}

impl Scope {
    /// The path of the type of this shape.
    ///
    /// # Panics
    /// When the shape is not a type of the model.
    pub fn path(&self, id: &ShapeId) -> TypePath {
        self.paths[id].clone()
    }

    /// Whether the shape is a type of the model.
    pub fn has(&self, id: &ShapeId) -> bool {
        self.paths.contains_key(id)
    }

    /// The shapes that become types, in order of their ids.
    pub fn shapes<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Shape> {
        self.paths.keys().map(|id| model.shape(id))
    }

    /// Whether the member with this id must be boxed, because its shape would contain itself.
    pub fn is_boxed(&self, member: &ShapeId) -> bool {
        self.boxed.contains(member)
    }
}

/// Determines the types of a model.
pub fn plan(model: &Model, problems: &mut Diagnostics) -> Scope {
    let mut scope = Scope { paths: BTreeMap::new(), boxed: super::recursion::boxed_members(model) };
    let mut taken = BTreeMap::new();
    for id in type_shapes(model) {
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
fn type_shapes(model: &Model) -> BTreeSet<ShapeId> {
    let mut types: BTreeSet<ShapeId> = BTreeSet::new();
    let errors = model.operations.iter().flat_map(|operation| &operation.errors);
    types.extend(errors.cloned());
    types.extend(model.document_roots.iter().cloned());
    let mut waiting: Vec<&ShapeId> = types.iter().collect();
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
    types.extend(found);
    types
}
