//! Common parts of structures and unions: member tables, default values.

use crate::tokens;
use crate::{
    model::TimestampFormat,
    plan::{
        field::{Field, Literal, Presence},
        names,
        types::{Leaf, Type},
        union::Variant,
    },
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The row of a field in its structure's table.
pub fn of_field(index: usize, field: &Field) -> TokenStream {
    let blank = match &field.presence {
        Presence::Optional => None,
        Presence::Default(literal) => Some(default(&field.ty, literal)),
        Presence::Required => Some(default(&field.ty, &Literal::Zero)),
    };
    let blank = blank.map(|blank| quote!(= #blank));
    let flags = [
        (field.is_demanded(), "REQUIRED"),
        (field.presence != Presence::Optional, "NOT_OPTIONAL"),
        (field.zero_unsent(), "ZERO_UNSENT"),
    ];
    let field_and_blank = name(&field.ident, field.boxed, blank);
    row(index, &field_and_blank, &field.serialized_name, &flags, field.leaf)
}

/// The row of a variant in its union's table.
pub fn of_variant(index: usize, variant: &Variant) -> TokenStream {
    let name = name(&variant.ident, variant.boxed, None);
    let unit = (variant.ty == Type::Unit).then(|| quote!(as unit));
    row(index, &quote!(#name #unit), &variant.serialized_name, &[], variant.leaf)
}

fn name(ident: &names::Ident, is_boxed: bool, blank: Option<TokenStream>) -> TokenStream {
    let ident = tokens::ident(ident);
    let boxed = is_boxed.then(|| quote!(in boxed));
    quote!(#ident #boxed #blank)
}

fn row(index: usize, name: &TokenStream, serialized_name: &str, flags: &[(bool, &str)], leaf: Leaf) -> TokenStream {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let leaf_flags = [
        (leaf.sensitive, "SENSITIVE"),
        (leaf.timestamp == Some(TimestampFormat::DateTime), "DATE_TIME"),
        (leaf.timestamp == Some(TimestampFormat::HttpDate), "HTTP_DATE"),
    ];
    let flags = flags.iter().chain(&leaf_flags).filter(|(is_set, _)| *is_set).map(|(_, flag)| format_ident!("{flag}"));
    quote!(#index => #name, #serialized_name #(#flags)*)
}

/// A default as an expression.
pub fn default(ty: &Type, literal: &Literal) -> TokenStream {
    match (literal, ty) {
        (Literal::Zero, Type::Copy("bool")) => quote!(false),
        (Literal::Zero, Type::Copy("f32" | "f64")) => quote!(0.0),
        (Literal::Zero, Type::Copy(_)) => quote!(0),
        (Literal::Zero, Type::String) => quote!(String::new()),
        (Literal::Zero, Type::List(_)) => quote!(Vec::new()),
        (Literal::True, _) => quote!(true),
        (Literal::Json(json), _) => quote!(::runtime::json::read_default(#json)),
        (Literal::Integer(number), Type::Copy("f32" | "f64")) => {
            let number = proc_macro2::Literal::f64_unsuffixed(*number as f64);
            quote!(#number)
        }
        (Literal::Integer(number), Type::Copy(_)) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        (Literal::Float(number), Type::Copy(_)) => {
            let number = proc_macro2::Literal::f64_unsuffixed(*number);
            quote!(#number)
        }
        (Literal::Text(text), Type::String) => quote!(String::from(#text)),
        (Literal::Text(text), Type::Enumeration(path)) => {
            let path = tokens::path(path);
            quote!(#path::from(#text))
        }
        _ => quote!(crate::schema::Value::default_value()),
    }
}
