//! Absolute shape ids, `namespace#Name` with an optional `$member`.

use serde::de::{Deserialize, Deserializer, Error};
use std::{
    borrow::Borrow,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

/// An absolute Smithy shape id: `namespace#Name`, or `namespace#Name$member` for a member.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShapeId {
    // First, so that ids compare as their texts do: maps are looked up by text.
    text: String,
    hash: usize,
    dollar: Option<usize>,
}

impl ShapeId {
    /// The namespace, such as `com.amazonaws.databasemigrationservice`.
    pub fn namespace(&self) -> &str {
        &self.text[..self.hash]
    }

    /// The shape's name without namespace and member.
    pub fn name(&self) -> &str {
        &self.text[self.hash + 1..self.dollar.unwrap_or(self.text.len())]
    }

    /// The member's name, if it is the id of a member.
    pub fn member(&self) -> Option<&str> {
        self.dollar.map(|dollar| &self.text[dollar + 1..])
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id of the member `name` of this shape.
    pub fn with_member(&self, name: &str) -> ShapeId {
        let shape = &self.text[..self.dollar.unwrap_or(self.text.len())];
        ShapeId { text: format!("{shape}${name}"), hash: self.hash, dollar: Some(shape.len()) }
    }

    /// The id of a shape of the same namespace; `None` if `name` is not an identifier.
    pub(crate) fn with_name(&self, name: &str) -> Option<ShapeId> {
        let text = format!("{}#{name}", self.namespace());
        is_identifier(name).then_some(ShapeId { text, hash: self.hash, dollar: None })
    }

    /// The id of the shape; the id itself if it has no member.
    pub fn without_member(&self) -> ShapeId {
        let shape = &self.text[..self.dollar.unwrap_or(self.text.len())];
        ShapeId { text: shape.to_owned(), hash: self.hash, dollar: None }
    }
}

impl Hash for ShapeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl FromStr for ShapeId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            || format!("`{text}` is not an absolute shape id of the form `namespace#Name` or `namespace#Name$member`");
        let (namespace, rest) = text.split_once('#').ok_or_else(expected)?;
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        let valid = namespace.split('.').all(is_identifier) && is_identifier(name) && member.is_none_or(is_identifier);
        if !valid {
            return Err(expected());
        }
        Ok(ShapeId {
            text: text.to_owned(),
            hash: namespace.len(),
            dollar: member.map(|_| namespace.len() + 1 + name.len()),
        })
    }
}

/// Whether it is an identifier of Smithy: a letter, or underscores and then a letter or digit; then letters, digits and
/// underscores, all of them ASCII.
pub(crate) fn is_identifier(text: &str) -> bool {
    let tail = text.trim_start_matches('_').as_bytes();
    let starts_well = match tail.first() {
        Some(first) if tail.len() == text.len() => first.is_ascii_alphabetic(),
        Some(first) => first.is_ascii_alphanumeric(),
        None => false,
    };
    starts_well && tail.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

impl<'de> Deserialize<'de> for ShapeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
