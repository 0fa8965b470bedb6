//! Typed documents: the module of their types, and their differences from the types of the service.

use super::{data, service};
use crate::plan::{documents::Documents, features::Features, union::Tag};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The module declaration, if there are documents.
pub fn declaration(documents: &Documents) -> Option<TokenStream> {
    (!documents.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "documents")]
            pub mod documents;
        }
    })
}

/// `types/documents.rs`
pub fn index(documents: &Documents) -> TokenStream {
    let structures = documents.structures.iter().map(|structure| &structure.path);
    let unions = documents.unions.iter().map(|union| &union.path);
    let enumerations = documents.enumerations.iter().map(|enumeration| &enumeration.path);
    let types = structures.chain(unions).chain(enumerations).map(|path| (path, None));
    let index = service::index(&Features::default(), types);
    let modules = documents.modules.iter().map(|module| ident(&module.name));
    let public = documents.modules.iter().filter(|module| module.has_public_items).map(|module| ident(&module.name));
    quote! {
        #![doc = " The types of documents: JSON in string members of inputs and outputs."]
        #![doc = ""]
        #![doc = " A document is parsed with `parse`. It is serialized with `to_string`, or with `{:#}` for a line for each"]
        #![doc = " member, and can be passed to the setter of the string member. See [`crate::document`]."]

        pub mod builders;
        #index
        #(mod #modules;)*
        #(pub use #public::*;)*
    }
}

fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

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
    let objects = structures.chain(unions).map(data::relative);
    let enumerations = documents.enumerations.iter().map(|enumeration| data::relative(&enumeration.path));
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
