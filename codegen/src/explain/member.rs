//! Members of structures and unions, values of enumerations, items of lists and maps.

use super::{Explainer, Explanation, NameFact, RustFact, name_fact, rust_fact, shape, uses};
use crate::Diagnostics;
use crate::{
    model::{Member, Shape, ShapeKind},
    plan::{
        context::Context,
        docs::facts,
        field::Presence,
        items::{Item, ItemKind},
        names::Purpose,
        role::Role,
        structure, types,
    },
    smithy::ShapeId,
};

/// Explains a member.
pub fn explain(explainer: &Explainer<'_>, id: &ShapeId) -> Explanation {
    let owner = id.without_member();
    let name = id.member().unwrap_or_default();
    let shape = explainer.model.shape(&owner);
    let definition = explainer.definition(&owner);
    let written = definition.and_then(|definition| definition.members.get(name));
    let location = written.map(|member| explainer.report.borrow_mut().member_location_text(member.origin, name));
    let mut traits = written.map(|member| explainer.traits(&member.traits, member.origin)).unwrap_or_default();
    if explainer.model.documents.contains(&owner) {
        // awsJson ignores the trait, but documents use it.
        traits.iter_mut().filter(|fact| fact.id == "smithy.api#jsonName").for_each(|fact| fact.ignored = None);
    }
    let (rust, names) = match modeled(shape, name) {
        Some(member) => (items(explainer, member), vec![naming(shape, member)]),
        None => values(explainer, shape, name),
    };
    let constraints = modeled(shape, name).map(|member| constraints(explainer, shape, member)).unwrap_or_default();
    Explanation {
        id: id.to_string(),
        kind: kind(explainer, shape, name),
        location,
        traits,
        rust,
        names,
        constraints,
        members: Vec::new(),
        call: None,
        wait: None,
        used_by: used_by(explainer, shape, name),
    }
}

/// The uses of the shape that has the member, with the member's name at the end of each path.
fn used_by(explainer: &Explainer<'_>, shape: &Shape, name: &str) -> Vec<uses::Use> {
    let mut uses = uses::of(explainer, &shape.id);
    if matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        for one in &mut uses {
            one.path =
                [one.path.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        }
    }
    uses
}

fn modeled<'s>(shape: &'s Shape, name: &str) -> Option<&'s Member> {
    match &shape.kind {
        ShapeKind::List(item) => Some(item.as_ref()),
        ShapeKind::Map { key, value } => Some(if name == "key" { key } else { value }),
        kind => kind.members().iter().find(|member| member.name() == name),
    }
}

fn kind(explainer: &Explainer<'_>, owner: &Shape, name: &str) -> String {
    let of = format!("the {} {}", shape::kind(owner), owner.id.name());
    match modeled(owner, name) {
        Some(member) => {
            let target = explainer.model.shape(&member.target);
            format!("member of {of}: the {} {}", shape::kind(target), target.id.name())
        }
        None => format!("value of {of}"),
    }
}

/// The field or the variant, with its methods.
fn items(explainer: &Explainer<'_>, member: &Member) -> Vec<RustFact> {
    let what = |item: &Item| match item.kind {
        ItemKind::Field => "field",
        ItemKind::Variant => "variant",
        _ => "method",
    };
    let mut facts: Vec<_> = explainer.items_of(&member.id).map(|item| rust_fact(what(item), item)).collect();
    if facts.is_empty() {
        let ty = types::of(&explainer.model, &explainer.plan.scope, &member.target);
        facts.push(RustFact { what: "type, without a name of its own", item: ty.to_string(), file: None });
    }
    facts
}

fn naming(owner: &Shape, member: &Member) -> NameFact {
    let purpose = if matches!(owner.kind, ShapeKind::Union(_)) { Purpose::Variant } else { Purpose::Field };
    name_fact(purpose, member.name())
}

/// A value of an enumeration: the variant, or the number for an `intEnum`.
fn values(explainer: &Explainer<'_>, owner: &Shape, name: &str) -> (Vec<RustFact>, Vec<NameFact>) {
    let value = match &owner.kind {
        ShapeKind::Enum(values) => values.iter().find(|value| value.name == name).map(|value| value.value.clone()),
        ShapeKind::IntEnum(values) => {
            let value = values.iter().find(|value| value.name == name).map(|value| value.value.to_string());
            let item = value.unwrap_or_default();
            return (vec![RustFact { what: "number", item, file: None }], Vec::new());
        }
        _ => None,
    };
    let wire = value.unwrap_or_default();
    let id = owner.id.with_member(name);
    let variants = explainer.items_of(&id).map(|item| {
        let fact = rust_fact("variant", item);
        RustFact { item: format!("{}, {wire:?} on the wire", fact.item), ..fact }
    });
    (variants.collect(), vec![name_fact(Purpose::Variant, name)])
}

/// The constraints on the member's values. In Rust, members of inputs are always optional.
fn constraints(explainer: &Explainer<'_>, owner: &Shape, member: &Member) -> Vec<String> {
    let mut problems = Diagnostics::default();
    let cx = Context { model: &explainer.model, scope: &explainer.plan.scope, problems: &mut problems };
    let role = shape::structures(explainer, &owner.id).first().map_or(Role::Type, |structure| structure.role);
    let presence = match owner.kind {
        ShapeKind::Structure(_) => structure::field(&cx, member, role).presence,
        _ => Presence::Optional,
    };
    let mut facts = facts::constraints(&explainer.model, member, &presence);
    if let ShapeKind::Enum(values) = &explainer.model.shape(&member.target).kind {
        let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.value)).collect();
        facts.push(format!("Values: {}.", values.join(", ")));
    }
    facts
}
