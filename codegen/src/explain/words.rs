//! Which items of a crate the model has words for.

use crate::{
    model::{Model, Shape, ShapeKind, Traits},
    smithy::ShapeId,
};
use serde::Serialize;

/// Something that has a page or a line in the crate's documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Documented {
    /// What it is: an operation, a waiter, a shape, a member, a value.
    pub kind: &'static str,
    /// Its name in the model.
    pub name: String,
    /// Whether the model has words for it.
    pub documented: bool,
}

/// Everything that should have words, in the model's order.
pub fn items(model: &Model) -> Vec<Documented> {
    let mut items = Vec::new();
    let mut add = |kind, name: String, documented| items.push(Documented { kind, name, documented });
    for operation in &model.operations {
        let name = operation.id.name();
        add("operation", name.to_owned(), has_words(&operation.traits));
        for (waiter, of) in &operation.traits.waitable {
            let documented = of.documentation.is_some() || operation.traits.waiter_documentation.contains_key(waiter);
            add("waiter", format!("{name}${waiter}"), documented);
        }
    }
    for shape in model.shapes.values() {
        let name = shape.id.name();
        match &shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                add("shape", name.to_owned(), has_words(&shape.traits));
                for member in members {
                    let documented = has_words(&member.traits) || lends_words(model, &member.target);
                    add("member", format!("{name}${}", member.name()), documented);
                }
            }
            ShapeKind::Enum(values) => {
                add("shape", name.to_owned(), has_words(&shape.traits));
                values.iter().for_each(|of| add("value", format!("{name}${}", of.value), has_words(&of.traits)));
            }
            _ => {}
        }
    }
    items
}

/// Those without words.
pub fn undocumented(model: &Model) -> Vec<Documented> {
    items(model).into_iter().filter(|item| !item.documented).collect()
}

fn has_words(traits: &Traits) -> bool {
    traits.documentation.is_some()
}

/// Whether the words about a shape are at the members that hold it, because it has no page of its own.
fn lends_words(model: &Model, target: &ShapeId) -> bool {
    let Shape { kind, traits, .. } = model.shape(target);
    has_words(traits) && !matches!(kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_))
}
