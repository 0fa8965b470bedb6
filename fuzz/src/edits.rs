//! Edits a model so that it is still JSON, and most of the results are accepted by the loader.

use arbitrary::{Result, Unstructured};
use serde_json::{Value, json};
use std::{fs, path::Path, sync::LazyLock};

/// The models of the generator's tests, sorted by name.
static MODELS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/fixtures/models");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("one").path()).collect();
    paths.sort();
    paths.iter().map(|path| serde_json::from_slice(&fs::read(path).expect("a model")).expect("JSON")).collect()
});

/// Names that may cause problems: in Rust, with other generated items, or in Smithy.
const NAMES: &[&str] = &[
    "type", "self", "Self", "gen", "async", "Box", "Option", "Result", "Vec", "String", "Error", "Client", "Config",
    "Builder", "build", "send", "meta", "Unknown", "_", "r#type", "a_b", "aB", "A", "9", "", "ä", "x-y", "message",
];

/// Returns one of the models with several edits.
///
/// # Errors
/// When there is not enough data.
pub fn model(data: &mut Unstructured<'_>) -> Result<Value> {
    let mut model = data.choose(&MODELS)?.clone();
    for _ in 0..data.int_in_range(1..=6)? {
        edit(&mut model, data)?;
    }
    Ok(model)
}

fn edit(model: &mut Value, data: &mut Unstructured<'_>) -> Result<()> {
    let donor = pick(&mut model.clone(), data)?.clone();
    let name = name(model, data)?;
    let place = pick(model, data)?;
    match (data.int_in_range(0..=6)?, place) {
        (0, place) => *place = donor,
        (1, Value::Object(entries)) => drop(entries.insert(name, donor)),
        (2, Value::Object(entries)) => {
            let key = entries.keys().nth(data.choose_index(entries.len().max(1))?).cloned();
            key.and_then(|key| entries.shift_remove(&key));
        }
        (3, Value::Object(entries)) => {
            let key = entries.keys().nth(data.choose_index(entries.len().max(1))?).cloned();
            if let Some(value) = key.and_then(|key| entries.shift_remove(&key)) {
                entries.insert(name, value);
            }
        }
        (4, Value::Array(items)) => items.push(donor),
        (5, place @ Value::String(_)) => *place = json!(name),
        (_, place @ Value::Number(_)) => *place = json!(data.arbitrary::<i64>()?),
        (_, place @ Value::Bool(_)) => *place = json!(data.arbitrary::<bool>()?),
        (_, place) => *place = json!(name),
    }
    Ok(())
}

/// Returns a problematic name, or one from the model.
fn name(model: &Value, data: &mut Unstructured<'_>) -> Result<String> {
    if data.arbitrary()? {
        return Ok((*data.choose(NAMES)?).to_owned());
    }
    let shapes: Vec<_> = model["shapes"].as_object().into_iter().flatten().map(|(id, _)| id.clone()).collect();
    if shapes.is_empty() { Ok(String::new()) } else { data.choose(&shapes).cloned() }
}

/// Returns a part of a value.
fn pick<'a>(value: &'a mut Value, data: &mut Unstructured<'_>) -> Result<&'a mut Value> {
    let length = match value {
        Value::Object(entries) => entries.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if length == 0 || data.ratio(1, 6)? {
        return Ok(value);
    }
    let index = data.choose_index(length)?;
    let child = match value {
        Value::Object(entries) => entries.values_mut().nth(index),
        Value::Array(items) => items.get_mut(index),
        _ => None,
    };
    // The index is below the length.
    child.map_or(Err(arbitrary::Error::IncorrectFormat), |child| pick(child, data))
}
