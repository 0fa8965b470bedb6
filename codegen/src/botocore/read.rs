//! Parses the texts of the documents.

use super::{
    format::{Example, Examples, Metadata, Operation, Paginator, Paginators, Service, Shape, Waiter, Waiters},
    report::{Document, ImportReport},
};
use crate::smithy::{Object, Origin, Remedies, Strict, read, read_objects};
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};
use std::collections::BTreeMap;

const REMEDIES: Remedies = Remedies {
    syntax: "Fetch the file again: it is incomplete or was changed.",
    form: "Compare the file with the file of the same name in botocore.",
    variant: None,
};

/// A document, or an object in it: unparsed values by key.
type Members<'a> = Object<&'a RawValue>;

/// `service-2.json`, of which only the metadata are parsed.
pub struct Head<'a> {
    pub metadata: Metadata,
    members: Members<'a>,
}

/// The values of a document and, if they can be parsed, its metadata.
pub fn head<'a>(report: &mut ImportReport<'a>) -> Option<Head<'a>> {
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
pub fn service(head: Head<'_>, report: &mut ImportReport<'_>) -> Service {
    let Head { metadata, mut members } = head;
    report.enter(Document::Service);
    let [operations, shapes, parameters] =
        ["operations", "shapes", "clientContextParams"].map(|key| members.0.shift_remove_entry(key));
    check_keys(Document::Service, members, report);
    report.check_keys(&metadata.service_id, &metadata.rest);
    let client_context_params = parameters.and_then(|(key, raw)| value(&key, raw, report)).map(strict);
    let operations: BTreeMap<String, Operation> = entries(operations, report);
    let shapes: BTreeMap<String, Shape> = entries(shapes, report);
    Service { metadata, operations, shapes, client_context_params }
}

/// `paginators-1.json`
pub fn paginators(report: &mut ImportReport<'_>) -> Paginators {
    entries_of::<Paginator>(Document::Paginators, "pagination", report)
}

/// `waiters-2.json`
pub fn waiters(report: &mut ImportReport<'_>) -> Waiters {
    entries_of::<Waiter>(Document::Waiters, "waiters", report)
}

/// `examples-1.json`
pub fn examples(report: &mut ImportReport<'_>) -> Examples {
    entries_of::<Vec<Example>>(Document::Examples, "examples", report)
}

/// The entries of a document other than `service-2.json`; empty if the document is absent or invalid.
fn entries_of<T: DeserializeOwned>(
    document: Document,
    key: &str,
    report: &mut ImportReport<'_>,
) -> BTreeMap<String, T> {
    let Some(mut members) = open(document, report) else { return BTreeMap::new() };
    let version = members.0.get("version").filter(|_| document == Document::Waiters);
    if let Some(version) = version.filter(|version| version.get() != "2") {
        report.define("version", version);
        let problem = format!("the version of the waiters is {}", version.get());
        report.refuse("version", problem, "Use the file `waiters-2.json`, which has version 2.");
    }
    let found = members.0.shift_remove_entry(key);
    check_keys(document, members, report);
    entries(found, report)
}

/// A document that is used unchanged; `None` if it is absent or invalid.
pub fn whole(document: Document, report: &mut ImportReport<'_>) -> Option<Value> {
    report.enter(document);
    let text = report.text(document)?;
    read(Origin { source: document as usize, offset: 0 }, text, None, REMEDIES, report.json()).map(strict)
}

fn strict(Strict(value): Strict) -> Value {
    value
}

/// The values of a document; `None` if it is absent or invalid.
fn open<'a>(document: Document, report: &mut ImportReport<'a>) -> Option<Members<'a>> {
    report.enter(document);
    let text = report.text(document)?;
    read_objects(Origin { source: document as usize, offset: 0 }, text, None, REMEDIES, report.json())
}

/// Parses an object of the current document, each entry separately.
fn entries<T: DeserializeOwned>(
    object: Option<(String, &RawValue)>,
    report: &mut ImportReport<'_>,
) -> BTreeMap<String, T> {
    let Some((key, raw)) = object else { return BTreeMap::new() };
    let origin = report.define(&key, raw);
    let Some(Object(found)) = read_objects(origin, raw.get(), Some(&key), REMEDIES, report.json()) else {
        return BTreeMap::new();
    };
    let entry = |(name, raw): (String, &RawValue)| value(&name, raw, report).map(|value| (name, value));
    found.into_iter().filter_map(entry).collect()
}

/// Parses one value of the current document and records its location as that of `name`.
fn value<T: DeserializeOwned>(name: &str, raw: &RawValue, report: &mut ImportReport<'_>) -> Option<T> {
    let origin = report.define(name, raw);
    read(origin, raw.get(), Some(name), REMEDIES, report.json())
}

/// Reports or counts the keys of a document that were not used.
fn check_keys(document: Document, members: Members<'_>, report: &mut ImportReport<'_>) {
    for (key, raw) in members.0 {
        let Some(Strict(found)) = value(&key, raw, report) else { continue };
        if !report.ignore_key(document.name(), &key, &found) {
            report.refuse_key(&key, &key, &found);
        }
    }
}
