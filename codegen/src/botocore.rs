//! Converts botocore's documents into one Smithy 2.0 JSON AST: a front end beside [`smithy`](crate::smithy).
//!
//! ```text
//! Documents ─read→ format::Service, … ─convert→ Smithy shapes ─stable→ text
//! ```
//!
//! The model has facts only, no documentation text. A fact that Smithy cannot express is an error if it changes what is
//! sent, and a warning if it does not. Known keys that the model does not need are counted, each with the reason.
//! Unknown keys are errors.

mod defaults;
mod enums;
mod examples;
mod format;
mod ignored_keys;
mod operations;
mod pagination;
mod partitions;
mod read;
mod report;
mod service;
mod shapes;
mod streams;
mod waiters;

use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    ignored::Ignored,
    smithy::{Source, model_text, trait_ids},
};
use format::{Examples, Paginators, Service, Waiters};
use report::{Document, ImportReport};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// botocore's description of one service, as texts. Each service has a `service-2`; the other documents are optional.
#[derive(Debug, Clone)]
pub struct Documents {
    /// `service-2.json`: shapes and operations.
    pub service: Source,
    /// `paginators-1.json`
    pub paginators: Option<Source>,
    /// `waiters-2.json`
    pub waiters: Option<Source>,
    /// `examples-1.json`
    pub examples: Option<Source>,
    /// `endpoint-rule-set-1.json`
    pub endpoint_rule_set: Option<Source>,
    /// `partitions.json`, which is the same for all services.
    pub partitions: Option<Source>,
    /// The names of further files of the service, which are not read.
    pub unread: Vec<String>,
}

/// The result of a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The Smithy JSON AST in its stable form.
    pub model: String,
    /// The partitions in their stable form, if the documents contain them.
    pub partitions: Option<String>,
    /// The service's API version, such as `2016-01-01`.
    pub api_version: String,
    /// Facts that the model does not have, and that do not change what is sent.
    pub warnings: Vec<Diagnostic>,
    /// Keys and values that the model does not need, by kind.
    pub ignored: Vec<Ignored>,
}

/// Converts one service, `without` some of its operations and the shapes that only they use.
///
/// # Errors
/// When a document is not JSON, does not have botocore's format, or cannot be expressed in Smithy for a JSON service,
/// and when an operation in `without` does not exist.
pub fn convert(documents: &Documents, without: &[String]) -> Result<Converted, Diagnostics> {
    let mut report = ImportReport::new(documents);
    // For a service with another protocol, further errors would not help.
    let head = read::head(&mut report);
    let protocol = head.as_ref().and_then(|head| service::protocol(&head.metadata, &mut report));
    let (Some(head), Some(protocol)) = (head, protocol) else { return Err(report.into_diagnostics()) };
    let mut parsed = Parsed::read(head, &mut report);
    report.check()?;
    parsed.leave_out(without, &mut report);
    let shapes = parsed.shapes(protocol, &mut report);
    let partitions = partitions::convert(&mut report);
    report.check()?;
    let model = model_text(&json!({ "smithy": "2.0", "shapes": shapes }));
    for name in &documents.unread {
        report.ignore(
            &parsed.service.metadata.service_id,
            &format!("file `{name}`"),
            "the import does not read this file",
        );
    }
    let (warnings, ignored) = report.into_warnings();
    Ok(Converted { model, partitions, api_version: parsed.service.metadata.api_version, warnings, ignored })
}

/// The documents of one service, parsed.
struct Parsed {
    service: Service,
    paginators: Paginators,
    waiters: Waiters,
    examples: Examples,
    rule_set: Option<Value>,
}

impl Parsed {
    fn read(head: read::Head<'_>, report: &mut ImportReport<'_>) -> Self {
        Self {
            service: read::service(head, report),
            paginators: read::paginators(report),
            waiters: read::waiters(report),
            examples: read::examples(report),
            rule_set: read::whole(Document::EndpointRuleSet, report),
        }
    }

    /// Removes operations, with their paginators, waiters and examples.
    fn leave_out(&mut self, without: &[String], report: &mut ImportReport<'_>) {
        report.enter(Document::Service);
        streams::leave_out(&mut self.service, without, report);
        self.paginators.retain(|operation, _| !without.contains(operation));
        self.waiters.retain(|_, waiter| !without.contains(&waiter.operation));
        self.examples.retain(|operation, _| !without.contains(operation));
    }

    /// The shapes of the model by id: data shapes, operations and the service.
    fn shapes(&mut self, protocol: &str, report: &mut ImportReport<'_>) -> Map<String, Value> {
        let service = &self.service;
        let ids = Ids::of(service);
        streams::refuse(service, report);
        let mut shapes = shapes::convert(service, &ids, report);
        let mut operations = operations::convert(service, &ids, report);
        report.enter(Document::Paginators);
        pagination::apply(service, &self.paginators, &mut operations, report);
        report.enter(Document::Waiters);
        waiters::apply(service, &self.waiters, &mut operations, report);
        report.enter(Document::Examples);
        examples::apply(&self.examples, &mut operations, report);
        report.enter(Document::Service);
        let (service_name, service_shape) = service::convert(service, protocol, self.rule_set.take(), &ids, report);

        let operations = operations.into_iter().map(|(name, operation)| (name, operation.into_shape()));
        for (name, shape) in operations.chain([(service_name, service_shape)]) {
            if shapes.insert(name.clone(), shape).is_some() {
                report.refuse(&name, "a shape and an operation, or a shape and the service, have this name", OFFICIAL);
            }
        }
        shapes.into_iter().map(|(name, shape)| (ids.id(&name), shape)).collect()
    }
}

/// The names of all shapes that `roots` refer to, directly or indirectly.
fn reached<'s>(service: &'s Service, roots: impl Iterator<Item = &'s str>) -> BTreeSet<&'s str> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<&str> = roots.collect();
    while let Some(name) = todo.pop() {
        if let Some(shape) = service.shapes.get(name).filter(|_| found.insert(name)) {
            todo.extend(shapes::targets(shape));
        }
    }
    found
}

const OFFICIAL: &str = "Smithy cannot have this name; import the service's official Smithy model instead.";

const AGAIN: &str = "The file is incomplete or was edited: fetch it again.";

/// The traits of a shape or member, by id.
type Traits = BTreeMap<String, Value>;

/// Creates the shape ids of the model.
struct Ids {
    namespace: String,
}

impl Ids {
    fn of(service: &Service) -> Self {
        let name = service.metadata.service_id.replace(' ', "").to_lowercase();
        Self { namespace: format!("com.amazonaws.{name}") }
    }

    /// The absolute id of a shape of this model.
    fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.namespace)
    }

    /// A reference to a shape of this model.
    fn target(&self, name: &str) -> Value {
        json!({ "target": self.id(name) })
    }
}

/// The trait `deprecated` with the date, if there is one. The reason is documentation text, and is left out.
fn deprecated(
    subject: &str,
    is_deprecated: bool,
    since: Option<&String>,
    report: &mut ImportReport<'_>,
) -> Option<(String, Value)> {
    if !is_deprecated {
        since.iter().for_each(|_| report.ignore(subject, "`deprecatedSince`", "the shape or member is not deprecated"));
        return None;
    }
    Some((trait_ids::DEPRECATED.to_owned(), since.map_or_else(|| json!({}), |since| json!({ "since": since }))))
}
