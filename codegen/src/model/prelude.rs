//! The shapes of Smithy's own namespace.

use crate::smithy::Kind;
use serde_json::Value;

pub(super) use crate::smithy::trait_ids::UNIT;

/// A shape of the prelude: its name, its kind, and whether it has false or zero as its default.
const SHAPES: [(&str, Kind, bool); 21] = [
    ("String", Kind::String, false),
    ("Blob", Kind::Blob, false),
    ("Boolean", Kind::Boolean, false),
    ("Byte", Kind::Byte, false),
    ("Short", Kind::Short, false),
    ("Integer", Kind::Integer, false),
    ("Long", Kind::Long, false),
    ("Float", Kind::Float, false),
    ("Double", Kind::Double, false),
    ("BigInteger", Kind::BigInteger, false),
    ("BigDecimal", Kind::BigDecimal, false),
    ("Timestamp", Kind::Timestamp, false),
    ("Document", Kind::Document, false),
    ("Unit", Kind::Structure, false),
    ("PrimitiveBoolean", Kind::Boolean, true),
    ("PrimitiveByte", Kind::Byte, true),
    ("PrimitiveShort", Kind::Short, true),
    ("PrimitiveInteger", Kind::Integer, true),
    ("PrimitiveLong", Kind::Long, true),
    ("PrimitiveFloat", Kind::Float, true),
    ("PrimitiveDouble", Kind::Double, true),
];

/// The kind of the prelude's shape with this id.
pub(super) fn kind(id: &str) -> Option<Kind> {
    find(id).map(|(_, kind, _)| kind)
}

/// The `default` trait of the prelude's shape with this id.
pub(super) fn default(id: &str) -> Option<Value> {
    let (_, kind, has_default) = find(id)?;
    has_default.then(|| if kind == Kind::Boolean { Value::Bool(false) } else { Value::from(0) })
}

/// The ids of all shapes of the prelude.
pub(super) fn ids() -> impl Iterator<Item = String> {
    SHAPES.iter().map(|(name, ..)| format!("smithy.api#{name}"))
}

fn find(id: &str) -> Option<(&'static str, Kind, bool)> {
    let name = id.strip_prefix("smithy.api#")?;
    SHAPES.iter().copied().find(|(known, ..)| *known == name)
}
