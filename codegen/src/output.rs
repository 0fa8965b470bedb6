//! What a caller decides about the generated crate, and what the caller gets.

use crate::diagnostics::Diagnostic;
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
    /// Hand-written modules beside the types of documents: the name of each to its text.
    pub document_modules: BTreeMap<String, String>,
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
