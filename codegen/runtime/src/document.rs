//! Typed documents: JSON in a text member of the service, as types of `crate::types`.
//!
//! Documents are read leniently, since people and the service itself write numbers as texts and texts as numbers. What a
//! type does not know is kept and written back: members as the last ones of their object, values of enumerations and
//! objects of unknown kinds in their places. Null is read as absent. Of a member that occurs twice the last one counts.
//! White space and the form of numbers that are members are not kept.
//!
//! ```text
//! let document: TableMappings = text.parse()?;
//! let compact = document.to_string();
//! let indented = format!("{document:#}");
//! ```

#[cfg(feature = "serde")]
pub(crate) mod data;
mod error;
mod macros;
mod pretty;
mod read;
mod write;

pub use error::DocumentError;
#[allow(unused_imports, reason = "documents may have no unions")]
pub(crate) use macros::{root, structure, union};
pub(crate) use read::parse;
pub(crate) use write::{display, to_text};

/// An object of a kind that this version does not know. It is kept, and written back as it was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownObject(String);

impl UnknownObject {
    #[allow(dead_code, reason = "documents may have no unions")]
    pub(crate) fn new(json: String) -> Self {
        Self(json)
    }

    /// Its JSON, without white space between the tokens.
    pub fn as_json(&self) -> &str {
        &self.0
    }
}
