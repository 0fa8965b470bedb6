//! Small services in botocore's format, and helpers of the tests.

use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};
use xtask_tools::import::ImportArgs;

/// Returns a `service-2.json` with these operations and shapes.
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

/// Returns an operation with this name, input and output.
pub fn operation(name: &str, input: &str, output: &str) -> Value {
    json!({
        "name": name,
        "http": { "method": "POST", "requestUri": "/" },
        "input": { "shape": input },
        "output": { "shape": output },
    })
}

/// Checks that a text contains all of these.
#[track_caller]
pub fn assert_mentions(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}

/// Returns the default arguments of `import`.
pub fn args() -> ImportArgs {
    ImportArgs { botocore: None, service: "dms".to_owned(), from: None, out: None, python: "python3".into() }
}

/// Returns the contents of all files below a folder.
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
