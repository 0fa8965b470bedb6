//! `Params`, its builder, and the client's sources of the values.

use super::param::{docs, owned, setting};
use crate::endpoint_rules::{BuiltIn, Param, ParamKind, ParamValue};
use crate::tokens::{ident, option, prefixed};
use proc_macro2::TokenStream;
use quote::quote;

pub fn emit(params: &[Param]) -> TokenStream {
    let structure = structure(params);
    let getters = getters(params);
    let builder = builder(params);
    let methods = builder_methods(params);
    let from_config = from_config(params);
    quote! {
        #structure
        #getters
        #builder
        #methods
        #from_config
    }
}

fn structure(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, ty) = (ident(&param.name), owned(param.kind));
        let ty = if param.required { ty } else { option(&ty) };
        quote!(#name: #ty)
    });
    quote! {
        #[doc = " The parameters of the endpoint rules."]
        #[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::fmt::Debug)]
        #[non_exhaustive]
        pub struct Params {
            #(#fields),*
        }
    }
}

fn getters(params: &[Param]) -> TokenStream {
    let getters = params.iter().map(getter);
    quote! {
        impl Params {
            #[doc = " A builder without any parameters."]
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#getters)*
        }
    }
}

fn getter(param: &Param) -> TokenStream {
    let (docs, name, ty) = (docs(param), ident(&param.name), option(&borrowed(param.kind)));
    let value = match (param.kind, param.required) {
        (ParamKind::Boolean, false) => quote!(self.#name),
        (_, false) => quote!(self.#name.as_deref()),
        (ParamKind::Boolean, true) => quote!(::std::option::Option::Some(self.#name)),
        (_, true) => quote!(::std::option::Option::Some(&self.#name)),
    };
    quote! {
        #docs
        pub fn #name(&self) -> #ty {
            #value
        }
    }
}

fn builder(params: &[Param]) -> TokenStream {
    let fields = params.iter().map(|param| {
        let (name, ty) = (ident(&param.name), option(&owned(param.kind)));
        quote!(#name: #ty)
    });
    quote! {
        #[doc = " Builds [`Params`]."]
        #[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::default::Default, ::std::fmt::Debug)]
        pub struct ParamsBuilder {
            #(#fields),*
        }
    }
}

fn builder_methods(params: &[Param]) -> TokenStream {
    let setters = params.iter().map(setter);
    let build = build(params);
    quote! {
        impl ParamsBuilder {
            #(#setters)*
            #build
        }
    }
}

fn setter(param: &Param) -> TokenStream {
    let (docs, name, set_name) = (docs(param), ident(&param.name), prefixed("set_", &param.name));
    let ty = owned(param.kind);
    let optional = option(&ty);
    quote! {
        #docs
        pub fn #name(mut self, value: impl ::std::convert::Into<#ty>) -> Self {
            self.#name = ::std::option::Option::Some(value.into());
            self
        }
        #docs
        pub fn #set_name(mut self, value: #optional) -> Self {
            self.#name = value;
            self
        }
    }
}

fn build(params: &[Param]) -> TokenStream {
    let checks = params.iter().filter(|param| param.built_in == Some(BuiltIn::Region)).map(check_region);
    let fields = params.iter().map(built);
    quote! {
        #[doc = " The parameters."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " When a required parameter is not set, or the region cannot be part of a host name."]
        pub fn build(self) -> ::std::result::Result<Params, InvalidParams> {
            #(#checks)*
            ::std::result::Result::Ok(Params { #(#fields),* })
        }
    }
}

fn check_region(param: &Param) -> TokenStream {
    let (name, field) = (param.name.as_str(), ident(&param.name));
    quote!(crate::endpoint::check_region(#name, self.#field.as_deref())?;)
}

fn built(param: &Param) -> TokenStream {
    let (label, name) = (param.name.as_str(), ident(&param.name));
    match (&param.default, param.required) {
        (Some(ParamValue::Boolean(value)), _) => quote!(#name: self.#name.unwrap_or(#value)),
        (Some(ParamValue::String(text)), _) => quote!(#name: self.#name.unwrap_or_else(|| #text.to_owned())),
        (Some(ParamValue::StringArray(items)), _) => {
            quote!(#name: self.#name.unwrap_or_else(|| ::std::vec![#(#items.to_owned()),*]))
        }
        (None, true) => quote!(#name: self.#name.ok_or(InvalidParams::missing(#label))?),
        (None, false) => quote!(#name: self.#name),
    }
}

fn from_config(params: &[Param]) -> TokenStream {
    let values: Vec<TokenStream> = params.iter().filter_map(configured_field).collect();
    let rest = (values.len() < params.len()).then(|| quote!(..::std::default::Default::default()));
    let (cfg, builder) = match values.as_slice() {
        [] => (quote!(_cfg), quote!(ParamsBuilder::default())),
        values => (quote!(cfg), quote!(ParamsBuilder { #(#values,)* #rest })),
    };
    let account = account(params);
    quote! {
        #[doc = " The parameters from the configuration of a client or a call."]
        pub(crate) fn configured(#cfg: &::aws_smithy_types::config_bag::ConfigBag) -> ParamsBuilder {
            #builder
        }
        #account
    }
}

/// The parameters that depend on the credentials.
fn account(params: &[Param]) -> TokenStream {
    let param = params.iter().find(|param| param.built_in == Some(BuiltIn::AccountId));
    let (arguments, body) = match param {
        None => (quote!(_params: &mut Params, _account: &str), TokenStream::new()),
        Some(param) => {
            let name = ident(&param.name);
            let value = quote!(account.to_owned());
            let value = if param.required { value } else { quote!(::std::option::Option::Some(#value)) };
            (quote!(params: &mut Params, account: &str), quote!(params.#name = #value;))
        }
    };
    quote! {
        #[doc = " Sets the account of the credentials of a call."]
        pub(crate) fn set_account(#arguments) {
            #body
        }
    }
}

fn configured_field(param: &Param) -> Option<TokenStream> {
    let name = ident(&param.name);
    if param.is_setting {
        let setting = setting(param);
        return Some(quote!(#name: cfg.load::<#setting>().map(|setting| setting.0.clone())));
    }
    let value = configured(param.built_in?)?;
    Some(quote!(#name: #value))
}

/// The source of a built-in in the configuration. The account depends on the credentials.
fn configured(built_in: BuiltIn) -> Option<TokenStream> {
    let config = quote!(::aws_types::endpoint_config);
    match built_in {
        BuiltIn::Region => {
            Some(quote!(cfg.load::<::aws_types::region::Region>().map(|region| region.as_ref().to_owned())))
        }
        BuiltIn::UseFips => Some(quote!(cfg.load::<#config::UseFips>().map(|fips| fips.0))),
        BuiltIn::UseDualStack => Some(quote!(cfg.load::<#config::UseDualStack>().map(|dual_stack| dual_stack.0))),
        BuiltIn::Endpoint => Some(quote!(cfg.load::<#config::EndpointUrl>().map(|url| url.0.clone()))),
        BuiltIn::AccountId => None,
        BuiltIn::AccountIdEndpointMode => Some(quote! {
            ::std::option::Option::Some(
                cfg.load::<#config::AccountIdEndpointMode>().cloned().unwrap_or_default().to_string(),
            )
        }),
    }
}

fn borrowed(kind: ParamKind) -> TokenStream {
    match kind {
        ParamKind::String => quote!(&str),
        ParamKind::Boolean => quote!(bool),
        ParamKind::StringArray => quote!(&[::std::string::String]),
    }
}
