//! The types in the signatures of fields, accessors and setters.

use super::{
    field::{Field, Presence},
    types::Type,
    union::Variant,
};
use std::fmt;

/// A type in a signature.
#[derive(Debug, Clone, PartialEq)]
pub enum RustType<'p> {
    /// The type of a value.
    Value(&'p Type),
    /// `&str`
    Str,
    /// `&[…]`
    Slice(&'p Type),
    /// `impl Into<String>`
    IntoString,
    /// `&…`
    Ref(Box<RustType<'p>>),
    /// `Box<…>`
    Boxed(Box<RustType<'p>>),
    /// `Option<…>`
    Option(Box<RustType<'p>>),
    /// `Result<…, &Self>`
    OrSelf(Box<RustType<'p>>),
}

/// Writes the type as Rust source.
impl fmt::Display for RustType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RustType::Value(ty) => ty.fmt(f),
            RustType::Str => f.write_str("&str"),
            RustType::Slice(item) => write!(f, "&[{item}]"),
            RustType::IntoString => f.write_str("impl Into<String>"),
            RustType::Ref(inner) => write!(f, "&{inner}"),
            RustType::Boxed(inner) => write!(f, "Box<{inner}>"),
            RustType::Option(inner) => write!(f, "Option<{inner}>"),
            RustType::OrSelf(inner) => write!(f, "Result<{inner}, &Self>"),
        }
    }
}

impl<'p> RustType<'p> {
    fn boxed_if(self, is_boxed: bool) -> Self {
        if is_boxed { RustType::Boxed(Box::new(self)) } else { self }
    }

    fn optional(self) -> Self {
        RustType::Option(Box::new(self))
    }

    fn reference(self) -> Self {
        RustType::Ref(Box::new(self))
    }

    /// The type of an argument: strings are generic.
    fn argument(ty: &'p Type) -> Self {
        if *ty == Type::String { RustType::IntoString } else { RustType::Value(ty) }
    }
}

impl Field {
    /// The type of the field in its structure.
    pub fn declared_type(&self) -> RustType<'_> {
        let ty = RustType::Value(&self.ty).boxed_if(self.boxed);
        if self.presence == Presence::Optional { ty.optional() } else { ty }
    }

    /// The type that the accessor returns: copies of `Copy` types, slices of lists, references to other values.
    pub fn accessor_type(&self) -> RustType<'_> {
        let ty = match &self.ty {
            Type::List(item) => return RustType::Slice(item),
            Type::String => RustType::Str,
            Type::Copy(_) => RustType::Value(&self.ty),
            _ => RustType::Value(&self.ty).reference(),
        };
        if self.presence == Presence::Optional { ty.optional() } else { ty }
    }

    /// The parameters of the setter, by name: an item of a list, an entry of a map, or the value.
    pub fn setter_parameters(&self) -> Vec<(&'static str, RustType<'_>)> {
        match &self.ty {
            Type::List(item) => vec![("input", RustType::argument(item))],
            Type::Map(key, value) => vec![("k", RustType::argument(key)), ("v", RustType::argument(value))],
            other => vec![("input", RustType::argument(other))],
        }
    }

    /// Whether the setter is generic.
    pub fn has_generic_setter(&self) -> bool {
        self.setter_parameters().iter().any(|(_, ty)| *ty == RustType::IntoString)
    }

    /// The type that `set_…` takes.
    pub fn optional_type(&self) -> RustType<'_> {
        RustType::Value(&self.ty).optional()
    }

    /// The type that `get_…` returns: a reference to the value in the builder.
    pub fn stored_type(&self) -> RustType<'_> {
        RustType::Value(&self.ty).boxed_if(self.boxed).optional().reference()
    }
}

impl Variant {
    /// Whether the variant has a value.
    pub fn has_value(&self) -> bool {
        self.ty != Type::Unit
    }

    /// The type of the variant's value.
    pub fn declared_type(&self) -> RustType<'_> {
        RustType::Value(&self.ty).boxed_if(self.boxed)
    }

    /// The type that `as_…` returns.
    pub fn accessor_type(&self) -> RustType<'_> {
        let ty = RustType::Value(&self.ty);
        RustType::OrSelf(Box::new(if self.has_value() { ty.reference() } else { ty }))
    }
}
