//! Typed documents: the index of their types, and where these differ from those of the service.

use super::{data, service};
use crate::plan::{documents::Documents, features::Features, union::Tag};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The module among the types of the service, where there are documents.
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
        #![doc = " What documents hold that the service takes and gives as JSON in a text."]
        #![doc = ""]
        #![doc = " A document is read with `parse`, written with `to_string`, or with a line for each member by `{:#}`, and can be"]
        #![doc = " given to the setter of a member that holds its text. [`crate::document`] says how."]

        pub mod builders;
        #index
        #(mod #modules;)*
        #(pub use #public::*;)*
    }
}

fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

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
