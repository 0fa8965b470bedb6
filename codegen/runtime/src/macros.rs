//! The macros that implement traits for shapes and errors.
//!
//! Documented items of a type (fields, variants, accessors, setters) are plain Rust outside of the macros. The output
//! of a macro is the same for every type except for names. Its functions are `#[inline]`, so that they are compiled in
//! the programs that use them.

#![allow(unused_macros, unused_imports, reason = "a service may not have every kind of shape, or no errors")]

mod call;
mod shape;

pub(crate) use call::{modeled_error, operation_error, output};
pub(crate) use shape::{builder_fields, enumeration, structure, union};
