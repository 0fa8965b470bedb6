//! Waiters.

use super::format::{Acceptor, Operation, Service, Waiters};
use super::{ImportReport, operations::Converted, trait_ids};
use crate::smithy::{did_you_mean, is_identifier};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Smithy's default for the maximum delay between two polls, in seconds.
const MAX_DELAY: u32 = 120;

/// Adds `smithy.waiters#waitable`.
pub fn apply(
    service: &Service,
    waiters: &Waiters,
    operations: &mut BTreeMap<String, Converted>,
    report: &mut ImportReport<'_>,
) {
    let mut by_operation: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (name, waiter) in waiters {
        report.check_keys(name, &waiter.rest);
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
                converted.traits.insert(trait_ids::WAITABLE.to_owned(), waitable.into());
            }
            None => {
                let otherwise = "Take `service-2` and `waiters-2` from the same release of botocore.";
                let remedy = did_you_mean(operation, operations.keys().map(String::as_str), otherwise);
                for waiter in waitable.keys() {
                    let problem = format!("the waiter polls `{operation}`, which is not an operation of the service");
                    report.refuse(waiter, problem, remedy.as_str());
                }
            }
        }
    }
}

const UNSAYABLE: &str = "Smithy's waiters cannot express this: correct the waiter, or remove it from the file.";

/// The errors of an operation that have the HTTP status an acceptor expects.
fn codes(service: &Service, operation: Option<&Operation>, acceptor: &Acceptor) -> Vec<String> {
    let expected = Some(&acceptor.expected).filter(|_| acceptor.matcher == "status").and_then(Value::as_u64);
    let errors = operation.into_iter().flat_map(|operation| &operation.errors).map(|error| &error.shape);
    let status = |name: &String| service.shapes.get(name)?.error.as_ref()?.http_status_code.map(u64::from);
    errors.filter(|name| expected.is_some() && status(name) == expected).cloned().collect()
}

/// Converts an acceptor. Smithy has no matcher for a status: each of the `errors` with that status becomes an acceptor.
fn convert(waiter: &str, acceptor: &Acceptor, errors: &[String], report: &mut ImportReport<'_>) -> Vec<Value> {
    if !matches!(acceptor.state.as_str(), "success" | "failure" | "retry") {
        let remedy = did_you_mean(&acceptor.state, ["success", "failure", "retry"].into_iter(), UNSAYABLE);
        report.refuse(waiter, format!("there is no state `{}`", acceptor.state), remedy);
        return Vec::new();
    }
    if acceptor.argument.is_some() && !acceptor.matcher.starts_with("path") {
        report.ignore(waiter, "`argument` of an acceptor", "its matcher does not use a path");
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

/// The Smithy matcher of an acceptor.
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
