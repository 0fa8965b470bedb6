//! Constructors of expressions.

use super::{Expr, ExprKind, Type};

/// A literal string.
pub fn string(text: String) -> Expr {
    Expr { kind: ExprKind::String(text), ty: Type::String, nullable: false }
}

/// A literal boolean.
pub fn boolean(value: bool) -> Expr {
    Expr { kind: ExprKind::Boolean(value), ty: Type::Boolean, nullable: false }
}

/// A boolean expression of other values.
pub fn truth(kind: ExprKind) -> Expr {
    Expr { kind, ty: Type::Boolean, nullable: false }
}

/// `isSet`; a value that is not nullable is always set.
pub fn is_set(value: Expr) -> Expr {
    if value.nullable { truth(ExprKind::IsSet(Box::new(value))) } else { boolean(true) }
}

/// Whether a boolean that may be unset is set and true.
pub fn is_some_true(value: Expr) -> Expr {
    truth(ExprKind::Coalesce(vec![value, boolean(false)]))
}

/// `booleanEquals` and `stringEquals`; a comparison with a literal boolean becomes the other value or its negation.
pub fn equals(left: Expr, right: Expr) -> Expr {
    match (&left.kind, &right.kind) {
        (ExprKind::Boolean(true), _) => right,
        (_, ExprKind::Boolean(true)) => left,
        (ExprKind::Boolean(false), _) => not(right),
        (_, ExprKind::Boolean(false)) => not(left),
        (ExprKind::String(_), _) => truth(ExprKind::Equals(Box::new(right), Box::new(left))),
        _ => truth(ExprKind::Equals(Box::new(left), Box::new(right))),
    }
}

pub fn not(value: Expr) -> Expr {
    match value.kind {
        ExprKind::Boolean(value) => boolean(!value),
        ExprKind::Not(inner) => *inner,
        kind => truth(ExprKind::Not(Box::new(truth(kind)))),
    }
}

impl Type {
    /// A description of a value of the type, for messages.
    pub fn noun(self) -> &'static str {
        match self {
            Type::String => "a string",
            Type::Boolean => "a boolean",
            Type::Integer => "an integer",
            Type::StringArray => "a list of strings",
            Type::Partition => "a partition",
            Type::Url => "a URL",
            Type::Arn => "an ARN",
        }
    }
}

impl Expr {
    /// A description of the expression, for messages.
    pub fn noun(&self) -> String {
        match &self.kind {
            ExprKind::Param(name) => format!("the parameter `{name}`"),
            ExprKind::Index(_, index) => format!("the element [{index}]"),
            _ => format!("the value, {},", self.ty.noun()),
        }
    }
}
