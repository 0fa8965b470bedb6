//! Paginators: the traits and aliases with which the generic paginator is used for an operation.

use crate::plan::{
    field::{Field, Presence},
    operation::Operation,
    paginator::Paginator,
    types::Type,
};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// All items for the pagination of an operation.
pub fn emit(operation: &Operation, paginator: &Paginator) -> TokenStream {
    let paginated = paginated(operation, paginator);
    let module = module(operation, paginator);
    let methods = methods(operation, paginator);
    let items = paginator.items.as_ref().map(|path| items(operation, path));
    quote!(#paginated #module #methods #items)
}

fn paginated(operation: &Operation, paginator: &Paginator) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let output = tokens::ident(&operation.output.path.name);
    let token = tokens::ident(&paginator.input_token.ident);
    let ty = tokens::ty(&paginator.input_token.ty);
    let next = borrowed(&paginator.output_token, quote!(page));
    let is_there = match paginator.input_token.ty {
        Type::Enumeration(_) => quote!(!token.as_str().is_empty()),
        _ => quote!(!token.is_empty()),
    };
    quote! {
        impl crate::paginator::Paginated for #input {
            type Token = #ty;

            #[inline]
            fn token(&mut self) -> &mut Option<#ty> {
                &mut self.#token
            }

            #[inline]
            fn next_token(page: &#output) -> Option<&#ty> {
                #next.filter(|token| #is_there)
            }
        }
    }
}

/// An expression for an `Option` of a reference to the value at the end of a path.
fn borrowed(path: &[Field], from: TokenStream) -> TokenStream {
    let mut fields = path.iter();
    let step = |field: &Field, from: &TokenStream| {
        let ident = tokens::ident(&field.ident);
        match (&field.presence, field.boxed) {
            (Presence::Optional, true) => quote!(#from.#ident.as_deref()),
            (Presence::Optional, false) => quote!(#from.#ident.as_ref()),
            _ => quote!(Some(&#from.#ident)),
        }
    };
    let Some(first) = fields.next() else { return quote!(Some(#from)) };
    let first = step(first, &from);
    fields.fold(first, |before, field| {
        let next = step(field, &quote!(inner));
        quote!(#before.and_then(|inner| #next))
    })
}

/// An expression that moves the value at the end of a path out of `page`.
fn owned(path: &[Field]) -> TokenStream {
    let mut is_optional = false;
    let mut value = quote!(page);
    for field in path {
        let ident = tokens::ident(&field.ident);
        let unboxed = field.boxed.then(|| quote!(.map(|inner| *inner)));
        value = match (is_optional, field.presence == Presence::Optional) {
            (false, _) => quote!(#value.#ident #unboxed),
            (true, true) => quote!(#value.and_then(|inner| inner.#ident #unboxed)),
            (true, false) => quote!(#value.map(|inner| inner.#ident)),
        };
        is_optional |= field.presence == Presence::Optional;
    }
    if is_optional { quote!(#value.unwrap_or_default()) } else { value }
}

fn module(operation: &Operation, paginator: &Paginator) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let name = tokens::ident(&paginator.name);
    let module_doc = tokens::doc(&format!("`{}` page by page.", operation.serialized_name));
    let doc = tokens::doc(&format!(
        "The pages of [`{0}`](crate::Client::{0}), requested one after the other.",
        operation.module.as_str()
    ));
    let items = paginator.items.as_ref().map(|_| {
        let items = tokens::ident(&paginator.items_name);
        let doc =
            tokens::doc(&format!("The items in the pages of [`{0}`](crate::Client::{0}).", operation.module.as_str()));
        quote! {
            #doc
            pub type #items = crate::paginator::PaginatorItems<super::#input>;
        }
    });
    quote! {
        #module_doc
        pub mod paginator {
            #doc
            pub type #name = crate::paginator::Paginator<super::#input>;

            #items
        }
    }
}

fn methods(operation: &Operation, paginator: &Paginator) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let output = tokens::ident(&operation.output.path.name);
    let name = tokens::ident(&paginator.name);
    let page_size = paginator.page_size.as_ref().map(page_size);
    let items = paginator.items.as_ref().map(|_| {
        let items = tokens::ident(&paginator.items_name);
        quote! {
            #[doc = " The items of all pages, one after the other."]
            #[inline]
            pub fn items(self) -> paginator::#items {
                crate::paginator::PaginatorItems(self)
            }
        }
    });
    let stream = stream(operation, &quote!(#output));
    quote! {
        impl crate::builder::InputBuilder<#input, crate::builder::Fluent<#input>> {
            #[doc = " Returns a paginator, which requests the pages with the service's tokens."]
            #[inline]
            pub fn into_paginator(self) -> paginator::#name {
                crate::paginator::Paginator::new(self)
            }
        }

        impl crate::paginator::Paginator<#input> {
            #page_size

            #items

            #[doc = " The pages. Nothing is sent before the stream is polled, and after an error the stream ends."]
            #[inline]
            pub fn send(self) -> #stream {
                self.pages()
            }
        }
    }
}

fn page_size(field: &Field) -> TokenStream {
    let (ident, ty) = (tokens::ident(&field.ident), tokens::ty(&field.ty));
    let doc =
        tokens::doc(&format!("Sets the maximum number of items in a page: `{}` of the input.", field.serialized_name));
    quote! {
        #doc
        #[inline]
        pub fn page_size(mut self, limit: #ty) -> Self {
            self.input.#ident = Some(limit);
            self
        }
    }
}

fn items(operation: &Operation, path: &[Field]) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let Some(end) = path.last() else { return TokenStream::new() };
    let item = match &end.ty {
        Type::List(item) => tokens::ty(item),
        Type::Map(key, value) => {
            let (key, value) = (tokens::ty(key), tokens::ty(value));
            quote!((#key, #value))
        }
        _ => return TokenStream::new(),
    };
    let doc = tokens::doc(&format!(
        "The items of `{}` of all pages. Nothing is sent before the stream is polled.",
        path.iter().map(|field| field.serialized_name.as_str()).collect::<Vec<_>>().join(".")
    ));
    let stream = stream(operation, &item);
    let value = owned(path);
    quote! {
        impl crate::paginator::PaginatorItems<#input> {
            #doc
            #[inline]
            pub fn send(self) -> #stream {
                self.flatten(|page| #value)
            }
        }
    }
}

fn stream(operation: &Operation, item: &TokenStream) -> TokenStream {
    let error = tokens::ident(&operation.error);
    quote! {
        ::aws_smithy_async::future::pagination_stream::PaginationStream<
            Result<
                #item,
                ::aws_smithy_runtime_api::client::result::SdkError<
                    #error,
                    ::aws_smithy_runtime_api::client::orchestrator::HttpResponse,
                >,
            >,
        >
    }
}
