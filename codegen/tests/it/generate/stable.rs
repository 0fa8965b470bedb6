//! Equal models give equal crates, and a small change of the model is a small change of the crate.

use super::{PARTITIONS, fixture, fixtures, generate, output, settings, shapes_mut};
use crate::support;
use dms_codegen::{Output, Source};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// The model with its shapes reversed, and in orders that look random but are the same in every run.
fn reorderings(model: &Value) -> impl Iterator<Item = String> {
    (0..3_u64).map(|seed| {
        let mut model = model.clone();
        let shapes = shapes_mut(&mut model);
        let mut entries: Vec<_> = std::mem::take(shapes).into_iter().rev().collect();
        if seed > 0 {
            entries.sort_by_cached_key(|(id, _)| {
                let mut hasher = DefaultHasher::new();
                (seed, id).hash(&mut hasher);
                hasher.finish()
            });
        }
        shapes.extend(entries);
        let turned: serde_json::Map<_, _> = model.as_object().unwrap().clone().into_iter().rev().collect();
        Value::Object(turned).to_string()
    })
}

/// The paths of the files that differ.
fn differences<'o>(a: &'o Output, b: &'o Output) -> BTreeSet<&'o str> {
    support::differences(&a.files, &b.files)
}

#[test]
fn the_order_of_shapes_and_the_run_change_nothing() {
    for fixture in fixtures() {
        let first = output(&fixture.text);
        assert_eq!(differences(&first, &output(&fixture.text)), BTreeSet::new(), "{} twice", fixture.name);
        for text in reorderings(&fixture.json()) {
            assert_ne!(text, fixture.text);
            assert_eq!(differences(&first, &output(&text)), BTreeSet::new(), "{} reordered: {text}", fixture.name);
        }
    }
}

#[test]
fn the_runtime_is_the_same_for_every_model() {
    let runtime = |model: &str| {
        let files = output(model).files.into_iter();
        files.filter(|(path, _)| path.starts_with("src/runtime/")).collect::<BTreeMap<_, _>>()
    };
    let first = runtime(&fixture("structure").text);
    assert!(first.contains_key("src/runtime/Cargo.toml") && first.contains_key("src/runtime/lib.rs"));
    for fixture in fixtures() {
        assert_eq!(runtime(&fixture.text), first, "{}", fixture.name);
    }
}

#[test]
fn the_order_of_shapes_changes_nothing_in_a_large_model() {
    let models = [include_str!("../../../../models/dms.json"), include_str!("../../../../models/dms.overlay.json")];
    let write = |model: String, overlay: String| {
        let sources =
            [("model", model), ("overlay", overlay)].map(|(name, text)| Source { name: name.to_owned(), text });
        generate(&sources, Some(&PARTITIONS), &settings("")).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let first = write(models[0].to_owned(), models[1].to_owned());
    let [model, overlay] = models.map(|model| serde_json::from_str(model).unwrap());
    for (model, overlay) in reorderings(&model).zip(reorderings(&overlay)) {
        assert_eq!(differences(&first, &write(model, overlay)), BTreeSet::new());
    }
}

/// The files that change in the crate of the fixture `structure` if these shapes are added.
fn changed_by(added: Value, operation: Option<&str>) -> Vec<String> {
    let fixture = fixture("structure");
    let mut model = fixture.json();
    let shapes = shapes_mut(&mut model);
    for (id, shape) in added.as_object().unwrap() {
        match shapes.get_mut(id).and_then(|shape| shape["members"].as_object_mut()) {
            Some(members) => members.extend(shape["members"].as_object().unwrap().clone()),
            None => drop(shapes.insert(id.clone(), shape.clone())),
        }
    }
    if let Some(id) = operation {
        shapes["fixture#Service"]["operations"].as_array_mut().unwrap().push(json!({ "target": id }));
    }
    let (before, after) = (output(&fixture.text), output(model.to_string()));
    differences(&before, &after).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_new_operation_changes_its_own_file_and_the_indexes() {
    let changed = changed_by(json!({ "fixture#Wave": { "type": "operation" } }), Some("fixture#Wave"));
    assert_eq!(changed, ["src/data_impls.rs", "src/lib.rs", "src/operation.rs", "src/operation/wave.rs"]);
}

#[test]
fn a_new_type_changes_its_own_file_its_holder_and_the_indexes() {
    let added = json!({
        "fixture#Simple": { "members": { "another": { "target": "fixture#Another" } } },
        "fixture#Another": { "type": "structure", "members": {} },
    });
    let expected =
        ["src/data_impls.rs", "src/types.rs", "src/types/_another.rs", "src/types/_simple.rs", "src/types/builders.rs"];
    assert_eq!(changed_by(added, None), expected);
}

#[test]
fn a_new_error_changes_its_own_file_its_operation_and_the_indexes() {
    let added = json!({
        "fixture#Wave": { "type": "operation", "errors": [{ "target": "fixture#NobodyThere" }] },
        "fixture#NobodyThere": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } },
    });
    let expected = [
        "src/data_impls.rs",
        "src/error_meta.rs",
        "src/lib.rs",
        "src/operation.rs",
        "src/operation/wave.rs",
        "src/types/error.rs",
        "src/types/error/_nobody_there.rs",
        "src/types/error/builders.rs",
    ];
    assert_eq!(changed_by(added, Some("fixture#Wave")), expected);
}

#[test]
fn a_new_member_changes_the_file_of_its_structure() {
    let added = json!({ "fixture#Simple": { "members": { "another": { "target": "smithy.api#String" } } } });
    assert_eq!(changed_by(added, None), ["src/types/_simple.rs"]);
}
