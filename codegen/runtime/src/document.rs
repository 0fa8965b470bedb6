//! Typed documents: types in `crate::types` for the JSON in string members.
//!
//! Documents are parsed leniently, since numbers are often written as strings and strings as numbers. Unknown content
//! is stored and serialized again: unknown members at the end of their object, unknown values of enumerations and
//! unknown objects at their position. Null is parsed as absent. If a member occurs twice, the last one wins. White
//! space and the form of numbers are not preserved.
//!
//! ```text
//! let document: TableMappings = text.parse()?;
//! let compact = document.to_string();
//! let indented = format!("{document:#}");
//! ```

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
