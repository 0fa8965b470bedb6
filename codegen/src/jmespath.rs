//! Statically typed JMESPath expressions of waiters: the model determines the Rust type of each path.
//!
//! Every expression has a [`ValueType`]. In Rust, its value is an `Option`, since any JMESPath result may be null.

mod compile;
pub mod emit;

use crate::{
    plan::{field::Field, role::Role, types},
    smithy::ShapeId,
};
pub use compile::{compile, describe, is_texts, projected};

/// The type of an expression's result.
#[allow(missing_docs, reason = "the documentation of a variant describes its fields")]
#[derive(Debug, Clone, PartialEq)]
pub enum ValueType {
    /// The object with the members `input` and `output`.
    Root { input: Option<ShapeId>, output: Option<ShapeId> },
    /// A reference to a structure.
    Structure(ShapeId, Role),
    /// A slice of a list of the model.
    List(ShapeId),
    /// A reference to a map of the model.
    Map(ShapeId),
    /// A `Vec` that is the result of a projection.
    Projection(Box<ValueType>),
    /// A `&str`
    Text,
    /// An `f64`
    Number,
    /// A `bool`
    Boolean,
    /// null
    Null,
}

/// A typed expression.
#[allow(missing_docs, reason = "the documentation of a variant describes its fields")]
#[derive(Debug, Clone)]
pub enum PathExpr {
    /// The current value.
    Current,
    /// The input or the output.
    Variable(&'static str),
    /// A member of the current structure.
    Member(Box<Field>),
    /// `then`, with the result of `first` as the current value.
    Then { first: Box<PathExpr>, then: Box<PathExpr> },
    /// `each` for every item, without null results.
    Project { items: Box<Items>, each: Box<PathExpr> },
    /// `then`, if the predicate is true for the current value.
    Select { predicate: Box<Truth>, then: Box<PathExpr> },
    /// One item; a negative index counts from the end.
    Index { items: Box<Items>, index: i32 },
    /// The results of several expressions, without the nulls.
    Several(Vec<PathExpr>),
    /// The number of items or characters.
    Length { of: Box<PathExpr>, is_text: bool },
    /// The keys of a map.
    Keys(Box<PathExpr>),
    /// Whether a list or string contains `part`, or a string starts or ends with it.
    Test { of: Box<PathExpr>, part: Box<PathExpr>, test: Test },
    /// A comparison.
    Compare { left: Box<PathExpr>, operator: Operator, right: Box<PathExpr> },
    /// A logical result.
    Logical(Box<Truth>),
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// null
    Null,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Operator {
    /// For values that can be compared.
    Equal,
    /// The opposite.
    NotEqual,
    /// For numbers, like the following ones.
    Less,
    /// Less, or the same.
    LessOrEqual,
    /// Greater.
    Greater,
    /// Greater, or the same.
    GreaterOrEqual,
}

/// A test for a part of a list or string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// Whether a list has the item.
    HasItem,
    /// Whether a string contains the part.
    Contains,
    /// Whether a string starts with the part.
    StartsWith,
    /// Whether a string ends with the part.
    EndsWith,
}

/// The items of a list, a map's values, or a projection.
#[derive(Debug, Clone)]
pub struct Items {
    /// The list.
    pub of: PathExpr,
    /// Whether it is a `Vec` from a projection rather than borrowed from the model's data.
    pub is_owned: bool,
    /// Whether it is a map, whose values are used.
    pub is_map: bool,
    /// Whether the items are lists to be joined.
    pub flatten: bool,
    /// The items' type, if they are borrowed from the model's data.
    pub item: Option<types::Type>,
}

/// An expression as a condition.
#[derive(Debug, Clone)]
pub enum Truth {
    /// Whether the value is neither null, nor false, nor empty.
    Of(PathExpr, ValueType),
    /// `!`
    Not(Box<Truth>),
    /// `&&`
    And(Box<Truth>, Box<Truth>),
    /// `||`
    Or(Box<Truth>, Box<Truth>),
}

impl Truth {
    /// Whether it is a boolean, rather than another value converted to one.
    fn is_logical(&self) -> bool {
        match self {
            Truth::Of(_, kind) => *kind == ValueType::Boolean,
            Truth::Not(_) => true,
            Truth::And(left, right) | Truth::Or(left, right) => left.is_logical() && right.is_logical(),
        }
    }
}

/// An expression and the type of its result.
pub type Typed = (PathExpr, ValueType);
