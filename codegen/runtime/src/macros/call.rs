//! Macros for outputs and errors.

/// Implements the traits of an operation's output for a structure; its field `_request_id` is the id of its request.
#[doc(hidden)]
#[macro_export]
macro_rules! output {
    ($name:ident) => {
        impl $crate::invoke::OperationOutput for $name {
            #[inline]
            fn set_request_id(&mut self, request_id: Option<String>) {
                self._request_id = request_id;
            }
        }

        impl ::aws_types::request_id::RequestId for $name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}

/// Implements the traits of an error for a structure; its field `meta` has code, message and request id. The
/// [kind](::aws_smithy_types::retry::ErrorKind) of a retryable error follows the name.
#[doc(hidden)]
#[macro_export]
macro_rules! modeled_error {
    ($name:ident $(, $kind:ident)?) => {
        impl $crate::error::ModeledError for $name {
            #[inline]
            fn meta_mut(&mut self) -> &mut $crate::error::ErrorMetadata {
                &mut self.meta
            }

            $(
                #[inline]
                fn retry_kind(&self) -> Option<::aws_smithy_types::retry::ErrorKind> {
                    Some(::aws_smithy_types::retry::ErrorKind::$kind)
                }
            )?
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display_modeled(self, f)
            }
        }

        impl ::std::error::Error for $name {}

        impl $crate::error::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.meta
            }
        }

        impl ::aws_types::request_id::RequestId for $name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                ::aws_types::request_id::RequestId::request_id(&self.meta)
            }
        }
    };
}

/// Implements the traits of an operation's error for an enumeration. A row is a variant with its codes in responses.
///
/// The error of all operations is not in this crate but in the one that calls the macro.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "see above")]
macro_rules! operation_error {
    ($name:ident, $operation:literal; $($($code:literal)|* => $variant:ident;)*) => {
        impl $crate::error::OperationError for $name {
            const OPERATION: &'static str = $operation;

            #[inline]
            fn modeled(code: &str, response: &$crate::error::ErrorResponse<'_>) -> Option<Self> {
                let _ = response;
                match code {
                    $($($code => Some(Self::$variant(response.read())),)*)*
                    _ => None,
                }
            }

            #[inline]
            fn from_unhandled(unhandled: $crate::error::sealed_unhandled::Unhandled) -> Self {
                Self::Unhandled(unhandled)
            }

            #[inline]
            fn error_ref(&self) -> $crate::error::ErrorRef<'_> {
                match self {
                    $(Self::$variant(error) => $crate::error::ErrorRef::Modeled(error),)*
                    Self::Unhandled(unhandled) => $crate::error::ErrorRef::Unhandled(unhandled),
                }
            }
        }

        impl crate::error::IntoServiceError for $name {
            #[inline]
            fn into_service_error(self) -> crate::Error {
                match self {
                    $(Self::$variant(error) => crate::Error::$variant(error),)*
                    Self::Unhandled(unhandled) => crate::Error::Unhandled(unhandled),
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::debug($crate::error::OperationError::error_ref(self), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::error::display(Some($operation), $crate::error::OperationError::error_ref(self), f)
            }
        }

        impl ::std::error::Error for $name {
            #[inline]
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error::OperationError::error_ref(self).source()
            }
        }

        impl $crate::error::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::OperationError::error_ref(self).meta()
            }
        }

        impl ::aws_smithy_types::retry::ProvideErrorKind for $name {
            #[inline]
            fn retryable_error_kind(&self) -> Option<::aws_smithy_types::retry::ErrorKind> {
                $crate::error::OperationError::error_ref(self).retry_kind()
            }

            #[inline]
            fn code(&self) -> Option<&str> {
                $crate::error::OperationError::error_ref(self).meta().code()
            }
        }

        impl ::aws_smithy_runtime_api::client::result::CreateUnhandledError for $name {
            #[inline]
            fn create_unhandled_error(
                source: Box<dyn ::std::error::Error + Send + Sync + 'static>,
                meta: Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::sealed_unhandled::Unhandled::from_source(source, meta))
            }
        }

        impl ::aws_types::request_id::RequestId for $name {
            #[inline]
            fn request_id(&self) -> Option<&str> {
                ::aws_types::request_id::RequestId::request_id($crate::error::OperationError::error_ref(self).meta())
            }
        }
    };
}
