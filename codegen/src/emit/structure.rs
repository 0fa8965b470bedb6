//! Structures: the type, its accessors, and the table with which the rest of the crate reads and writes it.

use super::{builder, documents, member};
use crate::plan::types::Type;
use crate::plan::{
    field::{Field, Presence},
    role::{RetryKind, Role},
    structure::Structure,
};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// A structure with its builder.
pub fn emit(structure: &Structure) -> TokenStream {
    let definition = definition(structure);
    let accessors = accessors(structure);
    let reflection = reflection(structure);
    let role = role(structure);
    let builder = builder::emit(structure);
    quote!(#definition #accessors #reflection #role #builder)
}

fn definition(structure: &Structure) -> TokenStream {
    let doc = tokens::doc(&structure.docs);
    let deprecated = tokens::deprecated(structure.deprecated.as_ref());
    let name = tokens::local(&structure.path.name);
    let fields = structure.fields.iter().map(|field| {
        let doc = tokens::doc(&field.docs);
        let deprecated = tokens::deprecated(field.deprecated.as_ref());
        let ident = tokens::ident(&field.ident);
        let ty = tokens::rust_type(&field.declared_type());
        quote!(#doc #deprecated pub #ident: #ty)
    });
    let hidden = match structure.role {
        Role::Output => quote!(_request_id: Option<String>,),
        Role::Error(_) => quote!(pub(crate) meta: ::aws_smithy_types::error::ErrorMetadata,),
        // Hand-written modules beside it may use the unknown members.
        Role::Document { .. } => quote!(pub(super) _unknown: Vec<(String, String)>,),
        Role::Input | Role::Type => TokenStream::new(),
    };
    quote! {
        #doc
        #deprecated
        #[non_exhaustive]
        #[derive(Clone)]
        pub struct #name {
            #(#fields,)*
            #hidden
        }
    }
}

fn accessors(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let builder = tokens::ident(&structure.builder.name);
    let accessors = structure.fields.iter().map(accessor);
    let builder_doc = tokens::doc(&format!("A builder of {}.", structure.path.name.link()));
    quote! {
        impl #name {
            #(#accessors)*

            #builder_doc
            #[inline]
            pub fn builder() -> #builder {
                Default::default()
            }
        }
    }
}

fn accessor(field: &Field) -> TokenStream {
    let doc = tokens::doc(&field.docs);
    let deprecated = tokens::deprecated(field.deprecated.as_ref());
    let ident = tokens::ident(&field.ident);
    let (ty, value) = (tokens::rust_type(&field.accessor_type()), value(field));
    quote! {
        #doc
        #deprecated
        #[inline]
        pub fn #ident(&self) -> #ty {
            #value
        }
    }
}

/// The body of an accessor.
fn value(field: &Field) -> TokenStream {
    let ident = tokens::ident(&field.ident);
    match (&field.ty, field.presence == Presence::Optional) {
        (Type::String, true) => quote!(self.#ident.as_deref()),
        (Type::Copy(_), _) => quote!(self.#ident),
        (Type::List(_), true) => quote!(self.#ident.as_deref().unwrap_or_default()),
        (_, true) if field.boxed => quote!(self.#ident.as_deref()),
        (_, true) => quote!(self.#ident.as_ref()),
        (_, false) => quote!(&self.#ident),
    }
}

fn reflection(structure: &Structure) -> TokenStream {
    let (name, text) = (tokens::local(&structure.path.name), structure.path.name.as_str());
    let hidden = match structure.role {
        Role::Output => quote!({ _request_id: RequestId }),
        Role::Error(_) => quote!({ meta: Meta }),
        Role::Input | Role::Type | Role::Document { .. } => TokenStream::new(),
    };
    let rows = structure.fields.iter().enumerate().map(|(index, field)| member::of_field(index, field));
    if matches!(structure.role, Role::Document { .. }) {
        return documents::reflection(&name, text, rows);
    }
    quote! {
        crate::macros::structure! {
            #name, #text #hidden;
            #(#rows;)*
        }
    }
}

fn role(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let kind = match structure.role {
        Role::Output => return quote!(crate::macros::output!(#name);),
        Role::Document { is_root: true } => return quote!(crate::document::root!(#name);),
        Role::Input | Role::Type | Role::Document { is_root: false } => return TokenStream::new(),
        Role::Error(kind) => kind,
    };
    let kind = kind.map(|kind| match kind {
        RetryKind::Throttling => quote!(, ThrottlingError),
        RetryKind::Server => quote!(, ServerError),
        RetryKind::Client => quote!(, ClientError),
    });
    quote!(crate::macros::modeled_error!(#name #kind);)
}
