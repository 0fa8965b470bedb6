//! Waiters.

use super::super::botocore::{Acceptor, Operation, Service, Waiters};
use super::{Report, operations::Converted, shapes::is_identifier};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Smithy's greatest delay between two polls, in seconds, where a waiter says nothing else.
const MAX_DELAY: u32 = 120;

/// Adds `smithy.waiters#waitable`.
pub fn apply(service: &Service, waiters: &Waiters, operations: &mut BTreeMap<String, Converted>, report: &mut Report) {
    if waiters.version != json!(2) {
        let problem = format!("the waiters are of version {}", waiters.version);
        report.refuse("waiters", problem, "the import reads version 2, the file `waiters-2.json`");
        return;
    }
    let mut by_operation: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (name, waiter) in &waiters.waiters {
        report.look_through(name, &waiter.rest);
        if !is_identifier(name) {
            report.refuse(name, "the waiter's name is not a Smithy identifier", UNSAYABLE);
        }
        if waiter.acceptors.is_empty() {
            report.refuse(name, "the waiter has no acceptors, so it would never end", UNSAYABLE);
        }
        let operation = service.operations.get(&waiter.operation);
        let convert = |acceptor| convert(name, acceptor, &codes(service, operation, acceptor), report);
        let acceptors: Vec<_> = waiter.acceptors.iter().flat_map(convert).collect();
        let mut json = json!({ "acceptors": acceptors, "minDelay": waiter.delay.max(1) });
        if waiter.delay > MAX_DELAY {
            json["maxDelay"] = json!(waiter.delay);
        }
        by_operation.entry(&waiter.operation).or_default().insert(name.clone(), json);
    }
    for (operation, waitable) in by_operation {
        match operations.get_mut(operation) {
            Some(converted) => {
                converted.traits.insert("smithy.waiters#waitable".to_owned(), waitable.into());
            }
            None => report.refuse(
                operation,
                format!("the waiter `{}` polls an operation that does not exist", first(&waitable)),
                "take `service-2` and `waiters-2` from the same release of botocore",
            ),
        }
    }
}

fn first(waitable: &Map<String, Value>) -> &str {
    waitable.keys().next().map_or("", String::as_str)
}

const UNSAYABLE: &str = "Smithy's waiters cannot say this: correct the waiter or take it out of the file";

/// The errors of an operation with the HTTP status that an acceptor expects.
fn codes(service: &Service, operation: Option<&Operation>, acceptor: &Acceptor) -> Vec<String> {
    let expected = Some(&acceptor.expected).filter(|_| acceptor.matcher == "status").and_then(Value::as_u64);
    let errors = operation.into_iter().flat_map(|operation| &operation.errors).map(|error| &error.shape);
    let status = |name: &String| service.shapes.get(name)?.error.as_ref()?.http_status_code.map(u64::from);
    errors.filter(|name| expected.is_some() && status(name) == expected).cloned().collect()
}

/// An acceptor. Smithy knows no status, but the `errors` that have it, and each becomes an acceptor.
fn convert(waiter: &str, acceptor: &Acceptor, errors: &[String], report: &mut Report) -> Vec<Value> {
    if !matches!(acceptor.state.as_str(), "success" | "failure" | "retry") {
        report.refuse(waiter, format!("there is no state `{}`", acceptor.state), UNSAYABLE);
        return Vec::new();
    }
    let matchers = match errors {
        [] => matcher(acceptor).map(|matcher| vec![matcher]),
        errors => Ok(errors.iter().map(|code| json!({ "errorType": code })).collect()),
    };
    match matchers {
        Ok(matchers) => {
            matchers.into_iter().map(|matcher| json!({ "state": acceptor.state, "matcher": matcher })).collect()
        }
        Err(problem) => {
            report.refuse(waiter, problem, UNSAYABLE);
            Vec::new()
        }
    }
}

/// What has to match.
fn matcher(acceptor: &Acceptor) -> Result<Value, String> {
    let Acceptor { matcher, expected, argument, .. } = acceptor;
    let output = |comparator: &str, expected: String| {
        let path = argument.as_ref().ok_or_else(|| format!("the matcher `{matcher}` has no `argument`"))?;
        Ok(json!({ "output": { "path": path, "comparator": comparator, "expected": expected } }))
    };
    match (matcher.as_str(), expected) {
        ("path", Value::Bool(expected)) => output("booleanEquals", expected.to_string()),
        ("path", Value::String(expected)) => output("stringEquals", expected.clone()),
        ("pathAll", Value::String(expected)) => output("allStringEquals", expected.clone()),
        ("pathAny", Value::String(expected)) => output("anyStringEquals", expected.clone()),
        ("error", Value::String(code)) => Ok(json!({ "errorType": code })),
        ("error", Value::Bool(error)) => Ok(json!({ "success": !error })),
        ("status", Value::Number(status)) if status.as_u64() == Some(200) => Ok(json!({ "success": true })),
        _ => Err(format!("the matcher `{matcher}` expects {expected}")),
    }
}
