//! Facts about a shape or member that are not documentation text in the model.

use super::{code, first_sentence, literal};
use crate::{
    model::{
        AcceptorState, Comparator, Matcher, Member, Model, Operation, Range, Shape, ShapeKind, Signing,
        TimestampFormat, Traits, Waiter,
    },
    plan::{
        field::{Field, Presence},
        names::{self, Ident},
    },
    smithy::bare_name,
};
use heck::ToUpperCamelCase as _;

/// A member: its name on the wire if it differs from the usual one, required, default, allowed values, bounds.
pub fn member(model: &Model, member: &Member, rust: &Ident, presence: &Presence) -> String {
    let name = member.serialized_name();
    let (is_of_document, rust) = (is_of_document(model, member), rust.as_str());
    let is_usual = rust.to_upper_camel_case() == name || (is_of_document && rust == name);
    let location = if is_of_document { "in JSON" } else { "on the wire" };
    let serialized_name = (!is_usual).then(|| format!("{} {location}.", code(name)));
    let facts = serialized_name.into_iter().chain(constraints(model, member, presence)).chain(json_text(member));
    facts.collect::<Vec<_>>().join(" ")
}

fn is_of_document(model: &Model, member: &Member) -> bool {
    model.documents.contains(&member.id.without_member())
}

/// The type that reads and writes the JSON in a string.
fn json_text(member: &Member) -> Option<String> {
    let name = names::type_name(member.traits.json_text.as_ref()?.name());
    Some(format!(
        "JSON, which [`{name}`](crate::types::documents::{name}) writes and reads, with the feature `documents`."
    ))
}

/// The constraints on a member's values, one sentence each.
pub fn constraints(model: &Model, member: &Member, presence: &Presence) -> Vec<String> {
    let target = model.shape(&member.target);
    let mut facts = Vec::new();
    if member.traits.required {
        facts.push("Required.".to_owned());
    }
    match &member.traits.default {
        Some(default) if matches!(presence, Presence::Default(_)) => {
            facts.push(format!("{} unless set.", literal(default)));
        }
        Some(default) if is_of_document(model, member) && !default.is_null() => {
            facts.push(format!("{} unless set.", literal(default)));
        }
        _ => {}
    }
    if member.traits.idempotency_token {
        facts.push("A random token unless set.".to_owned());
    }
    facts.extend(kind(member, target));
    facts.extend(bounds("Length", pick(&member.traits, target, |traits| traits.length.as_ref())));
    facts.extend(bounds("Range", pick(&member.traits, target, |traits| traits.range.as_ref())));
    if let Some(pattern) = pick(&member.traits, target, |traits| traits.pattern.as_deref()) {
        facts.push(format!("Pattern: {}.", code(pattern)));
    }
    if member.traits.sensitive || target.traits.sensitive {
        facts.push("Sensitive: redacted by `Debug`.".to_owned());
    }
    facts
}

/// The constraints of a shape, wherever it is used.
pub fn shape(traits: &Traits) -> Vec<String> {
    let mut facts: Vec<String> = bounds("Length", traits.length.as_ref()).into_iter().collect();
    facts.extend(bounds("Range", traits.range.as_ref()));
    facts.extend(traits.pattern.as_ref().map(|pattern| format!("Pattern: {}.", code(pattern))));
    let marks = [
        (traits.unique_items, "Unique items."),
        (traits.sparse, "May contain nulls."),
        (traits.sensitive, "Sensitive: redacted by `Debug`."),
    ];
    facts.extend(marks.into_iter().filter(|(on, _)| *on).map(|(_, fact)| fact.to_owned()));
    facts
}

fn pick<'a, T>(own: &'a Traits, target: &'a Shape, trait_of: impl Fn(&'a Traits) -> Option<T>) -> Option<T> {
    trait_of(own).or_else(|| trait_of(&target.traits))
}

/// Properties of the values that the Rust type does not have.
fn kind(member: &Member, target: &Shape) -> Option<String> {
    match &target.kind {
        ShapeKind::IntEnum(values) => {
            let values: Vec<_> = values.iter().map(|v| format!("`{}` ({})", v.value, code(&v.name))).collect();
            Some(format!("Allowed values: {}.", values.join(", ")))
        }
        ShapeKind::Timestamp => match member.traits.timestamp_format.or(target.traits.timestamp_format) {
            Some(TimestampFormat::DateTime) => Some("Serialized as RFC 3339.".to_owned()),
            Some(TimestampFormat::HttpDate) => Some("Serialized as an HTTP date.".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn bounds(what: &str, range: Option<&Range>) -> Option<String> {
    let range = range?;
    match (&range.min, &range.max) {
        (Some(min), Some(max)) => Some(format!("{what}: {min} to {max}.")),
        (Some(min), None) => Some(format!("{what}: at least {min}.")),
        (None, Some(max)) => Some(format!("{what}: at most {max}.")),
        (None, None) => None,
    }
}

/// The status of an error, and whether it is retried.
pub fn error(traits: &Traits) -> String {
    let mut facts = Vec::new();
    if let Some(status) = traits.http_error {
        facts.push(format!("HTTP status {status}."));
    }
    match &traits.retryable {
        Some(retryable) if retryable.throttling => facts.push("Retried as throttling.".to_owned()),
        Some(_) => facts.push("Retried.".to_owned()),
        None => {}
    }
    facts.join(" ")
}

/// Whether the call is signed, if that is not always the case.
pub fn signing(signing: Signing) -> &'static str {
    match signing {
        Signing::Always => "",
        Signing::Optional => "Signed if the client has credentials, which are optional.",
        Signing::Never => "Not signed: it needs no credentials.",
    }
}

/// The setters of required members.
pub fn required_members(input: &[Field]) -> String {
    let required = input.iter().filter(|field| field.required);
    let names: Vec<_> = required.map(|field| format!("`{}`", field.ident)).collect();
    if names.is_empty() { String::new() } else { format!("Required: {}.", names.join(", ")) }
}

/// How the pages of the operation are linked.
pub fn pagination(traits: &Traits) -> String {
    match &traits.paginated {
        Some(paginated) => format!(
            "The result has several pages, which `into_paginator()` requests: a response that is not the last has {}, \
             which the next request sends as {}.",
            code(&paginated.output_token),
            code(&paginated.input_token)
        ),
        None => String::new(),
    }
}

/// How to wait for the end of the work that the operation starts.
pub fn completion(traits: &Traits) -> String {
    match &traits.completion {
        Some(completion) => format!(
            "The work continues after the response. [`send_and_wait`](crate::builder::InputBuilder::send_and_wait), \
             instead of `send`, waits for its end with the waiter {}, and ignores the end of an earlier run.",
            waiter_link(&completion.waiter)
        ),
        None => String::new(),
    }
}

fn waiter_link(name: &str) -> String {
    let method = names::waiter_method(name);
    format!("[`{method}`](crate::client::Waiters::{method})")
}

/// The waiters that poll the operation.
pub fn waiters(traits: &Traits) -> String {
    let links: Vec<_> = traits.waitable.keys().map(|name| waiter_link(name)).collect();
    if links.is_empty() { String::new() } else { format!("Waiters that poll it: {}.", links.join(", ")) }
}

/// What a waiter polls, how often, and its acceptors.
pub fn waiter(operation: &Ident, waiter: &Waiter) -> String {
    let least = waiter.min_delay;
    let greatest = waiter.max_delay;
    let head = format!(
        "Polls [`{operation}`](crate::Client::{operation}) every {least} to {greatest} seconds. The first of \
         these conditions that is true determines the result:"
    );
    let rules = waiter.acceptors.iter().map(|acceptor| {
        let state = match acceptor.state {
            AcceptorState::Success => "success",
            AcceptorState::Failure => "failure",
            AcceptorState::Retry => "polls again",
        };
        format!("- {state}: {}", condition(&acceptor.matcher))
    });
    format!("{head}\n\n{}", rules.collect::<Vec<_>>().join("\n"))
}

fn condition(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Success(true) => "any response that is not an error".to_owned(),
        Matcher::Success(false) => "any error".to_owned(),
        Matcher::ErrorType(name) => format!("the error {}", code(bare_name(name))),
        Matcher::Output { path, expected, comparator } | Matcher::InputOutput { path, expected, comparator } => {
            let (path, expected) = (code(path), code(expected));
            match comparator {
                Comparator::StringEquals | Comparator::BooleanEquals => format!("{path} is {expected}"),
                Comparator::AllStringEquals => format!("all of {path} are {expected}, and there is at least one"),
                Comparator::AnyStringEquals => format!("one of {path} is {expected}"),
            }
        }
    }
}

/// The errors of an operation: first those that the documentation has in a section `Errors`, then all others.
pub fn errors(model: &Model, operation: &Operation, words: &str) -> String {
    let lines = operation.errors.iter().filter_map(|id| {
        let name = names::error_name(id.name());
        let target = format!("(crate::types::error::{name})");
        let link = format!("- [`{name}`]{target}");
        match model.shape(id).traits.documentation_text() {
            _ if words.contains(&target) => None,
            Some(text) => Some(format!("{link}: {}", first_sentence(text))),
            None => Some(link),
        }
    });
    let lines: Vec<_> = lines.collect();
    match (words, lines.is_empty()) {
        (words, true) => words.to_owned(),
        ("", false) => format!("# Errors\n\n{}", lines.join("\n")),
        (words, false) => format!("{}\n\n{}", words.trim_end(), lines.join("\n")),
    }
}
