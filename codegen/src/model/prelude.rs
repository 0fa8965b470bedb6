//! The shapes of Smithy's own namespace.

use crate::smithy::ShapeType;
use serde_json::Value;

pub(super) use crate::smithy::trait_ids::UNIT;

/// A shape of the prelude: its name, its kind, and whether it has false or zero as its default.
const SHAPES: [(&str, ShapeType, bool); 21] = [
    ("String", ShapeType::String, false),
    ("Blob", ShapeType::Blob, false),
    ("Boolean", ShapeType::Boolean, false),
    ("Byte", ShapeType::Byte, false),
    ("Short", ShapeType::Short, false),
    ("Integer", ShapeType::Integer, false),
    ("Long", ShapeType::Long, false),
    ("Float", ShapeType::Float, false),
    ("Double", ShapeType::Double, false),
    ("BigInteger", ShapeType::BigInteger, false),
    ("BigDecimal", ShapeType::BigDecimal, false),
    ("Timestamp", ShapeType::Timestamp, false),
    ("Document", ShapeType::Document, false),
    ("Unit", ShapeType::Structure, false),
    ("PrimitiveBoolean", ShapeType::Boolean, true),
    ("PrimitiveByte", ShapeType::Byte, true),
    ("PrimitiveShort", ShapeType::Short, true),
    ("PrimitiveInteger", ShapeType::Integer, true),
    ("PrimitiveLong", ShapeType::Long, true),
    ("PrimitiveFloat", ShapeType::Float, true),
    ("PrimitiveDouble", ShapeType::Double, true),
];

/// The kind of the prelude's shape with this id.
pub(super) fn kind(id: &str) -> Option<ShapeType> {
    find(id).map(|(_, kind, _)| kind)
}

/// The `default` trait of the prelude's shape with this id.
pub(super) fn default(id: &str) -> Option<Value> {
    let (_, kind, has_default) = find(id)?;
    has_default.then(|| if kind == ShapeType::Boolean { Value::Bool(false) } else { Value::from(0) })
}

/// The ids of all shapes of the prelude.
pub(super) fn ids() -> impl Iterator<Item = String> {
    SHAPES.iter().map(|(name, ..)| format!("smithy.api#{name}"))
}

fn find(id: &str) -> Option<(&'static str, ShapeType, bool)> {
    let name = id.strip_prefix("smithy.api#")?;
    SHAPES.iter().copied().find(|(known, ..)| *known == name)
}
