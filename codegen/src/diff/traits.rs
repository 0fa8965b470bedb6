//! Traits of shapes and members as they are in the model.

use super::{
    Findings, Rule, Side,
    side::{Written, excerpt},
};
use crate::smithy::ShapeId;
use serde_json::{Number, Value};
use std::collections::BTreeSet;

/// Traits that other modules compare.
const ELSEWHERE: &[&str] = &[
    "aws.api#service",
    "aws.auth#sigv4",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "smithy.api#default",
    "smithy.api#enum",
    "smithy.api#enumValue",
    "smithy.api#paginated",
    "smithy.api#required",
    "smithy.api#title",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#clientContextParams",
    "smithy.waiters#waitable",
    "rust.client#waiterFailureReason",
];

/// The rules for a trait that is added, removed or changed.
fn rules(id: &str) -> [Rule; 3] {
    match id {
        "smithy.api#clientOptional" | "smithy.api#addedDefault" => [Rule::ChangedClientOptional; 3],
        "smithy.api#pattern" => [Rule::ChangedPattern, Rule::RemovedPattern, Rule::ChangedPattern],
        "smithy.api#sparse" => [Rule::ChangedSparse; 3],
        "smithy.api#uniqueItems" => [Rule::AddedUniqueItems, Rule::RemovedUniqueItems, Rule::RemovedUniqueItems],
        "smithy.api#timestampFormat" => [Rule::ChangedTimestampFormat; 3],
        "smithy.api#deprecated" => [Rule::AddedDeprecated, Rule::RemovedDeprecated, Rule::ChangedDeprecated],
        "smithy.api#sensitive" => [Rule::ChangedSensitive; 3],
        "smithy.api#error" => [Rule::ChangedErrorTrait; 3],
        "smithy.api#httpError" => [Rule::ChangedHttpError; 3],
        "aws.protocols#awsQueryCompatible" | "aws.protocols#awsQueryError" => [Rule::ChangedErrorCode; 3],
        "smithy.api#auth" | "smithy.api#optionalAuth" => [Rule::ChangedAuth; 3],
        "smithy.api#requestCompression" => {
            [Rule::AddedRequestCompression, Rule::RemovedRequestCompression, Rule::ChangedTrait]
        }
        "smithy.api#retryable" => [Rule::ChangedRetryable; 3],
        "smithy.api#idempotencyToken" => {
            [Rule::ChangedIdempotencyToken, Rule::RemovedIdempotencyToken, Rule::ChangedIdempotencyToken]
        }
        "rust.client#completion" => [Rule::AddedCompletion, Rule::RemovedCompletion, Rule::ChangedCompletion],
        "smithy.api#endpoint" | "smithy.api#hostLabel" => [Rule::ChangedEndpointTrait; 3],
        "smithy.rules#contextParam" | "smithy.rules#operationContextParams" | "smithy.rules#staticContextParams" => {
            [Rule::ChangedEndpointBinding; 3]
        }
        "smithy.api#documentation"
        | "smithy.api#externalDocumentation"
        | "smithy.api#examples"
        | "smithy.api#tags"
        | "rust.client#documentation"
        | "rust.client#operationGroups"
        | "rust.client#waiterDocumentation" => [Rule::ChangedDocumentation; 3],
        _ => [Rule::AddedTrait, Rule::RemovedTrait, Rule::ChangedTrait],
    }
}

/// Compares the traits of two shapes or members.
pub(super) fn compare(old: &Side, new: &Side, was: &ShapeId, is: &ShapeId, findings: &mut Findings) {
    for (rule, detail) in changes(&old.traits(was), &new.traits(is), new.is_sent(&is.without_member())) {
        findings.push(rule, new.key(is), detail);
    }
}

/// The changes between traits; `is_sent` is whether requests can contain the shape or member.
pub(super) fn changes(before: &Written<'_>, after: &Written<'_>, is_sent: bool) -> Vec<(Rule, String)> {
    let mut found = Vec::new();
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for id in ids.into_iter().filter(|id| !ELSEWHERE.contains(id)) {
        let (before, after) = (before.get(id).map(AsRef::as_ref), after.get(id).map(AsRef::as_ref));
        if before != after {
            found.push((rule(id, before, after, is_sent), detail(id, before, after)));
        }
    }
    found
}

fn rule(id: &str, before: Option<&Value>, after: Option<&Value>, is_sent: bool) -> Rule {
    let bounds = match id {
        "smithy.api#length" => Some((Rule::ChangedLengthTighter, Rule::ChangedLengthWider)),
        "smithy.api#range" => Some((Rule::ChangedRangeTighter, Rule::ChangedRangeWider)),
        _ => None,
    };
    if let Some((tighter, wider)) = bounds {
        return if is_sent && is_tighter(before, after) { tighter } else { wider };
    }
    let [added, removed, changed] = rules(id);
    match (before, after) {
        // The format of a value that only the service sends breaks no client.
        _ if id == "smithy.api#pattern" && !is_sent => removed,
        _ if id == "smithy.api#uniqueItems" && !is_sent => removed,
        (None, _) => added,
        (_, None) => removed,
        _ => changed,
    }
}

/// Whether some values that were accepted before are rejected.
fn is_tighter(before: Option<&Value>, after: Option<&Value>) -> bool {
    let bound = |value: Option<&Value>, name: &str| value?.get(name)?.as_number().cloned();
    let (min, max) = (bound(after, "min"), bound(after, "max"));
    let higher = min.is_some_and(|min| bound(before, "min").is_none_or(|old| is_greater(&min, &old)));
    higher || max.is_some_and(|max| bound(before, "max").is_none_or(|old| is_greater(&old, &max)))
}

/// A `f64` cannot represent all integers of 64 bits.
fn is_greater(a: &Number, b: &Number) -> bool {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a > b,
        _ => a.as_f64() > b.as_f64(),
    }
}

fn detail(id: &str, before: Option<&Value>, after: Option<&Value>) -> String {
    let name = id.strip_prefix("smithy.api#").unwrap_or(id);
    let is_empty = |value: &&Value| value.as_object().is_some_and(serde_json::Map::is_empty);
    match (before, after) {
        (None, Some(value)) if is_empty(&value) => format!("{name} added"),
        (None, Some(value)) => format!("{name} added: {}", excerpt(value)),
        (Some(value), None) if is_empty(&value) => format!("{name} removed"),
        (Some(value), None) => format!("{name} removed: {}", excerpt(value)),
        (Some(before), Some(after)) => format!("{name}: {} → {}", excerpt(before), excerpt(after)),
        (None, None) => name.to_owned(),
    }
}
