//! Settings of the client's configuration for parameters of the service.

use super::param::{self, docs, owned};
use crate::endpoint_rules::{BuiltIn, Param};
use crate::tokens::{self, ident, option, prefixed};
use proc_macro2::TokenStream;
use quote::quote;

/// The settings of all parameters with a setting.
pub fn emit(params: &[Param]) -> TokenStream {
    let settings = params.iter().filter(|param| param.is_setting).map(setting);
    let mode = params.iter().any(|param| param.built_in == Some(BuiltIn::AccountIdEndpointMode));
    let mode = mode.then(account_id_endpoint_mode);
    quote!(#(#settings)* #mode)
}

fn setting(param: &Param) -> TokenStream {
    let (docs, setting, ty) = (docs(param), param::setting(param), owned(param.kind));
    let (name, set_name, optional) = (ident(&param.name), prefixed("set_", &param.name), option(&ty));
    let type_doc = tokens::doc(&format!("The setting `{}`.", param.label));
    quote! {
        #type_doc
        #[derive(::std::clone::Clone, ::std::fmt::Debug)]
        struct #setting(#ty);

        impl ::aws_smithy_types::config_bag::Storable for #setting {
            type Storer = ::aws_smithy_types::config_bag::StoreReplace<Self>;
        }

        impl crate::config::Builder {
            #docs
            pub fn #name(mut self, value: impl ::std::convert::Into<#ty>) -> Self {
                self.#set_name(::std::option::Option::Some(value.into()));
                self
            }
            #docs
            pub fn #set_name(&mut self, value: #optional) -> &mut Self {
                self.settings.layer.store_or_unset(value.map(#setting));
                self
            }
        }
    }
}

fn account_id_endpoint_mode() -> TokenStream {
    let mode = quote!(::aws_types::endpoint_config::AccountIdEndpointMode);
    quote! {
        pub use #mode;

        impl crate::config::Builder {
            #[doc = " Sets whether requests go to an endpoint of the caller's account. Default: if there is one and"]
            #[doc = " the credentials have an account."]
            pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
                self.set_account_id_endpoint_mode(::std::option::Option::Some(mode));
                self
            }
            #[doc = " Sets or removes the [mode](Self::account_id_endpoint_mode)."]
            pub fn set_account_id_endpoint_mode(&mut self, mode: ::std::option::Option<AccountIdEndpointMode>) -> &mut Self {
                self.settings.layer.store_or_unset(mode);
                self
            }
        }
    }
}
