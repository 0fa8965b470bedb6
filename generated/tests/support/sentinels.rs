//! Generates values with all members of the model; each sensitive member has a unique value.

use serde_json::{Map, Value, json};

/// The prefix of every secret.
pub const MARK: &str = "s3cr3t-";

/// The maximum depth of recursive shapes.
const DEPTH: usize = 8;

/// The model as JSON.
pub struct Model(Map<String, Value>);

impl Model {
    pub fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/dms.json");
        let mut model: Value = serde_json::from_slice(&std::fs::read(path).expect("the model")).expect("JSON");
        match model["shapes"].take() {
            Value::Object(shapes) => Self(shapes),
            _ => panic!("the model has no shapes"),
        }
    }

    /// Returns the operations with their names.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Value)> {
        let operations = self.0.iter().filter(|(_, shape)| shape["type"] == "operation");
        operations.map(|(id, shape)| (name(id), shape))
    }
}

fn name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

/// Generates values and counts the secrets in them.
pub struct Sentinels<'a> {
    model: &'a Model,
    count: usize,
}

impl<'a> Sentinels<'a> {
    pub fn new(model: &'a Model) -> Self {
        Self { model, count: 0 }
    }

    /// Returns the number of secrets so far.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns a value of the shape with all members.
    pub fn value(&mut self, target: &Value) -> Value {
        self.filled(target, false, 0).unwrap_or_else(|| json!({}))
    }

    fn filled(&mut self, target: &Value, sensitive: bool, depth: usize) -> Option<Value> {
        let id = target.as_str()?;
        let unknown = Value::Null;
        let shape = self.model.0.get(id).unwrap_or(&unknown);
        let is_marked = |shape: &Value| !shape["traits"]["smithy.api#sensitive"].is_null();
        let sensitive = sensitive || is_marked(shape);
        if depth > DEPTH {
            return None;
        }
        let member =
            |this: &mut Self, member: &Value| this.filled(&member["target"], sensitive || is_marked(member), depth + 1);
        Some(match shape["type"].as_str().unwrap_or(name(id)) {
            "structure" => {
                let members = shape["members"].as_object()?.iter();
                members.filter_map(|(name, of)| Some((name.clone(), member(self, of)?))).collect()
            }
            "union" => {
                let (name, of) = shape["members"].as_object()?.iter().next()?;
                json!({ name: member(self, of)? })
            }
            "list" => json!([member(self, &shape["member"])?]),
            "map" => json!({ "key": member(self, &shape["value"])? }),
            "Unit" => json!({}),
            "boolean" | "Boolean" => json!(true),
            "integer" | "long" | "Integer" | "Long" => json!(1),
            "timestamp" | "Timestamp" => json!(1_700_000_000),
            "blob" | "Blob" => json!("AAAA"),
            "enum" => json!("shown"),
            _ if sensitive => {
                self.count += 1;
                json!(format!("{MARK}{}", self.count))
            }
            _ => json!("shown"),
        })
    }
}

/// Returns copies of the value, each with one of its secrets in a value of a wrong type.
pub fn wrongly_typed(value: &Value) -> Vec<Value> {
    let mut paths = Vec::new();
    secrets(value, &mut String::new(), &mut paths);
    let wraps: [fn(&Value) -> Value; 3] =
        [|secret| json!([secret]), |secret| json!({ secret.as_str().unwrap_or(""): secret }), |_| json!(31_337)];
    let wrapped = |path: &String, wrap: fn(&Value) -> Value| {
        let mut value = value.clone();
        let secret = value.pointer_mut(path)?;
        *secret = wrap(secret);
        Some(value)
    };
    paths.iter().flat_map(|path| wraps.iter().filter_map(move |wrap| wrapped(path, *wrap))).collect()
}

fn secrets(value: &Value, path: &mut String, paths: &mut Vec<String>) {
    let length = path.len();
    let mut below = |key: &str, value: &Value| {
        path.push('/');
        path.push_str(key);
        secrets(value, path, paths);
        path.truncate(length);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| below(key, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| below(&index.to_string(), value)),
        Value::String(text) if text.starts_with(MARK) => paths.push(path.clone()),
        _ => {}
    }
}
