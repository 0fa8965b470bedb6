//! Compares two small crates in rustdoc's JSON.

use serde_json::{Value, json};

use super::*;

/// Lists a crate with these items: id, name and contents. The first one is the root.
fn listed(items: &[(u32, &str, Value)]) -> BTreeMap<String, Item> {
    let item = |(id, name, inner): &(u32, &str, Value)| {
        let item = json!({ "id": id, "name": name, "visibility": "public", "inner": inner });
        (id.to_string(), item)
    };
    let index: serde_json::Map<_, _> = items.iter().map(item).collect();
    items::list(&Crate::new(json!({ "root": items[0].0, "index": index })).expect("a crate"))
}

fn path(name: &str, id: u32, arguments: &[Value]) -> Value {
    let arguments: Vec<_> = arguments.iter().map(|ty| json!({ "type": ty })).collect();
    json!({ "resolved_path": { "path": name, "id": id, "args": { "angle_bracketed": { "args": arguments } } } })
}

fn function(output: &Value) -> Value {
    json!({ "function": { "sig": { "inputs": [["self", { "generic": "Self" }]], "output": output }, "header": {} } })
}

fn implementation(of: &Value, of_trait: &Value, parameters: &[&str], items: &[u32]) -> Value {
    let parameters: Vec<_> = parameters.iter().map(|name| json!({ "name": name })).collect();
    json!({ "impl": {
        "for": of, "trait": of_trait, "generics": { "params": parameters }, "items": items, "is_synthetic": false,
        "blanket_impl": null,
    } })
}

/// `struct Output; struct Builder; impl Builder { fn send(self) -> Output }`
fn official() -> Vec<(u32, &'static str, Value)> {
    vec![
        (0, "sdk", json!({ "module": { "items": [1, 2] } })),
        (1, "Output", json!({ "struct": { "kind": { "plain": { "fields": [5] } }, "impls": [6] } })),
        (2, "Builder", json!({ "struct": { "kind": "unit", "impls": [3] } })),
        (3, "", implementation(&path("Builder", 2, &[]), &Value::Null, &[], &[4])),
        (4, "send", function(&path("Output", 1, &[]))),
        (5, "id", json!({ "struct_field": { "primitive": "u32" } })),
        (6, "", implementation(&path("Output", 1, &[]), &json!({ "path": "Clone", "id": 99 }), &[], &[])),
    ]
}

/// `type Builder = Any<Input>; impl<T: Operation> Any<T> { fn send(self) -> T::Output }`, where `Input::Output` is
/// `Output`, which has a field of this type.
fn ours(field: &str) -> Vec<(u32, &'static str, Value)> {
    let generic = json!({ "generic": "T" });
    let operation = json!({ "path": "Operation", "id": 40 });
    let associated = json!({ "qualified_path": { "name": "Output", "self_type": generic, "trait": operation } });
    vec![
        (0, "sdk", json!({ "module": { "items": [1, 20] } })),
        (1, "Output", json!({ "struct": { "kind": { "plain": { "fields": [5] } }, "impls": [6] } })),
        (5, "id", json!({ "struct_field": { "primitive": field } })),
        (6, "", implementation(&path("Output", 1, &[]), &json!({ "path": "std::clone::Clone", "id": 99 }), &[], &[])),
        (
            20,
            "Builder",
            json!({ "type_alias": { "type": path("Any", 21, &[path("Input", 30, &[])]), "generics": {
            "params": [],
        } } }),
        ),
        (21, "Any", json!({ "struct": { "kind": "unit", "impls": [22] } })),
        (22, "", implementation(&path("Any", 21, &[generic]), &Value::Null, &["T"], &[23])),
        (23, "send", function(&associated)),
        (30, "Input", json!({ "struct": { "kind": "unit", "impls": [31] } })),
        (31, "", implementation(&path("Input", 30, &[]), &json!({ "path": "Operation", "id": 40 }), &[], &[32])),
        (32, "Output", json!({ "assoc_type": { "type": path("Output", 1, &[]) } })),
    ]
}

#[test]
fn an_alias_has_the_methods_of_its_type_with_its_own_types() {
    let [official, ours] = [listed(&official()), listed(&ours("u32"))];
    assert_eq!(official["crate::Builder::send"].signature, "(self) -> Output");
    assert_eq!(ours["crate::Builder::send"], official["crate::Builder::send"]);
    let compared = compare_items(&official, &ours);
    assert_eq!((compared.items, compared.differences), (5, vec![]));
    assert!(compared.notes.contains(&"function: 1 of 1 by name, 1 equal".to_owned()), "{:?}", compared.notes);
}

#[test]
fn missing_items_and_other_types_differ() {
    let mut changed = ours("u64");
    changed.retain(|(id, ..)| *id != 23);
    let compared = compare_items(&listed(&official()), &listed(&changed));
    let send = Difference::new("crate::Builder::send", "function (self) -> Output", "");
    assert_eq!(compared.differences, [send, Difference::new("crate::Output.id", "field u32", "field u64")]);
}
