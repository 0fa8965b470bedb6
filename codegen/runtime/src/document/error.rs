//! The error of parsing a document.

use std::fmt::{self, Display, Formatter};

/// The error of parsing a document: the problem, the member, and the position in the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DocumentError(Box<Problem>);

#[derive(Clone, Debug, Eq, PartialEq)]
struct Problem {
    what: String,
    path: String,
    offset: usize,
    line: usize,
    column: usize,
}

impl DocumentError {
    pub(super) fn new(what: impl Into<String>, offset: usize) -> Self {
        Self(Box::new(Problem { what: what.into(), path: String::new(), offset, line: 1, column: offset + 1 }))
    }

    /// Adds the name of the member to the path.
    pub(super) fn in_member(mut self, name: &str) -> Self {
        let rest = &self.0.path;
        let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
        self.0.path = format!("{name}{dot}{rest}");
        self
    }

    /// Adds the index of the item to the path.
    pub(super) fn in_item(mut self, index: usize) -> Self {
        let rest = &self.0.path;
        let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
        self.0.path = format!("[{index}]{dot}{rest}");
        self
    }

    /// Replaces a message that could contain a sensitive value.
    pub(super) fn redacted(mut self) -> Self {
        self.0.what = "the value does not fit the member, and is not shown because it is sensitive".to_owned();
        self.0.path.clear();
        self
    }

    /// Adds the position in the text.
    pub(super) fn located(mut self, text: &str) -> Self {
        let before = text.get(..self.0.offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.0.line = before.matches('\n').count() + 1;
        self.0.column = line.chars().count() + 1;
        self
    }

    /// The path of the invalid value, such as `rules[3].rule-action`; empty for the document as a whole.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The problem, without the location.
    pub fn problem(&self) -> &str {
        &self.0.what
    }

    /// The line in the text, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The character in the line, from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }
}

impl Display for DocumentError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Problem { what, path, line, column, .. } = &*self.0;
        if !path.is_empty() {
            write!(f, "`{path}`: ")?;
        }
        write!(f, "{what} (line {line}, column {column})")
    }
}

impl std::error::Error for DocumentError {}
