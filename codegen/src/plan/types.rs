//! Maps shapes to Rust types.

use super::{path::TypePath, scope::Scope};
use crate::{
    model::{Member, Model, ShapeKind, TimestampFormat},
    smithy::ShapeId,
};
use std::fmt;

/// The Rust type of a value, without the `Option` or `Box` of the member that holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `String`
    String,
    /// `()`, the value of a variant without one.
    Unit,
    /// A number or a boolean, which are `Copy`.
    Copy(&'static str),
    /// A type of `aws_smithy_types`.
    Smithy(&'static str),
    /// A structure or union of `crate::types` or `crate::types::error`.
    Shape(TypePath),
    /// An enumeration of `crate::types`.
    Enumeration(TypePath),
    /// `Vec<…>`
    List(Box<Type>),
    /// `HashMap<String or enumeration, …>`
    Map(Box<Type>, Box<Type>),
    /// `Option<…>`, the item of a sparse list or map.
    Nullable(Box<Type>),
}

/// Writes the type as Rust source.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::String => f.write_str("String"),
            Type::Unit => f.write_str("()"),
            Type::Copy(name) => f.write_str(name),
            Type::Smithy(name) => write!(f, "aws_smithy_types::{name}"),
            Type::Shape(path) | Type::Enumeration(path) => write!(f, "{path}"),
            Type::List(item) => write!(f, "Vec<{item}>"),
            Type::Map(key, value) => write!(f, "HashMap<{key}, {value}>"),
            Type::Nullable(inner) => write!(f, "Option<{inner}>"),
        }
    }
}

/// Properties of a member's value, however deep it is nested in lists and maps.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Leaf {
    /// `Debug` must not display it.
    pub sensitive: bool,
    /// The format of its timestamps, if they are not epoch seconds.
    pub timestamp: Option<TimestampFormat>,
}

/// The type of a shape.
pub fn of(model: &Model, scope: &Scope, id: &ShapeId) -> Type {
    match &model.shape(id).kind {
        ShapeKind::String => Type::String,
        ShapeKind::Unit => Type::Unit,
        ShapeKind::Boolean => Type::Copy("bool"),
        ShapeKind::Byte => Type::Copy("i8"),
        ShapeKind::Short => Type::Copy("i16"),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Type::Copy("i32"),
        ShapeKind::Long => Type::Copy("i64"),
        ShapeKind::Float => Type::Copy("f32"),
        ShapeKind::Double => Type::Copy("f64"),
        ShapeKind::BigInteger => Type::Smithy("BigInteger"),
        ShapeKind::BigDecimal => Type::Smithy("BigDecimal"),
        ShapeKind::Timestamp => Type::Smithy("DateTime"),
        ShapeKind::Blob => Type::Smithy("Blob"),
        ShapeKind::Document => Type::Smithy("Document"),
        ShapeKind::Enum(_) => Type::Enumeration(scope.path(id)),
        ShapeKind::Structure(_) | ShapeKind::Union(_) => Type::Shape(scope.path(id)),
        ShapeKind::List(member) => Type::List(Box::new(element(model, scope, id, member))),
        ShapeKind::Map { key, value } => {
            Type::Map(Box::new(of(model, scope, &key.target)), Box::new(element(model, scope, id, value)))
        }
    }
}

fn element(model: &Model, scope: &Scope, container: &ShapeId, member: &Member) -> Type {
    let item = of(model, scope, &member.target);
    if model.shape(container).traits.sparse { Type::Nullable(Box::new(item)) } else { item }
}

/// The properties of a member's value, which may be nested in lists and maps.
pub fn leaf(model: &Model, member: &Member) -> Leaf {
    let mut leaf = Leaf { sensitive: member.traits.sensitive, timestamp: member.traits.timestamp_format };
    let mut id = &member.target;
    loop {
        let shape = model.shape(id);
        leaf.sensitive |= shape.traits.sensitive;
        leaf.timestamp = leaf.timestamp.or(shape.traits.timestamp_format);
        let inner = match &shape.kind {
            ShapeKind::List(item) => item,
            ShapeKind::Map { key, value } => {
                leaf.sensitive |= model.shape(&key.target).traits.sensitive || key.traits.sensitive;
                value
            }
            _ => return leaf,
        };
        leaf.sensitive |= inner.traits.sensitive;
        leaf.timestamp = leaf.timestamp.or(inner.traits.timestamp_format);
        id = &inner.target;
    }
}
