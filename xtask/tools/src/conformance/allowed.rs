//! The differences between the two clients that are allowed, and why. Everything else has to be the same.
//!
//! - Headers that depend on the client or on the time: [`HEADERS`]; of the signature, only the [`scope`] is compared.
//! - `content-length` has to match each client's own body: one writes white space and escapes that the other does not.
//! - The generated client drops nulls from lists, because no list of the model is sparse; the reference client
//!   keeps them: [`without_nulls`].
//! - The generated client sets a member that a response omits to its default, and a required one to an empty value, as
//!   Rust's types require; the reference client omits it: [`is_filled_in`].
//! - An unknown member of a union has no name in the generated client: [`is_unknown_union`].
//! - The reference client has no type for numbers that JSON does not have, and returns their names: [`number`].
//! - The reference client writes years before 1000 with fewer than four digits, which is not RFC 3339:
//!   [`with_whole_year`].
//! - An error without a message has an empty message in the reference client: [`message`].
//! - The reference client maps the errors of the whole service in each operation, and maps an unknown code to
//!   `ClientError`; the generated client maps the errors of the operation, and any other code to `Unhandled`:
//!   [`variant`].
//!
//! Error codes are in `__type` only, because the reference client reads them only there. Halves of
//! surrogate pairs are not valid text in Rust, and members that occur twice in one object have no meaning in the
//! protocol; neither is in the cases.

use dms_codegen::model::{Member, Model, ShapeKind};
use dms_codegen::smithy::ShapeId;
use serde_json::Value as Json;

use super::cases::Case;

/// Headers that depend on the client, on the time or on the attempt.
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

/// Returns the headers that have to be the same, with names in lower case.
pub fn headers(request: &Json) -> Vec<(String, &Json)> {
    let all = request["headers"].as_object().into_iter().flatten();
    let mut headers: Vec<_> = all.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    headers.retain(|(name, _)| !HEADERS.contains(&name.as_str()));
    headers.sort_by(|a, b| a.0.cmp(&b.0));
    headers
}

/// Returns a header of a request; the case of its name is ignored.
pub fn header<'a>(request: &'a Json, name: &str) -> Option<&'a str> {
    let mut headers = request["headers"].as_object()?.iter();
    headers.find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str()
}

/// Returns the credential scope and the signed headers, without the date and the signature.
pub fn scope(request: &Json) -> Option<Vec<&str>> {
    let (algorithm, rest) = header(request, "authorization")?.split_once(" Credential=")?;
    let mut credential = rest.split(',').next()?.split('/');
    let key = credential.next()?;
    Some([algorithm, key].into_iter().chain(credential.skip(1)).collect())
}

/// Returns the items of a list that are not null.
pub fn without_nulls(items: &[Json]) -> Vec<&Json> {
    items.iter().filter(|item| !item.is_null()).collect()
}

/// Whether the value is the default for a member that is absent from a response.
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

/// Whether both clients read an unknown member of a union.
pub fn is_unknown_union(ours: &Json, reference: &Json) -> bool {
    let is_empty = ours.as_object().is_some_and(serde_json::Map::is_empty);
    is_empty && reference["SDK_UNKNOWN_MEMBER"]["name"].is_string()
}

/// Returns a number; text or a tag has the name of a number that JSON does not have.
pub fn number(value: &Json) -> Option<f64> {
    match value["$float"].as_str().or(value.as_str()) {
        Some(name @ ("NaN" | "Infinity" | "-Infinity")) => name.parse().ok(),
        _ => value.as_f64(),
    }
}

/// Pads the year of a time in text form with zeros to four digits.
pub fn with_whole_year(value: &Json) -> Json {
    let digits = value.as_str().and_then(|text| text.find('-'));
    match (value, digits) {
        (Json::String(text), Some(digits @ 1..4)) => format!("{}{text}", "0".repeat(4 - digits)).into(),
        _ => value.clone(),
    }
}

/// Returns a message unless it is empty.
pub fn message(error: &Json) -> Option<&str> {
    error["message"].as_str().filter(|message| !message.is_empty())
}

/// Returns the expected variants of an error with this code, of the generated client and of the reference client.
pub fn variant<'a>(model: &'a Model, case: &Case<'a>, code: &'a str) -> (String, &'a str) {
    let is_its_own = case.operation.errors.iter().any(|error| error.name() == code);
    let is_known = model.operations.iter().flat_map(|operation| &operation.errors).any(|error| error.name() == code);
    // Names in Rust have capitals at the beginning of words only, so case is ignored.
    let ours = if is_its_own { code } else { "Unhandled" };
    (ours.to_ascii_lowercase(), if is_known { code } else { "ClientError" })
}
