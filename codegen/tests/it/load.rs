//! `load`: what good models become, and what is said about bad ones.

mod assembly;
mod good;
mod hostile;
mod refused;
mod traits;

use dms_codegen::{Diagnostics, Source, load, model::Model};

/// Loads sources that are named `0.json`, `1.json` and so on.
fn load_texts(texts: &[&str]) -> Result<Model, Diagnostics> {
    let name = |(index, text): (usize, &&str)| Source { name: format!("{index}.json"), text: (*text).to_owned() };
    load(&texts.iter().enumerate().map(name).collect::<Vec<_>>())
}

/// A source with these shapes: the members of a JSON object, in which `'` stands for the quote.
fn shapes(shapes: &str) -> String {
    format!("{{'smithy': '2.0', 'shapes': {{{shapes}}}}}").replace('\'', "\"")
}

/// A source with a service `t#S` of one operation `t#Op`, which takes `t#In`, and with these shapes.
fn service_with(more: &str) -> String {
    shapes(&format!(
        "'t#S': {{'type': 'service', 'operations': [{{'target': 't#Op'}}], \
         'traits': {{'aws.protocols#awsJson1_1': {{}}}}}}, \
         't#Op': {{'type': 'operation', 'input': {{'target': 't#In'}}}}, {more}"
    ))
}

/// The crate that comes of sources.
fn crate_of(texts: &[&str]) -> std::collections::BTreeMap<String, String> {
    let name = |(index, text): (usize, &&str)| Source { name: format!("{index}.json"), text: (*text).to_owned() };
    let sources: Vec<_> = texts.iter().enumerate().map(name).collect();
    let settings = dms_codegen::Settings {
        package: "fixture-sdk".to_owned(),
        version: "0.1.0".to_owned(),
        command: "the test".to_owned(),
        manifest: String::new(),
        model_source: None,
    };
    let output = dms_codegen::generate(&sources, crate::support::PARTITIONS, &settings);
    output.unwrap_or_else(|problems| panic!("{problems}")).files
}
