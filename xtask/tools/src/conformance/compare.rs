//! Compares the requests and results of two clients.

use std::collections::BTreeSet;

use dms_codegen::model::{Member, Model, ShapeKind};
use dms_codegen::smithy::ShapeId;
use serde_json::Value as Json;

use super::allowed;
use super::cases::{Case, REQUEST_ID};
use super::moment;

/// Returns the differences, one line each; none if both clients agree.
pub fn compare(model: &Model, case: &Case<'_>, ours: &Json, reference: &Json) -> Vec<String> {
    let mut differences = Differences(vec![]);
    differences.requests(model, case, &ours["request"], &reference["request"]);
    differences.outcomes(model, case, ours, reference);
    if let Some(typed) = ours.get("typed") {
        // The same serializer wrote both, so they have to be identical.
        for (what, by_name, typed) in [
            ("body", &ours["request"]["body"], &typed["request"]["body"]),
            ("url", &ours["request"]["url"], &typed["request"]["url"]),
            ("output", &ours["output"], &typed["output"]),
            ("error", &ours["error"], &typed["error"]),
        ] {
            differences.unless(by_name == typed, || format!("{what} by typed builders is {typed}, by name {by_name}"));
        }
        differences.unless(allowed::headers(&ours["request"]) == allowed::headers(&typed["request"]), || {
            "headers by typed builders and by name differ".to_owned()
        });
    }
    differences.0
}

struct Differences(Vec<String>);

impl Differences {
    fn unless(&mut self, same: bool, difference: impl FnOnce() -> String) {
        if !same {
            self.0.push(difference());
        }
    }

    fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, ours: &T, reference: &T) {
        self.unless(ours == reference, || format!("{what}: {ours:?}, reference client: {reference:?}"));
    }

    fn requests(&mut self, model: &Model, case: &Case<'_>, ours: &Json, reference: &Json) {
        if ours.is_null() || reference.is_null() {
            return self.equal("whether a request was made", &!ours.is_null(), &!reference.is_null());
        }
        self.equal("method", &ours["method"], &reference["method"]);
        self.equal("url", &url(ours), &url(reference));
        self.equal("headers", &allowed::headers(ours), &allowed::headers(reference));
        self.unless(allowed::scope(ours).is_some(), || "the request is not signed".to_owned());
        self.equal("scope of the signature", &allowed::scope(ours), &allowed::scope(reference));
        for (whose, request) in [("", ours), (" of the reference client", reference)] {
            let length = request["body"].as_str().map(|body| body.len().to_string());
            let header = allowed::header(request, "content-length");
            self.unless(header == length.as_deref(), || {
                format!("content-length{whose}: {header:?}, but {length:?} bytes")
            });
        }
        let parsed = |request: &Json| serde_json::from_str(request["body"].as_str().unwrap_or_default()).ok();
        let (Some(ours), Some(reference)) = (parsed(ours), parsed(reference)) else {
            return self.0.push("a body is not JSON".to_owned());
        };
        self.bodies(model, case, &ours, &reference);
    }

    /// Compares the bodies, and ours with the input as well.
    fn bodies(&mut self, model: &Model, case: &Case<'_>, ours: &Json, reference: &Json) {
        let Some(input) = &case.operation.input else {
            self.equal("body", ours, reference);
            return self.equal("body", ours, &Json::Object(serde_json::Map::new()));
        };
        for (what, other) in [("body", reference), ("body and input", &case.input.to_plain_json())] {
            let mut walk = Walk { model, is_response: false, differences: self };
            walk.value(what, input, ours, other);
        }
    }

    fn outcomes(&mut self, model: &Model, case: &Case<'_>, ours: &Json, reference: &Json) {
        for (whose, answer) in [("generated", ours), ("reference", reference)] {
            let refused = answer["error"]["refused"].as_str();
            self.unless(refused.is_none(), || format!("the {whose} client refuses the input: {refused:?}"));
        }
        match (ours.get("output"), reference.get("output"), &case.operation.output) {
            (Some(ours), Some(reference), Some(output)) => {
                Walk { model, is_response: true, differences: self }.value("output", output, ours, reference);
            }
            (Some(ours), Some(reference), None) => self.equal("output", ours, reference),
            (None, None, _) => self.errors(model, case, &ours["error"], &reference["error"]),
            (Some(_), None, _) => self.0.push(format!("only the reference client fails: {}", reference["error"])),
            (None, ..) => self.0.push(format!("only the generated client fails: {}", ours["error"])),
        }
    }

    fn errors(&mut self, model: &Model, case: &Case<'_>, ours: &Json, reference: &Json) {
        let sent = &case.response;
        // Neither client can read this successful response; their messages differ.
        let Some(code) = sent.code.as_deref() else { return };
        if ours["code"].is_null() && reference["code"].is_null() {
            // Neither client has sent a request.
            return;
        }
        self.equal("code", &ours["code"], &reference["code"]);
        self.equal("code", &ours["code"], &Json::from(code));
        self.equal("message", &allowed::message(ours), &allowed::message(reference));
        self.equal("request id", &ours["request_id"], &reference["request_id"]);
        self.equal("request id", &ours["request_id"], &Json::from(REQUEST_ID));
        let (wanted, of_reference) = allowed::variant(model, case, code);
        let variant = ours["variant"].as_str().unwrap_or_default().to_ascii_lowercase();
        self.unless(variant == wanted, || format!("the variant of `{code}` is {variant}, not {wanted}"));
        self.unless(reference["variant"] == of_reference, || {
            format!("the reference client's class of `{code}` is {}, not {of_reference}", reference["variant"])
        });
    }
}

/// Returns the URL with a path.
fn url(request: &Json) -> String {
    let url = request["url"].as_str().unwrap_or_default();
    if url.matches('/').count() == 2 { format!("{url}/") } else { url.to_owned() }
}

/// Compares two values along their shape.
struct Walk<'a> {
    model: &'a Model,
    /// Whether they are from a response, and not from a request.
    is_response: bool,
    differences: &'a mut Differences,
}

impl Walk<'_> {
    fn value(&mut self, at: &str, target: &ShapeId, ours: &Json, reference: &Json) {
        let model = self.model;
        let is_same = match (&model.shape(target).kind, ours, reference) {
            (ShapeKind::Union(_), ..) if self.is_response && allowed::is_unknown_union(ours, reference) => true,
            (ShapeKind::Structure(members) | ShapeKind::Union(members), Json::Object(_), Json::Object(_)) => {
                return self.members(at, members, ours, reference);
            }
            (ShapeKind::List(member), Json::Array(ours), Json::Array(reference)) => {
                return self.items(at, member, ours, reference);
            }
            (ShapeKind::Map { value, .. }, Json::Object(entries), Json::Object(others)) => {
                let names: BTreeSet<_> = entries.keys().chain(others.keys()).collect();
                return names.into_iter().for_each(|name| self.value(at, &value.target, &ours[name], &reference[name]));
            }
            (ShapeKind::Timestamp, ..) => {
                let (ours, reference) = (micros(ours), micros(&allowed::with_whole_year(reference)));
                // A double of seconds has the precision of microseconds, except for the last digit.
                ours.zip(reference).is_some_and(|(ours, reference)| ours.abs_diff(reference) <= 1)
            }
            (ShapeKind::Float | ShapeKind::Double, ..) => {
                let numbers = allowed::number(ours).zip(allowed::number(reference));
                numbers.is_some_and(|(ours, reference)| is_same_number(ours, reference))
            }
            (ShapeKind::Blob, ..) => ours.is_string() && ours == reference.get("$blob").unwrap_or(reference),
            (_, Json::Number(ours), Json::Number(reference)) => {
                // Servers may write an integer with an empty fraction.
                let is_whole = self.is_response && reference.as_f64().is_some_and(|number| number.fract() == 0.0);
                ours == reference || (is_whole && ours.as_i64() == reference.as_f64().map(|number| number as i64))
            }
            _ => ours == reference,
        };
        self.differences.unless(is_same, || format!("{at}: {ours}, reference client: {reference}"));
    }

    fn members(&mut self, at: &str, members: &[Member], ours: &Json, reference: &Json) {
        for member in members {
            let name = member.name();
            let path = format!("{at}.{name}");
            match (ours.get(name), reference.get(name)) {
                (None, None) => {}
                (Some(ours), Some(reference)) => self.value(&path, &member.target, ours, reference),
                (Some(ours), None) if self.is_response && allowed::is_filled_in(self.model, member, ours) => {}
                (ours, reference) => self.differences.0.push(format!("{path}: {}", one_side(ours, reference))),
            }
        }
        let known = |name: &str| members.iter().any(|member| member.name() == name);
        for (whose, side) in [("generated", ours), ("reference", reference)] {
            for name in side.as_object().into_iter().flat_map(|side| side.keys()).filter(|name| !known(name)) {
                self.differences.0.push(format!("{at}: the {whose} client has an unexpected member `{name}`"));
            }
        }
    }

    fn items(&mut self, at: &str, member: &Member, ours: &[Json], reference: &[Json]) {
        let reference = if self.is_response { allowed::without_nulls(reference) } else { reference.iter().collect() };
        if ours.len() != reference.len() {
            let (ours, reference) = (ours.len(), reference.len());
            return self.differences.0.push(format!("{at}: {ours} items, reference client: {reference}"));
        }
        for (index, (ours, reference)) in ours.iter().zip(reference).enumerate() {
            self.value(&format!("{at}[{index}]"), &member.target, ours, reference);
        }
    }
}

fn one_side(ours: Option<&Json>, reference: Option<&Json>) -> String {
    match (ours, reference) {
        (Some(ours), _) => format!("only the generated client has it: {ours}"),
        (_, reference) => format!("only the reference client has it: {}", reference.unwrap_or(&Json::Null)),
    }
}

/// Returns a time from a number of seconds, text, or the reference client's tag.
fn micros(value: &Json) -> Option<i64> {
    match value {
        Json::Number(number) => number.as_i64().map_or_else(
            || number.as_f64().map(|seconds| (seconds * 1e6).round() as i64),
            |seconds| seconds.checked_mul(1_000_000),
        ),
        Json::String(text) => moment::parse(text),
        tagged => tagged["$time"].as_i64(),
    }
}

/// Parsing JSON may change the last digit of a double.
fn is_same_number(ours: f64, reference: f64) -> bool {
    ours == reference || (ours.is_nan() && reference.is_nan()) || ours.to_bits().abs_diff(reference.to_bits()) <= 1
}

#[cfg(test)]
mod tests;
