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

pub use ::runtime::document::{DocumentError, UnknownObject};

#[cfg(feature = "serde")]
pub(crate) use ::runtime::document::data;
#[allow(unused_imports, reason = "documents may have no unions")]
pub(crate) use ::runtime::document::{root, structure, to_text, union};
