//! Generates a small Rust client crate from a Smithy model of an awsJson service.
//!
//! ```text
//! sources ─load→ Model ─plan→ Plan ─emit→ TokenStreams ─render→ Output (path → text)
//! ```
//!
//! A source is Smithy's JSON AST; [`botocore::convert`] creates one from botocore's documents. Each arrow is one
//! function, and imports point only to the left. `load` collects all errors of the model. `plan` makes every decision
//! (names, types, optionality, documentation). `emit` decides nothing and cannot fail. `render` formats. Nothing here
//! uses files, clocks, processes or the network: the caller reads the sources and writes the output.

pub mod botocore;
mod diagnostics;
pub mod diff;
mod emit;
mod endpoint_rules;
pub mod explain;
mod ignored;
mod jmespath;
pub mod model;
mod output;
mod plan;
mod render;
pub mod smithy;
mod tokens;

pub use diagnostics::{Diagnostic, Diagnostics, Location, Visible, Warning};
pub use ignored::Ignored;
pub use model::load;
pub use output::{Output, Settings, Summary};
pub use smithy::Source;

/// Generates a crate. `partitions` is the table of AWS partitions for the endpoint rules, in the format of botocore.
///
/// # Errors
/// All errors in the model that one run can find.
pub fn generate(sources: &[Source], partitions: Option<&Source>, settings: &Settings) -> Result<Output, Diagnostics> {
    let model = load(sources)?;
    let plan = plan::plan(&model, partitions, settings)?;
    let shapes = model.shapes.keys().filter(|id| id.namespace() != "smithy.api").count();
    let items = explain::items(&model);
    let documented = items.iter().filter(|item| item.documented).count();
    let summary = Summary { operations: model.operations.len(), shapes, documented, items: items.len() };
    Ok(render::render(&plan, settings, summary))
}
