//! What may differ between the two clients, and why. Everything else has to be the same.
//!
//! - Headers that tell of the client or of the moment: [`HEADERS`]; of the signature only its [`scope`] is compared.
//! - Each client's `content-length` has to be its own body's: one writes white space and escapes that the other does not.
//! - The generated client reads a list without its nulls, since no list of the model is sparse; the reference client
//!   keeps them: [`without_nulls`].
//! - The generated client gives a member that a reply leaves out its default, and a required one an empty value, as the
//!   types of Rust demand; the reference client leaves it out: [`is_filled_in`].
//! - A union of a member that is not known has no name in the generated client: [`is_unknown_union`].
//! - The reference client has no type for numbers that JSON does not have, and gives their names: [`number`].
//! - The reference client writes years before 1000 with fewer than four digits, which is not RFC 3339:
//!   [`with_whole_year`].
//! - An error without a message has an empty one in the reference client: [`message`].
//! - The reference client knows the errors of the whole service in each operation, and calls a code that it does not
//!   know `ClientError`; the generated client knows those of the operation, and calls any other `Unhandled`:
//!   [`variant`].
//!
//! Codes of errors stand in `__type` only, because the reference client looks nowhere else for them. Halves of
//! surrogate pairs are no text in Rust, and members that occur twice in one object have no meaning in the protocol;
//! neither is among the cases.

use dms_codegen::model::{Member, Model, ShapeKind};
use dms_codegen::smithy::ShapeId;
use serde_json::Value as Json;

use super::cases::Case;

/// Headers that tell of the client, of the moment or of the attempt.
const HEADERS: [&str; 8] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "content-length",
    "host",
    "user-agent",
    "x-amz-date",
    "x-amz-user-agent",
];

/// The headers that have to be the same, by their names in small letters.
pub fn headers(request: &Json) -> Vec<(String, &Json)> {
    let all = request["headers"].as_object().into_iter().flatten();
    let mut headers: Vec<_> = all.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    headers.retain(|(name, _)| !HEADERS.contains(&name.as_str()));
    headers.sort_by(|a, b| a.0.cmp(&b.0));
    headers
}

/// A header of a request, whatever the case of its name.
pub fn header<'a>(request: &'a Json, name: &str) -> Option<&'a str> {
    let mut headers = request["headers"].as_object()?.iter();
    headers.find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str()
}

/// What was signed for whom and with what: without the day and the signature itself.
pub fn scope(request: &Json) -> Option<Vec<&str>> {
    let (algorithm, rest) = header(request, "authorization")?.split_once(" Credential=")?;
    let mut credential = rest.split(',').next()?.split('/');
    let key = credential.next()?;
    Some([algorithm, key].into_iter().chain(credential.skip(1)).collect())
}

/// The items of a list that are not null.
pub fn without_nulls(items: &[Json]) -> Vec<&Json> {
    items.iter().filter(|item| !item.is_null()).collect()
}

/// Whether the value is what an absent member of a reply becomes.
pub fn is_filled_in(model: &Model, member: &Member, value: &Json) -> bool {
    match &member.traits.default {
        Some(default) if !default.is_null() => value == default,
        _ => member.traits.required && is_blank(model, &member.target, value),
    }
}

fn is_blank(model: &Model, target: &ShapeId, value: &Json) -> bool {
    match (&model.shape(target).kind, value) {
        (ShapeKind::Structure(members), Json::Object(found)) => found.iter().all(|(name, value)| {
            let member = members.iter().find(|member| member.name() == name);
            member.is_some_and(|member| is_filled_in(model, member, value))
        }),
        (ShapeKind::Union(_) | ShapeKind::Map { .. }, Json::Object(found)) => found.is_empty(),
        (ShapeKind::List(_), Json::Array(items)) => items.is_empty(),
        (ShapeKind::Timestamp, Json::String(text)) => text == "1970-01-01T00:00:00Z",
        (_, Json::String(text)) => text.is_empty(),
        (_, Json::Bool(value)) => !value,
        (_, Json::Number(number)) => number.as_f64() == Some(0.0),
        _ => false,
    }
}

/// Whether both read a union of a member that this version does not know.
pub fn is_unknown_union(ours: &Json, reference: &Json) -> bool {
    let is_empty = ours.as_object().is_some_and(serde_json::Map::is_empty);
    is_empty && reference["SDK_UNKNOWN_MEMBER"]["name"].is_string()
}

/// A number; text and a tag name those that JSON does not have.
pub fn number(value: &Json) -> Option<f64> {
    match value["$float"].as_str().or(value.as_str()) {
        Some(name @ ("NaN" | "Infinity" | "-Infinity")) => name.parse().ok(),
        _ => value.as_f64(),
    }
}

/// A time as text with the zeros that its year lacks.
pub fn with_whole_year(value: &Json) -> Json {
    let digits = value.as_str().and_then(|text| text.find('-'));
    match (value, digits) {
        (Json::String(text), Some(digits @ 1..4)) => format!("{}{text}", "0".repeat(4 - digits)).into(),
        _ => value.clone(),
    }
}

/// A message, unless it is empty.
pub fn message(error: &Json) -> Option<&str> {
    error["message"].as_str().filter(|message| !message.is_empty())
}

/// What the variants of an error with this code have to be: the generated client's and the reference client's.
pub fn variant<'a>(model: &'a Model, case: &Case<'a>, code: &'a str) -> (String, &'a str) {
    let is_its_own = case.operation.errors.iter().any(|error| error.name() == code);
    let is_known = model.operations.iter().flat_map(|operation| &operation.errors).any(|error| error.name() == code);
    // Rust's names have capitals at the beginning of words only, so case does not count.
    let ours = if is_its_own { code } else { "Unhandled" };
    (ours.to_ascii_lowercase(), if is_known { code } else { "ClientError" })
}
