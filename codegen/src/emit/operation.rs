//! Operations: a module for each, and the client's method.

use super::{completion, endpoint_bindings, operation_error, paginator, structure};
use crate::plan::{completion::Completion, operation::Operation};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// The module of an operation.
pub fn emit(operation: &Operation, completion: Option<&Completion>) -> TokenStream {
    let marker = (!operation.name.is_in_prelude()).then(|| marker(operation));
    let method = method(operation);
    let implementation = implementation(operation);
    let input = structure::emit(&operation.input);
    let output = structure::emit(&operation.output);
    let error = operation_error::emit(operation);
    let builders = builders(operation);
    let sending = sending(operation);
    let paginator = operation.paginator.as_ref().map(|paginator| paginator::emit(operation, paginator));
    let completion = completion.map(|completion| completion::emit(operation, completion));
    quote!(#marker #method #implementation #completion #input #output #error #builders #sending #paginator)
}

/// The operation as a type, for generic code.
fn marker(operation: &Operation) -> TokenStream {
    let (name, input) = (tokens::ident(&operation.name), tokens::ident(&operation.input.path.name));
    let doc = tokens::doc(&format!("The type of the operation `{}`.", operation.serialized_name));
    quote! {
        #doc
        pub type #name = crate::client::Named<#input>;
    }
}

fn method(operation: &Operation) -> TokenStream {
    let doc = tokens::doc(&operation.docs);
    let deprecated = tokens::deprecated(operation.deprecated.as_ref());
    let method = tokens::ident(&operation.module);
    let fluent = tokens::ident(&operation.fluent_builder().name);
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

fn implementation(operation: &Operation) -> TokenStream {
    let input = tokens::ident(&operation.input.path.name);
    let output = tokens::ident(&operation.output.path.name);
    let error = tokens::ident(&operation.error);
    let serialized_name = &operation.serialized_name;
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
    let endpoint_bindings = endpoint_bindings::emit(&operation.endpoint_bindings);
    let sensitive = operation.sensitive_output.then(|| {
        quote!(
            const SENSITIVE_OUTPUT: bool = true;
        )
    });
    let components = operation.compressed.then(|| {
        quote! {
            #[inline]
            fn components(components: crate::config::RuntimeComponentsBuilder) -> crate::config::RuntimeComponentsBuilder {
                components.with_interceptor(crate::compression::interceptor())
            }
        }
    });
    quote! {
        impl crate::invoke::Operation for #input {
            type Service = crate::service::ThisService;
            type Output = #output;
            type Error = #error;
            const NAME: &'static str = #serialized_name;
            #sensitive

            #prepare

            #components

            #endpoint_bindings
        }
    }
}

fn builders(operation: &Operation) -> TokenStream {
    let input = tokens::ident(&operation.input.builder.name);
    let output = tokens::ident(&operation.output.builder.name);
    let shape = tokens::ident(&operation.input.path.name);
    let fluent = tokens::ident(&operation.fluent_builder().name);
    let module_doc = tokens::doc(&format!("The builders of `{}`.", operation.serialized_name));
    let fluent_doc = tokens::doc(&format!(
        "A builder of a call of [`{0}`](crate::Client::{0}); `send()` makes the call.",
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
    let builder = tokens::ident(&operation.input.builder.name);
    quote! {
        impl crate::builder::InputBuilder<#input, crate::builder::Fluent<#input>> {
            #[doc = " Returns a builder with which the call can be customized before it is sent."]
            #[inline]
            pub fn customize(self) -> crate::client::customize::CustomizableOperation<#output, #error, Self> {
                crate::client::customize::CustomizableOperation::new(self)
            }
        }

        impl<M: crate::builder::Attached<#input>> crate::builder::InputBuilder<#input, M> {
            #[doc = " The builder of the input, with the members that were set so far."]
            pub fn as_input(&self) -> &#builder {
                crate::builder::as_input(self)
            }
        }
    }
}
