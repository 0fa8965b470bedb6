//! Examples: calls and answers as they are, under titles of our own.

use super::super::botocore::Examples;
use super::{Report, operations::Converted};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Adds `smithy.api#examples`.
pub fn apply(examples: &Examples, operations: &mut BTreeMap<String, Converted>, report: &mut Report) {
    for (name, examples) in &examples.examples {
        let Some(operation) = operations.get_mut(name) else {
            let remedy = "take `service-2` and `examples-1` from the same release of botocore";
            report.refuse(name, "an example is given for an operation that does not exist", remedy);
            continue;
        };
        let mut converted: Vec<Value> = Vec::new();
        for (index, example) in examples.iter().enumerate() {
            report.look_through(name, &example.rest);
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
            operation.traits.insert("smithy.api#examples".to_owned(), converted.into());
        }
    }
}
