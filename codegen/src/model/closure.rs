//! The shapes that the service uses.

use super::{prelude::UNIT, targets::kind_of};
use crate::smithy::{Definition, Definitions, MIXIN, Report, ShapeId, ShapeType, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

/// The service and the ids of everything it uses, directly or indirectly.
pub(super) struct Closure<'d> {
    pub service: (&'d ShapeId, &'d Definition),
    pub operations: BTreeMap<&'d ShapeId, &'d Definition>,
    /// Data shapes that are not in the prelude.
    pub data: BTreeMap<&'d ShapeId, &'d Definition>,
    /// Shapes of the prelude.
    pub prelude: BTreeSet<&'d str>,
}

/// Follows the service's references to operations, resources and members.
///
/// Targets that do not exist or have the wrong kind are skipped, since they were reported before. Returns `None`, with
/// an error, unless there is exactly one service.
pub(super) fn close<'d>(definitions: &'d Definitions, report: &mut Report<'_>) -> Option<Closure<'d>> {
    let service = only_service(definitions, report)?;
    let mut closure = Closure { service, operations: BTreeMap::new(), data: BTreeMap::new(), prelude: BTreeSet::new() };
    let mut resources = BTreeSet::new();
    let mut todo: Vec<&'d str> = references(service.1).collect();
    while let Some(target) = todo.pop() {
        let Some((id, definition)) = definitions.get_key_value(target) else {
            if kind_of(target, definitions).is_some() {
                closure.prelude.insert(target);
            }
            continue;
        };
        let is_new = match definition.kind {
            ShapeType::Operation => closure.operations.insert(id, definition).is_none(),
            ShapeType::Resource => resources.insert(id),
            ShapeType::Service | ShapeType::Apply => false,
            _ => closure.data.insert(id, definition).is_none(),
        };
        if is_new {
            todo.extend(references(definition));
        }
    }
    for (id, definition) in
        definitions.iter().filter(|(_, shape)| shape.kind == ShapeType::Operation && !is_mixin(shape))
    {
        if !closure.operations.contains_key(id) {
            let problem = "the service does not use the operation, so it is left out";
            let remedy = "List it in `operations` of the service or of one of its resources, or remove it.";
            report.warn(definition.origin, id.as_str(), problem, remedy);
        }
    }
    if closure.operations.is_empty() {
        let problem = "the service has no operations";
        report.shape(
            service.1.origin,
            service.0.as_str(),
            problem,
            "Add operations to the service or to its resources.",
        );
    }
    Some(closure)
}

/// The shapes that become part of the closure with a shape. A resource's properties are not: they are members of its
/// operations if they are used. The members of an enum have no content.
pub(super) fn references(definition: &Definition) -> impl Iterator<Item = &str> {
    let bindings = &definition.bindings;
    let members = definition.members.values().map(|member| &member.target);
    let members =
        members.take(if matches!(definition.kind, ShapeType::Enum | ShapeType::IntEnum) { 0 } else { usize::MAX });
    let ends = bindings.input.iter().chain(&bindings.output).filter(|target| *target != UNIT);
    let references = members.chain(ends).chain(&bindings.errors).chain(&bindings.operations).chain(&bindings.resources);
    references.map(String::as_str)
}

fn is_mixin(definition: &Definition) -> bool {
    definition.traits.contains_key(MIXIN)
}

fn only_service<'d>(definitions: &'d Definitions, report: &mut Report<'_>) -> Option<(&'d ShapeId, &'d Definition)> {
    let services: Vec<_> =
        definitions.iter().filter(|(_, shape)| shape.kind == ShapeType::Service && !is_mixin(shape)).collect();
    match services.as_slice() {
        [service] => Some(*service),
        [] => {
            let remedy = "Add the source that defines the service: a shape of the type `service`.";
            report.everywhere("the model has no service", remedy);
            None
        }
        many => {
            let location =
                |(id, service): &(&ShapeId, &Definition)| format!("`{id}` in {}", report.location_text(service.origin));
            let names: Vec<_> = many.iter().map(location).collect();
            let problem = format!("the model has {} services: {}", many.len(), names.join(", "));
            let remedy = "Generate one crate for each service, from sources that define only that one.";
            report.at(many[1].1.origin, problem, remedy);
            None
        }
    }
}

/// Checks the service's `rename`, and returns the new id of each renamed shape.
pub(super) fn renames(closure: &Closure<'_>, report: &mut Report<'_>) -> BTreeMap<ShapeId, ShapeId> {
    let (service, definition) = closure.service;
    let mut renamed = BTreeMap::new();
    for (from, name) in &definition.bindings.rename {
        let reached = |id: ShapeId| closure.data.contains_key(&id).then_some(id);
        let Some(from) = from.parse().ok().and_then(reached) else {
            let problem = format!("`rename` names `{from}`, which is not a data shape that the service uses");
            let ids = closure.data.keys().map(|id| id.as_str());
            report.shape(definition.origin, service.as_str(), problem, did_you_mean(from, ids, "Remove the entry."));
            continue;
        };
        let Some(to) = from.with_name(name) else {
            let problem = format!("`rename` renames `{from}` to `{name}`, which is not a valid shape name");
            report.shape(definition.origin, service.as_str(), problem, "Use ASCII letters, digits and underscores.");
            continue;
        };
        let taken = closure.data.contains_key(&to) || closure.operations.contains_key(&to) || *service == to;
        if taken || renamed.values().any(|other| *other == to) {
            let problem = format!("`rename` renames `{from}` to `{name}`, but `{to}` is another shape");
            report.shape(definition.origin, service.as_str(), problem, "Choose a name that no other shape has.");
            continue;
        }
        renamed.insert(from, to);
    }
    renamed
}
