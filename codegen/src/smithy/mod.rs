//! The Smithy 2.0 JSON AST as it is written: parsing, shape ids, merging of several files, `apply`, mixins.

mod shape_id;

pub use shape_id::ShapeId;

/// One model file: its name, used in messages, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// How messages call it, usually its path.
    pub name: String,
    /// Its whole text.
    pub text: String,
}
