//! Typed documents: the index of their types, and where these differ from those of the service.

use crate::plan::{documents::Documents, union::Tag};
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What a structure is read, written, shown and compared by.
pub fn reflection(name: &Ident, text: &str, rows: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote! {
        crate::document::structure! {
            #name, #text;
            #(#rows;)*
        }
    }
}

/// What a union is read, written, shown and compared by.
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

/// The variant of a union for what this version does not know.
pub fn unknown_variant() -> TokenStream {
    quote! {
        #[doc = " An object of a kind that this version does not know. It is kept, and written as it was read."]
        Unknown(crate::document::UnknownObject),
    }
}

/// What the feature `serde` needs of the types.
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
