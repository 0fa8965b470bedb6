//! Unions.

use super::{
    context::Context,
    docs,
    names::{self, Ident},
    path::TypePath,
    types::{self, Leaf, Type},
};
use crate::{
    model::{Member, Shape},
    smithy::ShapeId,
};
use std::collections::BTreeMap;

/// A union to emit.
#[derive(Debug, Clone)]
pub struct Union {
    /// The shape it comes from.
    pub shape: ShapeId,
    /// Its path.
    pub path: TypePath,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// For a typed document: how its variants are distinguished.
    pub document: Option<Tag>,
    /// Its variants in the model's order.
    pub variants: Vec<Variant>,
}

/// How the variants of a union in a typed document are distinguished.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// By the name of the only member of the object.
    Name,
    /// By the string in this member of the variant's own object.
    Key(String),
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The variant's name.
    pub ident: Ident,
    /// The suffix of `as_…` and `is_…`.
    pub suffix: Ident,
    /// The member's name in the model.
    pub model_name: String,
    /// The member's name on the wire.
    pub serialized_name: String,
    /// The type of its value, without `Box`; [`Type::Unit`] if it has none.
    pub ty: Type,
    /// Whether the type would be infinite without a `Box`.
    pub boxed: bool,
    /// Properties of the values in it.
    pub leaf: Leaf,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
}

/// Plans the union of a shape.
pub fn plan(cx: &mut Context<'_>, shape: &Shape, members: &[Member], path: TypePath) -> Union {
    let mut taken = BTreeMap::new();
    let mut variants = Vec::new();
    for member in members {
        let ident = names::variant_name(member.name());
        if let Some(first) = taken.insert(ident.clone(), &member.id) {
            let problem = format!("`{}` and `{first}` both become `{ident}` in Rust", member.id);
            let remedy = "rename one of the members; both cannot be variants of one union";
            cx.problems.report(Some(&member.location), &member.id, problem, remedy);
        }
        variants.push(variant(cx, member, ident));
    }
    Union {
        shape: shape.id.clone(),
        docs: docs::union(shape),
        deprecated: docs::deprecation(&shape.traits),
        document: cx.model.documents.contains(&shape.id).then(|| tag(shape)),
        path,
        variants,
    }
}

fn tag(shape: &Shape) -> Tag {
    shape.traits.discriminator.clone().map_or(Tag::Name, Tag::Key)
}

fn variant(cx: &Context<'_>, member: &Member, ident: Ident) -> Variant {
    Variant {
        docs: docs::variant(cx.model, member, &ident),
        ident,
        suffix: names::variant_suffix(member.name()),
        model_name: member.name().to_owned(),
        serialized_name: member.serialized_name().to_owned(),
        ty: types::of(cx.model, cx.scope, &member.target),
        boxed: cx.scope.is_boxed(&member.id),
        leaf: types::leaf(cx.model, member),
        deprecated: docs::deprecation(&member.traits),
    }
}
