//! Shapes and members.

use crate::support::{assert_mentions, files, model, operation, refusal, service, shapes, source};
use dms_codegen::Source;
use serde_json::{Value, json};

const STRING: &str = "com.amazonaws.zooservice#String";

#[test]
fn unboxed_numbers_and_booleans_default_to_zero_outside_inputs() {
    let members = json!({
        "Flag": { "shape": "Boolean" },
        "MaybeFlag": { "shape": "BooleanOptional" },
        "Count": { "shape": "Integer" },
        "MaybeCount": { "shape": "IntegerOptional" },
        "BoxedHere": { "shape": "Integer", "box": true },
        "BoxedThere": { "shape": "BoxedLong" },
        "Size": { "shape": "Long" },
        "Share": { "shape": "Double" },
        "Name": { "shape": "String" },
    });
    let model = model(&files(&service(
        json!({ "Get": operation("Get", "GetRequest", "GetResponse") }),
        json!({
            "GetRequest": { "type": "structure", "members": members },
            "GetResponse": { "type": "structure", "members": members },
            "Inner": { "type": "structure", "required": ["Count"], "members": members },
            "Either": { "type": "structure", "union": true, "members": members },
            "Boolean": { "type": "boolean" },
            "BooleanOptional": { "type": "boolean" },
            "Integer": { "type": "integer" },
            "IntegerOptional": { "type": "integer" },
            "Long": { "type": "long" },
            "BoxedLong": { "type": "long", "box": true },
            "Double": { "type": "double" },
            "String": { "type": "string" },
        }),
    )));
    let defaults = |shape: &str| -> Vec<(String, Value)> {
        let members = model[shape]["members"].as_object().expect("members").iter();
        members
            .filter_map(|(name, member)| Some((name.clone(), member["traits"].get("smithy.api#default")?.clone())))
            .collect()
    };
    let zero: Vec<(String, Value)> =
        [("Flag", json!(false)), ("Count", json!(0)), ("Size", json!(0)), ("Share", json!(0))]
            .map(|(name, value)| (name.to_owned(), value))
            .into();
    assert_eq!(defaults("GetRequest"), [], "absent and zero are two requests");
    assert_eq!(defaults("Either"), [], "a union has no defaults");
    assert_eq!(defaults("GetResponse"), zero);
    assert_eq!(defaults("Inner"), zero);
    assert!(model["Inner"]["members"]["Count"]["traits"].get("smithy.api#required").is_some());
}

#[test]
fn members_named_like_keywords_keep_their_names_and_their_order() {
    let names = ["type", "Virtual", "self", "members", "traits", "target", "_1", "documentation"];
    let members: serde_json::Map<_, _> =
        names.iter().map(|name| ((*name).to_owned(), json!({ "shape": "String" }))).collect();
    let model = model(&shapes(json!({
        "match": { "type": "structure", "members": members },
        "String": { "type": "string" },
    })));
    let members = model["match"]["members"].as_object().expect("members");
    assert_eq!(members.keys().collect::<Vec<_>>(), names);
    assert!(members.values().all(|member| *member == json!({ "target": STRING })));
}

#[test]
fn every_type_has_its_counterpart() {
    let model = model(&shapes(json!({
        "String": { "type": "string" },
        "Letter": { "type": "character" },
        "Bytes": { "type": "blob" },
        "Ratio": { "type": "float" },
        "Names": { "type": "list", "member": { "shape": "String" } },
        "Holes": { "type": "list", "sparse": true, "member": { "shape": "String" } },
        "Tags": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "Bytes" } },
        "Anything": { "type": "structure", "document": true, "members": {} },
        "Either": { "type": "structure", "union": true, "members": { "a": { "shape": "String" } } },
    })));
    assert_eq!(model["Letter"], json!({ "type": "string" }));
    assert_eq!(model["Bytes"], json!({ "type": "blob" }));
    assert_eq!(model["Ratio"], json!({ "type": "float" }));
    assert_eq!(model["Names"], json!({ "type": "list", "member": { "target": STRING } }));
    assert_eq!(model["Holes"]["traits"], json!({ "smithy.api#sparse": {} }));
    let bytes = "com.amazonaws.zooservice#Bytes";
    assert_eq!(model["Tags"], json!({ "type": "map", "key": { "target": STRING }, "value": { "target": bytes } }));
    assert_eq!(model["Anything"], json!({ "type": "document" }));
    assert_eq!(model["Either"], json!({ "type": "union", "members": { "a": { "target": STRING } } }));
}

#[test]
fn constraints_and_marks_become_traits() {
    let model = model(&shapes(json!({
        "Name": { "type": "string", "min": 1, "max": 30, "pattern": "[a-z]+" },
        "Secret": { "type": "string", "sensitive": true },
        "Secrets": { "type": "list", "max": 3, "sensitive": true, "member": { "shape": "Secret" } },
        "Percent": { "type": "integer", "min": 0, "max": 100 },
        "Iso": { "type": "timestamp", "timestampFormat": "iso8601" },
        "Seconds": { "type": "timestamp", "timestampFormat": "unixTimestamp" },
        "Http": { "type": "timestamp", "timestampFormat": "rfc822" },
        "Plain": { "type": "timestamp" },
        "Holder": {
            "type": "structure",
            "deprecated": true,
            "deprecatedSince": "2021",
            "members": {
                "Token": { "shape": "Name", "idempotencyToken": true },
                "Old": { "shape": "Name", "deprecated": true, "deprecatedMessage": "Use Token." },
                "Label": { "shape": "Name", "hostLabel": true },
                "When": { "shape": "Plain", "timestampFormat": "iso8601" },
                "Pin": { "shape": "Name", "sensitive": true },
                "Zone": { "shape": "Name", "contextParam": { "name": "Zone" } },
            },
        },
    })));
    let traits = |name: &str| model[name]["traits"].clone();
    assert_eq!(traits("Name"), json!({ "smithy.api#length": { "max": 30, "min": 1 }, "smithy.api#pattern": "[a-z]+" }));
    assert_eq!(traits("Secret"), json!({ "smithy.api#sensitive": {} }));
    assert_eq!(traits("Secrets"), json!({ "smithy.api#length": { "max": 3 }, "smithy.api#sensitive": {} }));
    assert_eq!(traits("Percent"), json!({ "smithy.api#range": { "max": 100, "min": 0 } }));
    assert_eq!(traits("Iso"), json!({ "smithy.api#timestampFormat": "date-time" }));
    assert_eq!(traits("Seconds"), json!({ "smithy.api#timestampFormat": "epoch-seconds" }));
    assert_eq!(traits("Http"), json!({ "smithy.api#timestampFormat": "http-date" }));
    assert_eq!(traits("Plain"), Value::Null);
    assert_eq!(traits("Holder"), json!({ "smithy.api#deprecated": { "since": "2021" } }));
    let member = |name: &str| model["Holder"]["members"][name]["traits"].clone();
    assert_eq!(member("Token"), json!({ "smithy.api#idempotencyToken": {} }));
    assert_eq!(member("Old"), json!({ "smithy.api#deprecated": {} }));
    assert_eq!(member("Label"), json!({ "smithy.api#hostLabel": {} }));
    assert_eq!(member("Pin"), json!({ "smithy.api#sensitive": {} }));
    assert_eq!(member("Zone"), json!({ "smithy.rules#contextParam": { "name": "Zone" } }));
    assert_eq!(member("When"), json!({ "smithy.api#timestampFormat": "date-time" }));
}

#[test]
fn what_would_change_the_wire_is_refused_all_at_once_and_by_name() {
    let text = refusal(&shapes(json!({
        "Body": { "type": "blob", "streaming": true },
        "Holder": {
            "type": "structure",
            "required": ["Missing"],
            "members": {
                "Renamed": { "shape": "String", "locationName": "other" },
                "Lost": { "shape": "Nowhere" },
                "not-a-name": { "shape": "String" },
            },
        },
        "Names": { "type": "list" },
        "Odd": { "type": "quaternion" },
        "When": { "type": "timestamp", "timestampFormat": "stardate" },
        "Flag": { "type": "boolean", "min": 1 },
        "String": { "type": "string" },
    })));
    assert_mentions(
        &text,
        &[
            "`\"streaming\": true`",
            "the member is called `other`",
            "Holder$Renamed",
            "there is no shape `Nowhere`",
            "Holder$not-a-name",
            "`required` names `Missing`",
            "the shape has no `member`",
            "no shape type `quaternion`",
            "no timestamp format `stardate`",
            "`min` and `max` mean nothing for a boolean",
            "file:   service-2.json",
            "remedy:",
        ],
    );
}

#[test]
fn json_in_a_text_is_sent_as_it_is_and_events_are_named_as_such() {
    let model = model(&shapes(json!({
        "Holder": { "type": "structure", "members": { "Json": { "shape": "String", "jsonvalue": true } } },
        "Events": { "type": "structure", "eventstream": true, "members": { "One": { "shape": "One" } } },
        "One": { "type": "structure", "event": true, "members": { "Json": { "shape": "String", "eventpayload": true } } },
        "String": { "type": "string" },
    })));
    assert_eq!(model["Holder"]["members"]["Json"], json!({ "target": "com.amazonaws.zooservice#String" }));
    assert_eq!(model["Events"]["traits"], json!({ "smithy.api#streaming": {} }));
}

#[test]
fn a_location_name_that_says_nothing_new_is_no_obstacle() {
    let model = model(&shapes(json!({
        "Holder": { "type": "structure", "members": { "Same": { "shape": "String", "locationName": "Same" } } },
        "String": { "type": "string" },
    })));
    assert_eq!(model["Holder"]["members"]["Same"], json!({ "target": STRING }));
}

/// The value with the keys of every object reversed, except where the order is the model's.
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
            Value::Object(object.iter().rev().map(turned).collect())
        }
        Value::Array(values) => values.iter().map(shuffled).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_order_of_the_input_does_not_show_except_that_of_members() {
    let service = service(
        json!({
            "List": operation("List", "ListRequest", "ListResponse"),
            "Add": operation("Add", "ListRequest", "ListResponse"),
        }),
        json!({
            "ListRequest": {
                "type": "structure",
                "members": { "Z": { "shape": "Name", "idempotencyToken": true, "deprecated": true }, "A": { "shape": "Name" } },
                "required": ["Z"],
                "deprecated": true,
            },
            "ListResponse": { "type": "structure", "members": { "NextToken": { "shape": "Name" } } },
            "Name": { "type": "string", "sensitive": true, "pattern": "x", "min": 1, "max": 2 },
        }),
    );
    let rules = json!({
        "version": "1.0",
        "parameters": { "Region": { "type": "string", "builtIn": "AWS::Region" }, "Aim": { "type": "string" } },
        "rules": [{ "type": "error", "conditions": [], "error": "none" }],
    });
    let examples = json!({ "examples": { "List": [{ "input": { "Z": "1", "A": "2" }, "output": {} }] } });
    let all = |turn: fn(&Value) -> Value| {
        let mut files = files(&turn(&service));
        files.endpoint_rule_set = Some(source("endpoint-rule-set-1.json", &turn(&rules)));
        files.examples = Some(source("examples-1.json", &turn(&examples)));
        crate::support::converted(&files).model
    };
    let plain = all(Value::clone);
    assert_eq!(plain, all(shuffled));
    assert!(plain.ends_with("}\n") && plain.starts_with("{\n  \"smithy\": \"2.0\",\n"));
    let (z, a) = (plain.find("\"Z\": {").expect("Z"), plain.find("\"A\": {").expect("A"));
    assert!(z < a, "members keep the model's order");
}

#[test]
fn text_that_is_not_json_and_json_of_another_form_name_file_and_place() {
    let mut files = shapes(json!({}));
    files.waiters = Some(Source { name: "waiters-2.json".to_owned(), text: "{\n  \"waiters\": {".to_owned() });
    assert_mentions(&refusal(&files), &["the file is not JSON", "waiters-2.json:2:14", "remedy: fetch the file again"]);

    let text = refusal(&shapes(json!({ "Wrong": { "type": "structure", "members": { "a": { "shape": 3 } } } })));
    assert_mentions(&text, &["not of botocore's form", "shapes.Wrong.members.a.shape", "expected a string"]);

    let text = refusal(&crate::support::files(&json!({ "shapes": {} })));
    assert_mentions(&text, &["missing field `metadata`", "service-2.json"]);
}

#[test]
fn smithys_own_unit_comes_back_where_only_unions_hold_it() {
    let unit = json!({ "type": "structure", "members": {} });
    let switch = json!({ "type": "structure", "union": true, "members": {
        "off": { "shape": "Unit", "documentation": "Off." }, "on": { "shape": "Empty" },
    } });
    let service = json!({ "Unit": unit, "Empty": unit, "Switch": switch });
    let found = model(&shapes(service.clone()));
    assert_eq!(found["Switch"]["members"]["off"], json!({ "target": "smithy.api#Unit" }));
    assert_eq!(found["Switch"]["members"]["on"], json!({ "target": "com.amazonaws.zooservice#Empty" }));
    assert!(!found.contains_key("Unit") && found.contains_key("Empty"));

    let mut held = service.clone();
    held["Holder"] = json!({ "type": "structure", "members": { "unit": { "shape": "Unit" } } });
    let mut filled = service.clone();
    filled["Unit"]["members"] = json!({ "name": { "shape": "Name" } });
    filled["Name"] = json!({ "type": "string" });
    let mut thrown = service;
    thrown["Unit"]["exception"] = json!(true);
    for own in [held, filled, thrown] {
        let found = model(&shapes(own));
        assert_eq!(found["Switch"]["members"]["off"], json!({ "target": "com.amazonaws.zooservice#Unit" }));
        assert!(found.contains_key("Unit"));
    }
}
