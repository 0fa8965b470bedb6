//! Prose never gets into a model.

use crate::support::{converted, files, model, operation, service, source};
use serde_json::json;
use xtask_tools::import::Files;

/// A service with the word `wordy` wherever botocore's files hold prose.
fn wordy() -> Files {
    let prose = "<p>wordy</p>";
    let mut get = operation("Get", "In", "Out");
    for end in ["input", "output"] {
        get[end]["documentation"] = json!(prose);
    }
    get["documentation"] = json!(prose);
    get["deprecated"] = json!(true);
    get["deprecatedMessage"] = json!(prose);
    get["errors"] = json!([{ "shape": "Oops", "documentation": prose, "exception": true, "fault": true }]);
    let member =
        |shape: &str| json!({ "shape": shape, "documentation": prose, "deprecated": true, "deprecatedMessage": prose });
    let mut service = service(
        json!({ "Get": get }),
        json!({
            "In": { "type": "structure", "documentation": prose, "members": { "documentation": member("Kind") } },
            "Out": { "type": "structure", "documentation": prose, "deprecated": true, "deprecatedMessage": prose, "members": { "Names": member("Names"), "Tags": member("Tags") } },
            "Oops": { "type": "structure", "exception": true, "documentation": prose, "members": {} },
            "Kind": { "type": "string", "enum": ["description"], "documentation": prose },
            "Names": { "type": "list", "documentation": prose, "member": member("Kind") },
            "Tags": { "type": "map", "documentation": prose, "key": member("Kind"), "value": member("Kind") },
        }),
    );
    service["documentation"] = json!(prose);
    service["clientContextParams"] = json!({ "Mode": { "type": "string", "documentation": prose } });
    let mut files = files(&service);
    let parameter = |name: &str| json!({ "type": "string", "builtIn": name, "documentation": prose, "deprecated": { "message": prose, "since": "2020" } });
    let leaf = json!({ "type": "error", "conditions": [], "error": "Invalid Configuration: no Region", "documentation": prose });
    files.endpoint_rule_set = Some(source(
        "endpoint-rule-set-1.json",
        &json!({
            "version": "1.0",
            "parameters": { "Region": parameter("AWS::Region"), "documentation": parameter("SDK::Endpoint") },
            "rules": [{ "type": "tree", "conditions": [], "documentation": prose, "rules": [leaf] }],
        }),
    ));
    files.waiters = Some(source(
        "waiters-2.json",
        &json!({ "version": 2, "waiters": { "Ready": {
        "operation": "Get", "delay": 5, "maxAttempts": 60, "description": prose,
        "acceptors": [{ "matcher": "status", "expected": 200, "state": "success" }],
    } } }),
    ));
    files.examples = Some(source(
        "examples-1.json",
        &json!({ "version": "1.0", "examples": { "Get": [{
        "input": { "documentation": "kept" }, "output": {}, "id": "wordy-1", "title": prose, "description": prose,
        "comments": { "input": { "documentation": prose }, "output": {} },
    }] } }),
    ));
    files
}

#[test]
fn no_word_of_it_survives() {
    let imported = converted(&wordy());
    assert!(!imported.model.contains("wordy"), "{}", imported.model);
    assert!(!imported.notes.concat().contains("wordy"));
}

#[test]
fn what_is_only_called_like_prose_survives() {
    let model = model(&wordy());
    assert!(model["In"]["members"].get("documentation").is_some(), "a member");
    assert_eq!(model["Get"]["traits"]["smithy.api#examples"][0]["input"], json!({ "documentation": "kept" }));
    let rules = &model["Zoo_20200220"]["traits"]["smithy.rules#endpointRuleSet"];
    let parameter = json!({ "type": "string", "builtIn": "SDK::Endpoint", "deprecated": { "since": "2020" } });
    assert_eq!(rules["parameters"]["documentation"], parameter, "a parameter");
    assert_eq!(rules["rules"][0]["rules"][0]["error"], "Invalid Configuration: no Region", "what a rule answers");
    assert_eq!(model["Kind"]["members"]["DESCRIPTION"]["traits"]["smithy.api#enumValue"], "description");
}
