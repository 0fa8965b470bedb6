//! Converts JMESPath expressions to Rust expressions.

use super::{Items, Operator, PathExpr, Test, Truth, ValueType};
use crate::plan::{
    field::{Field, Presence},
    types::Type,
};
use crate::tokens;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A Rust expression, and whether its value is always present rather than an `Option`.
pub struct Code {
    /// The expression.
    pub tokens: TokenStream,
    /// Whether the value is always present.
    pub is_total: bool,
}

impl Code {
    fn total(tokens: TokenStream) -> Self {
        Self { tokens, is_total: true }
    }

    fn partial(tokens: TokenStream) -> Self {
        Self { tokens, is_total: false }
    }

    /// The expression as an `Option`.
    pub fn option(self) -> TokenStream {
        let Self { tokens, is_total } = self;
        if is_total { quote!(Some(#tokens)) } else { tokens }
    }

    /// Applies `f` to the value, which has the name `name` in it.
    fn map(self, name: TokenStream, f: TokenStream) -> Self {
        let Self { tokens, is_total } = self;
        if is_total {
            return Self::total(quote!({ let #name = #tokens; #f }));
        }
        Self::partial(quote!(#tokens.map(|#name| #f)))
    }
}

/// The expression with `at` as the current value.
pub fn emit(expr: &PathExpr, at: &TokenStream) -> Code {
    match expr {
        PathExpr::Current => Code::total(at.clone()),
        PathExpr::Variable(name) => {
            let name = quote::format_ident!("{name}");
            Code::total(quote!(#name))
        }
        PathExpr::Member(field) => member(field, at),
        PathExpr::Then { first, then } => follow(emit(first, at), then),
        PathExpr::Project { items, each } => project(items, each, at),
        PathExpr::Select { predicate, then } => {
            let (predicate, then) = (truth(predicate, at), emit(then, at).option());
            Code::partial(quote!(if #predicate { #then } else { None }))
        }
        PathExpr::Index { items, index } => item(items, *index, at),
        PathExpr::Several(elements) => {
            let elements = elements.iter().map(|element| emit(element, at).option());
            Code::total(quote!([#(#elements),*].into_iter().flatten().collect::<Vec<_>>()))
        }
        PathExpr::Length { of, is_text } => {
            let length = if *is_text { quote!(value.chars().count() as f64) } else { quote!(value.len() as f64) };
            emit(of, at).map(quote!(value), length)
        }
        PathExpr::Keys(of) => {
            emit(of, at).map(quote!(map), quote!(map.keys().map(|key| key.as_str()).collect::<Vec<_>>()))
        }
        PathExpr::Test { of, part, test } => {
            let (of, part) = (emit(of, at).option(), emit(part, at).option());
            let test = match test {
                Test::HasItem => quote!(value.contains(&part)),
                Test::Contains => quote!(value.contains(part)),
                Test::StartsWith => quote!(value.starts_with(part)),
                Test::EndsWith => quote!(value.ends_with(part)),
            };
            Code::partial(quote!(#of.zip(#part).map(|(value, part)| #test)))
        }
        PathExpr::Compare { left, operator, right } => Code::total(compare(left, *operator, right, at)),
        PathExpr::Logical(logical) => Code::total(truth(logical, at)),
        PathExpr::Text(text) => Code::total(quote!(#text)),
        PathExpr::Number(number) => {
            let number = Literal::f64_unsuffixed(*number);
            Code::total(quote!(#number))
        }
        PathExpr::Boolean(value) => Code::total(quote!(#value)),
        PathExpr::Null => Code::partial(quote!(None)),
    }
}

fn follow(first: Code, then: &PathExpr) -> Code {
    if first.is_total {
        return emit(then, &first.tokens);
    }
    let before = first.tokens;
    let then = emit(then, &quote!(value));
    let tokens = then.tokens;
    Code::partial(if then.is_total {
        quote!(#before.map(|value| #tokens))
    } else {
        quote!(#before.and_then(|value| #tokens))
    })
}

fn member(field: &Field, at: &TokenStream) -> Code {
    let ident = tokens::ident(&field.ident);
    let member = quote!(#at.#ident);
    if field.presence != Presence::Optional {
        return Code::total(match &field.ty {
            Type::String | Type::Enumeration(_) => quote!(#member.as_str()),
            Type::Copy("bool" | "f64") => member,
            Type::Copy("i64") => quote!((#member as f64)),
            Type::Copy(_) => quote!(f64::from(#member)),
            Type::List(_) => quote!(#member.as_slice()),
            _ => quote!(&#member),
        });
    }
    Code::partial(match &field.ty {
        Type::String | Type::List(_) => quote!(#member.as_deref()),
        Type::Enumeration(_) => quote!(#member.as_ref().map(|value| value.as_str())),
        Type::Copy("bool" | "f64") => member,
        Type::Copy("i64") => quote!(#member.map(|value| value as f64)),
        Type::Copy(_) => quote!(#member.map(f64::from)),
        _ if field.boxed => quote!(#member.as_deref()),
        _ => quote!(#member.as_ref()),
    })
}

/// The conversion of a reference to an item of the model's data to a value of expressions; for iterators and options.
fn converted(ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(.map(String::as_str)),
        Type::Enumeration(_) => quote!(.map(|item| item.as_str())),
        Type::Copy("bool" | "f64") => quote!(.copied()),
        Type::Copy("i64") => quote!(.map(|item| *item as f64)),
        Type::Copy(_) => quote!(.map(|item| f64::from(*item))),
        Type::List(_) => quote!(.map(Vec::as_slice)),
        _ => TokenStream::new(),
    }
}

/// The conversion of the items of a list, some of which may be null.
fn item_of(items: &Items, without_nulls: TokenStream) -> TokenStream {
    match &items.item {
        Some(Type::Nullable(inner)) => {
            let inner = converted(inner);
            quote!(#without_nulls #inner)
        }
        Some(ty) => converted(ty),
        None => TokenStream::new(),
    }
}

/// An iterator over the items of a list.
fn iterate(items: &Items) -> TokenStream {
    let iterate = match (items.is_owned, items.is_map) {
        (true, _) => quote!(list.into_iter()),
        (_, true) => quote!(list.values()),
        _ => quote!(list.iter()),
    };
    let flatten = items.flatten.then(|| quote!(.flatten()));
    let converted = item_of(items, quote!(.flatten()));
    quote!(#iterate #flatten #converted)
}

fn project(items: &Items, each: &PathExpr, at: &TokenStream) -> Code {
    let list = emit(&items.of, at);
    if items.is_owned && !items.flatten && matches!(each, PathExpr::Current) {
        return list;
    }
    let iterate = iterate(items);
    let (filter, each) = match each {
        PathExpr::Select { predicate, then } => {
            let predicate = truth(predicate, &quote!(item));
            (quote!(.filter(|&item| #predicate)), then.as_ref())
        }
        other => (TokenStream::new(), other),
    };
    let each = match each {
        PathExpr::Current => TokenStream::new(),
        each => match emit(each, &quote!(item)) {
            Code { tokens, is_total: true } => quote!(.map(|item| #tokens)),
            Code { tokens, is_total: false } => quote!(.filter_map(|item| #tokens)),
        },
    };
    list.map(quote!(list), quote!(#iterate #filter #each.collect::<Vec<_>>()))
}

fn item(items: &Items, index: i32, at: &TokenStream) -> Code {
    let list = emit(&items.of, at).option();
    let position = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    let get = match (items.is_owned, index) {
        (false, 0) => quote!(list.first()),
        (false, -1) => quote!(list.last()),
        (false, 1..) => quote!(list.get(#position)),
        (false, _) => {
            let back = position - 1;
            quote!(list.iter().nth_back(#back))
        }
        (true, 0) => quote!(list.into_iter().next()),
        (true, 1..) => quote!(list.into_iter().nth(#position)),
        (true, -1) => quote!(list.into_iter().next_back()),
        (true, _) => {
            let back = position - 1;
            quote!(list.into_iter().nth_back(#back))
        }
    };
    let converted = item_of(items, quote!(.and_then(Option::as_ref)));
    Code::partial(quote!(#list.and_then(|list| #get #converted)))
}

fn compare(left: &PathExpr, operator: Operator, right: &PathExpr, at: &TokenStream) -> TokenStream {
    if let (PathExpr::Null, other) | (other, PathExpr::Null) = (left, right) {
        // With null, only equality can be compared.
        let other = emit(other, at).option();
        return if operator == Operator::Equal { quote!(#other.is_none()) } else { quote!(#other.is_some()) };
    }
    let is_equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    let operator = match operator {
        Operator::Equal => quote!(==),
        Operator::NotEqual => quote!(!=),
        Operator::Less => quote!(<),
        Operator::LessOrEqual => quote!(<=),
        Operator::Greater => quote!(>),
        Operator::GreaterOrEqual => quote!(>=),
    };
    let (left, right) = (emit(left, at), emit(right, at));
    if left.is_total && right.is_total {
        let (left, right) = (left.tokens, right.tokens);
        return quote!(#left #operator #right);
    }
    let (left, right) = (left.option(), right.option());
    if is_equality {
        return quote!(#left #operator #right);
    }
    quote!(#left.zip(#right).is_some_and(|(left, right)| left #operator right))
}

/// The condition as a `bool`.
pub fn truth(condition: &Truth, at: &TokenStream) -> TokenStream {
    match condition {
        Truth::Of(PathExpr::Compare { left, operator, right }, _) => compare(left, *operator, right, at),
        Truth::Of(expr, kind) => of(emit(expr, at), kind),
        Truth::Not(inner) => match inner.as_ref() {
            Truth::Of(PathExpr::Compare { left, operator: Operator::Equal, right }, _) => {
                compare(left, Operator::NotEqual, right, at)
            }
            Truth::Of(PathExpr::Compare { left, operator: Operator::NotEqual, right }, _) => {
                compare(left, Operator::Equal, right, at)
            }
            Truth::Not(inner) => truth(inner, at),
            other => {
                let other = truth(other, at);
                quote!(!(#other))
            }
        },
        Truth::And(left, right) => {
            let operand = |operand: &Truth| {
                let tokens = truth(operand, at);
                if matches!(operand, Truth::Or(..)) { quote!((#tokens)) } else { tokens }
            };
            let (left, right) = (operand(left), operand(right));
            quote!(#left && #right)
        }
        Truth::Or(left, right) => {
            let (left, right) = (truth(left, at), truth(right, at));
            quote!(#left || #right)
        }
    }
}

/// The truth of a value in JMESPath: everything that is neither null, nor false, nor empty.
fn of(code: Code, kind: &ValueType) -> TokenStream {
    let Code { tokens, is_total } = code;
    match (kind, is_total) {
        (ValueType::Boolean, true) => tokens,
        (ValueType::Boolean, false) => quote!(#tokens == Some(true)),
        (ValueType::Text | ValueType::List(_) | ValueType::Map(_) | ValueType::Projection(_), true) => {
            quote!(!#tokens.is_empty())
        }
        (ValueType::Text | ValueType::List(_) | ValueType::Map(_) | ValueType::Projection(_), false) => {
            quote!(#tokens.is_some_and(|value| !value.is_empty()))
        }
        (ValueType::Null, _) => quote!(false),
        (_, true) => quote!(true),
        (_, false) => quote!(#tokens.is_some()),
    }
}
