//! Generates the smallest inputs that the model allows, for tests that call every operation.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Returns an input with only the required members, for each operation of the model.
pub fn smallest() -> BTreeMap<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/dms.json");
    let model: Value = serde_json::from_slice(&std::fs::read(path).expect("the model")).expect("JSON");
    let shapes = model["shapes"].as_object().expect("shapes");
    let operations = shapes.iter().filter(|(_, shape)| shape["type"] == "operation");
    operations.map(|(id, shape)| (name(id).to_owned(), value(shapes, &shape["input"]["target"]))).collect()
}

fn name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

/// Returns a value with only the required members. Recursive shapes have none.
fn value(shapes: &Map<String, Value>, target: &Value) -> Value {
    let Some(id) = target.as_str() else { return json!({}) };
    let shape = &shapes.get(id).unwrap_or(&Value::Null);
    match shape["type"].as_str().unwrap_or(name(id)) {
        "structure" => {
            let members = shape["members"].as_object().expect("members").iter();
            let required = members.filter(|(_, member)| !member["traits"]["smithy.api#required"].is_null());
            required.map(|(name, member)| (name.clone(), value(shapes, &member["target"]))).collect()
        }
        "union" => {
            let (name, member) =
                shape["members"].as_object().and_then(|members| members.iter().next()).expect("a member");
            json!({ name: value(shapes, &member["target"]) })
        }
        "list" => json!([value(shapes, &shape["member"]["target"])]),
        "map" | "Unit" => json!({}),
        "boolean" | "Boolean" => json!(true),
        "integer" | "long" | "Integer" | "Long" => json!(1),
        "timestamp" | "Timestamp" => json!("2026-01-02T03:04:05Z"),
        "blob" | "Blob" => json!("AAAA"),
        _ => json!("text"),
    }
}

/// Returns the input without one of its members, with the path of that member, for each member at any depth.
#[allow(dead_code, reason = "not every test program asks for it")]
pub fn each_without_one(input: &Value) -> Vec<(String, Value)> {
    let mut paths = Vec::new();
    members(input, "", "", &mut paths);
    let without = |(path, holder, name): (String, String, String)| {
        let mut input = input.clone();
        input.pointer_mut(&holder)?.as_object_mut()?.remove(&name);
        Some((path, input))
    };
    paths.into_iter().filter_map(without).collect()
}

/// Collects the path, the pointer to the container, and the name of each member.
fn members(value: &Value, path: &str, pointer: &str, found: &mut Vec<(String, String, String)>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                found.push((path.clone(), pointer.to_owned(), name.clone()));
                members(value, &path, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                members(item, &format!("{path}[{index}]"), &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}
