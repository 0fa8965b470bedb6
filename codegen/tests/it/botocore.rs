//! Services in botocore's format, in `fixtures/botocore`, and their conversions: the shapes of the model with all
//! warnings and counts, or the errors.

use crate::support::{
    assert_positions,
    cases::{Case, assert_expected, read},
};
use dms_codegen::botocore::{Converted, Documents, convert};
use dms_codegen::{Diagnostics, Source, Warning};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

fn lines(case: &Case, section: &str) -> Vec<String> {
    case.section(section).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn documents(case: &Case) -> Documents {
    let find = |name: &str| case.section(name).map(|text| Source { name: name.to_owned(), text: text.to_owned() });
    Documents {
        service: find("service-2.json").expect("a service"),
        paginators: find("paginators-1.json"),
        waiters: find("waiters-2.json"),
        examples: find("examples-1.json"),
        endpoint_rule_set: find("endpoint-rule-set-1.json"),
        partitions: find("partitions.json"),
        unread: lines(case, "unread"),
    }
}

fn converted(case: &Case) -> Result<Converted, Diagnostics> {
    convert(&documents(case), &lines(case, "without"))
}

/// A model with one line for each shape and each member, without the namespace.
fn shapes(model: &str) -> String {
    let mut model: Value = serde_json::from_str(model).expect("the model is JSON");
    let shapes = model["shapes"].as_object_mut().expect("the model has shapes");
    let mut text = String::new();
    for (id, shape) in shapes {
        let (namespace, name) = id.split_once('#').expect("an absolute id");
        assert!(namespace.starts_with("com.amazonaws.zoo"), "{namespace}");
        let members = shape.as_object_mut().and_then(|shape| shape.shift_remove("members"));
        writeln!(text, "{name}: {shape}").unwrap();
        for (name, member) in members.as_ref().and_then(Value::as_object).into_iter().flatten() {
            writeln!(text, "  {name}: {member}").unwrap();
        }
    }
    text.replace("com.amazonaws.zooservice#", "").replace("com.amazonaws.zoo#", "")
}

fn found(case: &Case) -> String {
    let Converted { model, partitions, warnings, ignored, .. } = match converted(case) {
        Ok(converted) => converted,
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "`{}` was refused without a reason", case.name);
            return diagnostics.to_string();
        }
    };
    let mut text = shapes(&model);
    text.extend(partitions);
    warnings.iter().for_each(|warning| writeln!(text, "{}", Warning(warning)).unwrap());
    ignored.iter().for_each(|ignored| writeln!(text, "ignored: {ignored}").unwrap());
    text
}

#[test]
fn every_service_becomes_a_model_or_is_refused_with_all_its_errors() {
    let files = read("botocore");
    let cases: Vec<_> = files.iter().flat_map(|file| &file.cases).collect();
    let refused = cases.iter().filter(|case| converted(case).is_err()).count();
    assert!(refused > 30 && cases.len() - refused > 30, "{refused} of {} are refused", cases.len());
    files.iter().for_each(|file| assert_expected(file, found));
}

#[test]
fn what_is_refused_is_refused_at_a_line_and_column() {
    for case in read("botocore").iter().flat_map(|file| &file.cases) {
        let Err(diagnostics) = converted(case) else { continue };
        assert_positions(&case.name, &diagnostics);
    }
}

#[test]
fn prose_is_removed() {
    let file = read("botocore").into_iter().find(|file| file.path.ends_with("prose.txt")).expect("cases of prose");
    for case in &file.cases {
        assert!(documents(case).service.text.contains("wordy"), "{}", case.name);
        let Converted { model, partitions, ignored, .. } = converted(case).unwrap();
        let reasons: String = ignored.iter().map(ToString::to_string).collect();
        let all = [model, partitions.unwrap_or_default(), reasons].concat();
        assert!(!all.contains("wordy"), "{}: {all}", case.name);
    }
}

/// The value with the keys of every object reversed, except for those whose order is that of the model.
fn shuffled(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let turned = |(key, value): (&String, &Value)| match (key.as_str(), value) {
                ("members", Value::Object(members)) => {
                    let members = members.iter().map(|(name, member)| (name.clone(), shuffled(member)));
                    (key.clone(), Value::Object(members.collect()))
                }
                _ => (key.clone(), shuffled(value)),
            };
            object.iter().rev().map(turned).collect::<Map<_, _>>().into()
        }
        Value::Array(values) => values.iter().map(shuffled).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_order_of_the_documents_does_not_show_except_that_of_members() {
    let list = json!({ "input": { "shape": "ListRequest" }, "output": { "shape": "ListResponse" } });
    let service = json!({
        "metadata": {
            "apiVersion": "1", "endpointPrefix": "zoo", "jsonVersion": "1.1", "protocol": "json", "serviceId": "Zoo",
            "targetPrefix": "Zoo",
        },
        "operations": { "List": list, "Add": list },
        "shapes": {
            "ListRequest": {
                "type": "structure",
                "members": {
                    "Z": { "shape": "Name", "idempotencyToken": true, "deprecated": true },
                    "A": { "shape": "Name" },
                },
                "required": ["Z"],
                "deprecated": true,
            },
            "ListResponse": { "type": "structure", "members": { "NextToken": { "shape": "Name" } } },
            "Name": { "type": "string", "sensitive": true, "pattern": "x", "min": 1, "max": 2 },
        },
    });
    let rules = json!({
        "version": "1.0",
        "parameters": { "Region": { "type": "string", "builtIn": "AWS::Region" }, "Aim": { "type": "string" } },
        "rules": [{ "type": "error", "conditions": [], "error": "none" }],
    });
    let examples = json!({ "examples": { "List": [{ "input": { "Z": "1", "A": "2" }, "output": {} }] } });
    let converted = |turn: fn(&Value) -> Value| {
        let source = |name: &str, value: &Value| Source { name: name.to_owned(), text: turn(value).to_string() };
        let documents = Documents {
            service: source("service-2.json", &service),
            paginators: None,
            waiters: None,
            examples: Some(source("examples-1.json", &examples)),
            endpoint_rule_set: Some(source("endpoint-rule-set-1.json", &rules)),
            partitions: None,
            unread: Vec::new(),
        };
        convert(&documents, &[]).unwrap()
    };
    let plain = converted(Value::clone).model;
    assert_eq!(plain, converted(shuffled).model);
    assert!(plain.ends_with("}\n") && plain.starts_with("{\n  \"smithy\": \"2.0\",\n"));
    let (z, a) = (plain.find("\"Z\": {").expect("Z"), plain.find("\"A\": {").expect("A"));
    assert!(z < a, "members keep the model's order");
}
