//! `generate`: the crates of small models, and reproducibility.

mod documents;
mod features;
mod golden;
mod items;
mod refused;
mod stable;
mod words;

use crate::support::{self, PARTITIONS};
use dms_codegen::{Diagnostics, Output, Settings, Source, generate};
use serde_json::{Map, Value};
use std::{fs, path::Path};

/// A small model of one feature.
struct Fixture {
    name: String,
    text: String,
}

impl Fixture {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

/// The models in `fixtures/models`, sorted by name.
fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/models");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 30, "the models are missing");
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| Fixture { name: name(path), text: fs::read_to_string(path).unwrap() }).collect()
}

fn fixture(name: &str) -> Fixture {
    fixtures().into_iter().find(|fixture| fixture.name == name).unwrap()
}

fn settings(manifest: &str) -> Settings {
    support::settings("fixture-sdk", manifest)
}

fn source(text: impl Into<String>) -> Source {
    Source { name: "model.json".to_owned(), text: text.into() }
}

fn try_output(text: impl Into<String>) -> Result<Output, Diagnostics> {
    generate(&[source(text)], Some(&PARTITIONS), &settings(""))
}

fn output(text: impl Into<String>) -> Output {
    try_output(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The shapes of a model.
fn shapes_mut(model: &mut Value) -> &mut Map<String, Value> {
    model["shapes"].as_object_mut().unwrap()
}
