//! Enumerations of strings.

use super::{
    context::Context,
    docs,
    names::{self, Ident},
    path::TypePath,
};
use crate::{
    model::{EnumMember, Shape},
    smithy::ShapeId,
};
use std::collections::BTreeMap;

/// An enumeration to emit.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The shape it comes from.
    pub shape: ShapeId,
    /// Its path.
    pub path: TypePath,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Whether Debug and Display must not show its values.
    pub sensitive: bool,
    /// Its variants, sorted by name.
    pub variants: Vec<Variant>,
}

/// A variant of an enumeration.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The member's name.
    pub name: String,
    /// The variant's name.
    pub ident: Ident,
    /// Its value on the wire.
    pub value: String,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
}

/// Plans the enumeration of a shape.
pub fn plan(cx: &mut Context<'_>, shape: &Shape, members: &[EnumMember], path: TypePath) -> Enumeration {
    let mut variants = BTreeMap::new();
    for member in members {
        let ident = names::variant_name(&member.name);
        let variant = Variant {
            name: member.name.clone(),
            ident: ident.clone(),
            value: member.value.clone(),
            docs: docs::enum_value(member),
            deprecated: docs::deprecation(&member.traits),
        };
        if let Some(first) = variants.insert(ident.clone(), variant) {
            let problem = format!(
                "the values `{}` and `{}` of `{}` both become `{ident}` in Rust",
                first.value, member.value, shape.id
            );
            let remedy = "use a different member name for one of the values";
            cx.problems.report(Some(&member.location), &shape.id, problem, remedy);
        }
    }
    Enumeration {
        shape: shape.id.clone(),
        docs: docs::enumeration(shape),
        deprecated: docs::deprecation(&shape.traits),
        sensitive: shape.traits.sensitive,
        path,
        variants: variants.into_values().collect(),
    }
}
