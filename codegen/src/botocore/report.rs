//! Says what is wrong with the documents, and counts what is left out of the model.

use super::{Documents, format::Rest, ignored_keys};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    ignored::{Ignored, Tally},
    smithy::{self, Origin, Source, offset_in},
};
use serde_json::{Value, value::RawValue};
use std::collections::HashMap;

/// The documents, by their place among the sources of the report.
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
    /// What botocore calls the document.
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

/// What has been found so far.
pub struct Report<'a> {
    report: smithy::Report<'a>,
    texts: [Option<&'a str>; 6],
    /// Where shapes, operations, waiters and so on are written, by document and name.
    origins: [HashMap<String, Origin>; 6],
    document: Document,
    ignored: Tally,
}

impl<'a> Report<'a> {
    /// A report on these documents with nothing in it.
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

    /// The report that the reader of JSON writes to.
    pub fn json(&mut self) -> &mut smithy::Report<'a> {
        &mut self.report
    }

    /// From now on `document` is to blame.
    pub fn enter(&mut self, document: Document) {
        self.document = document;
    }

    /// Remembers that `name` is written at `raw`, a part of the current document.
    pub fn define(&mut self, name: &str, raw: &RawValue) -> Origin {
        let text = self.text(self.document).unwrap_or_default();
        let origin = Origin { source: self.document as usize, offset: offset_in(text, raw) };
        self.origins[origin.source].insert(name.to_owned(), origin);
        origin
    }

    /// Something that must not be imported. `place` is the name of what is at fault, or `Shape$member`.
    pub fn refuse(&mut self, place: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let (name, member) = place.split_once('$').map_or((place, None), |(name, member)| (name, Some(member)));
        let source = self.document as usize;
        match (self.origins[source].get(name), member) {
            (Some(origin), Some(member)) => self.report.member(*origin, name, member, problem, remedy),
            (Some(origin), None) => self.report.shape(*origin, name, problem, remedy),
            (None, _) => self.report.within(source, place, problem, remedy),
        }
    }

    /// Something that is lost, though what is sent stays the same.
    pub fn warn(&mut self, place: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let source = self.document as usize;
        let origin = self.origins[source].get(place).copied().unwrap_or(Origin { source, offset: 0 });
        self.report.warn(origin, place, problem, remedy);
    }

    /// Something that the model does not need.
    pub fn ignore(&mut self, place: &str, what: &str, reason: &str) {
        self.ignored.add(what, place, reason);
    }

    /// The same, where another module counts.
    pub fn tally(&mut self) -> &mut Tally {
        &mut self.ignored
    }

    /// Refuses every key that is neither understood nor ignored for a reason.
    pub fn look_through(&mut self, place: &str, rest: &Rest) {
        for (key, value) in rest {
            if !self.ignores(place, key, value) {
                self.refuse_key(place, key, value);
            }
        }
    }

    /// Counts a key that is ignored for a reason; false where it must be understood.
    pub fn ignores(&mut self, place: &str, key: &str, value: &Value) -> bool {
        let is_off = matches!(value, Value::Null | Value::Bool(false));
        let unknown = is_off.then_some("the key is unknown, and says that something is not so");
        let Some(reason) = ignored_keys::reason(key).or(unknown) else { return false };
        self.ignore(place, &format!("`{key}`"), reason);
        true
    }

    /// Refuses a key that is not understood.
    pub fn refuse_key(&mut self, place: &str, key: &str, value: &Value) {
        let problem = format!("`\"{key}\": {value}` is not something the import understands");
        let remedy = "Teach the import what it means, or that it means nothing: it may change what is sent.";
        self.refuse(place, problem, remedy);
    }

    /// Ends a stage.
    ///
    /// # Errors
    /// When at least one mistake was found so far.
    pub fn check(&mut self) -> Result<(), Diagnostics> {
        self.report.check()
    }

    /// Everything that was found, for a stage that cannot go on.
    pub fn into_diagnostics(mut self) -> Diagnostics {
        self.report.take_diagnostics()
    }

    /// What is to be said of a model that could be made: what is lost, and what was left out.
    pub fn into_remarks(mut self) -> (Vec<Diagnostic>, Vec<Ignored>) {
        (self.report.take_warnings(), self.ignored.into_ignored())
    }
}
