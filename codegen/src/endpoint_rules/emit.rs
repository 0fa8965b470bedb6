//! `endpoint_params.rs`: the parameters, the rules as one function, the table of partitions.

mod expression;
mod param;
mod params;
mod rules;
mod settings;

use crate::endpoint_rules::{EndpointRules, Partition};
use proc_macro2::TokenStream;
use quote::quote;

/// The tokens of `endpoint_params.rs`.
pub fn emit(rules: &EndpointRules) -> TokenStream {
    let exports = exports();
    let params = params::emit(&rules.params);
    let settings = settings::emit(&rules.params);
    let resolve = resolve(rules);
    let partitions = partitions(&rules.partitions);
    quote! {
        #![doc = " The endpoint of requests: its parameters, and custom resolvers."]
        #exports
        #params
        #settings
        #resolve
        #partitions
    }
}

fn exports() -> TokenStream {
    quote! {
        pub use crate::endpoint::{DefaultResolver, InvalidParams, ResolveEndpoint};
        pub use ::aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
        pub use ::aws_smithy_types::endpoint::Endpoint;
    }
}

fn resolve(rules: &EndpointRules) -> TokenStream {
    let params = if rules::mention_params(&rules.rules) { quote!(params) } else { quote!(_params) };
    let body = rules::block(&rules.rules, rules::Position::Tail);
    quote! {
        #[doc = " The service's endpoint rules."]
        pub(crate) fn resolve(
            #params: &Params,
        ) -> ::std::result::Result<Endpoint, ::aws_smithy_runtime_api::box_error::BoxError> {
            #body
        }
    }
}

fn partitions(partitions: &[Partition]) -> TokenStream {
    if partitions.is_empty() {
        return TokenStream::new();
    }
    let rows = partitions.iter().map(partition);
    quote! {
        static PARTITIONS: &[crate::endpoint::Partition] = &[#(#rows),*];
    }
}

fn partition(partition: &Partition) -> TokenStream {
    let Partition { outputs, regions, prefixes } = partition;
    let (name, region) = (&outputs.name, &outputs.implicit_global_region);
    let (dns_suffix, dual_stack_dns_suffix) = (&outputs.dns_suffix, &outputs.dual_stack_dns_suffix);
    let (supports_fips, supports_dual_stack) = (outputs.supports_fips, outputs.supports_dual_stack);
    quote! {
        crate::endpoint::Partition {
            name: #name,
            dns_suffix: #dns_suffix,
            dual_stack_dns_suffix: #dual_stack_dns_suffix,
            supports_fips: #supports_fips,
            supports_dual_stack: #supports_dual_stack,
            implicit_global_region: #region,
            regions: &[#(#regions),*],
            prefixes: &[#(#prefixes),*],
        }
    }
}
