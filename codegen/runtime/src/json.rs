//! The wire format: converts shapes to JSON and back.
//!
//! Both directions go through [`crate::schema`], so each is compiled once for all shapes. The reader works on the text
//! directly, without tokens and without copies other than the stored values.

mod read;
mod scan;
mod text;
mod write;

/// The key in an object with the name of its shape. It is not a member.
pub(crate) const TYPE: &str = "__type";

pub use read::read_default;
#[cfg(feature = "serde")]
pub(crate) use read::{find, timestamp_number, timestamp_text};
pub(crate) use read::{read_structure, read_text_members};
#[cfg(feature = "serde")]
pub(crate) use write::epoch_seconds;
pub(crate) use write::write_structure;
#[cfg(feature = "documents")]
pub(crate) use {read::value as read_value, scan::Scanner, text::write_escaped, write::value_to as write_value};
