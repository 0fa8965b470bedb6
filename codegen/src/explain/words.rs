//! Which items of a crate the model documents.

use crate::{
    model::{Model, Shape, ShapeKind, Traits},
    smithy::ShapeId,
};
use serde::Serialize;

/// An item with an entry in the crate's documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Documented {
    /// Its kind: an operation, a waiter, a shape, a member, a value.
    pub kind: &'static str,
    /// Its name in the model.
    pub name: String,
    /// Whether the model documents it.
    pub documented: bool,
}

/// All items that should be documented, in the model's order.
pub fn items(model: &Model) -> Vec<Documented> {
    let mut items = Vec::new();
    let mut add = |kind, name: String, documented| items.push(Documented { kind, name, documented });
    for operation in &model.operations {
        let name = operation.id.name();
        add("operation", name.to_owned(), is_documented(&operation.traits));
        for (waiter, of) in &operation.traits.waitable {
            let documented = of.documentation.is_some() || operation.traits.waiter_documentation.contains_key(waiter);
            add("waiter", format!("{name}${waiter}"), documented);
        }
    }
    for shape in model.shapes.values() {
        let name = shape.id.name();
        match &shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                add("shape", name.to_owned(), is_documented(&shape.traits));
                for member in members {
                    let documented = is_documented(&member.traits) || is_documented_by_members(model, &member.target);
                    add("member", format!("{name}${}", member.name()), documented);
                }
            }
            ShapeKind::Enum(values) => {
                add("shape", name.to_owned(), is_documented(&shape.traits));
                values.iter().for_each(|of| add("value", format!("{name}${}", of.value), is_documented(&of.traits)));
            }
            _ => {}
        }
    }
    items
}

/// Those without documentation.
pub fn undocumented(model: &Model) -> Vec<Documented> {
    items(model).into_iter().filter(|item| !item.documented).collect()
}

fn is_documented(traits: &Traits) -> bool {
    traits.documentation.is_some()
}

/// Whether the members that target a shape have its documentation, because the shape has no page itself.
fn is_documented_by_members(model: &Model, target: &ShapeId) -> bool {
    let Shape { kind, traits, .. } = model.shape(target);
    is_documented(traits) && !matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_))
}
