//! Unions.

use super::{documents, member};
use crate::plan::union::{Union, Variant};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// A union.
pub fn emit(union: &Union) -> TokenStream {
    let definition = definition(union);
    let accessors = accessors(union);
    let reflection = reflection(union);
    quote!(#definition #accessors #reflection)
}

fn definition(union: &Union) -> TokenStream {
    let doc = tokens::doc(&union.docs);
    let deprecated = tokens::deprecated(union.deprecated.as_ref());
    let name = tokens::local(&union.path.name);
    let variants = union.variants.iter().map(|variant| {
        let doc = tokens::doc(&variant.docs);
        let deprecated = tokens::deprecated(variant.deprecated.as_ref());
        let ident = tokens::ident(&variant.ident);
        let value = variant.has_value().then(|| {
            let ty = tokens::rust_type(&variant.declared_type());
            quote!((#ty))
        });
        quote!(#doc #deprecated #ident #value)
    });
    let unknown = match union.document {
        Some(_) => documents::unknown_variant(),
        None => quote! {
            #[doc = " A variant that this version does not have. It cannot be sent."]
            #[non_exhaustive]
            Unknown,
        },
    };
    quote! {
        #doc
        #deprecated
        #[non_exhaustive]
        #[derive(Clone)]
        pub enum #name {
            #(#variants,)*
            #unknown
        }
    }
}

fn accessors(union: &Union) -> TokenStream {
    let name = tokens::local(&union.path.name);
    let accessors = union.variants.iter().map(accessor);
    let unknown = if union.document.is_some() { quote!(Self::Unknown(_)) } else { quote!(Self::Unknown) };
    quote! {
        impl #name {
            #(#accessors)*

            #[doc = " Whether this is [`Unknown`](Self::Unknown)."]
            #[inline]
            pub fn is_unknown(&self) -> bool {
                matches!(self, #unknown)
            }
        }
    }
}

fn accessor(variant: &Variant) -> TokenStream {
    let ident = tokens::ident(&variant.ident);
    let ty = tokens::rust_type(&variant.accessor_type());
    let as_variant = tokens::prefixed("as_", &variant.suffix);
    let is_variant = tokens::prefixed("is_", &variant.suffix);
    let what = if variant.has_value() { "The value if this is" } else { "Returns `()` if this is" };
    let as_doc = tokens::doc(&format!(
        "{what} [`{0}`](Self::{0}).\n\n# Errors\n\nThe union itself if it is another variant.",
        variant.ident.as_str()
    ));
    let is_doc = tokens::doc(&format!("Whether this is [`{0}`](Self::{0}).", variant.ident.as_str()));
    let (value, any, found) = if variant.has_value() {
        (quote!((value)), quote!((_)), quote!(value))
    } else {
        (quote!(), quote!(), quote!(()))
    };
    quote! {
        #as_doc
        #[inline]
        pub fn #as_variant(&self) -> #ty {
            if let Self::#ident #value = self { Ok(#found) } else { Err(self) }
        }

        #is_doc
        #[inline]
        pub fn #is_variant(&self) -> bool {
            matches!(self, Self::#ident #any)
        }
    }
}

fn reflection(union: &Union) -> TokenStream {
    let (name, text) = (tokens::local(&union.path.name), union.path.name.as_str());
    let rows = union.variants.iter().enumerate().map(|(index, variant)| member::of_variant(index, variant));
    if let Some(tag) = &union.document {
        return documents::union_reflection(&name, text, tag, rows);
    }
    quote! {
        crate::macros::union! {
            #name, #text;
            #(#rows;)*
        }
    }
}
