//! Waiters.

use crate::support::{assert_mentions, files, model, operation, refusal, service, source};
use serde_json::{Value, json};
use xtask_tools::import::Files;

fn with(waiters: Value) -> Files {
    let shapes = json!({ "In": { "type": "structure", "members": {} }, "Out": { "type": "structure", "members": {} } });
    let mut files = files(&service(json!({ "Get": operation("Get", "In", "Out") }), shapes));
    files.waiters = Some(source("waiters-2.json", &waiters));
    files
}

/// The one waiter `Ready` with these acceptors.
fn ready(acceptors: Value) -> Files {
    let waiter = json!({ "operation": "Get", "delay": 5, "maxAttempts": 60, "acceptors": acceptors });
    with(json!({ "version": 2, "waiters": { "Ready": waiter } }))
}

/// What Smithy makes of one matcher.
fn matcher(kind: &str, argument: Option<&str>, expected: &Value) -> Value {
    let mut acceptor = json!({ "matcher": kind, "expected": expected, "state": "retry" });
    if let Some(argument) = argument {
        acceptor["argument"] = json!(argument);
    }
    let shapes = model(&ready(json!([acceptor])));
    let acceptor = &shapes["Get"]["traits"]["smithy.waiters#waitable"]["Ready"]["acceptors"][0];
    assert_eq!(acceptor["state"], "retry");
    acceptor["matcher"].clone()
}

#[test]
fn every_matcher_has_its_counterpart() {
    let output = |comparator: &str, expected: &str| json!({ "output": { "path": "Items[].State", "comparator": comparator, "expected": expected } });
    let path = Some("Items[].State");
    assert_eq!(matcher("path", path, &json!("up")), output("stringEquals", "up"));
    assert_eq!(matcher("path", path, &json!(true)), output("booleanEquals", "true"));
    assert_eq!(matcher("path", path, &json!("true")), output("stringEquals", "true"));
    assert_eq!(matcher("pathAll", path, &json!("up")), output("allStringEquals", "up"));
    assert_eq!(matcher("pathAny", path, &json!("up")), output("anyStringEquals", "up"));
    assert_eq!(matcher("error", None, &json!("GoneFault")), json!({ "errorType": "GoneFault" }));
    assert_eq!(matcher("error", None, &json!(true)), json!({ "success": false }));
    assert_eq!(matcher("error", None, &json!(false)), json!({ "success": true }));
    assert_eq!(matcher("status", None, &json!(200)), json!({ "success": true }));
}

#[test]
fn a_status_stands_for_the_errors_that_have_it() {
    let mut get = operation("Get", "In", "Out");
    let errors = [("Gone", 404), ("Denied", 403), ("Lost", 404)];
    get["errors"] = errors.iter().map(|(name, _)| json!({ "shape": name })).collect();
    let mut shapes =
        json!({ "In": { "type": "structure", "members": {} }, "Out": { "type": "structure", "members": {} } });
    for (name, status) in errors {
        shapes[name] =
            json!({ "type": "structure", "members": {}, "exception": true, "error": { "httpStatusCode": status } });
    }
    let waiters = |status: u16| {
        let acceptors = json!([{ "matcher": "status", "expected": status, "state": "retry" }]);
        let waiter = json!({ "operation": "Get", "delay": 5, "maxAttempts": 60, "acceptors": acceptors });
        let mut files = files(&service(json!({ "Get": get }), shapes.clone()));
        files.waiters = Some(source("waiters-2.json", &json!({ "version": 2, "waiters": { "Ready": waiter } })));
        files
    };
    let acceptor = |code: &str| json!({ "state": "retry", "matcher": { "errorType": code } });
    let ready = &model(&waiters(404))["Get"]["traits"]["smithy.waiters#waitable"]["Ready"];
    assert_eq!(ready["acceptors"], json!([acceptor("Gone"), acceptor("Lost")]));
    assert_mentions(&refusal(&waiters(500)), &["the matcher `status` expects 500", "shape:  Ready"]);
}

#[test]
fn acceptors_keep_their_order_and_delays_their_meaning() {
    let acceptor = |code: &str, state: &str| json!({ "matcher": "error", "expected": code, "state": state });
    let waiter = |delay: u32| {
        json!({
            "operation": "Get", "delay": delay, "maxAttempts": 3, "description": "Waits.",
            "acceptors": [acceptor("Z", "failure"), acceptor("A", "success")],
        })
    };
    let model = model(&with(
        json!({ "version": 2, "waiters": { "Slow": waiter(300), "Fast": waiter(0), "Usual": waiter(120) } }),
    ));
    let acceptors = json!([
        { "state": "failure", "matcher": { "errorType": "Z" } },
        { "state": "success", "matcher": { "errorType": "A" } },
    ]);
    let wanted = json!({
        "Fast": { "acceptors": acceptors, "minDelay": 1 },
        "Slow": { "acceptors": acceptors, "minDelay": 300, "maxDelay": 300 },
        "Usual": { "acceptors": acceptors, "minDelay": 120 },
    });
    assert_eq!(model["Get"]["traits"]["smithy.waiters#waitable"], wanted);
}

#[test]
fn what_smithy_cannot_say_is_refused_by_the_waiters_name() {
    let cases = [
        (json!({ "matcher": "status", "expected": 404, "state": "success" }), "`status` expects 404"),
        (
            json!({ "matcher": "pathAll", "argument": "X", "expected": true, "state": "retry" }),
            "`pathAll` expects true",
        ),
        (json!({ "matcher": "pathAny", "expected": "x", "state": "retry" }), "`pathAny` has no `argument`"),
        (json!({ "matcher": "moon", "expected": "full", "state": "retry" }), "`moon` expects \"full\""),
        (json!({ "matcher": "error", "expected": "X", "state": "done" }), "no state `done`"),
    ];
    for (acceptor, problem) in cases {
        assert_mentions(&refusal(&ready(json!([acceptor]))), &[problem, "shape:  Ready", "file:   waiters-2.json"]);
    }
    assert_mentions(&refusal(&ready(json!([]))), &["has no acceptors"]);
    assert_mentions(&refusal(&with(json!({ "version": 1, "waiters": {} }))), &["of version 1"]);
    let mut hasty = json!({ "operation": "Get", "delay": 1, "acceptors": [] });
    hasty["backoff"] = json!(2);
    assert_mentions(&refusal(&with(json!({ "version": 2, "waiters": { "Ready": hasty } }))), &["`\"backoff\": 2`"]);
    let lost = json!({ "operation": "Put", "delay": 1, "acceptors": [{ "matcher": "status", "expected": 200, "state": "success" }] });
    let text = refusal(&with(json!({ "version": 2, "waiters": { "Ready": lost } })));
    assert_mentions(&text, &["the waiter `Ready` polls an operation that does not exist", "shape:  Put"]);
}
