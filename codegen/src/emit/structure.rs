//! Structures: the type, its accessors, and what the rest of the crate reads and writes it by.

use super::{builder, member, tokens};
use crate::plan::structure::{Field, Presence, RetryKind, Role, Structure};
use crate::plan::types::Type;
use proc_macro2::TokenStream;
use quote::quote;

/// A structure with its builder.
pub fn emit(structure: &Structure) -> TokenStream {
    let definition = definition(structure);
    let accessors = accessors(structure);
    let traits = traits(structure);
    let reflection = reflection(structure);
    let role = role(structure);
    let builder = builder::emit(structure);
    quote!(#definition #accessors #traits #reflection #role #builder)
}

fn definition(structure: &Structure) -> TokenStream {
    let doc = tokens::doc(&structure.docs);
    let deprecated = tokens::deprecated(structure.deprecated.as_ref());
    let name = tokens::local(&structure.path.name);
    let fields = structure.fields.iter().map(|field| {
        let doc = tokens::doc(&field.docs);
        let deprecated = tokens::deprecated(field.deprecated.as_ref());
        let ident = tokens::ident(&field.ident);
        let ty = field_type(field);
        quote!(#doc #deprecated pub #ident: #ty)
    });
    let hidden = match structure.role {
        Role::Output => quote!(_request_id: Option<String>,),
        Role::Error(_) => quote!(pub(crate) meta: ::aws_smithy_types::error::ErrorMetadata,),
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

fn field_type(field: &Field) -> TokenStream {
    let ty = tokens::boxed(tokens::ty(&field.ty), field.boxed);
    if field.presence == Presence::Optional { tokens::option(&ty) } else { ty }
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
    let (ty, value) = access(field);
    quote! {
        #doc
        #deprecated
        #[inline]
        pub fn #ident(&self) -> #ty {
            #value
        }
    }
}

/// What an accessor gives: copies of what is copied, slices of lists, references to the rest.
fn access(field: &Field) -> (TokenStream, TokenStream) {
    let ident = tokens::ident(&field.ident);
    let ty = tokens::ty(&field.ty);
    let optional = field.presence == Presence::Optional;
    match (&field.ty, optional) {
        (Type::String, true) => (quote!(Option<&str>), quote!(self.#ident.as_deref())),
        (Type::String, false) => (quote!(&str), quote!(&self.#ident)),
        (Type::Copy(_), true) => (tokens::option(&ty), quote!(self.#ident)),
        (Type::Copy(_), false) => (ty, quote!(self.#ident)),
        (Type::List(item), true) => {
            let item = tokens::ty(item);
            (quote!(&[#item]), quote!(self.#ident.as_deref().unwrap_or_default()))
        }
        (Type::List(item), false) => {
            let item = tokens::ty(item);
            (quote!(&[#item]), quote!(&self.#ident))
        }
        (_, true) if field.boxed => (quote!(Option<&#ty>), quote!(self.#ident.as_deref())),
        (_, true) => (quote!(Option<&#ty>), quote!(self.#ident.as_ref())),
        (_, false) => (quote!(&#ty), quote!(&self.#ident)),
    }
}

fn traits(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let hidden = match structure.role {
        Role::Output => quote!(&&self._request_id == other._request_id),
        Role::Error(_) => quote!(&&self.meta == other.meta),
        Role::Input | Role::Type => TokenStream::new(),
    };
    quote! {
        impl ::std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                schema::debug_structure(self, f)
            }
        }

        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                schema::equal_structures(self, other) #hidden
            }
        }
    }
}

fn blank(structure: &Structure) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let ident = tokens::ident(&field.ident);
        let value = member::blank(field);
        quote!(#ident: #value)
    });
    let hidden = match structure.role {
        Role::Output => quote!(_request_id: None,),
        Role::Error(_) => quote!(meta: Default::default(),),
        Role::Input | Role::Type => TokenStream::new(),
    };
    quote! {
        #[inline]
        fn blank() -> Self {
            Self { #(#fields,)* #hidden }
        }
    }
}

fn reflection(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let schema = member::schema(&structure.path.name, structure.fields.iter().map(member::of_field));
    let blank = blank(structure);
    let views = structure.fields.iter().enumerate().map(|(index, field)| {
        let view = member::view(field);
        quote!(#index => #view)
    });
    let slots = structure.fields.iter().enumerate().map(|(index, field)| {
        let slot = member::slot(field);
        quote!(#index => #slot)
    });
    let hidden = match structure.role {
        Role::Output => Some(quote!(RequestId(&self._request_id))),
        Role::Error(_) => Some(quote!(Meta(&self.meta))),
        Role::Input | Role::Type => None,
    };
    let hidden = hidden.map(|hidden| {
        quote! {
            #[inline]
            fn hidden(&self) -> schema::Hidden<'_> {
                schema::Hidden::#hidden
            }
        }
    });
    let index = member::index_parameter(structure.fields.len());
    let get = member::match_index(&index, views, quote!(schema::View::Absent));
    let slot = member::match_index(&index, slots, quote!(schema::Slot::Nowhere));
    quote! {
        impl schema::Structure for #name {
            #blank

            #schema

            #[inline]
            fn get(&self, #index: usize) -> schema::View<'_> {
                #get
            }

            #[inline]
            fn slot(&mut self, #index: usize) -> schema::Slot<'_> {
                #slot
            }

            #hidden
        }
    }
}

fn role(structure: &Structure) -> TokenStream {
    match structure.role {
        Role::Output => reply(structure),
        Role::Error(kind) => error(structure, kind),
        Role::Input | Role::Type => TokenStream::new(),
    }
}

fn reply(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    quote! {
        impl crate::invoke::Reply for #name {
            #[inline]
            fn set_request_id(&mut self, request_id: Option<String>) {
                self._request_id = request_id;
            }
        }

        impl ::aws_types::request_id::RequestId for #name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                self._request_id.as_deref()
            }
        }
    }
}

fn error(structure: &Structure, kind: Option<RetryKind>) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let modeled = modeled_error(structure, kind);
    quote! {
        impl ::std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::error::display_modeled(self, f)
            }
        }

        impl ::std::error::Error for #name {}

        impl crate::error::ProvideErrorMetadata for #name {
            #[inline]
            fn meta(&self) -> &crate::error::ErrorMetadata {
                &self.meta
            }
        }

        impl ::aws_types::request_id::RequestId for #name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                ::aws_types::request_id::RequestId::request_id(&self.meta)
            }
        }

        #modeled
    }
}

fn modeled_error(structure: &Structure, kind: Option<RetryKind>) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let retry = kind.map(|kind| {
        let kind = match kind {
            RetryKind::Throttling => quote!(ThrottlingError),
            RetryKind::Server => quote!(ServerError),
            RetryKind::Client => quote!(ClientError),
        };
        quote! {
            #[inline]
            fn retry_kind(&self) -> Option<::aws_smithy_types::retry::ErrorKind> {
                Some(::aws_smithy_types::retry::ErrorKind::#kind)
            }
        }
    });
    quote! {
        impl crate::error::ModeledError for #name {
            #[inline]
            fn meta_mut(&mut self) -> &mut crate::error::ErrorMetadata {
                &mut self.meta
            }

            #retry
        }
    }
}
