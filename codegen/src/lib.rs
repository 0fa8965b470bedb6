//! Generates a lean Rust client crate from a Smithy model of an awsJson service.
//!
//! ```text
//! sources ─load→ Model ─plan→ Plan ─emit→ TokenStreams ─render→ Output (path → text)
//! ```
//!
//! Each arrow is one function and imports point only to the left. `load` collects every mistake of the
//! model, `plan` makes every decision (names, types, optionality, documentation), `emit` decides nothing
//! and cannot fail, `render` formats. Nothing here touches a file, a clock, a process or the network:
//! the caller reads the sources and writes the output.

pub mod diagnostics;
pub mod model;
pub mod smithy;

pub use diagnostics::{Diagnostic, Diagnostics, Location};
pub use smithy::Source;
