//! Exceptions.

use crate::support::{assert_mentions, files, model, refusal, service, shapes};
use serde_json::{Value, json};

/// The traits of an exception with these facts.
fn traits(mut facts: Value) -> Value {
    facts["type"] = json!("structure");
    facts["members"] = json!({});
    facts["exception"] = json!(true);
    model(&shapes(json!({ "Oops": facts })))["Oops"]["traits"].clone()
}

#[test]
fn whose_fault_it_is() {
    assert_eq!(traits(json!({})), json!({ "smithy.api#error": "client" }));
    assert_eq!(traits(json!({ "fault": true })), json!({ "smithy.api#error": "server" }));
    assert_eq!(traits(json!({ "error": { "fault": true } })), json!({ "smithy.api#error": "server" }));
    let teapot = traits(json!({ "error": { "code": "Oops", "httpStatusCode": 418, "senderFault": true } }));
    assert_eq!(teapot, json!({ "smithy.api#error": "client", "smithy.api#httpError": 418 }));
    let sorry = traits(json!({ "fault": true, "error": { "senderFault": true } }));
    assert_eq!(sorry, json!({ "smithy.api#error": "client" }), "the sender's fault outweighs the older mark");
    let gone = traits(json!({ "error": { "httpStatusCode": 404 } }));
    assert_eq!(gone, json!({ "smithy.api#error": "client", "smithy.api#httpError": 404 }));
    let down = traits(json!({ "error": { "httpStatusCode": 503 } }));
    assert_eq!(down, json!({ "smithy.api#error": "server", "smithy.api#httpError": 503 }));
}

#[test]
fn whether_to_try_again() {
    let throttled = traits(json!({ "retryable": { "throttling": true } }));
    assert_eq!(throttled["smithy.api#retryable"], json!({ "throttling": true }));
    let later = traits(json!({ "retryable": { "throttling": false } }));
    assert_eq!(later["smithy.api#retryable"], json!({}));
}

#[test]
fn a_code_of_its_own_is_kept_for_query_compatible_services_and_refused_elsewhere() {
    let shapes = json!({
        "Gone": { "type": "structure", "members": {}, "exception": true, "error": { "code": "Zoo.Gone", "httpStatusCode": 404 } },
    });
    let mut service = service(json!({}), shapes);
    assert_mentions(&refusal(&files(&service)), &["the error's code is `Zoo.Gone`", "shape:  Gone"]);
    service["metadata"]["awsQueryCompatible"] = json!({});
    let model = model(&files(&service));
    let wanted = json!({ "code": "Zoo.Gone", "httpResponseCode": 404 });
    assert_eq!(model["Gone"]["traits"]["aws.protocols#awsQueryError"], wanted);
    assert_eq!(model["Zoo_20200220"]["traits"]["aws.protocols#awsQueryCompatible"], json!({}));
}
