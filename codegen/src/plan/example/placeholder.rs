//! Inputs with placeholders for required members, as JSON, for operations without examples.

use crate::{
    model::{Member, Model, Shape, ShapeKind},
    smithy::ShapeId,
};
use heck::ToKebabCase as _;
use serde_json::{Map, Value, json};

/// An input with its required members: a string is the name of its member, a list has one item.
pub fn input(model: &Model, shape: &Shape) -> Value {
    Writer { model, within: Vec::new() }.shape(shape, "").unwrap_or_else(|| json!({}))
}

struct Writer<'a> {
    model: &'a Model,
    /// The shapes that contain the current one.
    within: Vec<&'a ShapeId>,
}

impl<'a> Writer<'a> {
    /// A value of the shape; `None` if it would have to contain itself.
    fn shape(&mut self, shape: &'a Shape, name: &str) -> Option<Value> {
        if self.within.contains(&&shape.id) {
            return None;
        }
        self.within.push(&shape.id);
        let value = self.kind(&shape.kind, name);
        self.within.pop();
        value
    }

    fn kind(&mut self, kind: &'a ShapeKind, name: &str) -> Option<Value> {
        Some(match kind {
            ShapeKind::Blob => json!(""),
            ShapeKind::Boolean => json!(true),
            ShapeKind::String => json!(name.to_kebab_case()),
            ShapeKind::Enum(values) => json!(values.first()?.value),
            ShapeKind::IntEnum(values) => json!(values.first()?.value),
            ShapeKind::Document | ShapeKind::Unit => json!({}),
            ShapeKind::Structure(members) => {
                let required = members.iter().filter(|member| member.traits.required);
                let entries = required.map(|member| Some((member.name().to_owned(), self.member(member)?)));
                Value::Object(entries.collect::<Option<_>>()?)
            }
            ShapeKind::Union(members) => {
                let mut entries = members.iter().map(|member| Some((member.name().to_owned(), self.member(member)?)));
                Value::Object(Map::from_iter([entries.find_map(|entry| entry)?]))
            }
            ShapeKind::List(item) => Value::Array(self.target(item, name).into_iter().collect()),
            ShapeKind::Map { key, value } => {
                let key = self.target(key, "key")?.as_str()?.to_owned();
                Value::Object(self.target(value, name).map(|value| (key, value)).into_iter().collect())
            }
            _ => json!(1),
        })
    }

    fn member(&mut self, member: &'a Member) -> Option<Value> {
        self.target(member, member.name())
    }

    fn target(&mut self, member: &'a Member, name: &str) -> Option<Value> {
        self.shape(self.model.shape(&member.target), name)
    }
}
