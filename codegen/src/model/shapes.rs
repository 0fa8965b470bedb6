//! Converts definitions to data [`Shape`]s.

use super::{
    enums::{int_enum, string_enum, trait_enum},
    prelude,
    selector::AppliedTo,
    shape::{Member, Shape, ShapeKind},
    targets::resolve,
    trait_reader::{Subject, read_traits},
    traits::Traits,
};
use crate::smithy::{Definition, Definitions, MemberDefinition, Report, ShapeId, ShapeType};
use serde_json::Value;

/// Reads a data shape. Returns `None` if a part is missing, which was already reported.
pub(super) fn shape(
    id: &ShapeId,
    definition: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Option<Shape> {
    let subject = Subject { shape: id.as_str(), member: None, applied_to: AppliedTo::Shape(definition.kind) };
    let traits = read_traits(subject, &definition.traits, definitions, report);
    if !definition.traits.contains_key("smithy.api#error") {
        for error_trait in ["smithy.api#retryable", "smithy.api#httpError", "aws.protocols#awsQueryError"] {
            if let Some(applied) = definition.traits.get(error_trait) {
                let problem = format!("the trait `{error_trait}` is on a structure that is not an error");
                subject.report(report, applied, problem, "Remove the trait, or make the structure an error.");
            }
        }
    }
    let mut part = |name: &str| {
        let member = definition.members.get(name)?;
        read_member(id, definition.kind, name, member, definitions, report).map(Box::new)
    };
    let kind = match definition.kind {
        ShapeType::List => ShapeKind::List(part("member")?),
        ShapeType::Map => ShapeKind::Map { key: part("key")?, value: part("value")? },
        ShapeType::Structure => ShapeKind::Structure(read_members(id, definition, definitions, report)),
        ShapeType::Union => ShapeKind::Union(read_members(id, definition, definitions, report)),
        ShapeType::Enum => ShapeKind::Enum(string_enum(id, definition, definitions, report)),
        ShapeType::IntEnum => ShapeKind::IntEnum(int_enum(id, definition, definitions, report)),
        ShapeType::String => trait_enum(subject, definition, report).map_or(ShapeKind::String, ShapeKind::Enum),
        simple => simple_kind(simple)?,
    };
    Some(Shape { id: id.clone(), location: Some(report.location(definition.origin)), kind, traits })
}

/// A shape of the prelude.
pub(super) fn prelude_shape(id: &str) -> Option<Shape> {
    let kind = match prelude::kind(id)? {
        ShapeType::Structure => ShapeKind::Unit,
        simple => simple_kind(simple)?,
    };
    let traits = Traits { default: prelude::default(id), ..Traits::default() };
    Some(Shape { id: id.parse().ok()?, location: None, kind, traits })
}

fn simple_kind(kind: ShapeType) -> Option<ShapeKind> {
    Some(match kind {
        ShapeType::Blob => ShapeKind::Blob,
        ShapeType::Boolean => ShapeKind::Boolean,
        ShapeType::String => ShapeKind::String,
        ShapeType::Byte => ShapeKind::Byte,
        ShapeType::Short => ShapeKind::Short,
        ShapeType::Integer => ShapeKind::Integer,
        ShapeType::Long => ShapeKind::Long,
        ShapeType::Float => ShapeKind::Float,
        ShapeType::Double => ShapeKind::Double,
        ShapeType::BigInteger => ShapeKind::BigInteger,
        ShapeType::BigDecimal => ShapeKind::BigDecimal,
        ShapeType::Timestamp => ShapeKind::Timestamp,
        ShapeType::Document => ShapeKind::Document,
        _ => return None,
    })
}

fn read_members(
    id: &ShapeId,
    definition: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Vec<Member> {
    let members = definition.members.iter();
    members.filter_map(|(name, member)| read_member(id, definition.kind, name, member, definitions, report)).collect()
}

/// Reads a member. Returns `None` if its target does not exist, which was already reported.
fn read_member(
    id: &ShapeId,
    of: ShapeType,
    name: &str,
    member: &MemberDefinition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Option<Member> {
    let target = resolve(&member.target, definitions);
    let applied_to = AppliedTo::Member { of, target: target.as_ref().map(|(_, kind)| *kind) };
    let subject = Subject { shape: id.as_str(), member: Some(name), applied_to };
    let mut traits = read_traits(subject, &member.traits, definitions, report);
    if of == ShapeType::Structure && traits.default.is_none() && !traits.required {
        traits.default = inherited_default(&member.target, definitions);
    }
    let location = report.member_location(member.origin, name);
    Some(Member { id: id.with_member(name), location, target: target?.0, traits })
}

/// The default of a member's target. Smithy requires that the member repeats it. If it does not, the default is added
/// here, so that later passes need to look at the member only.
fn inherited_default(target: &str, definitions: &Definitions) -> Option<Value> {
    match definitions.get(target) {
        Some(definition) => definition.traits.get("smithy.api#default").map(|applied| applied.value.clone()),
        None => prelude::default(target),
    }
}
