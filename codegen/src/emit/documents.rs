//! Typed documents: the module of their types, and their differences from the types of the service.

use crate::plan::{documents::Documents, union::Tag};
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The table with which a structure is read, written, displayed and compared.
pub fn reflection(name: &Ident, text: &str, rows: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote! {
        crate::document::structure! {
            #name, #text;
            #(#rows;)*
        }
    }
}

/// The table with which a union is read, written, displayed and compared.
pub fn union_reflection(name: &Ident, text: &str, tag: &Tag, rows: impl Iterator<Item = TokenStream>) -> TokenStream {
    let key = match tag {
        Tag::Name => None,
        Tag::Key(key) => Some(quote!([#key])),
    };
    quote! {
        crate::document::union! {
            #name, #text #key;
            #(#rows;)*
        }
    }
}

/// The variant of a union for values that this version does not have.
pub fn unknown_variant() -> TokenStream {
    quote! {
        #[doc = " An object that this version does not have a variant for. It is serialized unchanged."]
        Unknown(crate::document::UnknownObject),
    }
}

/// The table of types for the feature `serde`.
pub fn data(documents: &Documents) -> Option<TokenStream> {
    let structures = documents.structures.iter().map(|structure| &structure.path);
    let unions = documents.unions.iter().map(|union| &union.path);
    let objects = structures.chain(unions).map(tokens::relative_path);
    let enumerations = documents.enumerations.iter().map(|enumeration| tokens::relative_path(&enumeration.path));
    (!documents.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "documents")]
            mod documents {
                #[allow(unused_imports, reason = "documents may have no enumerations")]
                use crate::{data::data, document::data::document, types};

                #(document!(#objects);)*
                #(data!(#enumerations);)*
            }
        }
    })
}
