//! Fields of structures.

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
    /// Properties of the values in it.
    pub leaf: Leaf,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Whether the model requires it, which does not determine its type.
    pub required: bool,
    /// Whether an input without it gets a random token.
    pub idempotency_token: bool,
}

/// Whether a field can be absent.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// An `Option`.
    Optional,
    /// Not an `Option`: `build` fails without it, and a response without it has an empty value.
    Required,
    /// Not an `Option`: this default is used if it is not set.
    Default(Literal),
}

/// A default value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// The empty value of the type: false, 0, an empty list, map or string.
    Zero,
    /// `true`
    True,
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A string, or the value of an enumeration.
    Text(String),
    /// A value of a type without literals in Rust, as JSON.
    Json(String),
}

impl Field {
    /// Whether an input must have it: a member with a default, or one that is set to a random token, may be absent.
    pub fn is_demanded(&self) -> bool {
        self.required && !self.idempotency_token && !matches!(self.presence, Presence::Default(_))
    }

    /// Whether a request omits it if it is zero or false, which is its default. A member that the model also requires
    /// is always sent, as the official crates do.
    pub fn zero_unsent(&self) -> bool {
        let is_zero = self.presence == Presence::Default(Literal::Zero);
        is_zero && !self.required && matches!(self.ty, Type::Copy(_))
    }
}
