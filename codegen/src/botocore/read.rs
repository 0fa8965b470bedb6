//! The documents' texts, parsed.

use super::{
    format::{Example, Examples, Metadata, Operation, Paginator, Paginators, Service, Shape, Waiter, Waiters},
    report::{Document, Report},
};
use crate::smithy::{Object, Origin, Remedies, Strict, read, read_objects};
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};
use std::collections::BTreeMap;

const REMEDIES: Remedies = Remedies {
    syntax: "Fetch the file again, it was cut short or altered.",
    form: "Compare the file with botocore's own of the same name.",
    variant: None,
};

/// A document, or an object in it: its members by name, not parsed yet.
type Members<'a> = Object<&'a RawValue>;

/// `service-2.json`, of which only the metadata are parsed.
pub struct Head<'a> {
    pub metadata: Metadata,
    members: Members<'a>,
}

/// The members of a document and, where they can be read, its metadata.
pub fn head<'a>(report: &mut Report<'a>) -> Option<Head<'a>> {
    let mut members = open(Document::Service, report)?;
    let Some(raw) = members.0.shift_remove("metadata") else {
        report.json().source(0, "the document has no `metadata`", REMEDIES.form);
        return None;
    };
    let metadata: Metadata = value("metadata", raw, report)?;
    report.define(&metadata.service_id, raw);
    Some(Head { metadata, members })
}

/// The rest of `service-2.json`.
pub fn service(head: Head<'_>, report: &mut Report<'_>) -> Service {
    let Head { metadata, mut members } = head;
    report.enter(Document::Service);
    let [operations, shapes, parameters] =
        ["operations", "shapes", "clientContextParams"].map(|key| members.0.shift_remove_entry(key));
    look_through(Document::Service, members, report);
    report.look_through(&metadata.service_id, &metadata.rest);
    let client_context_params = parameters.and_then(|(key, raw)| value(&key, raw, report)).map(strict);
    let operations: BTreeMap<String, Operation> = entries(operations, report);
    let shapes: BTreeMap<String, Shape> = entries(shapes, report);
    Service { metadata, operations, shapes, client_context_params }
}

/// `paginators-1.json`
pub fn paginators(report: &mut Report<'_>) -> Paginators {
    entries_of::<Paginator>(Document::Paginators, "pagination", report)
}

/// `waiters-2.json`
pub fn waiters(report: &mut Report<'_>) -> Waiters {
    entries_of::<Waiter>(Document::Waiters, "waiters", report)
}

/// `examples-1.json`
pub fn examples(report: &mut Report<'_>) -> Examples {
    entries_of::<Vec<Example>>(Document::Examples, "examples", report)
}

/// What a document besides `service-2.json` has under its one key; nothing where the document is absent or broken.
fn entries_of<T: DeserializeOwned>(document: Document, key: &str, report: &mut Report<'_>) -> BTreeMap<String, T> {
    let Some(mut members) = open(document, report) else { return BTreeMap::new() };
    let version = members.0.get("version").filter(|_| document == Document::Waiters);
    if let Some(version) = version.filter(|version| version.get() != "2") {
        report.define("version", version);
        let problem = format!("the waiters are of version {}", version.get());
        report.refuse("version", problem, "Give the file `waiters-2.json`, which is of version 2.");
    }
    let found = members.0.shift_remove_entry(key);
    look_through(document, members, report);
    entries(found, report)
}

/// A document that is taken as it is; `None` where it is absent or broken.
pub fn whole(document: Document, report: &mut Report<'_>) -> Option<Value> {
    report.enter(document);
    let text = report.text(document)?;
    read(Origin { source: document as usize, offset: 0 }, text, None, REMEDIES, report.json()).map(strict)
}

fn strict(Strict(value): Strict) -> Value {
    value
}

/// The members of a document; `None` where it is absent or broken.
fn open<'a>(document: Document, report: &mut Report<'a>) -> Option<Members<'a>> {
    report.enter(document);
    let text = report.text(document)?;
    read_objects(Origin { source: document as usize, offset: 0 }, text, None, REMEDIES, report.json())
}

/// Parses what is in an object of the current document, each entry on its own.
fn entries<T: DeserializeOwned>(object: Option<(String, &RawValue)>, report: &mut Report<'_>) -> BTreeMap<String, T> {
    let Some((key, raw)) = object else { return BTreeMap::new() };
    let origin = report.define(&key, raw);
    let Some(Object(found)) = read_objects(origin, raw.get(), Some(&key), REMEDIES, report.json()) else {
        return BTreeMap::new();
    };
    let entry = |(name, raw): (String, &RawValue)| value(&name, raw, report).map(|value| (name, value));
    found.into_iter().filter_map(entry).collect()
}

/// Parses one value of the current document, which is called `name` from now on.
fn value<T: DeserializeOwned>(name: &str, raw: &RawValue, report: &mut Report<'_>) -> Option<T> {
    let origin = report.define(name, raw);
    read(origin, raw.get(), Some(name), REMEDIES, report.json())
}

/// Refuses or counts the members of a document that nothing was made of.
fn look_through(document: Document, members: Members<'_>, report: &mut Report<'_>) {
    for (key, raw) in members.0 {
        let Some(Strict(found)) = value(&key, raw, report) else { continue };
        if !report.ignores(document.name(), &key, &found) {
            report.refuse_key(&key, &key, &found);
        }
    }
}
