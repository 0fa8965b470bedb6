//! The shapes of all sources. Every member, including those of lists and maps, is in the table of members of its shape.

use super::{
    ast::{Member, Reference, Shape, ShapeType},
    json::{Object, Strict},
    report::{Origin, Report},
    shape_id::{ShapeId, is_identifier},
};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All shapes of the merged sources by id, without those of the prelude.
pub(crate) type Definitions = BTreeMap<ShapeId, Definition>;

/// The sources of a model, merged.
pub(crate) struct Assembled {
    pub definitions: Definitions,
    /// The metadata, which is for other tools: validators, suppressions and the like.
    pub metadata: Map<String, Value>,
}

/// Trait values by trait id, in the order they were applied.
pub(crate) type AppliedTraits = IndexMap<String, AppliedTrait>;

/// A trait as it is in the model.
#[derive(Debug, Clone)]
pub(crate) struct AppliedTrait {
    pub value: Value,
    /// The shape or `apply` statement that has the trait.
    pub origin: Origin,
}

/// A shape as the model writes it; targets are not resolved.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub origin: Origin,
    pub kind: ShapeType,
    pub traits: AppliedTraits,
    pub mixins: Vec<String>,
    /// A list's member is in it as `member`, a map's as `key` and `value`.
    pub members: IndexMap<String, MemberDefinition>,
    pub bindings: Bindings,
}

/// A member as the model writes it.
#[derive(Debug, Clone)]
pub(crate) struct MemberDefinition {
    pub target: String,
    pub traits: AppliedTraits,
    /// The shape that defines it: its own, or the mixin.
    pub origin: Origin,
}

/// References of operations, resources and services.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bindings {
    pub input: Option<String>,
    pub output: Option<String>,
    pub errors: Vec<String>,
    pub version: Option<String>,
    pub rename: IndexMap<String, String>,
    /// Includes a resource's lifecycle and collection operations.
    pub operations: Vec<String>,
    pub resources: Vec<String>,
    /// A resource's identifiers and properties.
    pub properties: Vec<String>,
}

/// Converts a shape of the AST.
pub(super) fn define(id: &ShapeId, origin: Origin, mut shape: Shape, report: &mut Report<'_>) -> Definition {
    let mut traits = applied(std::mem::take(&mut shape.traits), origin);
    let mixins = targets(std::mem::take(&mut shape.mixins));
    let members = members(id, origin, &mut shape, report);
    let kind = match shape.kind {
        ShapeType::Set => {
            traits.insert(
                "smithy.api#uniqueItems".to_owned(),
                AppliedTrait { value: Value::Object(Default::default()), origin },
            );
            ShapeType::List
        }
        kind => kind,
    };
    Definition { origin, kind, traits, mixins, members, bindings: bindings(shape) }
}

pub(super) fn applied(Object(traits): Object<Strict>, origin: Origin) -> AppliedTraits {
    traits.into_iter().map(|(name, Strict(value))| (name, AppliedTrait { value, origin })).collect()
}

fn members(
    id: &ShapeId,
    origin: Origin,
    shape: &mut Shape,
    report: &mut Report<'_>,
) -> IndexMap<String, MemberDefinition> {
    let fixed = [("member", shape.member.take()), ("key", shape.key.take()), ("value", shape.value.take())];
    let fixed = fixed.into_iter().filter_map(|(name, member)| Some((name.to_owned(), member?)));
    let named = shape.members.take().unwrap_or_default().0;
    let mut members = IndexMap::with_capacity(named.len());
    for (name, Member { target, traits }) in fixed.chain(named) {
        if !is_identifier(&name) {
            let problem = format!("`{name}` is not a valid member name");
            let remedy = "Name the member with ASCII letters, digits and underscores, not starting with a digit.";
            report.member(origin, id.as_str(), &name, problem, remedy);
            continue;
        }
        members.insert(name, MemberDefinition { target, traits: applied(traits, origin), origin });
    }
    members
}

fn bindings(shape: Shape) -> Bindings {
    let lifecycle = [shape.create, shape.put, shape.read, shape.update, shape.delete, shape.list];
    let mut operations: Vec<String> = lifecycle.into_iter().flatten().map(|reference| reference.target).collect();
    operations.extend(targets(shape.operations.unwrap_or_default()));
    operations.extend(targets(shape.collection_operations.unwrap_or_default()));
    let properties = shape.identifiers.unwrap_or_default().0.into_iter().chain(shape.properties.unwrap_or_default().0);
    Bindings {
        input: shape.input.map(|reference| reference.target),
        output: shape.output.map(|reference| reference.target),
        errors: targets(shape.errors.unwrap_or_default()),
        version: shape.version,
        rename: shape.rename.unwrap_or_default().0,
        operations,
        resources: targets(shape.resources.unwrap_or_default()),
        properties: properties.map(|(_, reference)| reference.target).collect(),
    }
}

fn targets(references: Vec<Reference>) -> Vec<String> {
    references.into_iter().map(|reference| reference.target).collect()
}
