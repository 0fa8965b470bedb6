//! A Smithy JSON AST as a source: the same facts, without the prose, in the stable form.

use super::{files::AGAIN, remedy::OrRemedy as _, stable};
use anyhow::{Result, bail};
use serde_json::{Map, Value};

/// Traits that are nothing but prose.
const PROSE: [&str; 4] = [
    "aws.iam#actionPermissionDescription",
    "smithy.api#documentation",
    "smithy.api#externalDocumentation",
    "smithy.api#recommended",
];

/// Keys of trait values that hold prose where they hold text, whatever the trait.
const PROSE_KEYS: [&str; 2] = ["description", "documentation"];

/// The model without prose, in its stable form.
///
/// # Errors
/// When the text is not JSON or not a Smithy 2.0 JSON AST.
pub fn normalise(name: &str, text: &str) -> Result<String> {
    let mut document: Value = serde_json::from_str(text).or_remedy(|| format!("{name} is not JSON"), AGAIN)?;
    match document.get("smithy").map(Value::as_str) {
        Some(Some("2" | "2.0")) => {}
        Some(version) => bail!(
            "{name} is of Smithy {}, not of 2.0\n  remedy: convert it with Smithy's own command line first",
            version.unwrap_or("without a version")
        ),
        None => bail!(
            "{name} is not a Smithy JSON AST: it has no `smithy` version\n  remedy: for botocore's files give --from their folder"
        ),
    }
    // Metadata tell Smithy's own tools how to lint; reasons and messages in them are prose.
    document.as_object_mut().and_then(|top| top.remove("metadata"));
    let shapes = document.get_mut("shapes").and_then(Value::as_object_mut);
    for (id, shape) in shapes.into_iter().flatten() {
        shape_without_prose(id, shape);
    }
    Ok(stable::model_text(&document))
}

/// A shape, or a member, without its prose.
fn shape_without_prose(id: &str, shape: &mut Value) {
    if let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) {
        traits.retain(|trait_id, _| !PROSE.contains(&trait_id.as_str()));
        for (trait_id, value) in traits.iter_mut() {
            trait_without_prose(id, trait_id, value);
        }
        if traits.is_empty() {
            shape.as_object_mut().and_then(|shape| shape.remove("traits"));
        }
    }
    for key in ["member", "key", "value"] {
        if let Some(member) = shape.get_mut(key) {
            shape_without_prose(id, member);
        }
    }
    let members = shape.get_mut("members").and_then(Value::as_object_mut);
    members.into_iter().flat_map(Map::values_mut).for_each(|member| shape_without_prose(id, member));
}

fn trait_without_prose(shape_id: &str, trait_id: &str, value: &mut Value) {
    match trait_id {
        "smithy.api#examples" => examples_without_prose(shape_id, value),
        "smithy.api#deprecated" => {
            value.as_object_mut().and_then(|deprecated| deprecated.remove("message"));
        }
        "smithy.rules#endpointRuleSet" => super::convert::rule_set_without_prose(value),
        "smithy.rules#clientContextParams" => super::convert::parameters_without_prose(value),
        _ => value_without_prose(value),
    }
}

/// Titles of our own; what was sent and received stays as it is.
fn examples_without_prose(shape_id: &str, examples: &mut Value) {
    let name = shape_id.split_once('#').map_or(shape_id, |(_, name)| name);
    for (index, example) in examples.as_array_mut().into_iter().flatten().enumerate() {
        let Some(example) = example.as_object_mut() else { continue };
        example.remove("documentation");
        example.insert("title".to_owned(), format!("{name}, example {}", index + 1).into());
    }
}

/// Any other trait's value.
fn value_without_prose(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| !(PROSE_KEYS.contains(&key.as_str()) && value.is_string()));
            object.remove("externalDocumentation");
            object.values_mut().for_each(value_without_prose);
        }
        Value::Array(values) => values.iter_mut().for_each(value_without_prose),
        _ => {}
    }
}
