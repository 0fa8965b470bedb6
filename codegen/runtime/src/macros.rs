//! The macros that implement traits for shapes and errors.
//!
//! Documented items of a type (fields, variants, accessors, setters) are plain Rust outside of the macros. The output
//! of a macro is the same for every type except for names. Its functions are `#[inline]`, so that they are compiled in
//! the programs that use them.

mod call;
mod shape;

pub use crate::{builder_fields, enumeration, modeled_error, operation_error, output, structure, union};
