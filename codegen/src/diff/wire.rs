//! The serialized form of a shape's values.

use super::Side;
use crate::{
    model::{Member, ShapeKind},
    smithy::ShapeId,
};

/// A description of a shape's values on the wire, which is equal for shapes with the same values.
pub(super) fn wire(side: &Side, id: &ShapeId, within: &mut Vec<ShapeId>) -> String {
    let shape = side.model.shape(id);
    if let Some(depth) = within.iter().rev().position(|outer| outer == id) {
        return format!("^{depth}");
    }
    within.push(id.clone());
    let text = match &shape.kind {
        ShapeKind::String | ShapeKind::Enum(_) => "text".to_owned(),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => "integer".to_owned(),
        ShapeKind::Timestamp => format!("timestamp {:?}", shape.traits.timestamp_format),
        ShapeKind::List(member) => {
            format!(
                "[{}{}{:?}]",
                wire(side, &member.target, within),
                shape.traits.sparse,
                member.traits.timestamp_format
            )
        }
        ShapeKind::Map { value, .. } => {
            format!(
                "{{*: {}{}{:?}}}",
                wire(side, &value.target, within),
                shape.traits.sparse,
                value.traits.timestamp_format
            )
        }
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            let member = |member: &Member| {
                let format = member.traits.timestamp_format;
                format!("{}: {} {format:?}", member.serialized_name(), wire(side, &member.target, within))
            };
            let mut members: Vec<String> = members.iter().map(member).collect();
            members.sort();
            format!("{} {{{}}}", shape.kind.name(), members.join(", "))
        }
        other => other.name().to_owned(),
    };
    within.pop();
    text
}
