//! Compiles JMESPath's syntax to typed expressions.

use super::{Items, Operator, PathExpr, Test, Truth, Typed, ValueType};
use crate::{
    model::{Member, ShapeKind},
    plan::{context::Context, role::Role, structure, types},
    smithy::{ShapeId, did_you_mean},
};
use jmespath::{
    Variable,
    ast::{Ast, Comparator},
};

/// The maximum length. The parser is recursive and could overflow the stack.
const MAX_LENGTH: usize = 2000;

const MAX_DEPTH: usize = 100;

/// Parses an expression and determines its type with `at` as the current value.
///
/// # Errors
/// A description of the error or of the unsupported part of the language.
pub fn compile(cx: &Context<'_>, path: &str, at: &ValueType) -> Result<Typed, String> {
    let nesting = path.chars().filter(|c| matches!(c, '(' | '[' | '{' | '!')).count();
    if path.len() > MAX_LENGTH || nesting > MAX_DEPTH {
        return Err(format!("has more than {MAX_LENGTH} characters or {MAX_DEPTH} brackets"));
    }
    let ast = jmespath::parse(path).map_err(|error| format!("is not a JMESPath expression: {}", error.reason))?;
    expression(cx, &ast, at)
}

fn expression(cx: &Context<'_>, ast: &Ast, at: &ValueType) -> Result<Typed, String> {
    match ast {
        Ast::Identity { .. } => Ok((PathExpr::Current, at.clone())),
        Ast::Field { name, .. } => member(cx, name, at),
        Ast::Subexpr { lhs, rhs, .. } => {
            let (first, kind) = expression(cx, lhs, at)?;
            let (then, kind) = expression(cx, rhs, &kind)?;
            Ok((PathExpr::Then { first: Box::new(first), then: Box::new(then) }, kind))
        }
        Ast::Projection { lhs, rhs, .. } => {
            let (items, item) = items(cx, lhs, at)?;
            let (each, kind) = expression(cx, rhs, &item)?;
            let project = PathExpr::Project { items: Box::new(items), each: Box::new(each) };
            Ok((project, ValueType::Projection(Box::new(kind))))
        }
        Ast::Flatten { .. } | Ast::ObjectValues { .. } => {
            let (items, item) = items(cx, ast, at)?;
            let project = PathExpr::Project { items: Box::new(items), each: Box::new(PathExpr::Current) };
            Ok((project, ValueType::Projection(Box::new(item))))
        }
        Ast::Condition { .. } if matches!(at, ValueType::Projection(_)) => {
            Err("filters lists that are themselves results, which is not supported".to_owned())
        }
        Ast::Condition { predicate, then, .. } => {
            let predicate = Box::new(truth(cx, predicate, at)?);
            let (then, kind) = expression(cx, then, at)?;
            Ok((PathExpr::Select { predicate, then: Box::new(then) }, kind))
        }
        Ast::Index { idx, .. } => {
            let (items, item) = items_of(cx, (PathExpr::Current, at.clone()), false)?;
            Ok((PathExpr::Index { items: Box::new(items), index: *idx }, item))
        }
        Ast::MultiList { .. } => Err("makes a list and does not flatten it, which is not supported".to_owned()),
        Ast::Comparison { comparator, lhs, rhs, .. } => comparison(cx, comparator, lhs, rhs, at),
        Ast::Function { name, args, .. } => function(cx, name, args, at),
        Ast::Literal { value, .. } => literal(value),
        Ast::Not { .. } | Ast::And { .. } | Ast::Or { .. } => match truth(cx, ast, at)? {
            truth if truth.is_logical() => Ok((PathExpr::Logical(Box::new(truth)), ValueType::Boolean)),
            _ => Err("takes the value of `&&` or `||`, which is supported for conditions only".to_owned()),
        },
        Ast::Slice { .. } => Err("uses a slice, which is not supported".to_owned()),
        Ast::MultiHash { .. } => Err("makes an object, which is not supported".to_owned()),
        Ast::Expref { .. } => Err("uses an expression reference, which is not supported".to_owned()),
    }
}

fn member(cx: &Context<'_>, name: &str, at: &ValueType) -> Result<Typed, String> {
    let (id, role) = match at {
        ValueType::Structure(id, role) => (id, *role),
        ValueType::Root { input, output } => {
            return match (name, input, output) {
                ("input", Some(id), _) => {
                    Ok((PathExpr::Variable("input"), ValueType::Structure(id.clone(), Role::Input)))
                }
                ("output", _, Some(id)) => {
                    Ok((PathExpr::Variable("output"), ValueType::Structure(id.clone(), Role::Output)))
                }
                _ => Err(format!("uses `{name}`, but only the operation's `input` and `output` exist")),
            };
        }
        other => return Err(format!("uses the member `{name}` of {}", describe(other))),
    };
    let ShapeKind::Structure(members) = &cx.model.shape(id).kind else {
        return Err(format!("uses a member of the union `{id}`, which is not supported"));
    };
    let Some(member) = members.iter().find(|member| member.name() == name) else {
        let names = members.iter().map(Member::name);
        let hint = did_you_mean(name, names, "");
        return Err(format!("uses the member `{name}`, which `{id}` does not have. {hint}").trim_end().to_owned());
    };
    let kind = kind(cx, &member.target)?;
    Ok((PathExpr::Member(Box::new(structure::field(cx, member, role))), kind))
}

fn kind(cx: &Context<'_>, id: &ShapeId) -> Result<ValueType, String> {
    Ok(match &cx.model.shape(id).kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => ValueType::Structure(id.clone(), Role::Type),
        ShapeKind::List(_) => ValueType::List(id.clone()),
        ShapeKind::Map { .. } => ValueType::Map(id.clone()),
        ShapeKind::String | ShapeKind::Enum(_) => ValueType::Text,
        ShapeKind::Boolean => ValueType::Boolean,
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::IntEnum(_)
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double => ValueType::Number,
        _ => return Err(format!("uses `{id}`, a value that JMESPath cannot compare")),
    })
}

/// The items of a projection.
fn items(cx: &Context<'_>, ast: &Ast, at: &ValueType) -> Result<(Items, ValueType), String> {
    match ast {
        Ast::Flatten { node, .. } => {
            // A list of results may contain nulls, which are removed after flattening.
            let list = match node.as_ref() {
                Ast::MultiList { elements, .. } => several(cx, elements, at)?,
                Ast::Projection { lhs, rhs, .. } => match rhs.as_ref() {
                    Ast::MultiList { elements, .. } => several_of_each(cx, lhs, elements, at)?,
                    _ => expression(cx, node, at)?,
                },
                node => expression(cx, node, at)?,
            };
            items_of(cx, list, true)
        }
        Ast::ObjectValues { node, .. } => match expression(cx, node, at)? {
            of @ (_, ValueType::Map(_)) => items_of(cx, of, false),
            (_, other) => Err(format!("uses the values of {}", describe(&other))),
        },
        _ => match expression(cx, ast, at)? {
            (_, other @ ValueType::Map(_)) => Err(format!("uses the items of {}", describe(&other))),
            of => items_of(cx, of, false),
        },
    }
}

fn items_of(cx: &Context<'_>, (of, kind): Typed, flatten: bool) -> Result<(Items, ValueType), String> {
    let (is_owned, is_map, mut item, mut ty) = match &kind {
        ValueType::List(id) | ValueType::Map(id) => {
            let (ty, item) = element(cx, id)?;
            (false, matches!(kind, ValueType::Map(_)), item, Some(ty))
        }
        ValueType::Projection(item) => (true, false, item.as_ref().clone(), None),
        other => return Err(format!("uses the items of {}", describe(other))),
    };
    let mut is_joined = false;
    if flatten {
        let inner = match &item {
            ValueType::List(id) => {
                let (inner, kind) = element(cx, id)?;
                Some((Some(inner), kind))
            }
            ValueType::Projection(inner) => Some((None, inner.as_ref().clone())),
            _ => None,
        };
        if let Some((inner, kind)) = inner {
            let has_nulls = |ty: &Option<types::Type>| matches!(ty, Some(types::Type::Nullable(_)));
            if has_nulls(&ty) || has_nulls(&inner) {
                return Err("flattens lists with nulls, which is not supported".to_owned());
            }
            (is_joined, item, ty) = (true, kind, inner);
        }
    }
    Ok((Items { of, is_owned, is_map, flatten: is_joined, item: ty }, item))
}

/// The type of the items of a list or the values of a map in the model.
fn element(cx: &Context<'_>, id: &ShapeId) -> Result<(types::Type, ValueType), String> {
    let shape = cx.model.shape(id);
    let (ShapeKind::List(member) | ShapeKind::Map { value: member, .. }) = &shape.kind else {
        return Err(format!("uses the items of `{id}`"));
    };
    let ty = types::of(cx.model, cx.scope, &member.target);
    let ty = if shape.traits.sparse { types::Type::Nullable(Box::new(ty)) } else { ty };
    Ok((ty, kind(cx, &member.target)?))
}

fn several(cx: &Context<'_>, elements: &[Ast], at: &ValueType) -> Result<Typed, String> {
    let typed = elements.iter().map(|element| expression(cx, element, at)).collect::<Result<Vec<_>, _>>()?;
    let Some(kind) = typed.first().map(|(_, kind)| kind.clone()) else {
        return Err("makes an empty list, which is not supported".to_owned());
    };
    if typed.iter().any(|(_, other)| *other != kind) {
        return Err("makes a list of several kinds of values, which is not supported".to_owned());
    }
    Ok((PathExpr::Several(typed.into_iter().map(|(expr, _)| expr).collect()), ValueType::Projection(Box::new(kind))))
}

/// Several results of every item, for a list that is flattened.
fn several_of_each(cx: &Context<'_>, lhs: &Ast, elements: &[Ast], at: &ValueType) -> Result<Typed, String> {
    let (items, item) = items(cx, lhs, at)?;
    let (each, kind) = several(cx, elements, &item)?;
    let project = PathExpr::Project { items: Box::new(items), each: Box::new(each) };
    Ok((project, ValueType::Projection(Box::new(kind))))
}

fn comparison(
    cx: &Context<'_>,
    comparator: &Comparator,
    lhs: &Ast,
    rhs: &Ast,
    at: &ValueType,
) -> Result<Typed, String> {
    let (left, left_kind) = expression(cx, lhs, at)?;
    let (right, right_kind) = expression(cx, rhs, at)?;
    let is_scalar =
        |kind: &ValueType| matches!(kind, ValueType::Text | ValueType::Number | ValueType::Boolean | ValueType::Null);
    let both = left_kind == right_kind || left_kind == ValueType::Null || right_kind == ValueType::Null;
    if !both || !is_scalar(&left_kind) || !is_scalar(&right_kind) {
        return Err(format!("compares {} with {}", describe(&left_kind), describe(&right_kind)));
    }
    let operator = match comparator {
        Comparator::Equal => Operator::Equal,
        Comparator::NotEqual => Operator::NotEqual,
        _ if left_kind != ValueType::Number || right_kind != ValueType::Number => {
            return Err(format!("compares the order of {} and {}", describe(&left_kind), describe(&right_kind)));
        }
        Comparator::LessThan => Operator::Less,
        Comparator::LessThanEqual => Operator::LessOrEqual,
        Comparator::GreaterThan => Operator::Greater,
        Comparator::GreaterThanEqual => Operator::GreaterOrEqual,
    };
    Ok((PathExpr::Compare { left: Box::new(left), operator, right: Box::new(right) }, ValueType::Boolean))
}

fn function(cx: &Context<'_>, name: &str, args: &[Ast], at: &ValueType) -> Result<Typed, String> {
    let typed = args.iter().map(|arg| expression(cx, arg, at)).collect::<Result<Vec<_>, _>>()?;
    let test = |of: &PathExpr, part: &PathExpr, test| {
        (PathExpr::Test { of: Box::new(of.clone()), part: Box::new(part.clone()), test }, ValueType::Boolean)
    };
    match (name, typed.as_slice()) {
        (
            "length",
            [(of, kind @ (ValueType::Text | ValueType::List(_) | ValueType::Map(_) | ValueType::Projection(_)))],
        ) => Ok((PathExpr::Length { of: Box::new(of.clone()), is_text: *kind == ValueType::Text }, ValueType::Number)),
        ("contains", [(of, ValueType::Text), (part, ValueType::Text)]) => Ok(test(of, part, Test::Contains)),
        ("starts_with", [(of, ValueType::Text), (part, ValueType::Text)]) => Ok(test(of, part, Test::StartsWith)),
        ("ends_with", [(of, ValueType::Text), (part, ValueType::Text)]) => Ok(test(of, part, Test::EndsWith)),
        ("contains", [(of, list @ (ValueType::List(_) | ValueType::Projection(_))), (part, kind)]) => {
            let (list, items) = projected(cx, (of.clone(), list.clone()))?;
            let is_comparable = matches!(kind, ValueType::Text | ValueType::Number | ValueType::Boolean);
            if !is_comparable || items != ValueType::Projection(Box::new(kind.clone())) {
                return Err(format!("tests for {} in {}", describe(kind), describe(&items)));
            }
            Ok(test(&list, part, Test::HasItem))
        }
        ("keys", [(of, ValueType::Map(_))]) => {
            Ok((PathExpr::Keys(Box::new(of.clone())), ValueType::Projection(Box::new(ValueType::Text))))
        }
        ("length" | "contains" | "starts_with" | "ends_with" | "keys", _) => {
            Err(format!("calls the function `{name}` with invalid arguments"))
        }
        _ => Err(format!(
            "calls the function `{name}`; supported are `length`, `contains`, `starts_with`, `ends_with` and `keys`"
        )),
    }
}

fn literal(value: &Variable) -> Result<Typed, String> {
    match value {
        Variable::Null => Ok((PathExpr::Null, ValueType::Null)),
        Variable::Bool(value) => Ok((PathExpr::Boolean(*value), ValueType::Boolean)),
        Variable::Number(number) => Ok((PathExpr::Number(number.as_f64().unwrap_or_default()), ValueType::Number)),
        Variable::String(text) => Ok((PathExpr::Text(text.clone()), ValueType::Text)),
        _ => Err("has a list or an object as a literal, which is not supported".to_owned()),
    }
}

fn truth(cx: &Context<'_>, ast: &Ast, at: &ValueType) -> Result<Truth, String> {
    let both = |lhs, rhs| Ok::<_, String>((Box::new(truth(cx, lhs, at)?), Box::new(truth(cx, rhs, at)?)));
    Ok(match ast {
        Ast::Not { node, .. } => Truth::Not(Box::new(truth(cx, node, at)?)),
        Ast::And { lhs, rhs, .. } => both(lhs, rhs).map(|(lhs, rhs)| Truth::And(lhs, rhs))?,
        Ast::Or { lhs, rhs, .. } => both(lhs, rhs).map(|(lhs, rhs)| Truth::Or(lhs, rhs))?,
        other => {
            let (expr, kind) = expression(cx, other, at)?;
            Truth::Of(expr, kind)
        }
    })
}

/// Whether a kind is a list of strings.
pub fn is_texts(cx: &Context<'_>, kind: &ValueType) -> bool {
    match kind {
        ValueType::Projection(item) => **item == ValueType::Text,
        ValueType::List(id) => matches!(element(cx, id), Ok((_, ValueType::Text))),
        _ => false,
    }
}

/// A list as a projection of all its items.
pub fn projected(cx: &Context<'_>, typed: Typed) -> Result<Typed, String> {
    let (items, item) = items_of(cx, typed, false)?;
    let project = PathExpr::Project { items: Box::new(items), each: Box::new(PathExpr::Current) };
    Ok((project, ValueType::Projection(Box::new(item))))
}

/// A description of a kind, for messages.
pub fn describe(kind: &ValueType) -> String {
    match kind {
        ValueType::Root { .. } => "the input and the output together".to_owned(),
        ValueType::Structure(id, _) => format!("the structure `{id}`"),
        ValueType::List(id) => format!("the list `{id}`"),
        ValueType::Map(id) => format!("the map `{id}`"),
        ValueType::Projection(item) => format!("a list of {}", describe(item)),
        ValueType::Text => "a string".to_owned(),
        ValueType::Number => "a number".to_owned(),
        ValueType::Boolean => "a boolean".to_owned(),
        ValueType::Null => "null".to_owned(),
    }
}
