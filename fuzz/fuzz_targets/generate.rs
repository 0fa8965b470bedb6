//! Edited models of the generator's tests: the result is a crate or diagnostics, never a panic.

#![no_main]

use arbitrary::Unstructured;
use dms_codegen::{Settings, Source, generate};
use libfuzzer_sys::fuzz_target;

const PARTITIONS: &str = include_str!("../../models/aws-partitions.json");

fuzz_target!(|data: &[u8]| {
    let Ok(model) = fuzz::edits::model(&mut Unstructured::new(data)) else { return };
    let source = Source { name: "model.json".to_owned(), text: model.to_string() };
    let partitions = Source { name: "aws-partitions.json".to_owned(), text: PARTITIONS.to_owned() };
    let settings = Settings {
        package: "fuzz-sdk".to_owned(),
        version: "0.1.0".to_owned(),
        command: "cargo xtask fuzz".to_owned(),
        manifest: String::new(),
        document_modules: Default::default(),
        model_source: None,
    };
    match generate(&[source], Some(&partitions), &settings) {
        Ok(output) => assert!(output.files.contains_key("src/lib.rs")),
        Err(diagnostics) => assert!(!diagnostics.0.is_empty() && !diagnostics.to_string().is_empty()),
    }
});
