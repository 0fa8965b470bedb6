//! Parses trait values to typed [`Traits`].

use super::{
    selector::AppliedTo,
    trait_table::{Handling, handling, read_ids},
    traits::{Documentation, Range, Traits},
};
use crate::smithy::{
    AppliedTrait, AppliedTraits, DOCUMENTATION, Definitions, Report, WAITER_DOCUMENTATION, did_you_mean,
};
use serde::Deserialize;
use serde_json::{Number, Value};

/// The shape or member that has the traits.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s> {
    /// The id of the shape.
    pub shape: &'s str,
    /// The name of the member, if a member has them.
    pub member: Option<&'s str>,
    /// Its kind.
    pub applied_to: AppliedTo,
}

impl Subject<'_> {
    /// Reports an error about one of the subject's traits.
    pub fn report(self, report: &mut Report<'_>, applied: &AppliedTrait, problem: String, remedy: impl Into<String>) {
        match self.member {
            Some(member) => report.member(applied.origin, self.shape, member, problem, remedy),
            None => report.shape(applied.origin, self.shape, problem, remedy),
        }
    }
}

/// Reads all traits of one shape or member. A trait with an error is reported and ignored.
pub(super) fn read_traits(
    subject: Subject<'_>,
    applied: &AppliedTraits,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Traits {
    let mut traits = Traits::default();
    for (id, value) in applied {
        match handling(id) {
            Some(Handling::Ignored(_)) => {}
            Some(Handling::Read(selector)) if !selector.allow(subject.applied_to) => {
                let problem = format!(
                    "the trait `{id}` is on {}, but is only for {}",
                    subject.applied_to.phrase(),
                    selector.phrase()
                );
                subject.report(
                    report,
                    value,
                    problem,
                    "Remove the trait, or move it to the shape or member that it belongs to.",
                );
            }
            Some(Handling::Read(_)) => {
                if id == DOCUMENTATION {
                    traits.documentation_location = Some(report.location(value.origin));
                }
                if let Err(error) = read(&mut traits, id, &value.value) {
                    let problem = format!("the value of the trait `{id}` is wrong: {error}");
                    subject.report(report, value, problem, "Use the format in the trait's definition.");
                }
            }
            Some(Handling::Refused(reason)) => {
                let problem = format!("the trait `{id}` is rejected because {reason}");
                subject.report(
                    report,
                    value,
                    problem,
                    "Remove the trait if the service works without it, or remove the shape.",
                );
            }
            None if is_own_trait(id, definitions) => {}
            None => {
                let otherwise = if is_reserved(id) {
                    "Remove the trait if the service works without it."
                } else {
                    "Remove the trait, or define it in the model with `smithy.api#trait`."
                };
                let problem = format!("the trait `{id}` is unknown, so the client would not do what it requires");
                let remedy = did_you_mean(id, read_ids(), otherwise);
                subject.report(report, value, problem, remedy);
            }
        }
    }
    traits
}

/// Whether the model itself defines the trait, in a namespace other than those of Smithy and AWS.
///
/// Such a trait is for other tools, and no protocol uses it. In the reserved namespaces, a definition does not help: a
/// new trait there may change the wire format.
fn is_own_trait(id: &str, definitions: &Definitions) -> bool {
    !is_reserved(id) && definitions.get(id).is_some_and(|shape| shape.traits.contains_key("smithy.api#trait"))
}

fn is_reserved(id: &str) -> bool {
    id.starts_with("smithy.") || id.starts_with("aws.")
}

/// Parses one trait value.
pub(super) fn parse<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// Parses one trait value that must be an object; serde would also accept a list of the fields.
pub(super) fn parse_object<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, String> {
    if value.is_object() { parse(value) } else { Err(format!("expected an object, found `{}`", excerpt(value))) }
}

fn read(traits: &mut Traits, id: &str, value: &Value) -> Result<(), String> {
    match id {
        DOCUMENTATION => traits.documentation = Some(Documentation::Own(parse(value)?)),
        WAITER_DOCUMENTATION => traits.waiter_documentation = parse_object(value)?,
        "aws.protocols#awsQueryError" => traits.query_error = Some(parse_object::<QueryError>(value)?.code),
        "rust.client#completion" => traits.completion = Some(parse_object(value)?),
        "rust.client#discriminator" => traits.discriminator = Some(json_key(value)?),
        "rust.client#jsonText" => traits.json_text = Some(parse(value)?),
        "rust.client#operationGroups" => traits.operation_groups = parse(value)?,
        "rust.client#waiterFailureReason" => traits.waiter_failure_reason = parse_object(value)?,
        "smithy.api#addedDefault" => traits.added_default = mark(value)?,
        "smithy.api#clientOptional" => traits.client_optional = mark(value)?,
        "smithy.api#default" => traits.default = Some(value.clone()),
        "smithy.api#deprecated" => traits.deprecated = Some(parse_object(value)?),
        "smithy.api#documentation" => {
            let text = Documentation::Foreign(parse(value)?);
            traits.documentation.get_or_insert(text);
        }
        "smithy.api#endpoint" => traits.host_prefix = Some(parse_object::<Endpoint>(value)?.host_prefix),
        "smithy.api#error" => traits.error = Some(parse(value)?),
        "smithy.api#examples" => traits.examples = parse(value)?,
        "smithy.api#externalDocumentation" => traits.external_documentation = parse(value)?,
        "smithy.api#hostLabel" => traits.host_label = mark(value)?,
        "smithy.api#httpError" => traits.http_error = Some(status(value)?),
        "smithy.api#idempotencyToken" => traits.idempotency_token = mark(value)?,
        "smithy.api#length" => traits.length = Some(length(value)?),
        "smithy.api#optionalAuth" => traits.optional_auth = mark(value)?,
        "smithy.api#pattern" => traits.pattern = Some(parse(value)?),
        "smithy.api#range" => traits.range = Some(range(value)?),
        "smithy.api#requestCompression" => traits.request_compression = compression(value)?,
        "smithy.api#required" => traits.required = mark(value)?,
        "smithy.api#retryable" => traits.retryable = Some(parse_object(value)?),
        "smithy.api#sensitive" => traits.sensitive = mark(value)?,
        "smithy.api#sparse" => traits.sparse = mark(value)?,
        "smithy.api#timestampFormat" => traits.timestamp_format = Some(parse(value)?),
        "smithy.api#title" => traits.title = Some(parse(value)?),
        "smithy.api#uniqueItems" => traits.unique_items = mark(value)?,
        "smithy.rules#contextParam" => traits.context_param = Some(parse_object::<ContextParam>(value)?.name),
        "smithy.waiters#waitable" => traits.waitable = parse(value)?,
        // The other traits belong to services, operations and enums, and are read there.
        _ => {}
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
struct Endpoint {
    host_prefix: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct ContextParam {
    name: String,
}

/// The status is not used: a response has its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
struct QueryError {
    code: String,
    #[serde(rename = "httpResponseCode")]
    _status: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Compression {
    encodings: Vec<String>,
}

/// Whether requests are compressed. A service may support several encodings; one supported here is enough.
fn compression(value: &Value) -> Result<bool, String> {
    let Compression { encodings } = parse_object(value)?;
    if encodings.iter().any(|encoding| encoding == "gzip") {
        Ok(true)
    } else {
        Err(format!("expected `gzip` among the encodings, found [{}]", encodings.join(", ")))
    }
}

/// The value of a trait without content.
fn mark(value: &Value) -> Result<bool, String> {
    match value {
        Value::Object(object) if object.is_empty() => Ok(true),
        _ => Err(format!("expected `{{}}`, found `{}`", excerpt(value))),
    }
}

/// A key of JSON objects.
pub(super) fn json_key(value: &Value) -> Result<String, String> {
    match parse::<String>(value)? {
        key if key.is_empty() => Err("expected a string that is not empty".to_owned()),
        key => Ok(key),
    }
}

fn status(value: &Value) -> Result<u16, String> {
    let status: u16 = parse(value)?;
    if (400..600).contains(&status) {
        Ok(status)
    } else {
        Err(format!("expected a status from 400 to 599, found {status}"))
    }
}

fn length(value: &Value) -> Result<Range, String> {
    let length = range(value)?;
    if let Some(bound) = [&length.min, &length.max].into_iter().flatten().find(|bound| !bound.is_u64()) {
        return Err(format!("expected an integer that is not negative, found {bound}"));
    }
    Ok(length)
}

fn range(value: &Value) -> Result<Range, String> {
    let range: Range = parse_object(value)?;
    let float = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    match (float(&range.min), float(&range.max)) {
        (None, None) => Err("expected `min`, `max` or both".to_owned()),
        (Some(min), Some(max)) if min > max => Err(format!("`min` ({min}) is greater than `max` ({max})")),
        _ => Ok(range),
    }
}

/// A value's JSON, shortened for a message.
pub(super) fn excerpt(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
