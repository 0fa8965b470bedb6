//! Completions: the trait that `send_and_wait` needs.

use super::waiter;
use crate::plan::{
    completion::{Completion, Value},
    field::{Field, Presence},
    operation::Operation,
    path::TypePath,
};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation of the trait.
pub fn emit(operation: &Operation, completion: &Completion) -> TokenStream {
    let start = tokens::ident(&operation.input.path.name);
    let (input, output) = (tokens::path(&completion.polled.input), tokens::path(&completion.polled.output));
    let waiter = tokens::path(&completion.waiter);
    let polled = structure(&completion.polled.input, &completion.input);
    let running = waiter::condition(&completion.running);
    let reason = completion.reason.as_ref().map(|typed| waiter::reason(typed, &output));
    quote! {
        impl crate::completion::Completion for #start {
            type Waiter = #waiter;

            #[inline]
            fn polled(&self) -> #input {
                #polled
            }

            #[inline]
            fn is_running(output: &#output) -> bool {
                #running
            }

            #reason
        }
    }
}

/// The statements that create a structure: a default value whose members are set afterwards, since it may have others.
fn structure(path: &TypePath, members: &[(Field, Value)]) -> TokenStream {
    let path = tokens::path(path);
    if members.is_empty() {
        return quote!(<#path as crate::schema::Structure>::default_value());
    }
    let members = members.iter().map(|(field, of)| {
        let (name, of) = (tokens::ident(&field.ident), value(of));
        let of = if field.boxed { quote!(Box::new(#of)) } else { of };
        let of = if field.presence == Presence::Optional { quote!(Some(#of)) } else { of };
        quote!(value.#name = #of;)
    });
    quote! {
        let mut value: #path = crate::schema::Structure::default_value();
        #(#members)*
        value
    }
}

fn value(of: &Value) -> TokenStream {
    match of {
        Value::Member(member) => {
            let member = tokens::ident(member);
            quote!(self.#member.clone().unwrap_or_default())
        }
        Value::Text(text) => quote!(#text.into()),
        Value::List(items) => {
            let items = items.iter().map(value);
            quote!(Vec::from([#(#items),*]))
        }
        Value::Structure(path, members) => {
            let statements = structure(path, members);
            quote!({ #statements })
        }
    }
}
