//! `apply` statements, which add traits to shapes and members that are defined elsewhere.

use super::{
    definition::{AppliedTraits, Definition, Definitions},
    merge::Apply,
    nearest::did_you_mean,
    report::Report,
    shape_id::ShapeId,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Traits for members that a shape gets only from its mixins.
pub(super) type Deferred = BTreeMap<ShapeId, Vec<(Apply, String)>>;

/// Adds to every shape the traits that `apply` statements name. Returns those for members of mixins.
///
/// A statement about a mixin also affects the shapes that use it. A later source overrides the traits of an earlier
/// one. Smithy treats that as a conflict, but an overlay must be able to change the model.
pub(super) fn apply_all(definitions: &mut Definitions, applies: Vec<Apply>, report: &mut Report<'_>) -> Deferred {
    let mut deferred = Deferred::new();
    for apply in applies {
        let shape = apply.target.without_member();
        let Some(definition) = definitions.get_mut(&shape) else {
            report_unknown(&apply, definitions, report);
            continue;
        };
        let Some(member) = apply.target.member().map(str::to_owned) else {
            override_traits(&mut definition.traits, apply.traits);
            continue;
        };
        match definition.members.get_mut(&member) {
            Some(found) => override_traits(&mut found.traits, apply.traits),
            None if definition.mixins.is_empty() => report_no_member(&apply, &member, definition, report),
            None => deferred.entry(shape).or_default().push((apply, member)),
        }
    }
    deferred
}

/// Applies the traits that had to wait for the mixins of this shape.
pub(super) fn apply_deferred(definition: &mut Definition, deferred: Vec<(Apply, String)>, report: &mut Report<'_>) {
    for (apply, member) in deferred {
        match definition.members.get_mut(&member) {
            Some(found) => override_traits(&mut found.traits, apply.traits),
            None => report_no_member(&apply, &member, definition, report),
        }
    }
}

/// Traits whose values are maps by name: an overlay adds entries and replaces those of the same name.
const KEYED: &[&str] =
    &["rust.client#waiterDocumentation", "rust.client#waiterFailureReason", "smithy.waiters#waitable"];

/// Adds traits; for a trait that is already there, the later source wins.
pub(super) fn override_traits(traits: &mut AppliedTraits, added: AppliedTraits) {
    for (name, mut value) in added {
        let Some(present) = traits.get_mut(&name) else {
            traits.insert(name, value);
            continue;
        };
        if present.origin.source <= value.origin.source {
            std::mem::swap(present, &mut value);
        }
        if let (true, Value::Object(last), Value::Object(first)) =
            (KEYED.contains(&name.as_str()), &mut present.value, value.value)
        {
            for (entry, of) in first {
                last.entry(entry).or_insert(of);
            }
        }
    }
}

fn report_unknown(apply: &Apply, definitions: &Definitions, report: &mut Report<'_>) {
    let id = apply.target.without_member();
    if id.namespace() == "smithy.api" {
        let problem = "the traits are applied to a shape of Smithy's own namespace, which cannot be changed";
        let remedy = "Apply them to the members that target the shape, or define a shape of your own.";
        return report.shape(apply.origin, apply.target.as_str(), problem, remedy);
    }
    let problem = format!("traits are applied to `{id}`, which does not exist");
    let remedy = did_you_mean(
        id.as_str(),
        definitions.keys().map(ShapeId::as_str),
        "Remove the statement, or add the source that defines the shape.",
    );
    report.unresolved(apply.origin, apply.target.as_str(), problem, remedy);
}

fn report_no_member(apply: &Apply, member: &str, definition: &Definition, report: &mut Report<'_>) {
    let kind = definition.kind.phrase();
    let problem = format!(
        "traits are applied to the member `{member}`, but `{}`, {kind}, has no such member",
        apply.target.without_member()
    );
    let remedy = did_you_mean(
        member,
        definition.members.keys().map(String::as_str),
        "Remove the statement, or apply it to a member that exists.",
    );
    report.unresolved(apply.origin, apply.target.as_str(), problem, remedy);
}
