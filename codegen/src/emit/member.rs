//! What structures and unions have in common: member tables, blanks, defaults.

use super::tokens;
use crate::{
    model::TimestampFormat,
    plan::{
        names,
        structure::{Field, Literal, Presence},
        types::{Leaf, Type},
        union::Variant,
    },
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The row of a field in its structure's table.
pub fn of_field(field: &Field) -> TokenStream {
    let form = form(field.leaf, field.is_demanded(), field.presence != Presence::Optional, field.zero_unsent());
    row(&field.wire, &field.ident, form)
}

/// The row of a variant in its union's table.
pub fn of_variant(variant: &Variant) -> TokenStream {
    row(&variant.wire, &variant.ident, form(variant.leaf, false, false, false))
}

fn row(wire: &str, rust: &names::Ident, form: TokenStream) -> TokenStream {
    let rust = rust.as_str();
    quote!(schema::Member { wire: #wire, rust: #rust, form: #form })
}

fn form(leaf: Leaf, required: bool, not_optional: bool, zero_unsent: bool) -> TokenStream {
    match (leaf == Leaf::default() && !not_optional, required) {
        (true, false) => return quote!(schema::Form::PLAIN),
        (true, true) => return quote!(schema::Form::REQUIRED),
        _ => {}
    }
    let sensitive = leaf.sensitive;
    let timestamp = match leaf.timestamp {
        None | Some(TimestampFormat::EpochSeconds) => quote!(EpochSeconds),
        Some(TimestampFormat::DateTime) => quote!(DateTime),
        Some(TimestampFormat::HttpDate) => quote!(HttpDate),
    };
    let timestamp = quote!(schema::TimestampFormat::#timestamp);
    quote! {
        schema::Form {
            required: #required,
            not_optional: #not_optional,
            zero_unsent: #zero_unsent,
            sensitive: #sensitive,
            timestamp: #timestamp,
        }
    }
}

/// The method that gives the table. It is all literals, which the compiler has less work with than with calls.
pub fn schema(name: &names::Ident, rows: impl Iterator<Item = TokenStream>) -> TokenStream {
    let name = name.as_str();
    quote! {
        #[inline]
        fn schema(&self) -> &'static schema::Schema {
            &schema::Schema { name: #name, members: &[#(#rows),*] }
        }
    }
}

/// The name of an index parameter, which is unused where there are no members.
pub fn index_parameter(members: usize) -> Ident {
    if members == 0 { format_ident!("_index") } else { format_ident!("index") }
}

/// `match index { 0 => …, _ => otherwise }`
pub fn match_index(index: &Ident, arms: impl Iterator<Item = TokenStream>, otherwise: TokenStream) -> TokenStream {
    let arms: Vec<_> = arms.collect();
    if arms.is_empty() {
        return otherwise;
    }
    quote! {
        match #index {
            #(#arms,)*
            _ => #otherwise,
        }
    }
}

/// A field's value before anything is known of it.
pub fn blank(field: &Field) -> TokenStream {
    match &field.presence {
        Presence::Optional => quote!(None),
        Presence::Default(literal) if *literal != Literal::Blank => default(&field.ty, literal),
        _ => quote!(schema::Value::blank()),
    }
}

/// What reads a field.
pub fn view(field: &Field) -> TokenStream {
    let ident = tokens::ident(&field.ident);
    if field.boxed {
        return quote!(self.#ident.as_deref().map_or(schema::View::Absent, schema::Value::view));
    }
    quote!(schema::Value::view(&self.#ident))
}

/// What writes a field.
pub fn slot(field: &Field) -> TokenStream {
    let ident = tokens::ident(&field.ident);
    if field.boxed {
        let blank = quote!(Box::new(schema::Value::blank()));
        return quote!(schema::Value::slot(&mut **self.#ident.get_or_insert_with(|| #blank)));
    }
    quote!(schema::Value::slot(&mut self.#ident))
}

/// A default as an expression.
pub fn default(ty: &Type, literal: &Literal) -> TokenStream {
    match (literal, ty) {
        (Literal::True, _) => quote!(true),
        (Literal::Json(json), _) => quote!(crate::json::read_default(#json)),
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
        _ => quote!(schema::Value::blank()),
    }
}
