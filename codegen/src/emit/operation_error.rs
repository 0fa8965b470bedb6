//! The error enumeration of an operation.

use crate::plan::operation::Operation;
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// The error of an operation.
pub fn emit(operation: &Operation) -> TokenStream {
    let definition = definition(operation);
    let methods = methods(operation);
    let traits = traits(operation);
    quote!(#definition #methods #traits)
}

fn definition(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.error);
    let doc = tokens::doc(&format!("Why [`{0}`](crate::Client::{0}) failed.", operation.module.as_str()));
    let variants = operation.errors.iter().map(|error| {
        let doc = tokens::doc(&error.docs);
        let ident = tokens::ident(&error.ident);
        let path = tokens::path(&error.path);
        quote!(#doc #ident(#path))
    });
    quote! {
        #doc
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " Any other error. Compare its `code()`; a later version may have a variant for it."]
            Unhandled(crate::error::sealed_unhandled::Unhandled),
        }
    }
}

fn methods(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.error);
    let predicates = operation.errors.iter().map(|error| {
        let ident = tokens::ident(&error.ident);
        let predicate = tokens::ident(&error.predicate);
        let doc = tokens::doc(&format!("Whether this is [`{0}`](Self::{0}).", error.ident.as_str()));
        quote! {
            #doc
            #[inline]
            pub fn #predicate(&self) -> bool {
                matches!(self, Self::#ident(_))
            }
        }
    });
    quote! {
        impl #name {
            #[doc = " Creates an error that the model does not have from its cause."]
            pub fn unhandled(
                err: impl Into<Box<dyn ::std::error::Error + Send + Sync + 'static>>,
            ) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_source(err, None))
            }

            #[doc = " Creates an error that the model does not have from its code, message and request id."]
            #[inline]
            pub fn generic(err: crate::error::ErrorMetadata) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_metadata(err))
            }

            #[doc = " The error's code, message and request id."]
            #[inline]
            pub fn meta(&self) -> &crate::error::ErrorMetadata {
                crate::error::OperationError::error_ref(self).meta()
            }

            #(#predicates)*
        }
    }
}

fn traits(operation: &Operation) -> TokenStream {
    let (name, serialized_name) = (tokens::ident(&operation.error), &operation.serialized_name);
    let rows = operation.errors.iter().map(|error| {
        let (codes, ident) = (&error.codes, tokens::ident(&error.ident));
        quote!(#(#codes)|* => #ident)
    });
    quote! {
        crate::macros::operation_error! {
            #name, #serialized_name;
            #(#rows;)*
        }
    }
}
