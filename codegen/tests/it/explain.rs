//! Explanations of names: in small models, which have every reason, and in the model in `models/`.

use crate::support::{self, PARTITIONS};
use dms_codegen::{
    Settings, Source,
    explain::{Explainer, Explanation, NameFact},
};
use serde_json::{Value, json};
use std::{fs, path::Path};

fn settings() -> Settings {
    support::settings("dms-sdk", "")
}

fn dms() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("models");
    let read = |name: &str| Source { name: name.to_owned(), text: fs::read_to_string(folder.join(name)).unwrap() };
    let words = ["words/common.md", "words/endpoints.md", "words/tasks.md"];
    ["dms.json", "dms.overlay.json"].iter().chain(&words).map(|name| read(name)).collect()
}

fn model(shapes: Value) -> Vec<Source> {
    let mut all =
        json!({ "z#Op": { "type": "operation", "input": { "target": "z#In" }, "output": { "target": "z#In" } } });
    let service = json!({
        "type": "service", "version": "1", "operations": [{ "target": "z#Op" }],
        "rename": { "other#Thing": "OtherThing" }, "traits": { "aws.protocols#awsJson1_1": {} },
    });
    all["z#S"] = service;
    all.as_object_mut().unwrap().extend(shapes.as_object().unwrap().clone());
    vec![Source { name: "small.json".to_owned(), text: json!({ "smithy": "2.0", "shapes": all }).to_string() }]
}

#[track_caller]
fn explain(sources: &[Source], name: &str) -> Vec<Explanation> {
    let explainer =
        Explainer::open(sources, Some(&PARTITIONS), &settings()).unwrap_or_else(|problems| panic!("{problems}"));
    explainer.explain(name).unwrap_or_else(|unknown| panic!("{unknown:?}"))
}

#[track_caller]
fn one(sources: &[Source], name: &str) -> Explanation {
    let mut found = explain(sources, name);
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

#[test]
fn names_that_mean_nothing_are_unknown_and_the_nearest_are_named() {
    let sources = dms();
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings()).unwrap();
    let remedy = |name: &str| explainer.explain(name).expect_err(name).remedy;
    assert_eq!(remedy("Endpont"), "Did you mean `Endpoint`?");
    assert!(remedy("DescribeEndpoint").contains("`DescribeEndpoints`"));
    assert!(remedy("EndpointArn").starts_with("Members of this name are `Endpoint$EndpointArn`, "));
    let long = "x".repeat(100_000);
    let hostile = [
        "",
        " ",
        "$",
        "::",
        "#",
        "r#",
        ".",
        "$EndpointArn$x$y$z",
        "Endpoint::Nothing",
        "\u{1b}[31m",
        &long,
        "nosuchmodule::Endpoint",
        "Endpoint::types::Endpoint",
    ];
    for name in hostile {
        assert!(!remedy(name).is_empty(), "{name}");
    }
}

#[test]
fn one_thing_is_found_by_all_its_names() {
    let sources = dms();
    let same = |names: &[&str], id: &str| {
        for name in names {
            let found = one(&sources, name);
            assert_eq!(found.id, format!("com.amazonaws.databasemigrationservice#{id}"), "{name}");
        }
    };
    let full = "com.amazonaws.databasemigrationservice#Endpoint";
    let names = ["Endpoint", full, "endpoint", "dms_sdk::types::Endpoint", "crate::types::Endpoint", "EndpointBuilder"];
    same(&names, "Endpoint");
    let names =
        ["Endpoint$EndpointArn", "Endpoint.EndpointArn", "endpoint.endpointarn", "Endpoint::set_endpoint_arn()"];
    same(&names, "Endpoint$EndpointArn");
    same(&["EndpointSetting::r#type", "EndpointSetting.Type", "types::EndpointSetting::type"], "EndpointSetting$Type");
    let names = [
        "DescribeRefreshSchemasStatus",
        "describe_refresh_schemas_status",
        "Client::describe_refresh_schemas_status",
        "DescribeRefreshSchemasStatusError",
    ];
    same(&names, "DescribeRefreshSchemasStatus");
    let names = [
        "SchemasRefreshed",
        "wait_until_schemas_refreshed",
        "dms_sdk::client::Waiters::wait_until_schemas_refreshed()",
        "schemas_refreshed",
        "DescribeRefreshSchemasStatus.SchemasRefreshed",
    ];
    same(&names, "DescribeRefreshSchemasStatus$SchemasRefreshed");
    same(&["describe_endpoints::DescribeEndpointsInput"], "DescribeEndpointsMessage");
    same(
        &["EndpointSettingTypeValue::Boolean", "EndpointSettingTypeValue$boolean"],
        "EndpointSettingTypeValue$BOOLEAN",
    );
    let both = explain(&sources, "describe_endpoints.Marker");
    assert_eq!(both.len(), 2, "of the input and of the output");
}

#[test]
fn an_operation_is_explained_with_all_its_parts() {
    let sources = dms();
    let found = one(&sources, "describe_refresh_schemas_status");
    assert_eq!(found.kind, "operation");
    assert!(
        found.location.as_deref().is_some_and(|location| location.starts_with("dms.json:")),
        "{:?}",
        found.location
    );
    let words = found.traits.iter().find(|fact| fact.id == "rust.client#documentation").unwrap();
    assert!(words.location.as_deref().is_some_and(|location| location.starts_with("words/endpoints.md:")));
    let errors: Vec<_> = found.members.iter().map(|error| error.serialized_name.as_str()).collect();
    assert_eq!(errors, ["InvalidResourceStateFault", "ResourceNotFoundFault"]);
    let call = found.call.unwrap();
    assert_eq!(call.target, "AmazonDMSv20160101.DescribeRefreshSchemasStatus");
    assert_eq!(call.required, ["endpoint_arn"]);
    assert_eq!(call.waiters[0].method, "wait_until_schemas_refreshed");
    let completion = one(&sources, "RefreshSchemas").call.unwrap().completion.unwrap();
    assert_eq!((completion.name, completion.file), (call.waiters[0].name.clone(), call.waiters[0].file.clone()));
    assert_eq!(call.examples.len(), 1);
    let pages = one(&sources, "DescribeEndpoints").call.unwrap().pages.unwrap();
    assert_eq!((pages.input_token.as_str(), pages.items.as_deref()), ("Marker", Some("Endpoints")));
}

#[test]
fn a_waiter_is_explained_with_its_acceptors() {
    let sources = dms();
    let found = one(&sources, "SchemasRefreshed");
    assert_eq!(found.kind, "waiter of the operation DescribeRefreshSchemasStatus");
    assert_eq!(
        (found.rust[0].what, found.rust[0].item.as_str()),
        ("method", "crate::client::Waiters::wait_until_schemas_refreshed()")
    );
    let waitable = found.traits.iter().find(|fact| fact.id == "smithy.waiters#waitable").unwrap();
    assert_eq!(waitable.value["minDelay"], 15, "the part that is about the waiter");
    assert!(waitable.location.as_deref().is_some_and(|location| location.starts_with("dms.overlay.json:")));
    let wait = found.wait.unwrap();
    assert_eq!((wait.min_delay, wait.max_delay, wait.polls.as_str()), (15, 60, "describe_refresh_schemas_status"));
    let ends: Vec<_> = wait.acceptors.iter().map(|ends| format!("{}: {}", ends.state, ends.when)).collect();
    let status = "`RefreshSchemasStatus.Status` of the output is";
    assert_eq!(ends, [format!("success: {status} \"successful\""), format!("failure: {status} \"failed\"")]);
    assert_eq!(wait.failure_reason.as_deref(), Some("RefreshSchemasStatus.LastFailureMessage"));
    assert_eq!(wait.started_by, ["RefreshSchemas"]);
}

#[test]
fn every_matcher_of_a_waiter_is_explained() {
    let matcher = |path: &str, comparator: &str| json!({ "path": path, "expected": "true", "comparator": comparator });
    let ends = json!([
        { "state": "success", "matcher": { "inputOutput": matcher("input.flag == output.flag", "booleanEquals") } },
        { "state": "failure", "matcher": { "output": matcher("names", "allStringEquals") } },
        { "state": "failure", "matcher": { "output": matcher("names", "anyStringEquals") } },
        { "state": "retry", "matcher": { "errorType": "z#Busy" } },
        { "state": "retry", "matcher": { "success": false } },
        { "state": "success", "matcher": { "success": true } },
    ]);
    let sources = model(json!({
        "z#In": { "type": "structure", "members": {
            "flag": { "target": "smithy.api#Boolean" }, "names": { "target": "z#Names" },
            "thing": { "target": "other#Thing" },
        } },
        "z#Names": { "type": "list", "member": { "target": "smithy.api#String" } },
        "other#Thing": { "type": "string" },
        "z#Op": { "type": "operation", "input": { "target": "z#In" }, "output": { "target": "z#In" },
            "traits": { "smithy.waiters#waitable": { "Done": { "acceptors": ends } } } },
    }));
    let wait = one(&sources, "Done").wait.unwrap();
    let ends: Vec<_> = wait.acceptors.iter().map(|ends| (ends.state, ends.when.as_str())).collect();
    let expected = [
        ("success", "`input.flag == output.flag` of input and output is true"),
        ("failure", "`names` of the output are one or more, all \"true\""),
        ("failure", "one of `names` of the output is \"true\""),
        ("retry", "the call fails with `Busy`"),
        ("retry", "the call fails"),
        ("success", "the call succeeds"),
    ];
    assert_eq!(ends, expected);
    assert_eq!((wait.min_delay, wait.max_delay), (2, 120), "as Smithy has it where nothing is said");
}

#[test]
fn suggestions_are_names_that_are_there() {
    let sources = dms();
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings()).unwrap();
    let catalogue = explainer.catalogue();
    let names = catalogue.operations.iter().flat_map(|row| [row.name.clone(), row.method.clone()]);
    let waiters = catalogue.waiters.iter().flat_map(|row| [row.name.clone(), row.method.clone()]);
    let words = catalogue.words.iter().map(|row| row.name.clone()).step_by(40);
    let mut suggested = 0;
    for name in names.chain(waiters).chain(words) {
        let Err(unknown) = explainer.explain(&format!("{name}x")) else { continue };
        let quoted: Vec<&str> = unknown.remedy.split('`').skip(1).step_by(2).collect();
        assert!(!quoted.is_empty(), "{name}: {}", unknown.remedy);
        for quoted in quoted.into_iter().filter(|quoted| !quoted.starts_with("cargo")) {
            let found = explainer.explain(quoted).unwrap_or_else(|unknown| panic!("{unknown:?}"));
            let is_own = found.iter().any(|found| found.id.ends_with(quoted) || !quoted.contains(char::is_uppercase));
            assert!(is_own || found[0].wait.is_some(), "{quoted}");
            suggested += 1;
        }
    }
    assert!(suggested > 300, "{suggested}");
}

#[test]
fn every_file_that_is_named_is_one_of_the_crate() {
    let sources = dms();
    let output = dms_codegen::generate(&sources, Some(&PARTITIONS), &settings()).unwrap();
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings()).unwrap();
    let catalogue = explainer.catalogue();
    let operations = catalogue.operations.iter().map(|row| &row.name);
    let mut named = 0;
    // In a debug build all of them take a minute, and adjacent ones are similar.
    let waiters = catalogue.waiters.iter().map(|row| &row.name);
    for name in operations.chain(waiters).chain(catalogue.shapes.iter().map(|row| &row.name)).step_by(5) {
        for explanation in explainer.explain(name).unwrap() {
            let waiters = explanation.call.iter().flat_map(|call| &call.waiters).map(|wait| &wait.file);
            for file in explanation.rust.iter().filter_map(|fact| fact.file.as_ref()).chain(waiters) {
                assert!(output.files.contains_key(file), "{name}: {file}");
                named += 1;
            }
        }
    }
    assert!(named > 150, "{named}");
    let counts =
        [catalogue.operations.len(), catalogue.shapes.len(), catalogue.paginators.len(), catalogue.errors.len()];
    assert_eq!(counts, [119, 506, 42, 26]);
    assert_eq!(catalogue.waiters.len(), 20);
}

#[test]
fn shapes_are_explained_with_renames_uses_and_constraints() {
    let sources = model(json!({
        "z#In": { "type": "structure", "members": {
            "things": { "target": "z#Things" }, "tree": { "target": "z#Tree" },
            "name": { "target": "z#Name", "traits": { "smithy.api#required": {}, "aws.api#data": "content" } },
        } },
        "z#Things": { "type": "map", "key": { "target": "z#Name" }, "value": { "target": "other#Thing" } },
        "z#Name": { "type": "string", "traits": { "smithy.api#length": { "min": 1, "max": 9 }, "smithy.api#sensitive": {} } },
        "z#Tree": { "type": "structure", "members": { "child": { "target": "z#Tree" }, "leaf": { "target": "z#Name" } } },
        "other#Thing": { "type": "union", "members": { "text": { "target": "z#Name" } } },
    }));
    let thing = one(&sources, "OtherThing");
    assert_eq!(one(&sources, "Thing"), thing, "by the name before the rename");
    let rename = NameFact {
        model: "other#Thing".to_owned(),
        rust: "OtherThing".to_owned(),
        reasons: vec!["the service's `rename` has this name for it".to_owned()],
    };
    assert!(thing.names.contains(&rename), "{:?}", thing.names);
    let uses = |explanation: &Explanation| -> Vec<String> {
        explanation.used_by.iter().map(|one| format!("{} {} {}", one.method, one.direction, one.path)).collect()
    };
    assert_eq!(uses(&thing), ["op input things{}", "op output things{}"]);
    assert_eq!(uses(&one(&sources, "Tree.child")), ["op input tree.child", "op output tree.child"]);
    let name = one(&sources, "In.name");
    assert_eq!(name.constraints, ["Required.", "Length: 1 to 9.", "Sensitive: redacted by `Debug`."]);
    let ignored = name.traits.iter().find(|fact| fact.id == "aws.api#data").unwrap();
    assert!(ignored.ignored.is_some());
    assert_eq!(one(&sources, "Tree.child").rust[0].item, "crate::types::Tree::child: Option<Box<crate::types::Tree>>");
}

#[test]
fn documents_are_explained_by_both_of_their_names() {
    let text = include_str!("../../fixtures/models/documents.json").to_owned();
    let sources = vec![Source { name: "documents.json".to_owned(), text }];
    let member = one(&sources, "KeepRule.rule-id");
    assert_eq!(member.id, "fixture.documents#KeepRule$ruleId");
    assert_eq!(member.rust[0].item, "crate::types::documents::KeepRule::rule_id: Option<String>");
    assert_eq!(member.rust[0].file.as_deref(), Some("src/types/documents/_keep_rule.rs"));
    assert_eq!(member.used_by[0].path, "Plan.rules[].keep.ruleId");
    assert_eq!(member.constraints, ["Required."]);
    assert!(member.traits.iter().all(|fact| fact.ignored.is_none()), "{:?}", member.traits);
    let variant = one(&sources, "types::documents::Rule::change-name");
    assert_eq!(variant.rust[0].item, "crate::types::documents::Rule::ChangeName(crate::types::documents::ChangeRule)");
    let shape = one(&sources, "Rule");
    assert_eq!(shape.rust[0].item, "crate::types::documents::Rule");
    assert_eq!(shape.members[1].serialized_name, "change-name");
    let text = one(&sources, "PutPlanInput.Plan");
    assert!(text.traits.iter().any(|fact| fact.id == "rust.client#jsonText" && fact.ignored.is_none()));
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings()).unwrap();
    let row = explainer.catalogue().shapes.into_iter().find(|row| row.name == "Leaves").unwrap();
    assert_eq!((row.rust.as_str(), row.members), ("crate::types::documents::Leaves", 13));
}
