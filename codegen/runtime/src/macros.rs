//! The macros that give shapes and errors their traits.
//!
//! What is documented of a type (fields, variants, accessors, setters) is plain Rust beside the call. What a macro
//! writes is the same for every type but for the names in the call. Its functions are `#[inline]`, so that they are
//! compiled in the programs that use them and not here.

#![allow(unused_macros, unused_imports, reason = "a service may not have every kind of shape, or no errors")]

mod call;
mod shape;

pub(crate) use call::{modeled_error, operation_error, output};
pub(crate) use shape::{builder_fields, enumeration, structure, union};
