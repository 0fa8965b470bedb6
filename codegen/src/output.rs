//! The caller's settings for the generated crate, and the result.

use crate::diagnostics::Diagnostic;
use std::collections::BTreeMap;

/// The caller's settings for the generated crate.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The package's name, such as `dms-sdk`.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The command that the headers of the generated files mention.
    pub command: String,
    /// TOML that is added to the manifest: the dependencies of the crate's hand-written tests and examples.
    pub manifest: String,
    /// Hand-written modules beside the types of documents: text by module name.
    pub document_modules: BTreeMap<String, String>,
    /// The origin of the model, such as `botocore 1.44.5`, if it is known.
    pub model_source: Option<String>,
}

/// The generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Text by path in the crate, with `/` between the parts of a path.
    pub files: BTreeMap<String, String>,
    /// The number of operations, shapes and documented items.
    pub summary: Summary,
    /// Warnings about the model.
    pub warnings: Vec<Diagnostic>,
}

/// The number of operations, shapes and documented items of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// The operations.
    pub operations: usize,
    /// The data shapes that the operations reach.
    pub shapes: usize,
    /// The operations, waiters, types, members and values that the model documents.
    pub documented: usize,
    /// All operations, waiters, types, members and values.
    pub items: usize,
}
