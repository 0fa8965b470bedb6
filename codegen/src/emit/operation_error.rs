//! The error enumeration of an operation.

use super::tokens;
use crate::plan::operation::Operation;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The error of an operation.
pub fn emit(operation: &Operation) -> TokenStream {
    let definition = definition(operation);
    let methods = methods(operation);
    let operation_error = operation_error(operation);
    let std_traits = std_traits(operation);
    let runtime_traits = runtime_traits(operation);
    quote!(#definition #methods #operation_error #std_traits #runtime_traits)
}

fn variants(operation: &Operation) -> Vec<Ident> {
    operation.errors.iter().map(|error| tokens::ident(&error.ident)).collect()
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
            #[doc = " An error that the model does not know, from its cause."]
            #[inline]
            pub fn unhandled(
                err: impl Into<Box<dyn ::std::error::Error + Send + Sync + 'static>>,
            ) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_source(err, None))
            }

            #[doc = " An error that the model does not know, from its code, message and request id."]
            #[inline]
            pub fn generic(err: crate::error::ErrorMetadata) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_metadata(err))
            }

            #[doc = " The error's code, message and request id."]
            #[inline]
            pub fn meta(&self) -> &crate::error::ErrorMetadata {
                crate::error::OperationError::view(self).meta()
            }

            #(#predicates)*
        }
    }
}

fn operation_error(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.error);
    let wire = &operation.wire;
    let variants = variants(operation);
    let codes = operation.errors.iter().map(|error| &error.code);
    let reply = if variants.is_empty() { quote!(_reply) } else { quote!(reply) };
    let modeled = if variants.is_empty() {
        quote!(None)
    } else {
        quote! {
            Some(match code {
                #(#codes => Self::#variants(reply.read()),)*
                _ => return None,
            })
        }
    };
    let code = if variants.is_empty() { quote!(_code) } else { quote!(code) };
    quote! {
        impl crate::error::OperationError for #name {
            const OPERATION: &'static str = #wire;

            #[inline]
            fn modeled(#code: &str, #reply: &crate::invoke::ErrorReply<'_>) -> Option<Self> {
                #modeled
            }

            #[inline]
            fn from_unhandled(unhandled: crate::error::sealed_unhandled::Unhandled) -> Self {
                Self::Unhandled(unhandled)
            }

            #[inline]
            fn view(&self) -> crate::error::ErrorView<'_> {
                match self {
                    #(Self::#variants(error) => crate::error::ErrorView::Modeled(error),)*
                    Self::Unhandled(unhandled) => crate::error::ErrorView::Unhandled(unhandled),
                }
            }

            #[inline]
            fn into_service_error(self) -> crate::Error {
                match self {
                    #(Self::#variants(error) => crate::Error::#variants(error),)*
                    Self::Unhandled(unhandled) => crate::Error::Unhandled(unhandled),
                }
            }
        }
    }
}

fn std_traits(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.error);
    let wire = &operation.wire;
    quote! {
        impl ::std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::error::debug(crate::error::OperationError::view(self), f)
            }
        }

        impl ::std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::error::display(Some(#wire), crate::error::OperationError::view(self), f)
            }
        }

        impl ::std::error::Error for #name {
            #[inline]
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                crate::error::OperationError::view(self).source()
            }
        }
    }
}

fn runtime_traits(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.error);
    quote! {
        impl crate::error::ProvideErrorMetadata for #name {
            #[inline]
            fn meta(&self) -> &crate::error::ErrorMetadata {
                crate::error::OperationError::view(self).meta()
            }
        }

        impl ::aws_smithy_types::retry::ProvideErrorKind for #name {
            #[inline]
            fn retryable_error_kind(&self) -> Option<::aws_smithy_types::retry::ErrorKind> {
                crate::error::OperationError::view(self).retry_kind()
            }

            #[inline]
            fn code(&self) -> Option<&str> {
                self.meta().code()
            }
        }

        impl ::aws_smithy_runtime_api::client::result::CreateUnhandledError for #name {
            #[inline]
            fn create_unhandled_error(
                source: Box<dyn ::std::error::Error + Send + Sync + 'static>,
                meta: Option<crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_source(source, meta))
            }
        }

        impl ::aws_types::request_id::RequestId for #name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                ::aws_types::request_id::RequestId::request_id(self.meta())
            }
        }
    }
}
