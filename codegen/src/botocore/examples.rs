//! Examples: requests and responses unchanged, with generated titles.

use super::format::Examples;
use super::{ImportReport, operations::Converted, trait_ids};
use crate::smithy::did_you_mean;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Adds `smithy.api#examples`.
pub fn apply(examples: &Examples, operations: &mut BTreeMap<String, Converted>, report: &mut ImportReport<'_>) {
    for (name, examples) in examples {
        let Some(operation) = operations.get_mut(name) else {
            let otherwise = "Take `service-2` and `examples-1` from the same release of botocore.";
            let remedy = did_you_mean(name, operations.keys().map(String::as_str), otherwise);
            report.refuse(name, "the example is for an operation that does not exist", remedy);
            continue;
        };
        let mut converted: Vec<Value> = Vec::new();
        for (index, example) in examples.iter().enumerate() {
            report.check_keys(name, &example.rest);
            let mut json = json!({ "title": format!("{name}, example {}", index + 1) });
            if let Some(input) = &example.input {
                json["input"] = json!(input);
            }
            if let Some(output) = &example.output {
                json["output"] = json!(output);
            }
            converted.push(json);
        }
        if !converted.is_empty() {
            operation.traits.insert(trait_ids::EXAMPLES.to_owned(), converted.into());
        }
    }
}
