//! Typed documents: how they are parsed and written. The module `document` of the generated crate describes both for
//! users.

#[cfg(feature = "serde")]
pub mod data;
mod error;
mod macros;
mod pretty;
mod read;
mod write;

pub use crate::{document_root as root, document_structure as structure, document_union as union};
pub use error::DocumentError;
pub use read::parse;
pub use write::{display, to_text};

/// An object that this version does not have a variant for. It is serialized unchanged.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownObject(String);

impl UnknownObject {
    /// Creates it from JSON without white space between the tokens.
    pub fn new(json: String) -> Self {
        Self(json)
    }

    /// Its JSON, without white space between the tokens.
    pub fn as_json(&self) -> &str {
        &self.0
    }
}
