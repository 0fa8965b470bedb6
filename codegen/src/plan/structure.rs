//! Structures: inputs, outputs, types and errors.

use super::{
    context::Context,
    docs,
    field::{Field, Literal, Presence},
    names::{self, Ident},
    path::TypePath,
    role::{RetryKind, Role},
    types::{self, Leaf, Type},
};
use crate::{
    model::{Fault, Member, Model, Retryable, Shape, ShapeKind, Traits},
    smithy::ShapeId,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A structure to emit.
#[derive(Debug, Clone)]
pub struct Structure {
    /// The shape it comes from; `None` if the operation has no input or output.
    pub shape: Option<ShapeId>,
    /// Its path.
    pub path: TypePath,
    /// The path of its builder.
    pub builder: TypePath,
    /// Its role.
    pub role: Role,
    /// For an error: its code in responses.
    pub code: Option<String>,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Its fields in the model's order.
    pub fields: Vec<Field>,
}

impl Structure {
    /// Whether the builder stores its members in a separate structure, because some field is not an `Option`.
    pub fn has_builder_fields(&self) -> bool {
        self.fields.iter().any(|field| field.presence != Presence::Optional)
    }

    /// The structure in which the builder stores its members: a separate one if some field is not an `Option`.
    pub fn builder_fields(&self) -> Ident {
        if self.has_builder_fields() { self.path.name.affixed("", "BuilderFields") } else { self.path.name.clone() }
    }

    /// The type of the builder, of which its name is an alias. A structure for the builder alone is not a public item.
    pub fn builder_type(&self) -> String {
        let generic = if self.role == Role::Input { "InputBuilder" } else { "ShapeBuilder" };
        let fields = if self.has_builder_fields() { self.builder_fields().to_string() } else { self.path.to_string() };
        format!("crate::builder::{generic}<{fields}>")
    }

    /// Whether `build` returns a `Result`.
    pub fn is_fallible(&self) -> bool {
        self.role == Role::Input || self.fields.iter().any(|field| field.presence == Presence::Required)
    }
}

/// Plans the structure of a shape.
pub fn plan(cx: &mut Context<'_>, shape: &Shape, path: TypePath, builder: TypePath, role: Role) -> Structure {
    let members = match &shape.kind {
        ShapeKind::Structure(members) => members.as_slice(),
        _ => &[],
    };
    let mut fields: Vec<Field> = members.iter().map(|member| field(cx, member, role)).collect();
    report_clashes(cx, &fields, members);
    if matches!(role, Role::Error(_)) && !fields.iter().any(|field| field.ident.as_str() == "message") {
        fields.push(message_field());
    }
    Structure {
        shape: Some(shape.id.clone()),
        code: matches!(role, Role::Error(_)).then(|| error_code(cx.model, &shape.id).to_owned()),
        docs: docs::structure(shape, role),
        deprecated: docs::deprecation(&shape.traits),
        path,
        builder,
        role,
        fields,
    }
}

/// The empty structure of an operation without an input or output.
pub fn empty(operation: &Ident, path: TypePath, builder: TypePath, role: Role) -> Structure {
    let docs = docs::empty_structure(operation, role);
    Structure { shape: None, path, builder, role, code: None, docs, deprecated: None, fields: Vec::new() }
}

/// The code of an error in responses: the name of its shape in the model, or its code of awsQuery.
pub fn error_code<'m>(model: &'m Model, error: &'m ShapeId) -> &'m str {
    let kept = model.shape(error).traits.query_error.as_deref().filter(|_| model.service.query_compatible);
    kept.unwrap_or_else(|| modeled_name(model, error))
}

/// The name of a shape in the model, before the service's `rename`, which is for clients only.
pub fn modeled_name<'m>(model: &'m Model, shape: &'m ShapeId) -> &'m str {
    model.renamed.get(shape).unwrap_or(shape).name()
}

/// The role of a structure that is not an input or output.
pub fn role(model: &Model, shape: &Shape) -> Role {
    match shape.traits.error {
        _ if model.documents.contains(&shape.id) => {
            Role::Document { is_root: model.document_roots.contains(&shape.id) }
        }
        Some(_) => error_role(shape),
        None => Role::Type,
    }
}

/// The role of an error shape.
fn error_role(shape: &Shape) -> Role {
    let kind = |retryable: &Retryable| match shape.traits.error {
        _ if retryable.throttling => RetryKind::Throttling,
        Some(Fault::Server) => RetryKind::Server,
        _ => RetryKind::Client,
    };
    Role::Error(shape.traits.retryable.as_ref().map(kind))
}

/// Every error has a message, whether its shape has such a member or not.
fn message_field() -> Field {
    Field {
        ident: names::value_name("message"),
        model_name: "message".to_owned(),
        serialized_name: "message".to_owned(),
        ty: Type::String,
        presence: Presence::Optional,
        boxed: false,
        leaf: Leaf::default(),
        docs: "The message of the service.".to_owned(),
        deprecated: None,
        required: false,
        idempotency_token: false,
    }
}

/// Plans the field of a member.
pub fn field(cx: &Context<'_>, member: &Member, role: Role) -> Field {
    let ty = types::of(cx.model, cx.scope, &member.target);
    let presence = presence(cx.model, member, role, &ty);
    let ident = names::field_name(member.name());
    Field {
        docs: docs::member(cx.model, member, &ident, &presence),
        ident,
        model_name: member.name().to_owned(),
        serialized_name: member.serialized_name().to_owned(),
        boxed: cx.scope.is_boxed(&member.id),
        leaf: types::leaf(cx.model, member),
        deprecated: docs::deprecation(&member.traits),
        required: member.traits.required,
        idempotency_token: member.traits.idempotency_token && role == Role::Input,
        ty,
        presence,
    }
}

/// Members of inputs are always optional, so that a later model can remove `required`.
fn presence(model: &Model, member: &Member, role: Role, ty: &Type) -> Presence {
    if matches!(role, Role::Input | Role::Document { .. }) || member.traits.client_optional {
        return Presence::Optional;
    }
    match &member.traits.default {
        Some(default) if !default.is_null() => Presence::Default(literal(ty, default)),
        _ if is_demanded(model, member) => Presence::Required,
        _ => Presence::Optional,
    }
}

/// Whether a structure that is not an input cannot be built without the member.
///
/// Structures and unions can always be absent: they have no empty value for the case that a later model no longer
/// requires the member. Smithy calls clients that consider this careful.
pub fn is_demanded(model: &Model, member: &Member) -> bool {
    let Traits { required, client_optional, default, .. } = &member.traits;
    let is_blank = !matches!(model.shape(&member.target).kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
    *required && !client_optional && default.as_ref().is_none_or(Value::is_null) && is_blank
}

fn literal(ty: &Type, default: &Value) -> Literal {
    match default {
        _ if matches!(ty, Type::Smithy(_)) => Literal::Json(default.to_string()),
        Value::Bool(true) => Literal::True,
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(0), _) | (None, None) => Literal::Zero,
            (Some(whole), _) => Literal::Integer(whole),
            (None, Some(float)) => Literal::Float(float),
        },
        Value::String(text) if !text.is_empty() => Literal::Text(text.clone()),
        _ => Literal::Zero,
    }
}

fn report_clashes(cx: &mut Context<'_>, fields: &[Field], members: &[Member]) {
    let mut taken = BTreeMap::new();
    for (field, member) in fields.iter().zip(members) {
        if let Some(first) = taken.insert(&field.ident, member) {
            let problem = format!("`{}` and `{}` both become `{}` in Rust", member.id, first.id, field.ident);
            let remedy = "rename one of the members; both cannot be fields of one structure";
            cx.problems.report(Some(&member.location), &member.id, problem, remedy);
        }
    }
    report_setters(cx, &taken);
}

/// A member `SetName` has a setter with the same name as the second setter of the member `Name`.
fn report_setters(cx: &mut Context<'_>, taken: &BTreeMap<&Ident, &Member>) {
    let idents = taken.iter().map(|(ident, member)| (ident.as_str(), *member));
    let members: BTreeMap<&str, &Member> = idents.collect();
    for (ident, member) in &members {
        let plain = ["set_", "get_"].iter().find_map(|prefix| ident.strip_prefix(prefix));
        if let Some(first) = plain.and_then(|plain| members.get(plain)) {
            let problem = format!("`{}` and `{}` both have a method `{ident}` in Rust", member.id, first.id);
            let remedy = "rename one of the members; both cannot be set by one builder";
            cx.problems.report(Some(&member.location), &member.id, problem, remedy);
        }
    }
}
