//! The files that a crate has once: its root, the modules of its types, and its constants.

use crate::plan::{self, Plan};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// `lib.rs`
pub fn root(plan: &Plan) -> TokenStream {
    let doc = tokens::doc_lines(&plan.service.docs);
    let features = (!plan.features.is_empty()).then(|| {
        quote! {
            #![cfg_attr(docsrs, feature(doc_cfg))]
            #![cfg_attr(
                not(feature = "all-operations"),
                allow(dead_code, unused_imports, unused_macros, reason = "some operations do not use all of the hand-written modules")
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

        #[cfg(feature = "serde")]
        use ::runtime::data;
        use ::runtime::{invoke, macros, schema};

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
        mod data_impls;
        #document
        mod endpoint;
        mod endpoint_params;
        pub mod error;
        mod error_meta;
        pub mod meta;
        pub mod operation;
        #paginator
        pub mod primitives;
        mod service;
        pub mod types;
        #waiters
    }
}

/// `service.rs`
pub fn constants(plan: &Plan) -> TokenStream {
    let waiters = plan.has_waiters().then(|| {
        quote! {
            pub use crate::waiters::Waiters;
        }
    });
    let info = info(plan);
    quote! {
        #![doc = " The service of this crate: its constants for the runtime and for the hand-written modules."]

        use ::runtime::service::ServiceInfo;

        #[doc = " The service of this crate."]
        #[derive(Debug)]
        pub enum ThisService {}

        #info

        #[doc = " The traits with the client's methods for the service."]
        pub(crate) mod client_traits {
            #waiters
        }
    }
}

/// The constants that the runtime needs.
fn info(plan: &Plan) -> TokenStream {
    let plan::Service { sdk_id, signing_name, package, target_prefix, content_type, query_compatible, .. } =
        &plan.service;
    let (unsigned, optionally_signed) = (&plan.service.unsigned, &plan.service.optionally_signed);
    let partition = sdk_id.to_lowercase().replace(' ', "");
    quote! {
        #[doc = " The constants of the service."]
        pub(crate) static INFO: ServiceInfo = ServiceInfo {
            sdk_id: #sdk_id,
            signing_name: #signing_name,
            retry_partition: #partition,
            crate_name: #package,
            target_prefix: #target_prefix,
            content_type: #content_type,
            query_compatible: #query_compatible,
            unsigned: &[#(#unsigned),*],
            optionally_signed: &[#(#optionally_signed),*],
            api_metadata: &crate::meta::API_METADATA,
        };
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
