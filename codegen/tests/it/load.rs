//! `load`: valid models, and the errors in invalid ones.

mod assembly;
mod assumed;
mod good;
mod hostile;
mod refused;
mod traits;

use crate::support::{PARTITIONS, settings, sources};
use dms_codegen::{Diagnostics, generate, load, model::Model};
use std::collections::BTreeMap;

/// Loads sources that are named `0.json`, `1.json` and so on.
fn load_texts(texts: &[&str]) -> Result<Model, Diagnostics> {
    load(&sources(texts))
}

/// A source with these shapes: the members of a JSON object, with `'` instead of quotes.
fn shapes(shapes: &str) -> String {
    format!("{{'smithy': '2.0', 'shapes': {{{shapes}}}}}").replace('\'', "\"")
}

/// A source with a service `t#S`, an operation `t#Op` with the input `t#In`, and these shapes.
fn service_with(more: &str) -> String {
    shapes(&format!(
        "'t#S': {{'type': 'service', 'operations': [{{'target': 't#Op'}}], \
         'traits': {{'aws.protocols#awsJson1_1': {{}}, 'aws.api#service': {{'sdkId': 'S'}}, 'aws.auth#sigv4': {{'name': 's'}}}}}}, \
         't#Op': {{'type': 'operation', 'input': {{'target': 't#In'}}}}, {more}"
    ))
}

/// The crate that is generated from the sources.
fn crate_of(texts: &[&str]) -> BTreeMap<String, String> {
    let output = generate(&sources(texts), Some(&PARTITIONS), &settings("fixture-sdk", ""));
    output.unwrap_or_else(|problems| panic!("{problems}")).files
}
