//! Enumerations of texts.

use super::tokens;
use crate::plan::enumeration::Enumeration;
use proc_macro2::TokenStream;
use quote::quote;

/// An enumeration.
pub fn emit(enumeration: &Enumeration) -> TokenStream {
    let definition = definition(enumeration);
    let methods = methods(enumeration);
    let from = from(enumeration);
    let texts = texts(enumeration);
    let reflection = reflection(enumeration);
    quote!(#definition #methods #from #texts #reflection)
}

fn definition(enumeration: &Enumeration) -> TokenStream {
    let doc = tokens::doc(&enumeration.docs);
    let deprecated = tokens::deprecated(enumeration.deprecated.as_ref());
    let name = tokens::local(&enumeration.path.name);
    let debug = (!enumeration.sensitive).then(|| quote!(#[derive(Debug)]));
    let redacted = enumeration.sensitive.then(|| redacted(enumeration));
    let variants = enumeration.variants.iter().map(|variant| {
        let doc = tokens::doc(&variant.docs);
        let deprecated = tokens::deprecated(variant.deprecated.as_ref());
        let ident = tokens::ident(&variant.ident);
        quote!(#doc #deprecated #ident)
    });
    quote! {
        #doc
        #deprecated
        #[non_exhaustive]
        #debug
        #[derive(Clone, Hash, Ord, PartialEq, PartialOrd)]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version does not know. It is kept and can be sent; `as_str` gives it."]
            Unknown(schema::UnknownVariantValue),
        }

        #redacted
    }
}

fn redacted(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    quote! {
        impl ::std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&schema::Redacted, f)
            }
        }
    }
}

fn methods(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    let arms = enumeration.variants.iter().map(|variant| {
        let ident = tokens::ident(&variant.ident);
        let value = &variant.value;
        quote!(Self::#ident => #value)
    });
    let values = enumeration.variants.iter().map(|variant| &variant.value);
    quote! {
        impl Eq for #name {}

        impl #name {
            #[doc = " The value on the wire."]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            #[doc = " Every value that this version knows."]
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }

            #[doc = " The variant with this value."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When this version does not know the value; `From` keeps such a value instead."]
            #[inline]
            pub fn try_parse(value: &str) -> Result<Self, crate::error::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => Err(crate::error::UnknownVariantError::new(value)),
                    known => Ok(known),
                }
            }
        }
    }
}

fn from(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    let arms = enumeration.variants.iter().map(|variant| {
        let ident = tokens::ident(&variant.ident);
        let value = &variant.value;
        quote!(#value => Self::#ident)
    });
    quote! {
        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#arms,)*
                    other => Self::Unknown(other.into()),
                }
            }
        }

        impl ::std::str::FromStr for #name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }
    }
}

fn texts(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    let shown = if enumeration.sensitive { quote!(schema::Redacted) } else { quote!(self.as_str()) };
    quote! {
        impl AsRef<str> for #name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&#shown, f)
            }
        }
    }
}

fn reflection(enumeration: &Enumeration) -> TokenStream {
    let name = tokens::local(&enumeration.path.name);
    quote! {
        impl schema::Value for #name {
            #[inline]
            fn blank() -> Self {
                Self::from("")
            }

            #[inline]
            fn view(&self) -> schema::View<'_> {
                schema::View::Enumeration(self)
            }

            #[inline]
            fn slot(&mut self) -> schema::Slot<'_> {
                schema::Slot::Enumeration(self)
            }
        }

        impl schema::Enumeration for #name {
            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn set(&mut self, value: &str) {
                *self = Self::from(value);
            }
        }

        impl schema::Key for #name {
            #[inline]
            fn from_text(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
    }
}
