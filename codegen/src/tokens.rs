//! Common parts of the templates: identifiers, paths, types, documentation.

use crate::plan::{names, path::TypePath, signature::RustType, types::Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// An identifier, raw if it is a keyword.
pub fn ident(name: &names::Ident) -> Ident {
    if name.is_raw() {
        Ident::new_raw(name.as_str(), Span::call_site())
    } else {
        Ident::new(name.as_str(), Span::call_site())
    }
}

/// The name of a type in the file that defines it. A type with the name of an item of the prelude has another name
/// there, because the templates use the prelude; the module `types` exports it under its own name.
pub fn local(name: &names::Ident) -> Ident {
    if name.is_in_prelude() { format_ident!("{}Shape", name.as_str()) } else { ident(name) }
}

/// `prefix` and the name as one identifier.
pub fn prefixed(prefix: &str, name: &names::Ident) -> Ident {
    format_ident!("{prefix}{}", name.as_str())
}

/// The absolute path of a type of the crate.
pub fn path(path: &TypePath) -> TokenStream {
    let path = relative_path(path);
    quote!(crate::#path)
}

/// A type relative to the crate's root, since the formatter adds spaces to a path that begins with `crate` in a macro.
pub fn relative_path(path: &TypePath) -> TokenStream {
    let modules = path.modules.iter().map(ident);
    let name = ident(&path.name);
    quote!(#(#modules::)*#name)
}

/// A type without the `Option` or `Box` of the member that holds it.
pub fn ty(of: &Type) -> TokenStream {
    match of {
        Type::String => quote!(String),
        Type::Unit => quote!(()),
        Type::Copy(name) => {
            let name = format_ident!("{name}");
            quote!(#name)
        }
        Type::Smithy(name) => {
            let name = format_ident!("{name}");
            quote!(::aws_smithy_types::#name)
        }
        Type::Shape(of) | Type::Enumeration(of) => path(of),
        Type::List(item) => {
            let item = ty(item);
            quote!(Vec<#item>)
        }
        Type::Map(key, value) => {
            let (key, value) = (ty(key), ty(value));
            quote!(::std::collections::HashMap<#key, #value>)
        }
        Type::Nullable(inner) => option(&ty(inner)),
    }
}

/// A type in a signature.
pub fn rust_type(of: &RustType<'_>) -> TokenStream {
    match of {
        RustType::Value(of) => ty(of),
        RustType::Str => quote!(&str),
        RustType::Slice(item) => {
            let item = ty(item);
            quote!(&[#item])
        }
        RustType::IntoString => quote!(impl Into<String>),
        RustType::Ref(inner) => {
            let inner = rust_type(inner);
            quote!(&#inner)
        }
        RustType::Boxed(inner) => boxed(rust_type(inner), true),
        RustType::Option(inner) => option(&rust_type(inner)),
        RustType::OrSelf(inner) => {
            let inner = rust_type(inner);
            quote!(Result<#inner, &Self>)
        }
    }
}

/// `#[cfg]` for an item that is enabled by one of several features; empty if there is no condition.
pub fn cfg(features: &[&str]) -> TokenStream {
    match features {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// `Option<inner>`
pub fn option(inner: &TokenStream) -> TokenStream {
    quote!(Option<#inner>)
}

/// `Box<inner>` if the field is boxed.
pub fn boxed(inner: TokenStream, is_boxed: bool) -> TokenStream {
    if is_boxed { quote!(Box<#inner>) } else { inner }
}

/// One `#[doc]` for each line.
pub fn doc(text: &str) -> TokenStream {
    let lines = doc_lines(text);
    quote!(#(#[#lines])*)
}

/// One attribute for each line, without brackets. A line with links to types of documents has two variants, because the
/// links do not resolve without the feature.
pub fn doc_lines(text: &str) -> impl Iterator<Item = TokenStream> {
    text.lines().flat_map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        match unlinked(&line) {
            Some(unlinked) => vec![
                quote!(cfg_attr(feature = "documents", doc = #line)),
                quote!(cfg_attr(not(feature = "documents"), doc = #unlinked)),
            ],
            None => vec![quote!(doc = #line)],
        }
    })
}

/// `#[deprecated]`, if the model deprecates the item.
pub fn deprecated(note: Option<&String>) -> TokenStream {
    match note.map(String::as_str) {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(note) => quote!(#[deprecated(note = #note)]),
    }
}

/// A line without its links to types of documents; `None` if it has none.
fn unlinked(line: &str) -> Option<String> {
    let mut rest = line.to_owned();
    let mut is_changed = false;
    while let Some(found) = rest.find("crate::types::documents::") {
        let Some(middle) = rest[..found].rfind("](") else { break };
        if rest[middle..found].contains(')') {
            break;
        }
        let Some(start) = rest[..middle].rfind('[') else { break };
        let Some(end) = rest[found..].find(')').map(|end| found + end) else { break };
        let label = rest[start + 1..middle].to_owned();
        rest.replace_range(start..=end, &label);
        is_changed = true;
    }
    is_changed.then_some(rest)
}
