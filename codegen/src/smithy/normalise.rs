//! Brings a Smithy JSON AST into its stable form, without documentation text.

use super::{
    Source,
    json::Strict,
    nearest::bare_name,
    parse::{REMEDIES, excerpt, is_version_2},
    prose::{PROSE, parameters_without_prose, remove, rule_set_without_prose},
    read::read,
    report::{Origin, Report},
    stable, trait_ids,
};
use crate::{
    diagnostics::Diagnostics,
    ignored::{Ignored, Tally},
};
use serde_json::Value;

/// Traits that have documentation text only.
const PROSE_TRAITS: [&str; 4] = [
    trait_ids::ACTION_PERMISSION_DESCRIPTION,
    trait_ids::DOCUMENTATION,
    trait_ids::EXTERNAL_DOCUMENTATION,
    trait_ids::RECOMMENDED,
];

/// Keys of trait values whose strings are documentation text, whatever the trait.
const PROSE_KEYS: [&str; 2] = ["description", "documentation"];

/// A model in its stable form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// The Smithy JSON AST.
    pub model: String,
    /// What was left out.
    pub ignored: Vec<Ignored>,
}

/// Brings a Smithy JSON AST into its stable form, without documentation text.
///
/// # Errors
/// When the text is not JSON or not a Smithy 2.0 JSON AST.
pub fn normalise(source: &Source) -> Result<Normalised, Diagnostics> {
    let mut report = Report::new([source]);
    let origin = Origin { source: 0, offset: 0 };
    let document = read::<Strict>(origin, &source.text, None, REMEDIES, &mut report);
    let Some(Strict(mut document)) = document else { return Err(report.take_diagnostics()) };
    check_version(&document, &mut report);
    report.check()?;
    let mut ignored = Tally::default();
    without_metadata(&mut document, &mut ignored);
    let shapes = document.get_mut("shapes").and_then(Value::as_object_mut);
    for (id, shape) in shapes.into_iter().flatten() {
        without_prose(id, shape, &mut ignored);
    }
    Ok(Normalised { model: stable::model_text(&document), ignored: ignored.into_ignored() })
}

fn check_version(document: &Value, report: &mut Report<'_>) {
    match document.get("smithy").map(Value::to_string) {
        Some(version) if is_version_2(&version) => {}
        Some(version) => {
            let problem = format!("the model's version is {}, expected \"2.0\"", excerpt(&version));
            report.source(0, problem, "Convert the model to Smithy 2.0; `smithy ast` of the Smithy CLI writes it.");
        }
        None => {
            let problem = "this is not a Smithy JSON AST: the top-level key `smithy` is missing";
            report.source(0, problem, "Import botocore's files from the directory that contains them.");
        }
    }
}

/// Removes the metadata of the document.
fn without_metadata(document: &mut Value, ignored: &mut Tally) {
    let metadata = document.as_object_mut().and_then(|top| top.shift_remove("metadata"));
    let mut count = |name: &str| ignored.add("metadata", name, "it is for other tools, and may contain prose");
    match metadata {
        Some(Value::Object(metadata)) => metadata.keys().for_each(|name| count(name)),
        Some(_) => count("metadata"),
        None => {}
    }
}

/// Removes the documentation text of a shape or a member with this `id`.
fn without_prose(id: &str, shape: &mut Value, ignored: &mut Tally) {
    if let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) {
        for prose in PROSE_TRAITS.into_iter().filter(|prose| traits.shift_remove(*prose).is_some()) {
            ignored.add(&format!("`{prose}`"), id, PROSE);
        }
        for (trait_id, value) in traits.iter_mut() {
            trait_without_prose(id, trait_id, value, ignored);
        }
        if traits.is_empty() {
            shape.as_object_mut().and_then(|shape| shape.shift_remove("traits"));
        }
    }
    for key in ["member", "key", "value"] {
        if let Some(member) = shape.get_mut(key) {
            without_prose(&format!("{id}${key}"), member, ignored);
        }
    }
    for (name, member) in shape.get_mut("members").and_then(Value::as_object_mut).into_iter().flatten() {
        without_prose(&format!("{id}${name}"), member, ignored);
    }
}

fn trait_without_prose(id: &str, trait_id: &str, value: &mut Value, ignored: &mut Tally) {
    match trait_id {
        trait_ids::EXAMPLES => examples_without_prose(id, value, ignored),
        trait_ids::DEPRECATED => remove(id, value, "message", &of("message", trait_id), ignored),
        trait_ids::ENDPOINT_RULE_SET => rule_set_without_prose(id, value, ignored),
        trait_ids::CLIENT_CONTEXT_PARAMS => parameters_without_prose(id, value, ignored),
        _ => value_without_prose(id, trait_id, value, ignored),
    }
}

fn of(key: &str, trait_id: &str) -> String {
    format!("`{key}` of `{trait_id}`")
}

/// Replaces the titles of examples; inputs and outputs are unchanged.
fn examples_without_prose(id: &str, examples: &mut Value, ignored: &mut Tally) {
    let name = bare_name(id);
    for (index, example) in examples.as_array_mut().into_iter().flatten().enumerate() {
        remove(id, example, "documentation", &of("documentation", trait_ids::EXAMPLES), ignored);
        let Some(example) = example.as_object_mut() else { continue };
        let title = format!("{name}, example {}", index + 1);
        let old = example.insert("title".to_owned(), title.clone().into());
        if old.is_some_and(|old| old != title.as_str()) {
            ignored.add(
                &of("title", trait_ids::EXAMPLES),
                id,
                "it is prose; the generated title has the operation's name",
            );
        }
    }
}

/// Removes the documentation text of any other trait's value.
fn value_without_prose(id: &str, trait_id: &str, value: &mut Value, ignored: &mut Tally) {
    match value {
        Value::Object(object) => {
            for key in PROSE_KEYS {
                if object.get(key).is_some_and(Value::is_string) {
                    object.shift_remove(key);
                    ignored.add(&of(key, trait_id), id, PROSE);
                }
            }
            if object.shift_remove("externalDocumentation").is_some() {
                ignored.add(&of("externalDocumentation", trait_id), id, PROSE);
            }
            object.values_mut().for_each(|value| value_without_prose(id, trait_id, value, ignored));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| value_without_prose(id, trait_id, value, ignored)),
        _ => {}
    }
}
