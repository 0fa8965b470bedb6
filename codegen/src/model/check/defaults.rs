//! Defaults must be valid values of their shapes.

use super::MemberChecker;
use crate::model::{Shape, ShapeKind, trait_reader::excerpt};
use crate::smithy::trait_ids::DEFAULT;
use serde_json::Value;

const REMEDY: &str = "Use a default that is a value of the shape, or remove the trait.";

pub(super) fn check(checker: &mut MemberChecker<'_, '_>) {
    let model = checker.model;
    for shape in model.shapes.values() {
        if let Some(problem) = shape.traits.default.as_ref().and_then(|default| mismatch(shape, default)) {
            checker.report_trait(&shape.id, DEFAULT, problem, REMEDY);
        }
        for member in shape.kind.members() {
            let target = model.shape(&member.target);
            // Null removes an inherited default, and an inherited default is reported with its shape.
            let default = member.traits.default.as_ref();
            let own = default.filter(|default| !default.is_null() && target.traits.default.as_ref() != Some(default));
            if let Some(problem) = own.and_then(|default| mismatch(target, default)) {
                checker.report_member_trait(member, DEFAULT, problem, REMEDY);
            }
        }
    }
}

fn mismatch(shape: &Shape, default: &Value) -> Option<String> {
    let (fits, expected) = expectation(&shape.kind, default);
    (!fits).then(|| format!("the default `{}` of `{}` is invalid; expected {expected}", excerpt(default), shape.id))
}

/// Whether a shape of this kind can have the value, and a description of its values.
fn expectation(kind: &ShapeKind, value: &Value) -> (bool, String) {
    let whole = |bits: u32| {
        let limit = 1_i128 << (bits - 1);
        let fits = value.as_i64().is_some_and(|value| (-limit..limit).contains(&i128::from(value)));
        (fits, format!("an integer of {bits} bits"))
    };
    match kind {
        ShapeKind::Boolean => (value.is_boolean(), "`true` or `false`".to_owned()),
        ShapeKind::Byte => whole(8),
        ShapeKind::Short => whole(16),
        ShapeKind::Integer => whole(32),
        ShapeKind::Long => whole(64),
        ShapeKind::BigInteger => (value.is_i64() || value.is_u64(), "an integer".to_owned()),
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => (value.is_number(), "a number".to_owned()),
        ShapeKind::String => (value.is_string(), "a string".to_owned()),
        ShapeKind::Blob => (value.is_string(), "bytes, written as a base64 string".to_owned()),
        ShapeKind::Timestamp => (value.is_number() || value.is_string(), "a timestamp".to_owned()),
        ShapeKind::Document => (true, "any value".to_owned()),
        ShapeKind::Enum(members) => {
            (members.iter().any(|member| value == member.value.as_str()), "one of its values".to_owned())
        }
        ShapeKind::IntEnum(members) => {
            (members.iter().any(|member| value == member.value), "one of its values".to_owned())
        }
        ShapeKind::List(_) => {
            (value.as_array().is_some_and(Vec::is_empty), "`[]`, the only default of a list".to_owned())
        }
        ShapeKind::Map { .. } => {
            (value.as_object().is_some_and(|map| map.is_empty()), "`{}`, the only default of a map".to_owned())
        }
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Unit => {
            (false, "no default for shapes of this kind".to_owned())
        }
    }
}
