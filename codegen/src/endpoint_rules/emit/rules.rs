//! Blocks, tests and endpoints.

use super::expression::{cow, string, value};
use crate::endpoint_rules::{AuthScheme, Block, End, Endpoint, Property, RuleExpr, RuleExprKind, Step, Test};
use crate::tokens::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The position of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// At the end of the function: its value is that of the function.
    Tail,
    /// Elsewhere: its value is returned.
    Inner,
}

/// A block without its braces.
pub fn block(block: &Block, position: Position) -> TokenStream {
    let steps = block.steps.iter().map(step);
    let end = end(&block.end, position);
    quote!(#(#steps)* #end)
}

/// Whether the rules use the parameters at all.
pub fn mention_params(block: &Block) -> bool {
    !block.steps.is_empty()
        || match &block.end {
            End::Endpoint(endpoint) => mentions(&endpoint.url) || has_texts(endpoint),
            End::Error(message) => mentions(message),
            End::Exhausted | End::Next => false,
        }
}

fn has_texts(endpoint: &Endpoint) -> bool {
    let schemes = endpoint.auth_schemes.iter().flat_map(|scheme| &scheme.properties);
    endpoint.headers.iter().flat_map(|(_, values)| values).any(mentions)
        || schemes.chain(&endpoint.properties).any(|(_, value)| property_mentions(value))
}

fn property_mentions(value: &Property) -> bool {
    match value {
        Property::String(text) => mentions(text),
        Property::Boolean(_) | Property::Integer(_) => false,
        Property::Array(items) => items.iter().any(property_mentions),
        Property::Object(members) => members.iter().any(|(_, value)| property_mentions(value)),
    }
}

fn mentions(expr: &RuleExpr) -> bool {
    match &expr.kind {
        RuleExprKind::String(_) | RuleExprKind::Boolean(_) | RuleExprKind::Integer(_) | RuleExprKind::Local { .. } => {
            false
        }
        RuleExprKind::Param(_) => true,
        RuleExprKind::Concat(of) | RuleExprKind::Coalesce(of) | RuleExprKind::Call(_, of) => of.iter().any(mentions),
        RuleExprKind::Field(of, _) | RuleExprKind::Index(of, _) | RuleExprKind::IsSet(of) | RuleExprKind::Not(of) => {
            mentions(of)
        }
        RuleExprKind::Equals(left, right) => mentions(left) || mentions(right),
        RuleExprKind::IfThenElse(of) => of.iter().any(mentions),
    }
}

fn step(step: &Step) -> TokenStream {
    match step {
        Step::Let { name, value: of } => {
            let (name, of) = (ident(name), value(of));
            quote!(let #name = #of;)
        }
        Step::If { tests, then } => {
            let tests = tests.iter().map(test);
            let then = block(then, Position::Inner);
            quote!(if #(#tests)&&* { #then })
        }
    }
}

fn test(test: &Test) -> TokenStream {
    match test {
        Test::Is(of) => value(of),
        Test::Some { name, value: of } => {
            let (name, of) = (ident(name), value(of));
            quote!(let ::std::option::Option::Some(#name) = #of)
        }
    }
}

fn end(end: &End, position: Position) -> TokenStream {
    let result = match end {
        End::Endpoint(of) => endpoint(of),
        End::Error(message) => {
            let message = cow(message);
            quote!(crate::endpoint::error(#message))
        }
        End::Exhausted => quote!(crate::endpoint::exhausted()),
        End::Next => return TokenStream::new(),
    };
    if position == Position::Tail { result } else { quote!(return #result;) }
}

fn endpoint(endpoint: &Endpoint) -> TokenStream {
    let url = cow(&endpoint.url);
    let headers = endpoint.headers.iter().flat_map(|(name, values)| {
        values.iter().map(move |value| {
            let value = cow(value);
            quote!(.header(#name, #value))
        })
    });
    let schemes = endpoint.auth_schemes.iter().map(|scheme| {
        let scheme = auth_scheme(scheme);
        quote!(.auth_scheme(#scheme))
    });
    let properties = endpoint.properties.iter().map(|(name, value)| {
        let value = property(value);
        quote!(.property(#name, #value))
    });
    if endpoint.headers.is_empty() && endpoint.auth_schemes.is_empty() && endpoint.properties.is_empty() {
        return quote!(crate::endpoint::found(#url));
    }
    let endpoint = quote!(crate::endpoint::builder(#url)? #(#headers)* #(#schemes)* #(#properties)* .build());
    quote!(::std::result::Result::Ok(#endpoint))
}

fn auth_scheme(scheme: &AuthScheme) -> TokenStream {
    let AuthScheme { name, properties } = scheme;
    let count = Literal::usize_unsuffixed(properties.len());
    let properties = properties.iter().map(|(name, value)| {
        let value = property(value);
        quote!(.put(#name, #value))
    });
    quote!(::aws_smithy_types::endpoint::EndpointAuthScheme::with_capacity(#name, #count) #(#properties)*)
}

/// A value that converts to a `Document`.
fn property(value: &Property) -> TokenStream {
    match value {
        Property::String(text) => string(text),
        Property::Boolean(value) => quote!(#value),
        Property::Integer(number) => quote!(#number),
        Property::Array(items) => {
            let items = items.iter().map(property);
            quote!(::std::vec![#(::aws_smithy_types::Document::from(#items)),*])
        }
        Property::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = property(value);
                quote!((#name.to_owned(), ::aws_smithy_types::Document::from(#value)))
            });
            quote!(::std::collections::HashMap::from([#(#members),*]))
        }
    }
}
