//! The cases for the rules of `diff`, in `fixtures/diff`, with the name of the rule.
//!
//! `before.json` and `after.json` are two models. `program.rs` is a program of a user: it compiles with the crate of
//! the first model, and with that of the second unless the verdict is `major`. `refused.rs` compiles with neither;
//! otherwise the rule would have another verdict.

use super::cases::{self, Case};
use dms_codegen::diff::Rule;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The cases by the names of their rules.
pub static CASES: LazyLock<BTreeMap<String, Case>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    for case in cases::read("diff").into_iter().flat_map(|file| file.cases) {
        let name = case.name.clone();
        assert!(found.insert(name.clone(), case).is_none(), "two cases are named `{name}`");
    }
    found
});

/// A section of the case of a rule.
pub fn section(rule: Rule, name: &str) -> Option<&'static str> {
    CASES.get(rule.id()).unwrap_or_else(|| panic!("`{}` has no case", rule.id())).section(name)
}

/// A model of the case of a rule.
pub fn model(rule: Rule, name: &str) -> Value {
    let text = section(rule, name).unwrap_or_else(|| panic!("`{}` has no {name}", rule.id()));
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{name} of `{}`: {error}", rule.id()))
}

/// Adds a service with all operations if the model has none, and the required parts of an incomplete one.
pub fn complete(mut model: Value) -> String {
    let shapes = model["shapes"].as_object_mut().unwrap();
    let operations = shapes.iter().filter(|(_, shape)| shape["type"] == "operation");
    let operations: Vec<Value> = operations.map(|(id, _)| json!({ "target": id })).collect();
    if !shapes.values().any(|shape| shape["type"] == "service") {
        let service = json!({ "type": "service", "version": "2020-01-01", "traits": {} });
        shapes.insert("fixture#Service".to_owned(), service);
    }
    let service = shapes.values_mut().find(|shape| shape["type"] == "service").unwrap();
    service["operations"] = operations.into();
    let traits = service["traits"].as_object_mut().unwrap();
    if !traits.keys().any(|id| id.starts_with("aws.protocols#")) {
        traits.insert("aws.protocols#awsJson1_1".to_owned(), json!({}));
    }
    model.to_string()
}
