//! The error of all operations.

use super::waiter;
use crate::plan::Plan;
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `error_meta.rs`
pub fn emit(plan: &Plan) -> TokenStream {
    let names: Vec<Ident> = plan.errors.iter().map(|error| tokens::ident(&error.path.name)).collect();
    let variants = plan.errors.iter().map(|error| {
        let (doc, name, path) = (tokens::doc(&error.docs), tokens::ident(&error.path.name), tokens::path(&error.path));
        quote!(#doc #name(#path))
    });
    let (retrying, traits) = (retrying(), traits());
    let waits = waiter::conversions(plan);
    quote! {
        #![doc = " The errors of all operations as one type."]

        #[doc = " Any error of any operation, including failures of requests and responses."]
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum Error {
            #(#variants,)*
            #[doc = " Any other error. Compare its `code()`; a later version may have a variant for it."]
            Unhandled(crate::error::sealed_unhandled::Unhandled),
        }

        impl Error {
            #[inline]
            fn error_ref(&self) -> crate::error::ErrorRef<'_> {
                match self {
                    #(Self::#names(error) => crate::error::ErrorRef::Modeled(error),)*
                    Self::Unhandled(unhandled) => crate::error::ErrorRef::Unhandled(unhandled),
                }
            }

            #[inline]
            fn meta_mut(&mut self) -> &mut crate::error::ErrorMetadata {
                match self {
                    #(Self::#names(error) => crate::error::ModeledError::meta_mut(error),)*
                    Self::Unhandled(unhandled) => &mut unhandled.meta,
                }
            }
        }

        #retrying

        impl<E: crate::error::IntoServiceError> From<E> for Error {
            fn from(error: E) -> Self {
                let mut error = error.into_service_error();
                crate::error::name_operation(error.meta_mut(), E::OPERATION);
                error
            }
        }

        #waits

        #traits
    }
}

fn retrying() -> TokenStream {
    quote! {
        impl Error {
            #[doc = " Whether the same call may succeed later: the service throttles calls, or the service or the"]
            #[doc = " connection failed. The client has already retried as often as its retry configuration allows."]
            #[inline]
            pub fn is_retryable(&self) -> bool {
                self.error_ref().passing_kind().is_some()
            }

            #[doc = " Whether the service throttles calls."]
            #[inline]
            pub fn is_throttling(&self) -> bool {
                self.error_ref().passing_kind() == Some(::aws_smithy_types::retry::ErrorKind::ThrottlingError)
            }
        }
    }
}

fn traits() -> TokenStream {
    let conversions = conversions();
    quote! {
        #conversions

        impl ::std::fmt::Display for Error {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::error::display(None, self.error_ref(), f)
            }
        }

        impl ::std::error::Error for Error {
            #[inline]
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                self.error_ref().source()
            }
        }

        impl crate::error::ProvideErrorMetadata for Error {
            #[inline]
            fn meta(&self) -> &crate::error::ErrorMetadata {
                self.error_ref().meta()
            }
        }

        impl ::aws_types::request_id::RequestId for Error {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                ::aws_types::request_id::RequestId::request_id(self.error_ref().meta())
            }
        }
    }
}

fn conversions() -> TokenStream {
    quote! {
        impl<E, R> From<crate::error::SdkError<E, R>> for Error
        where
            E: crate::error::IntoServiceError,
            R: ::std::fmt::Debug + Send + Sync + 'static,
        {
            fn from(error: crate::error::SdkError<E, R>) -> Self {
                match error {
                    crate::error::SdkError::ServiceError(context) => context.into_err().into(),
                    other => Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_call(other)),
                }
            }
        }

        impl From<crate::error::BuildError> for Error {
            fn from(error: crate::error::BuildError) -> Self {
                Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_source(
                    error,
                    None,
                ))
            }
        }
    }
}
