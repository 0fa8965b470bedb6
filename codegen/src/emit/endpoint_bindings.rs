//! The endpoint of an operation's calls: the method `endpoint_bindings` of its input.

use crate::endpoint_rules::ParamValue;
use crate::jmespath;
use crate::plan::{
    endpoint_bindings::{Binding, BindingSource, EndpointBindings, HostPart},
    field::Field,
    types::Type,
};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// The method; `None` if the operation has the usual endpoint.
pub fn emit(bindings: &EndpointBindings) -> Option<TokenStream> {
    if bindings.is_usual() {
        return None;
    }
    let assignments = bindings.bindings.iter().map(binding);
    let bound = if bindings.bindings.is_empty() { quote!(params) } else { quote!(mut params) };
    let prefix = prefix(&bindings.host_prefix);
    Some(quote! {
        fn endpoint_bindings(
            &self,
            #bound: crate::config::endpoint::ParamsBuilder,
        ) -> ::std::result::Result<
            crate::invoke::EndpointBindings<crate::config::endpoint::ParamsBuilder>,
            ::aws_smithy_types::error::operation::BuildError,
        > {
            #(#assignments)*
            ::std::result::Result::Ok(crate::invoke::EndpointBindings { params, host_prefix: #prefix })
        }
    })
}

fn binding(binding: &Binding) -> TokenStream {
    let setter = tokens::ident(&binding.param.name);
    let value = match &binding.source {
        BindingSource::Fixed(literal) => {
            let literal = fixed(literal);
            return quote!(params = params.#setter(#literal););
        }
        BindingSource::Member(field) => member(field),
        BindingSource::Path(typed) => {
            let (expr, kind) = typed.as_ref();
            owned(jmespath::emit::emit(expr, &quote!(self)), kind)
        }
    };
    quote! {
        if let ::std::option::Option::Some(value) = #value {
            params = params.#setter(value);
        }
    }
}

fn fixed(literal: &ParamValue) -> TokenStream {
    match literal {
        ParamValue::String(text) => quote!(#text),
        ParamValue::Boolean(value) => quote!(#value),
        ParamValue::StringArray(items) => quote!(::std::vec![#(#items.to_owned()),*]),
    }
}

/// The value of an input's member, which is optional.
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

/// The result of an expression as an `Option` of the parameter's type.
fn owned(code: jmespath::emit::Code, kind: &jmespath::ValueType) -> TokenStream {
    let value = code.option();
    match kind {
        jmespath::ValueType::Projection(_) => {
            quote!(#value.map(|list| list.into_iter().map(str::to_owned).collect::<Vec<_>>()))
        }
        _ => value,
    }
}

fn prefix(parts: &[HostPart]) -> TokenStream {
    let texts = parts.iter().map(|part| match part {
        HostPart::Text(text) => quote!(#text),
        HostPart::Label(field) => {
            let (serialized_name, ident) = (&field.serialized_name, tokens::ident(&field.ident));
            let value = match field.ty {
                Type::Enumeration(_) => quote!(self.#ident.as_ref().map(|value| value.as_str())),
                _ => quote!(self.#ident.as_deref()),
            };
            quote!(crate::invoke::host_label(#serialized_name, #value)?)
        }
    });
    match parts {
        [] => quote!(::std::option::Option::None),
        [HostPart::Text(text)] => quote!(::std::option::Option::Some(#text.into())),
        _ => quote!(::std::option::Option::Some([#(#texts),*].concat().into())),
    }
}
