//! Where the calls of an operation go: `place` of its input.

use super::{jmespath, tokens};
use crate::plan::{
    endpoint_rules::Literal,
    place::{Binding, Part, Place, Source},
    structure::Field,
    types::Type,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The method; nothing where the calls go where all others go.
pub fn emit(place: &Place) -> Option<TokenStream> {
    if place.is_usual() {
        return None;
    }
    let bindings = place.bindings.iter().map(binding);
    let bound = if place.bindings.is_empty() { quote!(params) } else { quote!(mut params) };
    let prefix = prefix(&place.host_prefix);
    Some(quote! {
        fn place(
            &self,
            #bound: crate::config::endpoint::ParamsBuilder,
        ) -> ::std::result::Result<crate::invoke::Place, ::aws_smithy_types::error::operation::BuildError> {
            #(#bindings)*
            ::std::result::Result::Ok(crate::invoke::Place { params, host_prefix: #prefix })
        }
    })
}

fn binding(binding: &Binding) -> TokenStream {
    let setter = tokens::ident(&binding.param.name);
    let value = match &binding.source {
        Source::Fixed(literal) => {
            let literal = fixed(literal);
            return quote!(params = params.#setter(#literal););
        }
        Source::Member(field) => member(field),
        Source::Path(typed) => {
            let (expr, kind) = typed.as_ref();
            owned(jmespath::emit(expr, &quote!(self)), kind)
        }
    };
    quote! {
        if let ::std::option::Option::Some(value) = #value {
            params = params.#setter(value);
        }
    }
}

fn fixed(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => quote!(#text),
        Literal::Boolean(value) => quote!(#value),
        Literal::StringArray(items) => quote!(::std::vec![#(#items.to_owned()),*]),
    }
}

/// An input's members are optional.
fn member(field: &Field) -> TokenStream {
    let ident = tokens::ident(&field.ident);
    match &field.ty {
        Type::Copy(_) => quote!(self.#ident),
        Type::Enumeration(_) => quote!(self.#ident.as_ref().map(|value| value.as_str())),
        Type::List(item) if matches!(**item, Type::Enumeration(_)) => quote! {
            self.#ident.as_ref().map(|list| list.iter().map(|item| item.as_str().to_owned()).collect::<Vec<_>>())
        },
        _ => quote!(self.#ident.clone()),
    }
}

/// What an expression gives, as an option of what a parameter takes.
fn owned(code: jmespath::Code, kind: &crate::plan::jmespath::Kind) -> TokenStream {
    let value = code.option();
    match kind {
        crate::plan::jmespath::Kind::Projection(_) => {
            quote!(#value.map(|list| list.into_iter().map(str::to_owned).collect::<Vec<_>>()))
        }
        _ => value,
    }
}

fn prefix(parts: &[Part]) -> TokenStream {
    let texts = parts.iter().map(|part| match part {
        Part::Text(text) => quote!(#text),
        Part::Label(field) => {
            let (wire, ident) = (&field.wire, tokens::ident(&field.ident));
            let value = match field.ty {
                Type::Enumeration(_) => quote!(self.#ident.as_ref().map(|value| value.as_str())),
                _ => quote!(self.#ident.as_deref()),
            };
            quote!(crate::invoke::host_label(#wire, #value)?)
        }
    });
    match parts {
        [] => quote!(::std::option::Option::None),
        [Part::Text(text)] => quote!(::std::option::Option::Some(#text.into())),
        _ => quote!(::std::option::Option::Some([#(#texts),*].concat().into())),
    }
}
