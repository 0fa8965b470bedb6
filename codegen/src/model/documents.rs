//! Typed documents: the shapes of JSON that the service's members contain as strings.
//!
//! `rust.client#jsonText` on a string member names the structure. Its closure is separate from that of the service: the
//! shapes of the service use awsJson; those of documents are parsed leniently and may have `jsonName`.

use super::{
    closure::{Closure, references},
    prelude,
    selector::AppliedTo,
    shape::{Shape, ShapeKind},
    shapes::{prelude_shape, shape},
    trait_reader::{Subject, json_key},
};
use crate::smithy::{AppliedTrait, Definition, Definitions, Report, ShapeId, ShapeType, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

const JSON_TEXT: &str = "rust.client#jsonText";
const JSON_NAME: &str = "smithy.api#jsonName";
const DISCRIMINATOR: &str = "rust.client#discriminator";

/// The shapes of documents.
#[derive(Default)]
pub(super) struct Documents {
    /// The shapes, including those of the prelude.
    pub shapes: Vec<Shape>,
    /// The ids of the shapes that the model defines.
    pub ids: BTreeSet<ShapeId>,
    /// The ids of the structures that are whole documents.
    pub roots: BTreeSet<ShapeId>,
}

/// Follows `rust.client#jsonText` from the members of the service's shapes.
pub(super) fn documents(closure: &Closure<'_>, definitions: &Definitions, report: &mut Report<'_>) -> Documents {
    refuse_discriminators(closure, report);
    let mut documents = Documents::default();
    let mut todo: Vec<(&ShapeId, &Definition)> = Vec::new();
    for (id, definition) in &closure.data {
        todo.extend(roots(id, definition, definitions, &mut documents.roots, report));
    }
    let mut found: BTreeMap<&ShapeId, &Definition> = BTreeMap::new();
    let mut of_prelude = BTreeSet::new();
    while let Some((id, definition)) = todo.pop() {
        if found.insert(id, definition).is_some() {
            continue;
        }
        todo.extend(roots(id, definition, definitions, &mut documents.roots, report));
        for target in references(definition) {
            match definitions.get_key_value(target) {
                Some((id, definition)) if definition.kind.is_data() => todo.push((id, definition)),
                Some(_) => {}
                None => drop(prelude::kind(target).map(|_| of_prelude.insert(target))),
            }
        }
    }
    for (id, definition) in &found {
        if closure.data.contains_key(id) {
            let problem = "the shape is used by the service and by a document";
            let remedy = "Define a separate shape for the document: documents are read and written differently.";
            report.shape(definition.origin, id.as_str(), problem, remedy);
            continue;
        }
        if let Some(mut shape) = shape(id, definition, definitions, report) {
            name_members(&mut shape, definition, report);
            documents.shapes.push(shape);
        }
        documents.ids.insert((*id).clone());
    }
    check_discriminators(&documents.shapes, &found, report);
    documents.shapes.extend(of_prelude.iter().filter_map(|id| prelude_shape(id)));
    documents
}

/// The structures that the string members of a shape contain as JSON.
fn roots<'d>(
    id: &ShapeId,
    definition: &Definition,
    definitions: &'d Definitions,
    all: &mut BTreeSet<ShapeId>,
    report: &mut Report<'_>,
) -> Vec<(&'d ShapeId, &'d Definition)> {
    let mut found = Vec::new();
    for (name, member) in &definition.members {
        // Any other value is reported with the traits of the member.
        let Some(applied) = member.traits.get(JSON_TEXT) else { continue };
        let Some(target) = applied.value.as_str() else { continue };
        match definitions.get_key_value(target) {
            Some((id, definition)) if definition.kind == ShapeType::Structure => {
                all.insert(id.clone());
                found.push((id, definition));
            }
            other => {
                let what = other.map_or("does not exist".to_owned(), |(_, it)| format!("is {}", it.kind.phrase()));
                let problem = format!("the trait `{JSON_TEXT}` names `{target}`, which {what}; expected a structure");
                let structures = definitions.iter().filter(|(_, shape)| shape.kind == ShapeType::Structure);
                let otherwise = "Define the structure, or add the source that defines it.";
                let remedy = did_you_mean(target, structures.map(|(id, _)| id.as_str()), otherwise);
                report.member(applied.origin, id.as_str(), name, problem, remedy);
            }
        }
    }
    found
}

/// Sets the JSON names of members with `jsonName`.
fn name_members(shape: &mut Shape, definition: &Definition, report: &mut Report<'_>) {
    let id = shape.id.clone();
    let (ShapeKind::Structure(members) | ShapeKind::Union(members)) = &mut shape.kind else { return };
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for member in members {
        let name = member.name().to_owned();
        let Some(written) = definition.members.get(&name) else { continue };
        if let Some(applied) = written.traits.get(JSON_NAME) {
            match json_key(&applied.value) {
                Ok(key) => member.traits.json_name = Some(key),
                Err(error) => {
                    let problem = format!("the value of the trait `{JSON_NAME}` is wrong: {error}");
                    report.member(
                        applied.origin,
                        id.as_str(),
                        &name,
                        problem,
                        "Use a key of a JSON object, a string that is not empty.",
                    );
                }
            }
        }
        if let Some(first) = taken.insert(member.serialized_name().to_owned(), name.clone()) {
            let origin = written.traits.get(JSON_NAME).map_or(written.origin, |applied| applied.origin);
            let problem = format!("`{}` is already the JSON name of the member `{first}`", member.serialized_name());
            report.member(origin, id.as_str(), &name, problem, "Use a different `jsonName` for each member.");
        }
    }
}

/// awsJson does not have unions with a discriminator.
fn refuse_discriminators(closure: &Closure<'_>, report: &mut Report<'_>) {
    for (id, definition) in &closure.data {
        if let Some(applied) = definition.traits.get(DISCRIMINATOR) {
            let problem =
                format!("the trait `{DISCRIMINATOR}` is on a union of the service, but is only for documents");
            subject(id, definition).report(
                report,
                applied,
                problem,
                "Remove the trait: awsJson does not have such unions.",
            );
        }
    }
}

/// Checks that each member of a union with a discriminator is a structure without a member of that name.
fn check_discriminators(shapes: &[Shape], definitions: &BTreeMap<&ShapeId, &Definition>, report: &mut Report<'_>) {
    let by_id: BTreeMap<&ShapeId, &Shape> = shapes.iter().map(|shape| (&shape.id, shape)).collect();
    for shape in shapes {
        let (Some(key), ShapeKind::Union(members)) = (&shape.traits.discriminator, &shape.kind) else { continue };
        let Some((applied, definition)) = definitions.get(&shape.id).and_then(|it| Some((discriminator(it)?, *it)))
        else {
            continue;
        };
        for member in members {
            let target = by_id.get(&member.target);
            let problem = match target.map(|target| &target.kind) {
                Some(ShapeKind::Structure(of)) if of.iter().any(|inner| inner.serialized_name() == key) => {
                    format!(
                        "the structure `{}` has a member `{key}` in JSON, which is the key of `{DISCRIMINATOR}`",
                        member.target
                    )
                }
                Some(ShapeKind::Structure(_)) => continue,
                _ => format!("the union has the trait `{DISCRIMINATOR}`, but its member does not target a structure"),
            };
            let remedy = "Use structures without that key as targets, or remove the trait.";
            let origin = definition.members.get(member.name()).map_or(applied.origin, |member| member.origin);
            report.member(origin, shape.id.as_str(), member.name(), problem, remedy);
        }
    }
}

fn discriminator(definition: &Definition) -> Option<&AppliedTrait> {
    definition.traits.get(DISCRIMINATOR)
}

fn subject<'s>(id: &'s ShapeId, definition: &Definition) -> Subject<'s> {
    Subject { shape: id.as_str(), member: None, applied_to: AppliedTo::Shape(definition.kind) }
}
