//! The files that a crate has once: its root, the modules of its types, and its constants.

use super::documents;
use crate::plan::{Plan, features::Features, structure::Structure, types::TypePath};
use crate::smithy::ShapeId;
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
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

        pub use client::Client;
        pub use config::Config;
        pub use error_meta::Error;
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
    let (shared, builder, body) = if plan.has_compression() {
        (quote!(shared), quote!(builder), quote!(crate::compression::set_shared(shared, builder);))
    } else {
        (quote!(_), quote!(_), quote!())
    };
    quote! {
        #[doc = " Copies the shared settings that only some services use."]
        #[inline]
        pub(crate) fn set_shared(#shared: &::aws_types::SdkConfig, #builder: &mut crate::config::Builder) {
            #body
        }
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

/// `operation.rs`
pub fn operations(plan: &Plan) -> TokenStream {
    let modules = plan.operations.iter().map(|operation| {
        let module = tokens::ident(&operation.module);
        let doc = tokens::doc(&format!("`{}`: input, output, error and builders.", operation.serialized_name));
        let cfg = tokens::cfg(&plan.features.of(&operation.shape));
        quote!(#doc #cfg pub mod #module;)
    });
    quote! {
        #![doc = " The operations: a module for each with its input, output, error and builders."]

        pub use ::aws_types::request_id::RequestId;

        #(#modules)*
    }
}

pub(super) fn cfg(features: &Features, shape: Option<&ShapeId>) -> TokenStream {
    shape.map(|shape| tokens::cfg(&features.of(shape))).unwrap_or_default()
}

fn module_ident(path: &TypePath) -> Ident {
    tokens::ident(&path.name.own_module())
}

/// `types.rs`
pub fn types(plan: &Plan) -> TokenStream {
    let index = index(&plan.features, plan.types());
    let documents = documents::declaration(&plan.documents);
    quote! {
        #![doc = " The types of members: structures, unions and enumerations."]

        pub mod builders;
        #documents
        pub mod error;
        #index
    }
}

/// `types/error.rs`
pub fn errors(plan: &Plan) -> TokenStream {
    let index = index(&plan.features, plan.errors.iter().map(|error| (&error.path, error.shape.as_ref())));
    quote! {
        #![doc = " The errors of the service."]

        pub mod builders;
        #index
    }
}

/// The modules of types and their exports, each with the features that enable it.
pub(super) fn index<'a>(
    features: &Features,
    types: impl Iterator<Item = (&'a TypePath, Option<&'a ShapeId>)>,
) -> TokenStream {
    let mut types: Vec<_> = types.map(|(path, shape)| (path, cfg(features, shape))).collect();
    types.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let modules = types.iter().map(|(path, cfg)| {
        let module = module_ident(path);
        quote!(#cfg mod #module;)
    });
    let uses = types.iter().map(|(path, cfg)| {
        let (module, name, local) = (module_ident(path), tokens::ident(&path.name), tokens::local(&path.name));
        if name == local {
            quote!(#cfg pub use #module::#name;)
        } else {
            quote!(#cfg pub use #module::#local as #name;)
        }
    });
    let modules: Vec<_> = modules.collect();
    quote!(#(#modules)* #(#uses)*)
}

/// `types/builders.rs` and `types/error/builders.rs`
pub fn builders(features: &Features, doc: &str, structures: &[Structure]) -> TokenStream {
    let uses = structures.iter().map(|structure| {
        let (module, builder) = (module_ident(&structure.path), tokens::ident(&structure.builder.name));
        let cfg = cfg(features, structure.shape.as_ref());
        quote!(#cfg pub use super::#module::#builder;)
    });
    quote!(#![doc = #doc] #(#uses)*)
}
