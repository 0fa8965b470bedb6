//! Flattens mixins into the shapes that use them.

use super::{
    apply::{Deferred, apply_deferred},
    definition::{AppliedTraits, Definition, Definitions, MemberDefinition},
    nearest::did_you_mean,
    report::Report,
    shape_id::ShapeId,
};
use indexmap::{IndexMap, map::Entry};
use std::collections::BTreeMap;

/// The trait that marks a mixin.
pub(crate) const MIXIN: &str = "smithy.api#mixin";

/// The maximum depth of mixins that use mixins. Every level repeats all members of the levels below.
const MAX_DEPTH: usize = 32;

/// Copies traits and members of mixins into the shapes that use them, mixins of mixins first.
pub(super) fn flatten(definitions: &mut Definitions, mut deferred: Deferred, report: &mut Report<'_>) {
    for id in users_in_order(definitions, report) {
        let Some(mut user) = definitions.remove(&id) else { continue };
        apply_mixins(&id, &mut user, definitions, report);
        apply_deferred(&mut user, deferred.remove(&id).unwrap_or_default(), report);
        definitions.insert(id, user);
    }
}

/// The shapes that use mixins, each after all mixins it uses. Cycles and chains that are too long are reported and left
/// out.
fn users_in_order(definitions: &Definitions, report: &mut Report<'_>) -> Vec<ShapeId> {
    let mut depths: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut order = Vec::new();
    for (root, definition) in definitions.iter().filter(|(_, definition)| !definition.mixins.is_empty()) {
        if depths.contains_key(root.as_str()) {
            continue;
        }
        depths.insert(root.as_str(), None);
        let mut path = vec![(root, definition, 0_usize)];
        while let Some((id, definition, next)) = path.last_mut() {
            let definition: &Definition = definition;
            let Some(mixin) = definition.mixins.get(*next) else {
                let depth = 1 + definition.mixins.iter().filter_map(|m| *depths.get(m.as_str())?).max().unwrap_or(0);
                if depth == MAX_DEPTH + 1 {
                    let problem = format!("mixins use mixins more than {MAX_DEPTH} levels deep");
                    report.shape(definition.origin, id.as_str(), problem, "Merge some of the mixins into one.");
                } else if depth <= MAX_DEPTH {
                    order.push((*id).clone());
                }
                depths.insert(id.as_str(), Some(depth));
                path.pop();
                continue;
            };
            *next += 1;
            match (depths.get(mixin.as_str()), definitions.get_key_value(mixin.as_str())) {
                (Some(None), _) => report_cycle(&path, mixin, report),
                (None, Some((mixin, definition))) if !definition.mixins.is_empty() => {
                    depths.insert(mixin.as_str(), None);
                    path.push((mixin, definition, 0));
                }
                _ => {}
            }
        }
    }
    order
}

fn report_cycle(path: &[(&ShapeId, &Definition, usize)], mixin: &str, report: &mut Report<'_>) {
    let start = path.iter().position(|(id, ..)| id.as_str() == mixin).unwrap_or(0);
    let cycle: Vec<_> = path[start..].iter().map(|(id, ..)| id.as_str()).chain([mixin]).collect();
    let Some((id, definition, _)) = path.last() else { return };
    let path =
        if cycle.len() > 6 { format!("{} → … → {mixin}", cycle[..5].join(" → ")) } else { cycle.join(" → ") };
    report.shape(
        definition.origin,
        id.as_str(),
        format!("mixins use each other in a cycle: {path}"),
        "Remove one of these mixins.",
    );
}

/// Copies the traits and members of its mixins, which are already flat, into a shape.
fn apply_mixins(id: &ShapeId, user: &mut Definition, definitions: &Definitions, report: &mut Report<'_>) {
    let own_traits = std::mem::take(&mut user.traits);
    let own_members = std::mem::take(&mut user.members);
    for name in user.mixins.clone() {
        let Some(mixin) = definitions.get(name.as_str()) else {
            // A shape that uses itself is missing here too; the cycle was reported.
            if name != id.as_str() {
                let problem = format!("the mixin `{name}` does not exist");
                let mixins = definitions.iter().filter(|(_, candidate)| candidate.traits.contains_key(MIXIN));
                let remedy = did_you_mean(
                    &name,
                    mixins.map(|(id, _)| id.as_str()),
                    "Define the mixin, or remove it from `mixins`.",
                );
                report.shape(user.origin, id.as_str(), problem, remedy);
            }
            continue;
        };
        let Some(marker) = mixin.traits.get(MIXIN) else {
            let problem = format!("`{name}` is used as a mixin, but does not have the trait `{MIXIN}`");
            report.shape(user.origin, id.as_str(), problem, "Add the trait to it, or remove it from `mixins`.");
            continue;
        };
        if mixin.kind != user.kind {
            let problem = format!("{} uses the mixin `{name}`, which is {}", user.kind.phrase(), mixin.kind.phrase());
            report.shape(user.origin, id.as_str(), problem, "Use mixins of the shape's own kind only.");
            continue;
        }
        let local = marker.value.get("localTraits").and_then(|traits| traits.as_array());
        let is_local = |name: &str| name == MIXIN || local.is_some_and(|local| local.iter().any(|l| l == name));
        user.traits
            .extend(mixin.traits.iter().filter(|(name, _)| !is_local(name)).map(|(n, v)| (n.clone(), v.clone())));
        merge_members(id, user, &mixin.members, report);
        merge_bindings(user, mixin);
    }
    user.traits.extend(own_traits);
    merge_members(id, user, &own_members, report);
}

/// Appends new members; an existing member gets the additional traits and must have the same target.
fn merge_members(
    id: &ShapeId,
    user: &mut Definition,
    added: &IndexMap<String, MemberDefinition>,
    report: &mut Report<'_>,
) {
    for (name, member) in added {
        match user.members.entry(name.clone()) {
            Entry::Vacant(free) => {
                free.insert(member.clone());
            }
            Entry::Occupied(mut taken) if taken.get().target == member.target => {
                let present: &mut AppliedTraits = &mut taken.get_mut().traits;
                present.extend(member.traits.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            Entry::Occupied(taken) => {
                let problem = format!(
                    "the member targets `{}`, but in another of the shape's mixins, or in the shape itself, `{}`",
                    taken.get().target,
                    member.target
                );
                report.member(user.origin, id.as_str(), name, problem, "Give the member the same target everywhere.");
            }
        }
    }
}

fn merge_bindings(user: &mut Definition, mixin: &Definition) {
    let (own, mixed) = (&mut user.bindings, &mixin.bindings);
    own.input = own.input.take().or_else(|| mixed.input.clone());
    own.output = own.output.take().or_else(|| mixed.output.clone());
    own.version = own.version.take().or_else(|| mixed.version.clone());
    for (list, added) in [
        (&mut own.errors, &mixed.errors),
        (&mut own.operations, &mixed.operations),
        (&mut own.resources, &mixed.resources),
        (&mut own.properties, &mixed.properties),
    ] {
        list.extend(added.iter().cloned());
    }
    for (id, name) in &mixed.rename {
        own.rename.entry(id.clone()).or_insert_with(|| name.clone());
    }
}
