//! Common parts of the code for a parameter.

use crate::endpoint_rules::{Param, ParamKind};
use crate::tokens;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The documentation of a parameter.
pub fn docs(param: &Param) -> TokenStream {
    let docs = tokens::doc(&param.docs);
    let deprecated = tokens::deprecated(param.deprecated.as_ref());
    quote!(#docs #deprecated)
}

/// The type of a parameter.
pub fn owned(kind: ParamKind) -> TokenStream {
    match kind {
        ParamKind::String => quote!(::std::string::String),
        ParamKind::Boolean => quote!(bool),
        ParamKind::StringArray => quote!(::std::vec::Vec<::std::string::String>),
    }
}

/// The type of a setting: values in the configuration are distinguished by their types.
pub fn setting(param: &Param) -> Ident {
    let name = crate::plan::names::type_name(&param.label);
    format_ident!("{}Setting", name.as_str())
}
