//! Members of structures and unions, values of enumerations, items of lists and maps.

use super::{Book, Explanation, NameFact, RustFact, name_fact, shape, uses};
use crate::Diagnostics;
use crate::{
    emit::type_file,
    model::{Member, Shape, ShapeKind},
    plan::{
        docs::facts,
        names::{self, Purpose},
        structure::{self, Context, Presence, Role},
        types::{self, Type},
    },
    smithy::ShapeId,
};

/// Explains a member.
pub fn explain(book: &Book<'_>, id: &ShapeId) -> Explanation {
    let owner = id.without_member();
    let name = id.member().unwrap_or_default();
    let shape = book.model.shape(&owner);
    let definition = book.definition(&owner);
    let written = definition.and_then(|definition| definition.members.get(name));
    let place = written.map(|member| book.report.borrow_mut().member_place(member.origin, name));
    let traits = written.map(|member| book.traits(&member.traits, member.origin)).unwrap_or_default();
    let (rust, names) = match modeled(shape, name) {
        Some(member) => (items(book, shape, member), vec![naming(shape, member)]),
        None => values(book, shape, name),
    };
    let constraints = modeled(shape, name).map(|member| constraints(book, shape, member)).unwrap_or_default();
    Explanation {
        id: id.to_string(),
        kind: kind(book, shape, name),
        place,
        traits,
        rust,
        names,
        constraints,
        members: Vec::new(),
        call: None,
        used_by: used_by(book, shape, name),
    }
}

/// How the shape that has the member is used; the member's own name ends each path.
fn used_by(book: &Book<'_>, shape: &Shape, name: &str) -> Vec<uses::Use> {
    let mut uses = uses::of(book, &shape.id);
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

fn kind(book: &Book<'_>, owner: &Shape, name: &str) -> String {
    let of = format!("the {} {}", shape::kind(owner), owner.id.name());
    match modeled(owner, name) {
        Some(member) => {
            let target = book.model.shape(&member.target);
            format!("member of {of}: the {} {}", shape::kind(target), target.id.name())
        }
        None => format!("value of {of}"),
    }
}

/// The field with its methods, or the variant.
fn items(book: &Book<'_>, owner: &Shape, member: &Member) -> Vec<RustFact> {
    let mut facts = Vec::new();
    for structure in shape::structures(book, &owner.id) {
        let Some(field) = structure.fields.iter().find(|field| field.serialized_name == member.name()) else {
            continue;
        };
        let (path, file) = (&structure.path, Some(type_file(&structure.path)));
        let ty = shape::field_type(field);
        facts.push(RustFact { what: "field", item: format!("{path}::{}: {ty}", field.ident), file: file.clone() });
        let setters = format!("{0}::{1}(), {0}::set_{2}()", structure.builder, field.ident, field.ident.as_str());
        facts.push(RustFact { what: "setters", item: setters, file });
    }
    for union in book.plan.unions.iter().filter(|union| union.shape == owner.id) {
        let Some(variant) = union.variants.iter().find(|variant| variant.serialized_name == member.name()) else {
            continue;
        };
        let value = if variant.ty == Type::Unit { String::new() } else { format!("({})", variant.ty) };
        let item = format!("{}::{}{value}", union.path, variant.ident);
        facts.push(RustFact { what: "variant", item, file: Some(type_file(&union.path)) });
    }
    if facts.is_empty() {
        let ty = types::of(&book.model, &book.scope, &member.target);
        facts.push(RustFact { what: "type, without a name of its own", item: ty.to_string(), file: None });
    }
    facts
}

fn naming(owner: &Shape, member: &Member) -> NameFact {
    let purpose = if matches!(owner.kind, ShapeKind::Union(_)) { Purpose::Variant } else { Purpose::Field };
    name_fact(purpose, member.name())
}

/// A value of an enumeration: the variant, or the number that an integer is compared with.
fn values(book: &Book<'_>, owner: &Shape, name: &str) -> (Vec<RustFact>, Vec<NameFact>) {
    let value = match &owner.kind {
        ShapeKind::Enum(values) => values.iter().find(|value| value.name == name).map(|value| value.value.clone()),
        ShapeKind::IntEnum(values) => {
            let value = values.iter().find(|value| value.name == name).map(|value| value.value.to_string());
            let item = value.unwrap_or_default();
            return (vec![RustFact { what: "number", item, file: None }], Vec::new());
        }
        _ => None,
    };
    let ident = names::variant_name(name);
    let wire = value.unwrap_or_default();
    let variants = shape::types(book, &owner.id).into_iter().map(|path| RustFact {
        what: "variant",
        item: format!("{path}::{ident}, {wire:?} on the wire"),
        file: Some(type_file(&path)),
    });
    (variants.collect(), vec![name_fact(Purpose::Variant, name)])
}

/// What holds for the member's values. As an input's member it is always optional in Rust.
fn constraints(book: &Book<'_>, owner: &Shape, member: &Member) -> Vec<String> {
    let mut problems = Diagnostics::default();
    let cx = Context { model: &book.model, scope: &book.scope, problems: &mut problems };
    let role = shape::structures(book, &owner.id).first().map_or(Role::Type, |structure| structure.role);
    let presence = match owner.kind {
        ShapeKind::Structure(_) => structure::field(&cx, member, role).presence,
        _ => Presence::Optional,
    };
    let mut facts = facts::constraints(&book.model, member, &presence);
    if let ShapeKind::Enum(values) = &book.model.shape(&member.target).kind {
        let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.value)).collect();
        facts.push(format!("Values: {}.", values.join(", ")));
    }
    facts
}
