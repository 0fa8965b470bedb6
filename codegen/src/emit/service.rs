//! The files that a crate has once: its root, the modules of its types, and its constants.

use crate::plan::Plan;
use crate::tokens;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// `lib.rs`
pub fn root(plan: &Plan) -> TokenStream {
    let doc = tokens::doc_lines(&plan.service.docs);
    let features = (!plan.features.is_empty()).then(|| {
        quote! {
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #![cfg_attr(
                not(feature = "all-operations"),
                allow(dead_code, unused_imports, unused_macros, reason = "some operations do not use all of the runtime")
            )]
        }
    });
    let modules = modules(plan);
    quote! {
        #(#![#doc])*
        #features
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![allow(deprecated, reason = "deprecated items are generated too")]
        #![allow(rustdoc::redundant_explicit_links, reason = "links are generated")]
        #![allow(
            clippy::if_same_then_else,
            clippy::module_inception,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::type_complexity,
            reason = "names, types and the order of conditions are those of the model"
        )]

        #modules

        pub use client::Client;
        pub use config::Config;
        pub use error_meta::Error;
    }
}

/// The modules of the crate, some only if the model needs them.
fn modules(plan: &Plan) -> TokenStream {
    let completion = plan.has_completions().then(|| {
        quote! {
            mod completion;
        }
    });
    let compression = plan.has_compression().then(|| {
        quote! {
            mod compression;
        }
    });
    let paginator = plan.has_paginators().then(|| {
        quote! {
            pub mod paginator;
        }
    });
    let document = (!plan.documents.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "documents")]
            pub mod document;
        }
    });
    let waiters = plan.has_waiters().then(|| {
        quote! {
            mod waiter;
            pub mod waiters;
        }
    });
    quote! {
        pub mod builder;
        #[cfg(feature = "serde")]
        pub mod call_json;
        pub mod client;
        #completion
        #compression
        pub mod config;
        #[cfg(feature = "serde")]
        mod data;
        #[cfg(feature = "serde")]
        mod data_impls;
        #document
        mod endpoint;
        mod endpoint_params;
        pub mod error;
        mod error_meta;
        mod invoke;
        mod json;
        mod macros;
        pub mod meta;
        pub mod operation;
        #paginator
        pub mod primitives;
        mod protocol;
        mod schema;
        mod service;
        pub mod types;
        #waiters
    }
}

/// `service.rs`
pub fn constants(plan: &Plan) -> TokenStream {
    let service = &plan.service;
    let partition = service.sdk_id.to_lowercase().replace(' ', "");
    let constant = |name: &str, doc: &str, value: &str| {
        let name = format_ident!("{name}");
        let doc = tokens::doc(doc);
        quote!(#doc pub(crate) const #name: &str = #value;)
    };
    let constants = [
        constant("SDK_ID", "The name of the service in the runtime crates.", &service.sdk_id),
        constant("SIGNING_NAME", "The name of the service in signatures.", &service.signing_name),
        constant("RETRY_PARTITION", "Clients with the same name and region share retry tokens.", &partition),
        constant("CRATE_NAME", "The scope of metrics.", &service.package),
        constant("TARGET_PREFIX", "The part of `x-amz-target` before the operation.", &service.target_prefix),
        constant("CONTENT_TYPE", "The content type of requests.", service.content_type),
    ];
    let waiters = plan.has_waiters().then(|| {
        quote! {
            pub use crate::waiters::Waiters;
        }
    });
    let list = |name: &str, doc: &str, values: &[String]| {
        let name = format_ident!("{name}");
        let doc = tokens::doc(doc);
        quote!(#doc pub(crate) const #name: &[&str] = &[#(#values),*];)
    };
    let lists = [
        list("UNSIGNED", "The operations whose calls are never signed.", &service.unsigned),
        list(
            "OPTIONALLY_SIGNED",
            "The operations whose calls are signed if there are credentials.",
            &service.optionally_signed,
        ),
    ];
    let query_compatible = service.query_compatible;
    let shared = shared_settings(plan);
    quote! {
        #![doc = " The constants of the service for the hand-written modules."]

        #(#constants)*

        #[doc = " Whether responses have the error codes of awsQuery in a header."]
        pub(crate) const QUERY_COMPATIBLE: bool = #query_compatible;

        #(#lists)*

        #shared

        #[doc = " The traits with the client's methods for the service."]
        pub(crate) mod client_traits {
            #waiters
        }
    }
}

/// Shared settings that only some services use.
fn shared_settings(plan: &Plan) -> TokenStream {
    if plan.has_compression() {
        return quote!(
            pub(crate) use crate::compression::set_shared;
        );
    }
    quote! {
        #[doc = " Has no effect: this service has no settings that only some services use."]
        pub(crate) fn set_shared<S, B>(_: &S, _: &mut B) {}
    }
}

/// `meta.rs`
pub fn meta(plan: &Plan) -> TokenStream {
    let agent: String = plan.service.sdk_id.to_lowercase().replace(' ', "");
    let api_version = &plan.service.api_version;
    let model_source = plan.service.model_source.as_ref().map(|source| {
        quote! {
            #[doc = " The release of the package with the model."]
            pub static MODEL_SOURCE: &str = #source;
        }
    });
    quote! {
        #![doc = " Information about this crate."]

        use ::aws_runtime::user_agent::ApiMetadata;

        #[doc = " The name of this crate in the user agent of its requests."]
        pub(crate) static API_METADATA: ApiMetadata = ApiMetadata::new(#agent, PKG_VERSION);

        #[doc = " The version of this crate."]
        pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

        #[doc = " The version of the service's API in the model."]
        pub static API_VERSION: &str = #api_version;

        #model_source
    }
}
