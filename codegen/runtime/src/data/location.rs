//! The locations of values in deserialized data, for messages.

use super::scalar::Refusal;
use crate::schema::{Form, Member};
use ::serde::de::{self, Unexpected};
use std::fmt;

/// The maximum depth of nested values.
const MAX_DEPTH: u8 = 128;

/// The key in serde_json for a number as a string, with its feature `arbitrary_precision`.
pub(super) const WRAPPED_NUMBER: &str = "$serde_json::private::Number";

/// One step of the path to a value.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Root,
    Name(&'a str),
    Item(usize),
}

/// The location of a value.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Step<'a>,
    depth: u8,
    /// Whether unknown and missing required members are errors.
    pub(super) is_strict: bool,
    /// Whether messages must not contain values.
    pub(super) is_sensitive: bool,
}

impl At<'_> {
    pub(super) fn root(is_strict: bool) -> At<'static> {
        At { above: None, step: Step::Root, depth: 0, is_strict, is_sensitive: false }
    }

    pub(super) fn below<'a, E: de::Error>(&'a self, step: Step<'a>) -> Result<At<'a>, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(format_args!("values are nested more than {MAX_DEPTH} levels deep")));
        }
        Ok(At { above: Some(self), step, depth: self.depth + 1, ..*self })
    }

    pub(super) fn in_member<'a, E: de::Error>(&'a self, member: &'static Member) -> Result<At<'a>, E> {
        let at = self.below(Step::Name(member.serialized_name))?;
        Ok(At { is_sensitive: at.is_sensitive || member.form.is(Form::SENSITIVE), ..at })
    }

    fn path(&self) -> String {
        match (self.step, self.above) {
            (Step::Name(name), Some(above)) => above.path_to(name),
            (Step::Item(index), Some(above)) => format!("{}[{index}]", above.path()),
            _ => String::new(),
        }
    }

    pub(super) fn path_to(&self, name: &str) -> String {
        match self.path() {
            path if path.is_empty() => name.to_owned(),
            path => format!("{path}.{name}"),
        }
    }
}

/// Writes `` in `Filters[0].Name` ``, or nothing for the outermost value.
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            path if path.is_empty() => Ok(()),
            path => write!(f, " in `{path}`"),
        }
    }
}

/// Converts the reason why a value is invalid to an error of the format.
pub(super) fn refused<E: de::Error>(refusal: Refusal, found: Unexpected<'_>, at: &At<'_>) -> E {
    match refusal {
        _ if at.is_sensitive => {
            E::custom(format_args!("the value does not fit, and is not shown because it is sensitive{at}"))
        }
        Refusal::Kind(expected) => E::invalid_type(found, &format!("{expected}{at}").as_str()),
        Refusal::Value(problem) => E::custom(format_args!("{problem}{at}")),
    }
}
