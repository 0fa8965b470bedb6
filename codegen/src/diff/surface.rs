//! The public items of a generated crate that depend on the model.
//!
//! This is a second way to compare: the rules describe changes of the model, this module their effects on the crate.

use super::{Findings, Rule, Semver, Side};
use crate::{
    model::Member,
    plan::{
        features::still_enable,
        items::{Item, ItemKind, ItemSource},
    },
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared of an item.
struct Known {
    /// Its type, or another property that programs rely on.
    signature: String,
    /// The features that enable it; one is enough.
    features: Vec<String>,
    /// The shapes, members and so on that it comes from; a change of one of them explains a change of the item.
    owners: Vec<String>,
}

type Surface = BTreeMap<(String, ItemKind), Known>;

/// The verdict from the items of both crates.
pub(super) fn verdict(old: &Side, new: &Side) -> Semver {
    differences(old, new).into_iter().map(|difference| difference.severity).max().unwrap_or_default()
}

struct Difference {
    path: String,
    detail: String,
    owners: Vec<String>,
    severity: Semver,
}

/// Adds the differences that no rule explains.
pub(super) fn explain_rest(old: &Side, new: &Side, findings: &mut Findings) {
    let mut explained: BTreeMap<String, Semver> = BTreeMap::new();
    for (subject, rule, _) in &findings.found {
        let known = explained.entry(subject.clone()).or_default();
        *known = (*known).max(rule.verdicts().rust);
    }
    for difference in differences(old, new) {
        let by = |owner: &String| explained.get(owner).is_some_and(|known| *known >= difference.severity);
        if !difference.owners.iter().any(by) {
            let is_major = difference.severity == Semver::Major;
            let rule = if is_major { Rule::ChangedRustApi } else { Rule::AddedRustApi };
            findings.push(rule, difference.path, difference.detail);
        }
    }
}

fn differences(old: &Side, new: &Side) -> Vec<Difference> {
    let (mut before, after) = (surface(old), surface(new));
    let mut found = Vec::new();
    for (key, item) in after {
        let (detail, owners, severity) = match before.remove(&key) {
            // No item must be implemented or matched by a program.
            None => (item.signature, item.owners, Semver::Minor),
            Some(was) if was.signature == item.signature && still_enable(&item.features, &was.features) => continue,
            Some(was) => {
                let owners = [was.owners, item.owners].concat();
                (format!("{} → {}", was.signature, item.signature), owners, Semver::Major)
            }
        };
        found.push(Difference { path: key.0, detail, owners, severity });
    }
    let gone = before.into_iter().map(|((path, _), item)| Difference {
        path,
        detail: "gone".to_owned(),
        owners: item.owners,
        severity: Semver::Major,
    });
    found.extend(gone);
    found
}

/// The features that enable an item. Types and modules depend on the operations that use them.
fn features(item: &Item) -> Vec<String> {
    if item.path.starts_with("crate::Client::") { item.features.clone() } else { Vec::new() }
}

fn surface(side: &Side) -> Surface {
    let mut surface: Surface = side
        .items
        .iter()
        .map(|item| {
            (
                (item.path.clone(), item.kind),
                Known { signature: signature(item), features: features(item), owners: owners(side, &item.source) },
            )
        })
        .collect();
    for operation in &side.plan.operations {
        let Some(completion) = side.plan.completions.get(&operation.shape) else { continue };
        // A method of the shared builder, for inputs with a completion.
        let path = format!("{}::send_and_wait", operation.fluent_builder());
        let known = Known {
            signature: completion.polled.output.to_string(),
            features: Vec::new(),
            owners: vec![side.key(&operation.shape)],
        };
        surface.insert((path, ItemKind::Function), known);
    }
    for document in side.plan.documents.whole() {
        // A conversion with which setters of strings accept the document.
        let known = Known {
            signature: String::new(),
            features: Vec::new(),
            owners: document.shape.iter().map(|id| side.key(id)).collect(),
        };
        surface.insert((format!("String::from({})", document.path), ItemKind::Function), known);
    }
    surface
}

/// What programs rely on. They name a builder by its alias, whatever its target is.
fn signature(item: &Item) -> String {
    let is_builder = item.kind == ItemKind::TypeAlias && item.signature.starts_with("crate::builder::");
    if is_builder { String::new() } else { item.signature.clone() }
}

/// The parts of the model that an item comes from, by the names that both models use.
fn owners(side: &Side, source: &ItemSource) -> Vec<String> {
    match source {
        ItemSource::Shape(id) => shape_owners(side, id),
        ItemSource::Operation(operation, shape) => {
            let shape = shape.iter().flat_map(|id| shape_owners(side, id));
            shape.chain([side.key(operation)]).collect()
        }
        ItemSource::Waiter(name) => vec![format!("waiter {name}")],
        ItemSource::EndpointParameter(name) => vec![format!("endpoint parameter {name}")],
    }
}

/// A shape; or a member, with its structure and the shapes that its type depends on.
fn shape_owners(side: &Side, id: &ShapeId) -> Vec<String> {
    let mut owners = vec![side.key(id)];
    if id.member().is_some() {
        let shape = side.model.shape(&id.without_member());
        let member = shape.kind.members().iter().find(|member| member.id == *id);
        owners.extend(member.into_iter().flat_map(|member| type_dependencies(side, member)));
        owners.push(side.key(&shape.id));
    }
    owners
}

/// The targets of a member, through lists and maps, and the members in between.
fn type_dependencies(side: &Side, member: &Member) -> Vec<String> {
    use crate::model::ShapeKind;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![&member.target];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        found.push(side.key(id));
        let inner: Vec<&Member> = match &side.model.shape(id).kind {
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        };
        found.extend(inner.iter().map(|member| side.key(&member.id)));
        waiting.extend(inner.into_iter().map(|member| &member.target));
    }
    found
}

/// The public items of an operation's paginator.
pub(super) fn pages<'s>(side: &'s Side, id: &ShapeId) -> Vec<(&'s str, &'s str)> {
    let own = side.items.iter().filter(|item| item.source == ItemSource::Operation(id.clone(), None));
    let paginator = own.filter(|item| item.path.contains("::paginator"));
    paginator.map(|item| (item.path.as_str(), item.signature.as_str())).collect()
}

/// The types of shapes, without those of operations.
pub(super) fn type_paths(side: &Side) -> BTreeMap<&ShapeId, &str> {
    let types = side.items.iter().filter(|item| matches!(item.kind, ItemKind::Struct | ItemKind::Enum));
    let of_shapes = types.filter_map(|item| match &item.source {
        ItemSource::Shape(id) => Some((id, item.path.as_str())),
        _ => None,
    });
    of_shapes.collect()
}
