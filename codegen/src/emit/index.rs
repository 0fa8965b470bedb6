//! Modules that only declare and re-export other modules.

use crate::plan::{
    Plan,
    documents::{Documents, Module},
    features::Features,
    path::TypePath,
    structure::Structure,
};
use crate::smithy::ShapeId;
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// `operation.rs`
pub fn operations(plan: &Plan) -> TokenStream {
    let modules = plan.operations.iter().map(|operation| {
        let module = tokens::ident(&operation.module);
        let doc = tokens::doc(&format!("`{}`: input, output, error and builders.", operation.serialized_name));
        let cfg = tokens::cfg(&plan.features.of(&operation.shape));
        quote!(#doc #cfg pub mod #module;)
    });
    quote! {
        #![doc = " The operations: a module for each with its input, output, error and builders."]

        pub use ::aws_types::request_id::RequestId;

        #(#modules)*
    }
}

fn module_ident(path: &TypePath) -> Ident {
    tokens::ident(&path.name.own_module())
}

/// `types.rs`
pub fn types(plan: &Plan) -> TokenStream {
    let index = index(&plan.features, plan.types());
    let documents = document_types(&plan.documents);
    quote! {
        #![doc = " The types of members: structures, unions and enumerations."]

        pub mod builders;
        #documents
        pub mod error;
        #index
    }
}

/// `types/error.rs`
pub fn errors(plan: &Plan) -> TokenStream {
    let index = index(&plan.features, plan.errors.iter().map(|error| (&error.path, error.shape.as_ref())));
    quote! {
        #![doc = " The errors of the service."]

        pub mod builders;
        #index
    }
}

/// The modules of types and their exports, each with the features that enable it.
fn index<'a>(features: &Features, types: impl Iterator<Item = (&'a TypePath, Option<&'a ShapeId>)>) -> TokenStream {
    let mut types: Vec<_> = types.map(|(path, shape)| (path, tokens::cfg(&features.of(shape)))).collect();
    types.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let modules = types.iter().map(|(path, cfg)| {
        let module = module_ident(path);
        quote!(#cfg mod #module;)
    });
    let uses = types.iter().map(|(path, cfg)| {
        let (module, name, local) = (module_ident(path), tokens::ident(&path.name), tokens::local(&path.name));
        if name == local {
            quote!(#cfg pub use #module::#name;)
        } else {
            quote!(#cfg pub use #module::#local as #name;)
        }
    });
    let modules: Vec<_> = modules.collect();
    quote!(#(#modules)* #(#uses)*)
}

/// `types/builders.rs` and `types/error/builders.rs`
pub fn builders(features: &Features, doc: &str, structures: &[Structure]) -> TokenStream {
    let uses = structures.iter().map(|structure| {
        let (module, builder) = (module_ident(&structure.path), tokens::ident(&structure.builder.name));
        let cfg = tokens::cfg(&features.of(structure.shape.as_ref()));
        quote!(#cfg pub use super::#module::#builder;)
    });
    quote!(#![doc = #doc] #(#uses)*)
}

/// `types/documents.rs`
pub fn documents(documents: &Documents) -> TokenStream {
    let structures = documents.structures.iter().map(|structure| &structure.path);
    let unions = documents.unions.iter().map(|union| &union.path);
    let enumerations = documents.enumerations.iter().map(|enumeration| &enumeration.path);
    let types = structures.chain(unions).chain(enumerations).map(|path| (path, None));
    let index = index(&Features::default(), types);
    let ident = |module: &Module| format_ident!("{}", module.name);
    let modules = documents.modules.iter().map(ident);
    let public = documents.modules.iter().filter(|module| module.has_public_items).map(ident);
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

/// The module declaration, if there are documents.
fn document_types(documents: &Documents) -> Option<TokenStream> {
    (!documents.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "documents")]
            pub mod documents;
        }
    })
}
