//! Expressions of the rules. Strings are `&str` if possible, otherwise `String`.

use crate::endpoint_rules::{Function, RuleExpr, RuleExprKind, RuleType};
use crate::tokens::ident;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// The value as it is bound or tested: an `Option` if it may be unset.
pub fn value(expr: &RuleExpr) -> TokenStream {
    if expr.ty == RuleType::String && expr.is_owned() && !expr.nullable {
        return string(expr);
    }
    match &expr.kind {
        RuleExprKind::String(text) => quote!(#text),
        RuleExprKind::Boolean(value) => quote!(#value),
        RuleExprKind::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        RuleExprKind::Param(name) => param(expr, &ident(name)),
        RuleExprKind::Local { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
        RuleExprKind::Field(of, field) => attribute(expr.ty, of, field),
        RuleExprKind::Index(of, index) => {
            let borrow = of.is_owned().then(|| quote!(&));
            let (of, index) = (value(of), Literal::i64_unsuffixed(*index));
            quote!(crate::endpoint::element(#borrow #of, #index))
        }
        RuleExprKind::IsSet(of) => {
            let of = option(of);
            quote!(#of.is_some())
        }
        RuleExprKind::Not(of) => not(of),
        RuleExprKind::Equals(left, right) => comparison(left, quote!(==), right),
        RuleExprKind::Coalesce(alternatives) => coalesce(expr, alternatives),
        RuleExprKind::IfThenElse(of) => if_then_else(expr, of),
        RuleExprKind::Call(function, arguments) => call(*function, arguments),
        // A concatenation is owned, so it was handled above.
        RuleExprKind::Concat(_) => string(expr),
    }
}

/// A string that is set, as `&str`.
pub fn text(expr: &RuleExpr) -> TokenStream {
    match &expr.kind {
        RuleExprKind::Local { name, owned: true } => {
            let name = ident(name);
            quote!(#name.as_str())
        }
        _ => {
            let value = value(expr);
            if expr.is_owned() { quote!(#value.as_str()) } else { value }
        }
    }
}

/// A string that is set, as `String`.
pub fn string(expr: &RuleExpr) -> TokenStream {
    match &expr.kind {
        RuleExprKind::Concat(parts) => {
            let parts = parts.iter().map(text);
            quote!([#(#parts),*].concat())
        }
        RuleExprKind::Local { name, owned: true } => {
            let name = ident(name);
            quote!(#name.clone())
        }
        RuleExprKind::Call(function, arguments) => call(*function, arguments),
        RuleExprKind::Coalesce(alternatives) => coalesce(expr, alternatives),
        RuleExprKind::IfThenElse(of) => if_then_else(expr, of),
        _ => {
            let value = value(expr);
            quote!(#value.to_owned())
        }
    }
}

/// A string that is set, as an expression that converts to `Cow<'static, str>`.
pub fn cow(expr: &RuleExpr) -> TokenStream {
    match &expr.kind {
        RuleExprKind::String(text) => quote!(#text),
        _ => string(expr),
    }
}

fn param(expr: &RuleExpr, name: &Ident) -> TokenStream {
    match (expr.ty, expr.nullable) {
        (RuleType::Boolean, _) => quote!(params.#name),
        (_, true) => quote!(params.#name.as_deref()),
        (RuleType::StringArray, false) => quote!(params.#name.as_slice()),
        (_, false) => quote!(params.#name.as_str()),
    }
}

fn attribute(ty: RuleType, of: &RuleExpr, field: &str) -> TokenStream {
    let (of, name) = (value(of), format_ident!("{field}"));
    match field {
        "normalized_path" => quote!(#of.#name()),
        _ if ty == RuleType::StringArray => quote!(#of.#name.as_slice()),
        _ => quote!(#of.#name),
    }
}

fn not(of: &RuleExpr) -> TokenStream {
    match &of.kind {
        RuleExprKind::IsSet(of) => {
            let of = option(of);
            quote!(#of.is_none())
        }
        RuleExprKind::Equals(left, right) if !is_empty(right) => comparison(left, quote!(!=), right),
        _ => {
            let of = operand(of);
            quote!(!#of)
        }
    }
}

/// A value that may be unset, of which only the presence is needed.
fn option(expr: &RuleExpr) -> TokenStream {
    match &expr.kind {
        RuleExprKind::Param(name) => {
            let name = ident(name);
            quote!(params.#name)
        }
        _ => value(expr),
    }
}

fn is_empty(expr: &RuleExpr) -> bool {
    matches!(&expr.kind, RuleExprKind::String(text) if text.is_empty())
}

fn comparison(left: &RuleExpr, operator: TokenStream, right: &RuleExpr) -> TokenStream {
    if is_empty(right) {
        let left = operand(left);
        return quote!(#left.is_empty());
    }
    let (left, right) = (operand(left), operand(right));
    quote!(#left #operator #right)
}

fn operand(expr: &RuleExpr) -> TokenStream {
    let tokens = if expr.ty == RuleType::String { text(expr) } else { value(expr) };
    match expr.kind {
        RuleExprKind::Equals(_, ref right) if is_empty(right) => tokens,
        RuleExprKind::Not(_) | RuleExprKind::Equals(..) | RuleExprKind::IfThenElse(_) => quote!((#tokens)),
        _ => tokens,
    }
}

fn coalesce(whole: &RuleExpr, alternatives: &[RuleExpr]) -> TokenStream {
    let mut rest = alternatives.iter();
    let first = rest.next().map(|expr| alternative(whole, expr)).unwrap_or_default();
    rest.fold(first, |before, expr| {
        let after = alternative(whole, expr);
        match (expr.nullable, is_free(whole, expr)) {
            (true, true) => quote!(#before.or(#after)),
            (true, false) => quote!(#before.or_else(|| #after)),
            (false, true) => quote!(#before.unwrap_or(#after)),
            (false, false) => quote!(#before.unwrap_or_else(|| #after)),
        }
    })
}

/// Whether evaluating an alternative is free.
fn is_free(whole: &RuleExpr, expr: &RuleExpr) -> bool {
    let is_plain = matches!(
        expr.kind,
        RuleExprKind::String(_) | RuleExprKind::Boolean(_) | RuleExprKind::Param(_) | RuleExprKind::Local { .. }
    );
    is_plain && !whole.is_owned()
}

fn if_then_else(whole: &RuleExpr, of: &[RuleExpr; 3]) -> TokenStream {
    let condition = value(&of[0]);
    let [then, otherwise] = [&of[1], &of[2]].map(|expr| {
        let tokens = alternative(whole, expr);
        if whole.nullable && !expr.nullable { quote!(::std::option::Option::Some(#tokens)) } else { tokens }
    });
    quote!(if #condition { #then } else { #otherwise })
}

/// One of several alternatives: owned if any of them is.
fn alternative(whole: &RuleExpr, expr: &RuleExpr) -> TokenStream {
    if !whole.is_owned() {
        value(expr)
    } else if !expr.nullable {
        string(expr)
    } else if expr.is_owned() {
        value(expr)
    } else {
        let value = value(expr);
        quote!(#value.map(::std::string::ToString::to_string))
    }
}

fn call(function: Function, arguments: &[RuleExpr]) -> TokenStream {
    let name = match function {
        Function::IsVirtualHostableS3Bucket => quote!(is_virtual_hostable_s3_bucket),
        Function::ParseArn => quote!(parse_arn),
        Function::Partition => quote!(partition),
        Function::IsValidHostLabel => quote!(is_valid_host_label),
        Function::ParseUrl => quote!(parse_url),
        Function::Split => quote!(split),
        Function::Substring => quote!(substring),
        Function::UriEncode => quote!(uri_encode),
    };
    let table = (function == Function::Partition).then(|| quote!(PARTITIONS,));
    let arguments = arguments.iter().map(|expr| if expr.ty == RuleType::String { text(expr) } else { value(expr) });
    quote!(crate::endpoint::#name(#table #(#arguments),*))
}
