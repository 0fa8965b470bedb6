//! Tests of the committed model, its lock file and its overlay.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{fs, path::PathBuf};
use xtask_tools::import::{Counts, Lock};

const NS: &str = "com.amazonaws.databasemigrationservice";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models").join(name)
}

fn json(name: &str) -> Value {
    let text = fs::read_to_string(path(name)).expect("a committed file");
    serde_json::from_str(&text).expect("JSON")
}

fn shape<'a>(model: &'a Value, name: &str) -> &'a Value {
    &model["shapes"][format!("{NS}#{name}")]
}

#[test]
fn the_model_is_the_locked_one() {
    let lock = Lock::read(&path("dms.lock.toml")).expect("a lock").expect("a lock");
    let bytes = fs::read(path("dms.json")).expect("the model");
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, lock.model_sha256, "models/dms.json is written by `cargo xtask import` and not by hand");
    assert_eq!(Counts::of(&json("dms.json")), lock.counts);
}

/// A new release changes these numbers; update them after an import.
#[test]
fn the_model_is_complete() {
    let wanted = Counts {
        shapes: 506,
        operations: 119,
        enums: 43,
        errors: 26,
        unions: 3,
        paginators: 42,
        waiters: 17,
        examples: 33,
        defaults: 56,
    };
    assert_eq!(Counts::of(&json("dms.json")), wanted);
}

#[test]
fn the_special_cases_of_the_service_are_preserved() {
    let model = json("dms.json");
    let errors = shape(&model, "DeleteMigrationProject")["errors"].as_array().expect("errors");
    let denied = format!("{NS}#AccessDeniedFault");
    assert_eq!(errors.iter().filter(|error| error["target"] == denied).count(), 1);
    let port = &shape(&model, "RedisSettings")["members"]["Port"]["traits"];
    assert!(port.get("smithy.api#required").is_some() && port["smithy.api#default"] == 0);
    let duration = &shape(&model, "TimestreamSettings")["members"]["MemoryDuration"]["traits"];
    assert!(duration.get("smithy.api#required").is_some() && duration.get("smithy.api#default").is_none());
    assert_eq!(shape(&model, "Iso8601DateTime")["traits"]["smithy.api#timestampFormat"], "date-time");
    for sensitive in ["SecretString", "PublicIpAddressList"] {
        assert!(shape(&model, sensitive)["traits"].get("smithy.api#sensitive").is_some(), "{sensitive}");
    }
    for (operation, end) in [
        ("RunFleetAdvisorLsaAnalysis", "input"),
        ("DeleteFleetAdvisorCollector", "output"),
        ("StartRecommendations", "output"),
    ] {
        assert_eq!(shape(&model, operation)[end]["target"], "smithy.api#Unit", "{operation}");
    }
    let service = &shape(&model, "AmazonDMSv20160101");
    assert_eq!(service["version"], "2016-01-01");
    assert_eq!(service["traits"]["aws.auth#sigv4"]["name"], "dms");
}

/// Calls `visit` with every key of every object.
fn for_each_key(value: &Value, look: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                look(key, value);
                for_each_key(value, look);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| for_each_key(value, look)),
        _ => {}
    }
}

#[test]
fn the_model_contains_no_documentation() {
    for file in ["dms.json", "aws-partitions.json"] {
        for_each_key(&json(file), &mut |key, value| {
            let plain = key.rsplit_once('#').map_or(key, |(_, name)| name);
            let prose = matches!(plain, "documentation" | "externalDocumentation" | "description" | "comments");
            assert!(!prose || value.is_object() && value.get("target").is_some(), "{file}: {key}: {value}");
            assert!(!value.as_str().is_some_and(|text| text.contains("<p>")), "{file}: {key}");
        });
    }
}

#[test]
fn the_overlay_applies_to_existing_shapes_and_contains_markdown() {
    let (model, overlay) = (json("dms.json"), json("dms.overlay.json"));
    for (id, statement) in overlay["shapes"].as_object().expect("shapes") {
        assert_eq!(statement["type"], "apply", "{id}");
        let (shape, member) = id.split_once('$').map_or((id.as_str(), None), |(shape, member)| (shape, Some(member)));
        let target = &model["shapes"][shape];
        let found = member.map_or(target, |member| &target["members"][member]);
        assert!(found.is_object(), "{id} is not in the model");
        let traits = statement["traits"].as_object().expect("traits");
        for (name, value) in traits {
            match (name.as_str(), found["traits"].get(name)) {
                (_, None) => {}
                ("smithy.waiters#waitable", Some(present)) => {
                    let added = value.as_object().expect("waiters").keys();
                    added.for_each(|waiter| assert!(present.get(waiter).is_none(), "{id} has {waiter} already"));
                }
                (_, Some(_)) => panic!("{id} has {name} already"),
            }
            let html = value.as_str().is_some_and(|text| text.contains('<'));
            assert!(!html, "{id} contains HTML");
        }
    }
}
