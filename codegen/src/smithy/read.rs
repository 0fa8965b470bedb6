//! Reads JSON and reports errors in it.

use super::{
    json::{Object, REPEATED},
    report::{Origin, Report},
};
use serde::de::DeserializeOwned;
use serde_json::{error::Category, value::RawValue};

/// Returns the problem and the remedy for an unknown value of an enum.
pub(crate) type UnknownVariant = fn(&str) -> (String, String);

/// Remedies for a text that cannot be read.
#[derive(Clone, Copy)]
pub(crate) struct Remedies {
    /// If it is not JSON.
    pub syntax: &'static str,
    /// If it is JSON in another format.
    pub form: &'static str,
    /// If a value is not one of the allowed ones; the caller knows which enum can be in the text.
    pub variant: Option<UnknownVariant>,
}

/// The members of an object as raw JSON, so that the depth of their nesting does not matter.
pub(crate) fn read_objects<'t>(
    origin: Origin,
    text: &'t str,
    id: Option<&str>,
    remedies: Remedies,
    report: &mut Report<'_>,
) -> Option<Object<&'t RawValue>> {
    serde_json::from_str(text).map_err(|error| report_error(origin, &error, id, remedies, report)).ok()
}

/// Parses a text that starts at `origin`.
pub(crate) fn read<T: DeserializeOwned>(
    origin: Origin,
    text: &str,
    id: Option<&str>,
    remedies: Remedies,
    report: &mut Report<'_>,
) -> Option<T> {
    serde_json::from_str(text).map_err(|error| report_error(origin, &error, id, remedies, report)).ok()
}

/// Reports serde's error, with the position in the whole source.
fn report_error(
    origin: Origin,
    error: &serde_json::Error,
    id: Option<&str>,
    remedies: Remedies,
    report: &mut Report<'_>,
) {
    let position = (error.line(), error.column());
    let text = error.to_string();
    let message = text.strip_suffix(&format!(" at line {} column {}", position.0, position.1)).unwrap_or(&text);
    let unknown = message.strip_prefix("unknown variant `").and_then(|rest| rest.split_once('`'));
    if let (Some((variant, _)), Some(describe)) = (unknown, remedies.variant) {
        let (problem, remedy) = describe(variant);
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
