//! Structures, unions, enumerations, errors and simple shapes.

use super::{Explainer, Explanation, MemberFact, NameFact, RustFact, name_fact, rust_fact, uses};
use crate::{
    model::{Fault, Shape, ShapeKind},
    plan::{
        docs::facts,
        field::Field,
        items::{Item, ItemKind},
        names::{self, Purpose},
        operation::input_or_output_reason,
        path::TypePath,
        structure::Structure,
        types,
    },
    smithy::ShapeId,
};

/// The kind of a shape in an explanation: as in Smithy, except that errors are distinguished from other structures.
pub fn kind(shape: &Shape) -> &'static str {
    if shape.traits.error.is_some() { "error" } else { shape.kind.name() }
}

/// The types that a shape becomes. An input or output structure is a type of the operation, and a second one if other
/// shapes contain it; an input of two operations is two types.
pub fn types(explainer: &Explainer<'_>, id: &ShapeId) -> Vec<TypePath> {
    let structures = structures(explainer, id).into_iter().map(|structure| structure.path.clone());
    let unions = explainer.plan.all_unions().filter(|union| union.shape == *id).map(|union| union.path.clone());
    let enumerations =
        explainer.plan.all_enumerations().filter(|other| other.shape == *id).map(|other| other.path.clone());
    structures.chain(unions).chain(enumerations).collect()
}

/// The structures in Rust that a shape becomes.
pub fn structures<'b>(explainer: &'b Explainer<'_>, id: &ShapeId) -> Vec<&'b Structure> {
    let inputs_and_outputs =
        explainer.plan.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
    let all = inputs_and_outputs.chain(explainer.plan.all_structures()).chain(&explainer.plan.errors);
    all.filter(|structure| structure.shape.as_ref() == Some(id)).collect()
}

/// Explains a shape.
pub fn explain(explainer: &Explainer<'_>, id: &ShapeId) -> Explanation {
    let shape = explainer.model.shape(id);
    let definition = explainer.definition(id);
    Explanation {
        id: id.to_string(),
        kind: described(shape),
        location: definition.map(|definition| explainer.location_text(definition)),
        traits: definition.map(|found| explainer.traits(&found.traits, found.origin)).unwrap_or_default(),
        rust: rust(explainer, shape),
        names: names_of(explainer, shape),
        constraints: facts::shape(&shape.traits),
        members: members(explainer, shape),
        call: None,
        wait: None,
        used_by: uses::of(explainer, id),
    }
}

fn described(shape: &Shape) -> String {
    let kind = kind(shape);
    match (shape.traits.error, shape.traits.http_error, &shape.traits.retryable) {
        (Some(fault), status, retryable) => {
            let whose = if fault == Fault::Server { "the service's" } else { "the caller's" };
            let status = status.map(|status| format!(", HTTP status {status}")).unwrap_or_default();
            let retried = match retryable {
                Some(retryable) if retryable.throttling => ", retried as throttling",
                Some(_) => ", retried",
                None => "",
            };
            format!("{kind}, {whose} fault{status}{retried}")
        }
        _ => kind.to_owned(),
    }
}

fn rust(explainer: &Explainer<'_>, shape: &Shape) -> Vec<RustFact> {
    let what = |item: &Item| match item.kind {
        ItemKind::Struct => Some("structure"),
        ItemKind::TypeAlias => Some("builder"),
        ItemKind::Enum if matches!(shape.kind, ShapeKind::Union(_)) => Some("enum of variants"),
        ItemKind::Enum => Some("enum of values"),
        _ => None,
    };
    let mut facts: Vec<_> =
        explainer.items_of(&shape.id).filter_map(|item| Some(rust_fact(what(item)?, item))).collect();
    let features = explainer.plan.features.of(&shape.id).into_iter();
    facts.extend(features.map(|feature| RustFact { what: "feature", item: feature.to_owned(), file: None }));
    if facts.is_empty() {
        let ty = types::of(&explainer.model, &explainer.plan.scope, &shape.id);
        facts.push(RustFact { what: "type, without a name of its own", item: ty.to_string(), file: None });
    }
    facts
}

fn names_of(explainer: &Explainer<'_>, shape: &Shape) -> Vec<NameFact> {
    let id = &shape.id;
    let mut facts = Vec::new();
    if let Some(old) = explainer.model.renamed.get(id) {
        let reasons = vec!["the service's `rename` has this name for it".to_owned()];
        facts.push(NameFact { model: old.to_string(), rust: id.name().to_owned(), reasons });
    }
    for structure in structures(explainer, id) {
        if let Some("operation") = structure.path.modules.first().map(names::Ident::as_str) {
            let reasons = vec![input_or_output_reason(structure.role).to_owned()];
            facts.push(NameFact { model: id.name().to_owned(), rust: structure.path.name.to_string(), reasons });
        }
    }
    let is_type =
        types(explainer, id).iter().any(|path| path.modules.first().map(names::Ident::as_str) == Some("types"));
    if is_type {
        let purpose = if shape.traits.error.is_some() { Purpose::Error } else { Purpose::Type };
        facts.push(name_fact(purpose, id.name()));
    }
    facts
}

fn members(explainer: &Explainer<'_>, shape: &Shape) -> Vec<MemberFact> {
    match &shape.kind {
        ShapeKind::Structure(_) => {
            let first = structures(explainer, &shape.id).into_iter().next();
            first.into_iter().flat_map(|structure| &structure.fields).map(field).collect()
        }
        ShapeKind::Union(_) => {
            let union = explainer.plan.all_unions().find(|union| union.shape == shape.id);
            let variants = union.into_iter().flat_map(|union| &union.variants);
            variants
                .map(|variant| {
                    let ty = variant.declared_type().to_string();
                    let (serialized_name, rust) = (variant.serialized_name.clone(), variant.ident.to_string());
                    MemberFact { serialized_name, rust, ty: Some(ty), required: false }
                })
                .collect()
        }
        ShapeKind::Enum(values) => {
            values.iter().map(|value| member_of_enum(&value.value, &names::variant_name(&value.name))).collect()
        }
        _ => Vec::new(),
    }
}

fn member_of_enum(value: &str, ident: &names::Ident) -> MemberFact {
    MemberFact { serialized_name: value.to_owned(), rust: ident.to_string(), ty: None, required: false }
}

fn field(field: &Field) -> MemberFact {
    let (serialized_name, rust) = (field.serialized_name.clone(), field.ident.to_string());
    MemberFact { serialized_name, rust, ty: Some(field.declared_type().to_string()), required: field.required }
}
