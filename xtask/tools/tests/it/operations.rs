//! Operations, the service and its examples.

use crate::support::{assert_mentions, converted, files, model, operation, refusal, service, source};
use serde_json::{Value, json};

const NS: &str = "com.amazonaws.zooservice";

fn structures(names: &[&str]) -> Value {
    names.iter().map(|name| ((*name).to_owned(), json!({ "type": "structure", "members": {} }))).collect()
}

#[test]
fn an_error_that_is_listed_twice_counts_once_and_the_order_stays() {
    let mut get = operation("Get", "GetRequest", "GetResponse");
    get["errors"] = json!(["Denied", "Gone", "Denied"].map(|name| json!({ "shape": name, "exception": true })));
    let mut shapes = structures(&["GetRequest", "GetResponse", "Denied", "Gone"]);
    shapes["Denied"]["exception"] = json!(true);
    shapes["Gone"]["exception"] = json!(true);
    let model = model(&files(&service(json!({ "Get": get }), shapes)));
    let wanted = json!([{ "target": format!("{NS}#Denied") }, { "target": format!("{NS}#Gone") }]);
    assert_eq!(model["Get"]["errors"], wanted);
}

#[test]
fn no_input_and_no_output_are_unit() {
    let model = model(&files(&service(json!({ "Ping": { "name": "Ping" } }), json!({}))));
    let unit = json!({ "target": "smithy.api#Unit" });
    assert_eq!(model["Ping"], json!({ "type": "operation", "input": unit, "output": unit }));
}

#[test]
fn only_a_structure_of_one_operation_alone_is_its_input_or_output() {
    let operations = json!({
        "One": operation("One", "OneRequest", "Shared"),
        "Two": operation("Two", "Both", "Shared"),
        "Three": operation("Three", "Nested", "ThreeResponse"),
    });
    let mut shapes = structures(&["OneRequest", "Shared", "Both", "Nested", "ThreeResponse"]);
    shapes["ThreeResponse"]["members"] = json!({ "Nested": { "shape": "Nested" }, "Both": { "shape": "Both" } });
    shapes["Nested"]["members"] = json!({ "Count": { "shape": "Integer" } });
    shapes["Integer"] = json!({ "type": "integer" });
    let model = model(&files(&service(operations, shapes)));
    assert_eq!(model["OneRequest"]["traits"], json!({ "smithy.api#input": {} }));
    assert_eq!(model["ThreeResponse"]["traits"], json!({ "smithy.api#output": {} }));
    for shared in ["Shared", "Both", "Nested"] {
        assert_eq!(model[shared].get("traits"), None, "{shared} has two uses");
    }
    assert_eq!(
        model["Nested"]["members"]["Count"].get("traits"),
        None,
        "an input has no defaults, wherever else it is"
    );
}

#[test]
fn facts_of_operations_become_traits() {
    let mut get = operation("Get", "In", "Out");
    get["idempotent"] = json!(true);
    get["deprecated"] = json!(true);
    get["deprecatedMessage"] = json!("Use Fetch.");
    get["endpoint"] = json!({ "hostPrefix": "data-" });
    get["authtype"] = json!("none");
    get["readonly"] = json!(true);
    get["httpChecksumRequired"] = json!(true);
    get["requestcompression"] = json!({ "encodings": ["gzip"] });
    get["staticContextParams"] = json!({ "Plane": { "value": "data" } });
    get["operationContextParams"] = json!({ "Arns": { "path": "Items[].Arn" } });
    let model = model(&files(&service(json!({ "Get": get }), structures(&["In", "Out"]))));
    let wanted = json!({
        "smithy.api#auth": [],
        "smithy.api#deprecated": {},
        "smithy.api#endpoint": { "hostPrefix": "data-" },
        "smithy.api#httpChecksumRequired": {},
        "smithy.api#idempotent": {},
        "smithy.api#readonly": {},
        "smithy.api#requestCompression": { "encodings": ["gzip"] },
        "smithy.rules#operationContextParams": { "Arns": { "path": "Items[].Arn" } },
        "smithy.rules#staticContextParams": { "Plane": { "value": "data" } },
    });
    assert_eq!(model["Get"]["traits"], wanted);
}

#[test]
fn schemes_of_an_operation_are_kept_and_no_scheme_is_an_empty_list() {
    let auth = |schemes: Value| {
        let mut get = operation("Get", "In", "Out");
        get["auth"] = schemes;
        model(&files(&service(json!({ "Get": get }), structures(&["In", "Out"]))))["Get"]["traits"]["smithy.api#auth"]
            .clone()
    };
    assert_eq!(auth(json!(["smithy.api#noAuth"])), json!([]));
    assert_eq!(auth(json!(["aws.auth#sigv4"])), json!(["aws.auth#sigv4"]));
    assert_eq!(auth(Value::Null), Value::Null);
    let mut get = operation("Get", "In", "Out");
    get["auth"] = json!(["aws.auth#sigv4", "smithy.api#noAuth"]);
    let model = model(&files(&service(json!({ "Get": get }), structures(&["In", "Out"]))));
    let optional = json!({ "smithy.api#auth": ["aws.auth#sigv4"], "smithy.api#optionalAuth": {} });
    assert_eq!(model["Get"]["traits"], optional);
}

#[test]
fn operations_that_cannot_be_called_are_refused_each_with_what_leaves_it_out() {
    let discovering = |name: &str, required: bool| {
        let mut operation = operation(name, "In", "Out");
        operation["endpointdiscovery"] = json!({ "required": required });
        operation
    };
    let operations = json!({
        "A": discovering("A", true), "B": discovering("B", false), "C": discovering("C", true),
        "Watch": operation("Watch", "In", "Events"), "Plain": operation("Plain", "In", "Out"),
    });
    let mut shapes = structures(&["In", "Out", "Events"]);
    shapes["Events"]["members"] = json!({ "Stream": { "shape": "Stream" } });
    shapes["Stream"] =
        json!({ "type": "structure", "union": true, "eventstream": true, "members": { "Out": { "shape": "Out" } } });
    let text = refusal(&files(&service(operations, shapes)));
    assert_eq!(text.matches("error:").count(), 3, "{text}");
    let discovers =
        "error: the operation asks the service for its endpoint before it is called, which is not supported";
    let file = "file:   service-2.json";
    assert_mentions(
        &text,
        &[
            &format!("{discovers}\n  shape:  A\n  {file}\n  remedy: leave the operation out with `--without A`"),
            &format!("{discovers}\n  shape:  C\n  {file}\n  remedy: leave the operation out with `--without C`"),
            "error: the operation streams events (`Stream`), which is not supported\n  shape:  Watch",
            "remedy: leave the operation out with `--without Watch`",
        ],
    );
}

#[test]
fn further_schemes_of_the_service_are_left_out_and_said_so() {
    let mut service = service(json!({}), json!({}));
    service["metadata"]["auth"] = json!(["aws.auth#sigv4a", "aws.auth#sigv4"]);
    let notes = converted(&files(&service)).notes;
    assert_eq!(notes, ["Zoo Service: the authentication scheme `aws.auth#sigv4a` is left out"]);
}

#[test]
fn operations_that_cannot_be_imported_are_refused_by_name() {
    let mut rest = operation("Rest", "In", "Out");
    rest["http"] = json!({ "method": "GET", "requestUri": "/{Id}" });
    let mut discover = operation("Discover", "In", "Out");
    discover["endpointdiscovery"] = json!({ "required": true });
    let mut odd = operation("Odd", "String", "Nowhere");
    odd["errors"] = json!([{ "shape": "In" }]);
    odd["httpChecksum"] = json!({ "requestAlgorithmMember": "A" });
    let mut shapes = structures(&["In", "Out", "Same"]);
    shapes["String"] = json!({ "type": "string" });
    let operations = json!({
        "Rest": rest, "Discover": discover, "Odd": odd,
        "Alias": operation("Other", "In", "Out"), "Same": operation("Same", "In", "Out"),
    });
    assert_mentions(
        &refusal(&files(&service(operations, shapes))),
        &[
            "sent as `GET /{Id}`",
            "asks the service for its endpoint",
            "`String`, which is not a structure",
            "`Nowhere`, which is not a structure",
            "its error `In` is not an exception",
            "\"httpChecksum\":",
            "calls itself `Other`",
            "two things have this name",
        ],
    );
}

#[test]
fn optional_endpoint_discovery_is_left_out_and_said_so() {
    let mut get = operation("Get", "In", "Out");
    get["endpointdiscovery"] = json!({});
    let imported = converted(&files(&service(json!({ "Get": get }), structures(&["In", "Out"]))));
    assert_eq!(imported.notes, ["Get: endpoint discovery is optional and left out"]);
}

#[test]
fn the_service_says_who_it_is_and_how_it_speaks() {
    let operations = json!({ "B": operation("B", "In", "Out"), "A": operation("A", "In", "Out") });
    let mut service = service(operations, structures(&["In", "Out"]));
    service["metadata"]["signingName"] = json!("zoo-signing");
    service["metadata"]["jsonVersion"] = json!("1.0");
    let mut files = files(&service);
    let rules = json!({ "version": "1.0", "parameters": {}, "rules": [] });
    files.endpoint_rule_set = Some(source("endpoint-rule-set-1.json", &rules));
    let wanted = json!({
        "type": "service",
        "version": "2020-02-20",
        "operations": [{ "target": format!("{NS}#A") }, { "target": format!("{NS}#B") }],
        "traits": {
            "aws.api#service": { "endpointPrefix": "zoo", "sdkId": "Zoo Service" },
            "aws.auth#sigv4": { "name": "zoo-signing" },
            "aws.protocols#awsJson1_0": {},
            "smithy.api#title": "Amazon Zoo Service",
            "smithy.rules#endpointRuleSet": rules,
        },
    });
    assert_eq!(model(&files)["Zoo_20200220"], wanted);
}

#[test]
fn without_a_signing_name_the_endpoint_prefix_signs() {
    let model = model(&files(&service(json!({}), json!({}))));
    assert_eq!(model["Zoo_20200220"]["traits"]["aws.auth#sigv4"], json!({ "name": "zoo" }));
}

#[test]
fn other_protocols_signatures_and_names_are_refused() {
    let with = |key: &str, value: Value| {
        let mut service = service(json!({}), json!({}));
        service["metadata"][key] = value;
        refusal(&files(&service))
    };
    for protocol in ["query", "rest-json", "rest-xml", "ec2"] {
        let text = with("protocol", json!(protocol));
        assert_mentions(&text, &[&format!("speaks `{protocol}`, not `json`"), "remedy: only services that speak json"]);
    }
    assert_mentions(&with("jsonVersion", json!("2.0")), &["`jsonVersion` is 2.0"]);
    assert_mentions(&with("jsonVersion", Value::Null), &["`jsonVersion` is missing"]);
    assert_mentions(&with("signatureVersion", json!("s3")), &["requests are signed with `s3`"]);
    assert_mentions(&with("targetPrefix", json!("com.zoo.1")), &["`targetPrefix` is `com.zoo.1`"]);
    assert_mentions(&with("targetPrefix", json!("Zoo.")), &["`targetPrefix` is `Zoo.`"]);
    assert_mentions(
        &with("protocolSettings", json!({ "h2": "required" })),
        &["`protocolSettings` has `\"h2\": \"required\"`"],
    );
    assert_mentions(&with("protocolSettings", json!({ "h3": "optional" })), &["`\"h3\": \"optional\"`"]);
}

#[test]
fn the_service_is_called_by_the_last_segment_of_a_qualified_prefix() {
    let mut service = service(json!({}), json!({}));
    service["metadata"]["targetPrefix"] = json!("com.amazonaws.zoo.v20200220.Zoo_20200220");
    let model: Value = serde_json::from_str(&converted(&files(&service)).model).expect("JSON");
    let ids: Vec<_> = model["shapes"].as_object().expect("shapes").keys().collect();
    assert_eq!(ids, ["com.amazonaws.zooservice#Zoo_20200220"]);
}

#[test]
fn another_protocol_is_the_only_thing_said_of_a_service_that_speaks_it() {
    let mut get = operation("Get", "Nowhere", "Nowhere");
    get["http"] = json!({ "method": "PUT", "requestUri": "/x" });
    let mut service = service(json!({ "Get": get }), json!({}));
    service["metadata"]["protocol"] = json!("rest-xml");
    assert_eq!(refusal(&files(&service)).matches("error:").count(), 1);
}

#[test]
fn json_may_be_the_second_protocol() {
    let mut service = service(json!({}), json!({}));
    service["metadata"]["protocol"] = json!("smithy-rpc-v2-cbor");
    service["metadata"]["protocols"] = json!(["smithy-rpc-v2-cbor", "json"]);
    assert!(model(&files(&service))["Zoo_20200220"]["traits"].get("aws.protocols#awsJson1_1").is_some());
}

#[test]
fn examples_keep_what_is_sent_and_received_under_titles_of_ours() {
    let mut files = files(&service(json!({ "Get": operation("Get", "In", "Out") }), structures(&["In", "Out"])));
    let examples = json!({ "version": "1.0", "examples": { "Get": [
        { "input": { "When": "2016-12-14", "Ids": [1, null] }, "output": {}, "id": "get-1", "title": "Getting" },
        { "input": {} },
    ] } });
    files.examples = Some(source("examples-1.json", &examples));
    let wanted = json!([
        { "title": "Get, example 1", "input": { "Ids": [1, null], "When": "2016-12-14" }, "output": {} },
        { "title": "Get, example 2", "input": {} },
    ]);
    assert_eq!(model(&files)["Get"]["traits"]["smithy.api#examples"], wanted);

    let unknown = json!({ "examples": { "Get": [{ "input": {}, "error": { "shape": "Oops" } }] } });
    files.examples = Some(source("examples-1.json", &unknown));
    assert_mentions(&refusal(&files), &["`\"error\": {\"shape\":\"Oops\"}` is not something", "shape:  Get"]);

    files.examples = Some(source("examples-1.json", &json!({ "examples": { "Put": [{ "input": {} }] } })));
    assert_mentions(&refusal(&files), &["an operation that does not exist", "shape:  Put", "file:   examples-1.json"]);
}
