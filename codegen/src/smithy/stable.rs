//! The stable form of a model: equal models are written as equal bytes.

use serde_json::{Map, Value};

/// The first keys of a shape, in order; any other key follows, sorted.
const SHAPE_KEYS: [&str; 6] = ["type", "version", "target", "input", "output", "errors"];

/// The last keys of a shape.
const LAST_KEYS: [&str; 4] = ["member", "key", "value", "members"];

/// Writes a Smithy JSON AST: shapes sorted by id, members in the model's order, everything else sorted by key; with an
/// indentation of two spaces and a newline at the end.
pub(crate) fn model_text(document: &Value) -> String {
    let mut ordered = Map::new();
    let empty = Map::new();
    let top = document.as_object().unwrap_or(&empty);
    for (key, value) in sorted(top) {
        if key != "shapes" {
            ordered.insert(key.clone(), deep_sorted(value));
        }
    }
    if let Some(shapes) = top.get("shapes").and_then(Value::as_object) {
        let shapes = sorted(shapes).map(|(id, shape)| (id.clone(), shape_ordered(shape))).collect::<Map<_, _>>();
        ordered.insert("shapes".to_owned(), shapes.into());
    }
    pretty(&Value::Object(ordered))
}

/// JSON with an indentation of two spaces and a newline at the end.
pub(crate) fn pretty(value: &Value) -> String {
    let mut text = format!("{value:#}");
    text.push('\n');
    text
}

/// The value with the keys of all its objects sorted.
pub(crate) fn deep_sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            sorted(object).map(|(key, value)| (key.clone(), deep_sorted(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(values) => values.iter().map(deep_sorted).collect(),
        other => other.clone(),
    }
}

/// The pairs of keys and values, sorted by key.
fn sorted(object: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let mut pairs: Vec<_> = object.iter().collect();
    pairs.sort_by_key(|(key, _)| *key);
    pairs.into_iter()
}

/// A shape with its keys in order; lists of shape ids that are sets in Smithy are sorted.
fn shape_ordered(shape: &Value) -> Value {
    let Value::Object(shape) = shape else { return shape.clone() };
    let mut ordered = Map::new();
    let mut insert = |key: &str| {
        if let Some(value) = shape.get(key) {
            ordered.insert(key.to_owned(), key_ordered(key, value));
        }
    };
    SHAPE_KEYS.into_iter().for_each(&mut insert);
    for (key, _) in sorted(shape) {
        if !SHAPE_KEYS.contains(&key.as_str()) && !LAST_KEYS.contains(&key.as_str()) && key != "traits" {
            insert(key);
        }
    }
    LAST_KEYS.into_iter().for_each(&mut insert);
    insert("traits");
    ordered.into()
}

/// The value of one key of a shape, in the stable form.
fn key_ordered(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("members", Value::Object(members)) => {
            members.iter().map(|(name, member)| (name.clone(), shape_ordered(member))).collect::<Map<_, _>>().into()
        }
        ("member" | "key" | "value", member) => shape_ordered(member),
        ("operations" | "resources", Value::Array(targets)) => {
            let mut targets: Vec<_> = targets.iter().map(deep_sorted).collect();
            targets.sort_by_key(Value::to_string);
            targets.into()
        }
        (_, other) => deep_sorted(other),
    }
}
