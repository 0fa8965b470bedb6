//! Constructors of expressions.

use super::{RuleExpr, RuleExprKind, RuleType};

/// A literal string.
pub fn string(text: String) -> RuleExpr {
    RuleExpr { kind: RuleExprKind::String(text), ty: RuleType::String, nullable: false }
}

/// A literal boolean.
pub fn boolean(value: bool) -> RuleExpr {
    RuleExpr { kind: RuleExprKind::Boolean(value), ty: RuleType::Boolean, nullable: false }
}

/// A boolean expression of other values.
pub fn truth(kind: RuleExprKind) -> RuleExpr {
    RuleExpr { kind, ty: RuleType::Boolean, nullable: false }
}

/// `isSet`; a value that is not nullable is always set.
pub fn is_set(value: RuleExpr) -> RuleExpr {
    if value.nullable { truth(RuleExprKind::IsSet(Box::new(value))) } else { boolean(true) }
}

/// Whether a boolean that may be unset is set and true.
pub fn is_some_true(value: RuleExpr) -> RuleExpr {
    truth(RuleExprKind::Coalesce(vec![value, boolean(false)]))
}

/// `booleanEquals` and `stringEquals`; a comparison with a literal boolean becomes the other value or its negation.
pub fn equals(left: RuleExpr, right: RuleExpr) -> RuleExpr {
    match (&left.kind, &right.kind) {
        (RuleExprKind::Boolean(true), _) => right,
        (_, RuleExprKind::Boolean(true)) => left,
        (RuleExprKind::Boolean(false), _) => not(right),
        (_, RuleExprKind::Boolean(false)) => not(left),
        (RuleExprKind::String(_), _) => truth(RuleExprKind::Equals(Box::new(right), Box::new(left))),
        _ => truth(RuleExprKind::Equals(Box::new(left), Box::new(right))),
    }
}

pub fn not(value: RuleExpr) -> RuleExpr {
    match value.kind {
        RuleExprKind::Boolean(value) => boolean(!value),
        RuleExprKind::Not(inner) => *inner,
        kind => truth(RuleExprKind::Not(Box::new(truth(kind)))),
    }
}

impl RuleType {
    /// A description of a value of the type, for messages.
    pub fn noun(self) -> &'static str {
        match self {
            RuleType::String => "a string",
            RuleType::Boolean => "a boolean",
            RuleType::Integer => "an integer",
            RuleType::StringArray => "a list of strings",
            RuleType::Partition => "a partition",
            RuleType::Url => "a URL",
            RuleType::Arn => "an ARN",
        }
    }
}

impl RuleExpr {
    /// A description of the expression, for messages.
    pub fn noun(&self) -> String {
        match &self.kind {
            RuleExprKind::Param(name) => format!("the parameter `{name}`"),
            RuleExprKind::Index(_, index) => format!("the element [{index}]"),
            _ => format!("the value, {},", self.ty.noun()),
        }
    }
}
