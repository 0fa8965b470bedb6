//! JSON texts to values, and what is said where they are none.

use super::{
    json::{Object, REPEATED},
    report::{Origin, Report},
};
use serde::de::DeserializeOwned;
use serde_json::{error::Category, value::RawValue};

/// From a value that is none of those that its place takes to the problem and what fixes it.
pub(crate) type UnknownVariant = fn(&str) -> (String, String);

/// What fixes a text that cannot be read.
#[derive(Clone, Copy)]
pub(crate) struct Remedies {
    /// Where it is not JSON.
    pub syntax: &'static str,
    /// Where it is JSON of another form.
    pub form: &'static str,
    /// Where a value is none of those that its place takes; the caller knows the only such place.
    pub variant: Option<UnknownVariant>,
}

/// The members of an object as raw JSON, for which nesting does not count.
pub(crate) fn read_objects<'t>(
    origin: Origin,
    text: &'t str,
    id: Option<&str>,
    remedies: Remedies,
    report: &mut Report<'_>,
) -> Option<Object<&'t RawValue>> {
    serde_json::from_str(text).map_err(|error| mistake(origin, &error, id, remedies, report)).ok()
}

/// The value that a text holds; `origin` is where it starts.
pub(crate) fn read<T: DeserializeOwned>(
    origin: Origin,
    text: &str,
    id: Option<&str>,
    remedies: Remedies,
    report: &mut Report<'_>,
) -> Option<T> {
    serde_json::from_str(text).map_err(|error| mistake(origin, &error, id, remedies, report)).ok()
}

/// Says what serde found wrong, with the position counted in the whole source.
fn mistake(origin: Origin, error: &serde_json::Error, id: Option<&str>, remedies: Remedies, report: &mut Report<'_>) {
    let position = (error.line(), error.column());
    let text = error.to_string();
    let message = text.strip_suffix(&format!(" at line {} column {}", position.0, position.1)).unwrap_or(&text);
    let unknown = message.strip_prefix("unknown variant `").and_then(|rest| rest.split_once('`'));
    if let (Some((variant, _)), Some(say)) = (unknown, remedies.variant) {
        let (problem, remedy) = say(variant);
        return report.relative(origin, position, id, problem, remedy);
    }
    let (problem, remedy) = if message.starts_with("recursion limit exceeded") {
        ("the JSON nests more than 127 levels deep".to_owned(), "Nest the value less deeply.")
    } else if matches!(error.classify(), Category::Syntax | Category::Eof) {
        (format!("this is not JSON: {message}"), remedies.syntax)
    } else if message.starts_with(REPEATED) || message.starts_with("duplicate field") {
        (message.to_owned(), "Keep one of the two.")
    } else {
        (message.to_owned(), remedies.form)
    };
    report.relative(origin, position, id, problem, remedy);
}
