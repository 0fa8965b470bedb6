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
pub mod diff;
pub mod emit;
pub mod explain;
pub mod model;
pub mod plan;
pub mod render;
pub mod smithy;

pub use diagnostics::{Diagnostic, Diagnostics, Location, Visible, Warning};
pub use model::load;
pub use smithy::Source;

use std::collections::BTreeMap;

/// What the caller decides about the generated crate.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The package's name, such as `dms-sdk`.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The command that the headers of the generated files name.
    pub command: String,
    /// TOML that is added to the manifest: what the hand-written tests and examples of the crate depend on.
    pub manifest: String,
    /// Where the model came from, such as `botocore 1.44.5`, if that is known.
    pub model_source: Option<String>,
}

/// The generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path in the crate, with `/` between its parts, to text.
    pub files: BTreeMap<String, String>,
    /// What it was made from.
    pub summary: Summary,
    /// What is odd about the model.
    pub warnings: Vec<Diagnostic>,
}

/// How much a crate was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// The operations.
    pub operations: usize,
    /// The data shapes that the operations reach.
    pub shapes: usize,
    /// The operations, waiters, types, members and values that the model has words for.
    pub documented: usize,
    /// All of them.
    pub items: usize,
}

/// Generates a crate. `partitions` is the table of AWS partitions as JSON, for the endpoint rules.
///
/// # Errors
/// Everything that is wrong with the model, as far as one run can find it.
pub fn generate(sources: &[Source], partitions: Option<&str>, settings: &Settings) -> Result<Output, Diagnostics> {
    let model = load(sources)?;
    let plan = plan::plan(&model, partitions, settings)?;
    let shapes = model.shapes.keys().filter(|id| id.namespace() != "smithy.api").count();
    let items = explain::items(&model);
    let documented = items.iter().filter(|item| item.documented).count();
    let summary = Summary { operations: model.operations.len(), shapes, documented, items: items.len() };
    Ok(render::render(&plan, settings, summary))
}
