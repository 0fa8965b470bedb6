//! Operations: a module each, and the client's method.

use super::{operation_error, paginator, structure, tokens};
use crate::plan::operation::Operation;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The module of an operation.
pub fn emit(operation: &Operation) -> TokenStream {
    let marker = (!operation.name.is_in_prelude()).then(|| marker(operation));
    let method = method(operation);
    let implementation = implementation(operation);
    let input = structure::emit(&operation.input);
    let output = structure::emit(&operation.output);
    let error = operation_error::emit(operation);
    let builders = builders(operation);
    let sending = sending(operation);
    let paginator = operation.paginator.as_ref().map(|paginator| paginator::emit(operation, paginator));
    quote!(#marker #method #implementation #input #output #error #builders #sending #paginator)
}

/// The operation as a type, for those who name it.
fn marker(operation: &Operation) -> TokenStream {
    let name = tokens::ident(&operation.name);
    let doc = tokens::doc(&format!("The operation `{}` as a name.", operation.wire));
    let new_doc = tokens::doc(&format!("The operation `{}`.", operation.wire));
    quote! {
        #doc
        #[non_exhaustive]
        #[derive(Clone, Debug, Default)]
        pub struct #name;

        impl #name {
            #new_doc
            pub fn new() -> Self {
                Self
            }
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let doc = tokens::doc(&operation.docs);
    let deprecated = tokens::deprecated(operation.deprecated.as_ref());
    let method = tokens::ident(&operation.module);
    let fluent = fluent(operation);
    quote! {
        impl crate::Client {
            #doc
            #deprecated
            #[inline]
            pub fn #method(&self) -> builders::#fluent {
                crate::builder::InputBuilder::attached(&self.handle)
            }
        }
    }
}

fn fluent(operation: &Operation) -> proc_macro2::Ident {
    format_ident!("{}FluentBuilder", operation.name.as_str())
}

fn implementation(operation: &Operation) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let output = tokens::ident(&operation.output.path.name);
    let error = tokens::ident(&operation.error);
    let wire = &operation.wire;
    let tokens: Vec<_> = operation.input.fields.iter().filter(|field| field.idempotency_token).collect();
    let prepare = (!tokens.is_empty()).then(|| {
        let fields = tokens.iter().map(|field| tokens::ident(&field.ident));
        quote! {
            #[inline]
            fn prepare(&mut self) {
                #(self.#fields.get_or_insert_with(crate::invoke::idempotency_token);)*
            }
        }
    });
    quote! {
        impl crate::invoke::Operation for #input {
            type Output = #output;
            type Error = #error;
            const NAME: &'static str = #wire;

            #[inline]
            fn plugin() -> &'static crate::invoke::PluginCell {
                static PLUGIN: crate::invoke::PluginCell = crate::invoke::PluginCell::new();
                &PLUGIN
            }

            #prepare
        }
    }
}

fn builders(operation: &Operation) -> TokenStream {
    let input = tokens::ident(&operation.input.builder.name);
    let output = tokens::ident(&operation.output.builder.name);
    let shape = tokens::ident(&operation.input.path.name);
    let fluent = fluent(operation);
    let module_doc = tokens::doc(&format!("The builders of `{}`.", operation.wire));
    let fluent_doc = tokens::doc(&format!(
        "A call of [`{0}`](crate::Client::{0}) that is being prepared; `send()` makes it.",
        operation.module.as_str()
    ));
    quote! {
        #module_doc
        pub mod builders {
            pub use super::{#input, #output};

            #fluent_doc
            pub type #fluent = crate::builder::InputBuilder<super::#shape, crate::builder::Fluent<super::#shape>>;
        }
    }
}

fn sending(operation: &Operation) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let output = tokens::ident(&operation.output.path.name);
    let error = tokens::ident(&operation.error);
    let result = quote!(
        Result<
            #output,
            ::aws_smithy_runtime_api::client::result::SdkError<
                #error,
                ::aws_smithy_runtime_api::client::orchestrator::HttpResponse,
            >,
        >
    );
    quote! {
        impl crate::builder::InputBuilder<#input, crate::builder::Fluent<#input>> {
            #[doc = " Sends the request and waits for the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The operation's own, and every failure on the way to the service and back."]
            #[inline]
            pub async fn send(self) -> #result {
                self.send_attached().await
            }

            #[doc = " Lets the call be changed before it is sent."]
            #[inline]
            pub fn customize(self) -> crate::client::customize::CustomizableOperation<#output, #error, Self> {
                crate::client::customize::CustomizableOperation::new(self)
            }
        }

        impl crate::builder::InputBuilder<#input> {
            #[doc = " Sends what was built through a client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The operation's own, and every failure on the way to the service and back."]
            #[inline]
            pub async fn send_with(self, client: &crate::Client) -> #result {
                self.send_through(client).await
            }
        }
    }
}
