//! Small services in botocore's format, and what becomes of them.

use dms_codegen::Source;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};
use xtask_tools::import::{Files, ImportArgs, Imported, convert};

/// A `service-2.json` with these operations and shapes.
pub fn service(operations: Value, shapes: Value) -> Value {
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-02-20",
            "endpointPrefix": "zoo",
            "jsonVersion": "1.1",
            "protocol": "json",
            "serviceFullName": "Amazon Zoo Service",
            "serviceId": "Zoo Service",
            "signatureVersion": "v4",
            "targetPrefix": "Zoo_20200220",
        },
        "operations": operations,
        "shapes": shapes,
    })
}

/// An operation with this name, input and output.
pub fn operation(name: &str, input: &str, output: &str) -> Value {
    json!({
        "name": name,
        "http": { "method": "POST", "requestUri": "/" },
        "input": { "shape": input },
        "output": { "shape": output },
    })
}

/// A file as the import sees it.
pub fn source(name: &str, value: &Value) -> Source {
    Source { name: name.to_owned(), text: value.to_string() }
}

/// A service without companions.
pub fn files(service: &Value) -> Files {
    Files {
        service: source("service-2.json", service),
        paginators: None,
        waiters: None,
        endpoint_rule_set: None,
        examples: None,
    }
}

/// A service that consists of these shapes.
pub fn shapes(shapes: Value) -> Files {
    files(&service(json!({}), shapes))
}

/// The conversion, which has to succeed.
#[track_caller]
pub fn converted(files: &Files) -> Imported {
    convert(files).unwrap_or_else(|diagnostics| panic!("refused:\n{diagnostics}"))
}

/// The model's shapes by name, without the name space.
#[track_caller]
pub fn model(files: &Files) -> BTreeMap<String, Value> {
    let document: Value = serde_json::from_str(&converted(files).model).expect("the model is JSON");
    let shapes = document["shapes"].as_object().expect("the model has shapes");
    let name = |id: &str| id.strip_prefix("com.amazonaws.zooservice#").expect("one name space").to_owned();
    shapes.iter().map(|(id, shape)| (name(id), shape.clone())).collect()
}

/// What the conversion refuses, as the user reads it.
#[track_caller]
pub fn refusal(files: &Files) -> String {
    match convert(files) {
        Ok(imported) => panic!("accepted:\n{}", imported.model),
        Err(diagnostics) => diagnostics.to_string(),
    }
}

/// That a text holds all of these, each in turn.
#[track_caller]
pub fn assert_mentions(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}

/// The arguments of `import`, all at their defaults.
pub fn args() -> ImportArgs {
    ImportArgs { botocore: None, service: "dms".to_owned(), from: None, out: None, python: "python3".into() }
}

/// Every file below a folder with its bytes.
pub fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(snapshot(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).expect("a readable file"));
        }
    }
    found
}
