//! Any text as a model: the result is a model or diagnostics, never a panic.

#![no_main]

use dms_codegen::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source { name: "model.json".to_owned(), text: text.to_owned() };
    if let Err(diagnostics) = dms_codegen::load(&[source]) {
        assert!(!diagnostics.0.is_empty());
        assert!(!diagnostics.to_string().is_empty());
    }
});
