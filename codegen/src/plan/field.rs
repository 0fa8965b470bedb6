//! Fields of structures, as they are emitted.

use super::{
    names::Ident,
    types::{Leaf, Type},
};

/// A field of a structure.
#[derive(Debug, Clone)]
pub struct Field {
    /// The field's name, and that of its setter and accessor.
    pub ident: Ident,
    /// The member's name in the model.
    pub model_name: String,
    /// The member's name on the wire.
    pub serialized_name: String,
    /// The type without `Option` and `Box`.
    pub ty: Type,
    /// Whether and how it can be absent.
    pub presence: Presence,
    /// Whether the type would be infinite without a `Box`.
    pub boxed: bool,
    /// What holds for the values in it.
    pub leaf: Leaf,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Whether the model requires it, which says nothing about its type.
    pub required: bool,
    /// Whether an input without it gets a random token.
    pub idempotency_token: bool,
}

/// Whether a field can be absent.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// An `Option`.
    Optional,
    /// Not an `Option`: `build` fails without it, and a reply without it gives a blank.
    Required,
    /// Not an `Option`: this default stands where it is not set.
    Default(Literal),
}

/// A default value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// The type's own blank: false, 0, empty.
    Zero,
    /// `true`
    True,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text, or the value of an enumeration.
    Text(String),
    /// Any value of a type that Rust has no literals for, as JSON.
    Json(String),
}

impl Field {
    /// Whether an input is wrong without it: nobody has to write what has a default, or is filled in at random.
    pub fn is_demanded(&self) -> bool {
        self.required && !self.idempotency_token && !matches!(self.presence, Presence::Default(_))
    }

    /// Whether a request leaves it out where it is zero or false. That is the default, so the service knows; what the
    /// model requires as well is always sent, as the official crates do.
    pub fn zero_unsent(&self) -> bool {
        let is_zero = self.presence == Presence::Default(Literal::Zero);
        is_zero && !self.required && matches!(self.ty, Type::Copy(_))
    }
}
