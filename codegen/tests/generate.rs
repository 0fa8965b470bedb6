//! `generate`: what small models become, that the result compiles and behaves, and that it does not depend on chance.
//!
//! `INSTA_UPDATE=always cargo test -p dms-codegen` accepts what the snapshots show.

#[path = "generate/clashes.rs"]
mod clashes;
#[path = "generate/compiled.rs"]
mod compiled;
#[path = "generate/outline.rs"]
mod outline;
#[path = "generate/snapshots.rs"]
mod snapshots;
#[path = "generate/stable.rs"]
mod stable;
#[path = "generate/words.rs"]
mod words;

use dms_codegen::{Diagnostics, Output, Settings, Source, generate};
use serde_json::{Map, Value};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A small model in a folder of its own.
struct Fixture {
    folder: PathBuf,
    text: String,
}

impl Fixture {
    fn name(&self) -> &str {
        self.folder.file_name().unwrap().to_str().unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// Makes the snapshots stand beside the model.
    fn with_snapshots(&self, check: impl FnOnce()) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&self.folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(check);
    }
}

/// The models of the folders in `fixtures/<kind>`, sorted by name.
fn fixtures(kind: &str) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind);
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let read = |folder: PathBuf| Fixture { text: fs::read_to_string(folder.join("model.json")).unwrap(), folder };
    folders.into_iter().map(read).collect()
}

fn settings(manifest: &str) -> Settings {
    Settings {
        package: "fixture-sdk".to_owned(),
        version: "0.1.0".to_owned(),
        command: "the test".to_owned(),
        manifest: manifest.to_owned(),
        model_source: None,
    }
}

/// A service without rules of its own gets rules that look partitions up.
const PARTITIONS: Option<&str> = Some(include_str!("../../models/aws-partitions.json"));

fn source(text: impl Into<String>) -> Source {
    Source { name: "model.json".to_owned(), text: text.into() }
}

fn try_output(text: impl Into<String>) -> Result<Output, Diagnostics> {
    generate(&[source(text)], PARTITIONS, &settings(""))
}

fn output(text: impl Into<String>) -> Output {
    try_output(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The shapes of a model.
fn shapes_mut(model: &mut Value) -> &mut Map<String, Value> {
    model["shapes"].as_object_mut().unwrap()
}
