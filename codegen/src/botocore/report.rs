//! Collects the errors in the documents, and counts what the model does not have.

use super::{Documents, format::Rest, ignored_keys};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    ignored::{Ignored, Tally},
    smithy::{self, Origin, Source, offset_in},
};
use serde_json::{Value, value::RawValue};
use std::collections::HashMap;

/// The documents, by their index among the sources of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    Service,
    Paginators,
    Waiters,
    Examples,
    EndpointRuleSet,
    Partitions,
}

impl Document {
    /// The name of the document in botocore.
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service-2",
            Self::Paginators => "paginators-1",
            Self::Waiters => "waiters-2",
            Self::Examples => "examples-1",
            Self::EndpointRuleSet => "endpoint-rule-set-1",
            Self::Partitions => "partitions",
        }
    }
}

const ABSENT: &Source = &Source { name: String::new(), text: String::new() };

/// The diagnostics and counts so far.
pub struct ImportReport<'a> {
    report: smithy::Report<'a>,
    texts: [Option<&'a str>; 6],
    /// The locations of shapes, operations, waiters and so on, by document and name.
    origins: [HashMap<String, Origin>; 6],
    document: Document,
    ignored: Tally,
}

impl<'a> ImportReport<'a> {
    /// An empty report on these documents.
    pub fn new(documents: &'a Documents) -> Self {
        let Documents { service, paginators, waiters, examples, endpoint_rule_set, partitions, .. } = documents;
        let sources = [
            Some(service),
            paginators.as_ref(),
            waiters.as_ref(),
            examples.as_ref(),
            endpoint_rule_set.as_ref(),
            partitions.as_ref(),
        ];
        Self {
            report: smithy::Report::new(sources.map(|source| source.unwrap_or(ABSENT))),
            texts: sources.map(|source| source.map(|source| source.text.as_str())),
            origins: Default::default(),
            document: Document::Service,
            ignored: Tally::default(),
        }
    }

    /// The text of a document; `None` where it is absent.
    pub fn text(&self, document: Document) -> Option<&'a str> {
        self.texts[document as usize]
    }

    /// The report that the JSON reader adds to.
    pub fn json(&mut self) -> &mut smithy::Report<'a> {
        &mut self.report
    }

    /// Makes `document` the current document, to which the following diagnostics refer.
    pub fn enter(&mut self, document: Document) {
        self.document = document;
    }

    /// Records that `name` is defined at `raw`, a part of the current document.
    pub fn define(&mut self, name: &str, raw: &RawValue) -> Origin {
        let text = self.text(self.document).unwrap_or_default();
        let origin = Origin { source: self.document as usize, offset: offset_in(text, raw) };
        self.origins[origin.source].insert(name.to_owned(), origin);
        origin
    }

    /// Adds an error. `subject` is the name of a shape or another definition, or `Shape$member`.
    pub fn refuse(&mut self, subject: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let (name, member) = subject.split_once('$').map_or((subject, None), |(name, member)| (name, Some(member)));
        let source = self.document as usize;
        match (self.origins[source].get(name), member) {
            (Some(origin), Some(member)) => self.report.member(*origin, name, member, problem, remedy),
            (origin, _) => {
                // What a document lacks is reported at its start.
                let origin = origin.copied().unwrap_or(Origin { source, offset: 0 });
                self.report.shape(origin, subject, problem, remedy);
            }
        }
    }

    /// Adds a warning: something is lost, but what is sent stays the same.
    pub fn warn(&mut self, subject: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let source = self.document as usize;
        let origin = self.origins[source].get(subject).copied().unwrap_or(Origin { source, offset: 0 });
        self.report.warn(origin, subject, problem, remedy);
    }

    /// Counts something that the model does not need.
    pub fn ignore(&mut self, subject: &str, what: &str, reason: &str) {
        self.ignored.add(what, subject, reason);
    }

    /// The counts, for a module that adds to them itself.
    pub fn tally(&mut self) -> &mut Tally {
        &mut self.ignored
    }

    /// Adds an error for each key that is neither supported nor known to be irrelevant.
    pub fn check_keys(&mut self, subject: &str, rest: &Rest) {
        for (key, value) in rest {
            if !self.ignore_key(subject, key, value) {
                self.refuse_key(subject, key, value);
            }
        }
    }

    /// Counts a key that is ignored for a known reason; returns false if there is none.
    pub fn ignore_key(&mut self, subject: &str, key: &str, value: &Value) -> bool {
        let is_off = matches!(value, Value::Null | Value::Bool(false));
        let unknown = is_off.then_some("the key is unknown, and its value is false");
        let Some(reason) = ignored_keys::reason(key).or(unknown) else { return false };
        self.ignore(subject, &format!("`{key}`"), reason);
        true
    }

    /// Adds an error for a key that is not supported.
    pub fn refuse_key(&mut self, subject: &str, key: &str, value: &Value) {
        let problem = format!("the import does not support `\"{key}\": {value}`");
        let remedy = "Add the key to the import or to its list of ignored keys: it may change what is sent.";
        self.refuse(subject, problem, remedy);
    }

    /// Ends a stage.
    ///
    /// # Errors
    /// When there is at least one error.
    pub fn check(&mut self) -> Result<(), Diagnostics> {
        self.report.check()
    }

    /// All errors, for a stage that cannot continue.
    pub fn into_diagnostics(mut self) -> Diagnostics {
        self.report.take_diagnostics()
    }

    /// The warnings and the counts, once the model is complete.
    pub fn into_warnings(mut self) -> (Vec<Diagnostic>, Vec<Ignored>) {
        (self.report.take_warnings(), self.ignored.into_ignored())
    }
}
