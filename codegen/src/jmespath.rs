//! JMESPath expressions of waiters, typed by the model: what a path means in Rust is known before anything runs.
//!
//! Every expression has a [`Kind`]. In Rust it is a value that may be absent, as any JMESPath result may be null.

mod compile;
pub mod emit;

use crate::{
    plan::{field::Field, role::Role, types},
    smithy::ShapeId,
};
pub use compile::{compile, describe, is_texts, projected};

/// What an expression gives.
#[allow(missing_docs, reason = "a variant's own words say what its fields are")]
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// What `input` and `output` are members of.
    Root { input: Option<ShapeId>, output: Option<ShapeId> },
    /// A reference to a structure.
    Structure(ShapeId, Role),
    /// A slice of a list of the model.
    List(ShapeId),
    /// A reference to a map of the model.
    Map(ShapeId),
    /// A `Vec` that a projection made.
    Projection(Box<Kind>),
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
#[allow(missing_docs, reason = "a variant's own words say what its fields are")]
#[derive(Debug, Clone)]
pub enum Expr {
    /// The value at hand.
    Current,
    /// The input or the output.
    Variable(&'static str),
    /// A member of the structure at hand.
    Member(Box<Field>),
    /// `then` with the result of `first` at hand.
    Then { first: Box<Expr>, then: Box<Expr> },
    /// `each` for every item, without what is null then.
    Project { items: Box<Items>, each: Box<Expr> },
    /// `then` where the predicate is true for the value at hand.
    Select { predicate: Box<Truth>, then: Box<Expr> },
    /// One item, counted from the end where negative.
    Index { items: Box<Items>, index: i32 },
    /// The results of several expressions, without the nulls.
    Several(Vec<Expr>),
    /// The number of items or characters.
    Length { of: Box<Expr>, is_text: bool },
    /// The keys of a map.
    Keys(Box<Expr>),
    /// Whether `part` is in a list or text; or begins or ends the text.
    Test { of: Box<Expr>, part: Box<Expr>, test: Test },
    /// A comparison.
    Compare { left: Box<Expr>, operator: Operator, right: Box<Expr> },
    /// A logical result.
    Logical(Box<Truth>),
    /// A text.
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
    /// Of any kind that can be compared.
    Equal,
    /// The opposite.
    NotEqual,
    /// Of numbers, as all that follow.
    Less,
    /// Less, or the same.
    LessOrEqual,
    /// Greater.
    Greater,
    /// Greater, or the same.
    GreaterOrEqual,
}

/// How a part is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// In a list.
    HasItem,
    /// Anywhere in a text.
    Contains,
    /// At the beginning of a text.
    StartsWith,
    /// At the end of a text.
    EndsWith,
}

/// The items of a list, a map's values, or a projection.
#[derive(Debug, Clone)]
pub struct Items {
    /// The list.
    pub of: Expr,
    /// Whether it is a `Vec` made by a projection rather than a part of the model's data.
    pub is_owned: bool,
    /// Whether the values of a map are meant.
    pub is_map: bool,
    /// Whether the items are lists to be joined into one.
    pub flatten: bool,
    /// The items' type, where they come out of the model's data.
    pub item: Option<types::Type>,
}

/// An expression as a condition.
#[derive(Debug, Clone)]
pub enum Truth {
    /// Whether an expression is true: neither null, nor false, nor empty.
    Of(Expr, Kind),
    /// `!`
    Not(Box<Truth>),
    /// `&&`
    And(Box<Truth>, Box<Truth>),
    /// `||`
    Or(Box<Truth>, Box<Truth>),
}

impl Truth {
    /// Whether it is a boolean in itself, and not by what JMESPath makes of other values.
    fn is_logical(&self) -> bool {
        match self {
            Truth::Of(_, kind) => *kind == Kind::Boolean,
            Truth::Not(_) => true,
            Truth::And(left, right) | Truth::Or(left, right) => left.is_logical() && right.is_logical(),
        }
    }
}

/// An expression and what it gives.
pub type Typed = (Expr, Kind);
