//! What the model says of a shape or member without words.

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

/// A member: its name on the wire where the Rust name does not tell it, required, default, allowed values, bounds.
pub fn member(model: &Model, member: &Member, rust: &Ident, presence: &Presence) -> String {
    let name = member.serialized_name();
    let (is_of_document, rust) = (is_of_document(model, member), rust.as_str());
    let is_told = rust.to_upper_camel_case() == name || (is_of_document && rust == name);
    let place = if is_of_document { "in JSON" } else { "on the wire" };
    let serialized_name = (!is_told).then(|| format!("{} {place}.", code(name)));
    let facts = serialized_name.into_iter().chain(constraints(model, member, presence)).chain(json_text(member));
    facts.collect::<Vec<_>>().join(" ")
}

fn is_of_document(model: &Model, member: &Member) -> bool {
    model.documents.contains(&member.id.without_member())
}

/// Which type writes and reads the JSON that a text is.
fn json_text(member: &Member) -> Option<String> {
    let name = names::type_name(member.traits.json_text.as_ref()?.name());
    Some(format!(
        "JSON, which [`{name}`](crate::types::documents::{name}) writes and reads, with the feature `documents`."
    ))
}

/// What holds for a member's values, one sentence each.
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
        facts.push("Sensitive: not shown by `Debug`.".to_owned());
    }
    facts
}

/// What a shape demands of its values wherever they are.
pub fn shape(traits: &Traits) -> Vec<String> {
    let mut facts: Vec<String> = bounds("Length", traits.length.as_ref()).into_iter().collect();
    facts.extend(bounds("Range", traits.range.as_ref()));
    facts.extend(traits.pattern.as_ref().map(|pattern| format!("Pattern: {}.", code(pattern))));
    let marks = [
        (traits.unique_items, "No item twice."),
        (traits.sparse, "May hold nulls."),
        (traits.sensitive, "Sensitive: not shown by `Debug`."),
    ];
    facts.extend(marks.into_iter().filter(|(on, _)| *on).map(|(_, fact)| fact.to_owned()));
    facts
}

fn pick<'a, T>(own: &'a Traits, target: &'a Shape, trait_of: impl Fn(&'a Traits) -> Option<T>) -> Option<T> {
    trait_of(own).or_else(|| trait_of(&target.traits))
}

/// What a reader cannot see from the Rust type alone.
fn kind(member: &Member, target: &Shape) -> Option<String> {
    match &target.kind {
        ShapeKind::IntEnum(values) => {
            let values: Vec<_> = values.iter().map(|v| format!("`{}` ({})", v.value, code(&v.name))).collect();
            Some(format!("Allowed values: {}.", values.join(", ")))
        }
        ShapeKind::Timestamp => match member.traits.timestamp_format.or(target.traits.timestamp_format) {
            Some(TimestampFormat::DateTime) => Some("Written as RFC 3339.".to_owned()),
            Some(TimestampFormat::HttpDate) => Some("Written as an HTTP date.".to_owned()),
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

/// How an error can be answered.
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

/// Whether the call is signed, where that is not for certain.
pub fn signing(signing: Signing) -> &'static str {
    match signing {
        Signing::Always => "",
        Signing::Optional => "Signed where the client has credentials; it needs none.",
        Signing::Never => "Not signed: it needs no credentials.",
    }
}

/// The setters without which the service refuses the call.
pub fn required_members(input: &[Field]) -> String {
    let required = input.iter().filter(|field| field.required);
    let names: Vec<_> = required.map(|field| format!("`{}`", field.ident)).collect();
    if names.is_empty() { String::new() } else { format!("Required: {}.", names.join(", ")) }
}

/// How the operation's pages are walked.
pub fn pagination(traits: &Traits) -> String {
    match &traits.paginated {
        Some(paginated) => format!(
            "The result comes in pages, which `into_paginator()` follows: a reply that is not the last has {}, which the \
             next request takes as {}.",
            code(&paginated.output_token),
            code(&paginated.input_token)
        ),
        None => String::new(),
    }
}

/// How the end of what the operation starts is waited for.
pub fn completion(traits: &Traits) -> String {
    match &traits.completion {
        Some(completion) => format!(
            "The work goes on after the reply. [`send_and_wait`](crate::builder::InputBuilder::send_and_wait), in place of \
             `send`, waits for its end with the waiter {}, and does not take the end of an earlier run for it.",
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

/// What a waiter polls, how often, and what ends it.
pub fn waiter(operation: &Ident, waiter: &Waiter) -> String {
    let least = waiter.min_delay;
    let greatest = waiter.max_delay;
    let head = format!(
        "Polls [`{operation}`](crate::Client::{operation}) with pauses of {least} to {greatest} seconds. The first of \
         these that holds decides:"
    );
    let rules = waiter.acceptors.iter().map(|acceptor| {
        let state = match acceptor.state {
            AcceptorState::Success => "success",
            AcceptorState::Failure => "failure",
            AcceptorState::Retry => "polls on",
        };
        format!("- {state}: {}", condition(&acceptor.matcher))
    });
    format!("{head}\n\n{}", rules.collect::<Vec<_>>().join("\n"))
}

fn condition(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Success(true) => "any reply that is no error".to_owned(),
        Matcher::Success(false) => "any error".to_owned(),
        Matcher::ErrorType(name) => format!("the error {}", code(bare_name(name))),
        Matcher::Output { path, expected, comparator } | Matcher::InputOutput { path, expected, comparator } => {
            let (path, expected) = (code(path), code(expected));
            match comparator {
                Comparator::StringEquals | Comparator::BooleanEquals => format!("{path} is {expected}"),
                Comparator::AllStringEquals => format!("all of {path} are {expected}, and there are some"),
                Comparator::AnyStringEquals => format!("one of {path} is {expected}"),
            }
        }
    }
}

/// The errors an operation can end with: what the words tell of them in a section of that name, then all others.
pub fn errors(model: &Model, operation: &Operation, words: &str) -> String {
    let lines = operation.errors.iter().filter_map(|id| {
        let name = names::error_name(id.name());
        let target = format!("(crate::types::error::{name})");
        let link = format!("- [`{name}`]{target}");
        match model.shape(id).traits.words() {
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
