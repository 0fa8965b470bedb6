//! Waiters: a module for each, and the trait with the client's methods.

use crate::tokens;
use crate::{
    jmespath::{self, Typed, ValueType},
    model::AcceptorState,
    plan::{
        Plan,
        waiter::{Check, Waiter},
    },
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// `waiters.rs`
pub fn index(plan: &Plan) -> TokenStream {
    let waiters = &plan.waiters;
    let modules = waiters.iter().map(|waiter| {
        let module = tokens::ident(&waiter.module);
        let doc = tokens::doc(&format!("The waiter `{}`: its builder and its outcomes.", waiter.model_name));
        let cfg = cfg(plan, waiter);
        quote!(#doc #cfg pub mod #module;)
    });
    let errors = has_reasons(plan).then(|| {
        quote! {
            pub use crate::waiter::WaitError;
            pub use ::aws_smithy_runtime_api::client::waiters::error::WaiterError;
        }
    });
    let completion = plan.has_completions().then(|| {
        quote!(
            pub use crate::completion::Completion;
        )
    });
    let (declared, defined): (Vec<_>, Vec<_>) = waiters.iter().map(|waiter| method(plan, waiter)).unzip();
    quote! {
        #![doc = " Waiters: they poll an operation until a state is reached, or can no longer be reached."]

        pub use crate::waiter::{Waiter, Waiting};
        #errors
        #completion

        #(#modules)*

        #[doc = " The client's waiters. Import this trait to call them."]
        #[doc = ""]
        #[doc = " Only the client can implement it, so that a later version can add waiters without breaking programs."]
        pub trait Waiters: crate::waiter::Sealed {
            #(#declared)*
        }

        impl Waiters for crate::Client {
            #(#defined)*
        }
    }
}

/// Whether a wait can return a `WaitError`.
fn has_reasons(plan: &Plan) -> bool {
    plan.has_completions() || plan.waiters.iter().any(|waiter| waiter.reason.is_some())
}

/// The conversions of the error of a wait to that of all operations, so that `?` works.
pub fn conversions(plan: &Plan) -> TokenStream {
    let one = |error: TokenStream, wait: TokenStream| {
        quote! {
            impl<O, E> From<#error<O, E>> for Error
            where
                O: ::std::fmt::Debug + Send + Sync + 'static,
                E: crate::error::IntoServiceError,
            {
                fn from(error: #error<O, E>) -> Self {
                    Self::Unhandled(crate::error::sealed_unhandled::Unhandled::from_wait(error, #wait))
                }
            }
        }
    };
    let plain = plan
        .has_waiters()
        .then(|| one(quote!(::aws_smithy_runtime_api::client::waiters::error::WaiterError), quote!(|error| error)));
    let with_reason =
        has_reasons(plan).then(|| one(quote!(crate::waiter::WaitError), quote!(|error| error.waiter_error())));
    quote!(#plain #with_reason)
}

/// A waiter is enabled with the operation that it polls.
fn cfg(plan: &Plan, waiter: &Waiter) -> TokenStream {
    tokens::cfg(&plan.features.of(&waiter.operation.shape))
}

fn method(plan: &Plan, waiter: &Waiter) -> (TokenStream, TokenStream) {
    let cfg = cfg(plan, waiter);
    let doc = tokens::doc(&waiter.docs);
    let deprecated = tokens::deprecated(waiter.deprecated.as_ref());
    let (module, method, fluent) =
        (tokens::ident(&waiter.module), tokens::ident(&waiter.method), tokens::ident(&waiter.fluent_builder()));
    let signature = quote!(fn #method(&self) -> crate::waiters::#module::#fluent);
    let declared = quote!(#doc #cfg #deprecated #signature;);
    let defined = quote! {
        #cfg
        #[inline]
        #signature {
            crate::builder::InputBuilder::waiting(self)
        }
    };
    (declared, defined)
}

/// The module of a waiter.
pub fn emit(waiter: &Waiter) -> TokenStream {
    let module_doc = format!(" The waiter `{}`, which polls `{}`.", waiter.model_name, waiter.operation.method);
    let name = tokens::ident(&waiter.name);
    let doc = tokens::doc(&format!("The type of the waiter `{}`.", waiter.model_name));
    let implementation = implementation(waiter);
    let aliases = aliases(waiter);
    quote! {
        #![doc = #module_doc]

        #doc
        #[non_exhaustive]
        pub struct #name;

        #implementation

        #aliases
    }
}

fn aliases(waiter: &Waiter) -> TokenStream {
    let name = tokens::ident(&waiter.name);
    let (input, output) = (tokens::path(&waiter.operation.input), tokens::path(&waiter.operation.output));
    let error = tokens::path(&waiter.operation.error);
    let fluent = tokens::ident(&waiter.fluent_builder());
    let final_poll = tokens::ident(&waiter.final_poll());
    let unmet = tokens::ident(&waiter.error());
    let fluent_doc = tokens::doc(&format!(
        "A builder of a wait with the members of [`{0}`](crate::Client::{0}); `wait()` starts it.",
        waiter.operation.method.as_str()
    ));
    let (unmet_type, poll) = if waiter.reason.is_some() {
        (quote!(crate::waiter::WaitError), quote!(poll_for_reason))
    } else {
        (quote!(::aws_smithy_runtime_api::client::waiters::error::WaiterError), quote!(poll))
    };
    quote! {
        #fluent_doc
        pub type #fluent = crate::builder::InputBuilder<#input, crate::waiter::Waiting<#name>>;

        #[doc = " The response of a successful wait; it can be an error that the waiter expects."]
        pub type #final_poll = ::aws_smithy_runtime_api::client::waiters::FinalPoll<
            #output,
            ::aws_smithy_runtime_api::client::result::SdkError<
                #error,
                ::aws_smithy_runtime_api::client::orchestrator::HttpResponse,
            >,
        >;

        #[doc = " Why a wait failed."]
        pub type #unmet = #unmet_type<#output, #error>;

        impl crate::builder::InputBuilder<#input, crate::waiter::Waiting<#name>> {
            #[doc = " Polls until the state is reached, for at most `max_wait`."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When the state can no longer be reached, when `max_wait` is over, or when a call fails."]
            #[inline]
            pub async fn wait(self, max_wait: ::std::time::Duration) -> Result<#final_poll, #unmet> {
                self.#poll(max_wait).await
            }
        }
    }
}

fn implementation(waiter: &Waiter) -> TokenStream {
    let name = tokens::ident(&waiter.name);
    let (input, output) = (tokens::path(&waiter.operation.input), tokens::path(&waiter.operation.output));
    let error = tokens::path(&waiter.operation.error);
    let model_name = &waiter.model_name;
    let (least, greatest) = (u64::from(waiter.delays.0), u64::from(waiter.delays.1));
    let (of_output, of_error) = (outputs(waiter), errors(waiter));
    let binding = |is_used: bool, name: &str| if is_used { format_ident!("{name}") } else { format_ident!("_{name}") };
    let looks_at_output = waiter.outputs.iter().any(|(check, _)| !matches!(check, Check::Any));
    let (input_binding, output_binding) = (binding(waiter.looks_at_input, "input"), binding(looks_at_output, "output"));
    let error_binding = binding(!waiter.codes.is_empty(), "error");
    let allow = waiter
        .looks_at_input
        .then(|| quote!(#[allow(unused_variables, reason = "a path may lead through the input or the output only")]));
    let reason = waiter.reason.as_ref().map(|typed| reason(typed, &output));
    quote! {
        impl crate::waiter::Waiter for #name {
            type Input = #input;
            const NAME: &'static str = #model_name;
            const DELAYS: (u64, u64) = (#least, #greatest);

            #allow
            #[inline]
            fn accept(
                #input_binding: &#input,
                result: Result<&#output, &#error>,
            ) -> ::aws_smithy_runtime::client::waiters::AcceptorState {
                match result {
                    Ok(#output_binding) => #of_output,
                    Err(#error_binding) => #of_error,
                }
            }

            #reason
        }
    }
}

fn state(state: AcceptorState) -> TokenStream {
    let state = match state {
        AcceptorState::Success => quote!(Success),
        AcceptorState::Failure => quote!(Failure),
        AcceptorState::Retry => quote!(Retry),
    };
    quote!(::aws_smithy_runtime::client::waiters::AcceptorState::#state)
}

fn no_match() -> TokenStream {
    quote!(::aws_smithy_runtime::client::waiters::AcceptorState::NoAcceptorsMatched)
}

/// The statements that return the state for an output.
fn outputs(waiter: &Waiter) -> TokenStream {
    let mut branches: Vec<(Vec<TokenStream>, AcceptorState)> = Vec::new();
    let mut otherwise = None;
    for (check, state) in &waiter.outputs {
        let Some(condition) = condition(check) else {
            otherwise = Some(*state);
            break;
        };
        match branches.last_mut() {
            Some((conditions, last)) if last == state => conditions.push(condition),
            _ => branches.push((vec![condition], *state)),
        }
    }
    let otherwise = otherwise.map_or_else(no_match, state);
    let branches = branches.into_iter().map(|(conditions, of)| {
        let of = state(of);
        quote!(if #(#conditions)||* { #of } else)
    });
    let branches: Vec<_> = branches.collect();
    if branches.is_empty() { otherwise } else { quote!(#(#branches)* { #otherwise }) }
}

/// Whether the output passes a check; `None` if every output does.
pub fn condition(check: &Check) -> Option<TokenStream> {
    let at = quote!(output);
    let list = |typed: &Typed| jmespath::emit::emit(&typed.0, &at).option();
    Some(match check {
        Check::Any => return None,
        Check::Text((expr, _), text) => {
            let value = jmespath::emit::emit(expr, &at).option();
            quote!(#value == Some(#text))
        }
        Check::Boolean((expr, _), expected) => {
            let value = jmespath::emit::emit(expr, &at);
            match (value.is_total, expected) {
                (true, true) => value.tokens,
                (true, false) => {
                    let value = value.tokens;
                    quote!(!(#value))
                }
                (false, expected) => {
                    let value = value.tokens;
                    quote!(#value == Some(#expected))
                }
            }
        }
        Check::All(typed, text) => {
            let list = list(typed);
            quote!(#list.is_some_and(|list| !list.is_empty() && list.iter().all(|text| *text == #text)))
        }
        Check::Some { typed, texts, .. } => {
            let list = list(typed);
            match texts.as_slice() {
                [text] => quote!(#list.is_some_and(|list| list.contains(&#text))),
                texts => quote!(#list.is_some_and(|list| list.iter().any(|text| matches!(*text, #(#texts)|*)))),
            }
        }
    })
}

fn errors(waiter: &Waiter) -> TokenStream {
    let other = waiter.other_errors.map_or_else(no_match, state);
    if waiter.codes.is_empty() {
        return other;
    }
    let arms = waiter.codes.iter().map(|(code, of)| {
        let of = state(*of);
        quote!(Some(#code) => #of)
    });
    quote! {
        match crate::error::ProvideErrorMetadata::code(error) {
            #(#arms,)*
            _ => #other,
        }
    }
}

/// The method that returns the reason of a failure.
pub fn reason((expr, kind): &Typed, output: &TokenStream) -> TokenStream {
    let value = jmespath::emit::emit(expr, &quote!(output)).option();
    let value = match kind {
        ValueType::Text => quote!(#value.map(str::to_owned)),
        _ => quote!(#value.filter(|reasons| !reasons.is_empty()).map(|reasons| reasons.join("; "))),
    };
    quote! {
        #[inline]
        fn reason(output: &#output) -> Option<String> {
            #value
        }
    }
}
