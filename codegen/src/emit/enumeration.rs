//! Enumerations of strings.

use crate::plan::enumeration::Enumeration;
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// An enumeration.
pub fn emit(enumeration: &Enumeration) -> TokenStream {
    let definition = definition(enumeration);
    let methods = methods(enumeration);
    let traits = traits(enumeration);
    quote!(#definition #methods #traits)
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let doc = tokens::doc(&enumeration.docs);
    let deprecated = tokens::deprecated(enumeration.deprecated.as_ref());
    let name = tokens::local(&enumeration.path.name);
    let debug = (!enumeration.sensitive).then(|| quote!(Debug,));
    let variants = enumeration.variants.iter().map(|variant| {
        let doc = tokens::doc(&variant.docs);
        let deprecated = tokens::deprecated(variant.deprecated.as_ref());
        let ident = tokens::ident(&variant.ident);
        quote!(#doc #deprecated #ident)
    });
    quote! {
        #doc
        #deprecated
        #[non_exhaustive]
        #[derive(Clone, #debug Hash, Ord, PartialEq, PartialOrd)]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version does not have. It can be sent, and `as_str` returns it."]
            Unknown(crate::schema::UnknownVariantValue),
        }
    }
}

fn methods(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    let arms = enumeration.variants.iter().map(|variant| {
        let ident = tokens::ident(&variant.ident);
        let value = &variant.value;
        quote!(Self::#ident => #value)
    });
    let values = enumeration.variants.iter().map(|variant| &variant.value);
    quote! {
        impl #name {
            #[doc = " The value on the wire."]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            #[doc = " All values of this version."]
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }

            #[doc = " The variant with this value."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When this version does not have the value; `From` returns `Unknown` instead."]
            #[inline]
            pub fn try_parse(value: &str) -> Result<Self, crate::error::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => Err(crate::error::UnknownVariantError::new(value)),
                    known => Ok(known),
                }
            }
        }
    }
}

fn traits(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    let sensitive = enumeration.sensitive.then(|| quote!(SENSITIVE));
    let rows = enumeration.variants.iter().map(|variant| {
        let (ident, value) = (tokens::ident(&variant.ident), &variant.value);
        quote!(#value => #ident)
    });
    quote! {
        crate::macros::enumeration! {
            #name #sensitive;
            #(#rows;)*
        }
    }
}
