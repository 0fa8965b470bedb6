//! From botocore's files to one Smithy 2.0 JSON AST: facts only, no prose.
//!
//! ```text
//! Files ─parse→ botocore::Service, … ─convert→ Smithy shapes ─stable→ text
//! ```
//!
//! What Smithy cannot say is either refused (a [`Diagnostic`], nothing is written) where it changes the
//! wire, or told to the user as a note where it does not. The keys that are left behind on purpose stand
//! in `IGNORED` with the reason.

mod defaults;
mod enums;
mod examples;
mod operations;
mod pagination;
mod rules;
mod service;
mod shapes;
mod streams;
mod waiters;

pub use rules::{parameters_without_prose, without_prose as rule_set_without_prose};

use super::{
    botocore::{Examples, Paginators, Rest, Service, Waiters},
    files::{self, Files},
    stable,
};
use dms_codegen::{Diagnostic, Diagnostics, Location, Source};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Keys of botocore's objects that carry nothing for a Smithy model of a json service.
const IGNORED: &[(&str, &str)] = &[
    ("alias", "a name for Python only"),
    ("comments", "prose"),
    ("deprecatedMessage", "prose"),
    ("description", "prose"),
    ("documentation", "prose"),
    ("endpointoperation", "marks what endpoint discovery calls, and operations that require that are refused"),
    ("event", "of event streams, and operations that have one are refused"),
    ("eventheader", "of event streams, and operations that have one are refused"),
    ("eventpayload", "of event streams, and operations that have one are refused"),
    ("exception", "said by the shape that is referred to"),
    ("examples", "stands in examples-1"),
    ("fault", "said by the shape that is referred to"),
    ("flattened", "XML and query protocols only"),
    ("jsonvalue", "only headers are encoded for it; in a body such a text is sent as it is"),
    ("id", "names a page of the upstream documentation"),
    ("maxAttempts", "in Smithy the caller says how long to wait"),
    ("more_results", "in Smithy the last page is the one without a token"),
    ("non_aggregate_keys", "in Smithy what stands beside the items is a page's"),
    ("py_input_token", "a name for Python only"),
    ("resultWrapper", "XML and query protocols only"),
    ("ripServiceName", "internal to the service's owner"),
    ("serviceAbbreviation", "the full name is kept"),
    ("synthetic", "the error was added by hand upstream; it is an error like any other"),
    ("title", "prose; ours is made of the operation's name"),
    ("uid", "made of the prefix and the version, both kept"),
    ("version", "of the file format"),
    ("wrapper", "XML and query protocols only"),
    ("xmlNamespace", "XML and query protocols only"),
    ("xmlOrder", "XML and query protocols only"),
];

/// What a conversion gives.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The Smithy JSON AST in its stable form.
    pub model: String,
    /// The service's API version, such as `2016-01-01`.
    pub api_version: String,
    /// What the user should know: facts that Smithy has no word for, and that change nothing on the wire.
    pub notes: Vec<String>,
}

/// Converts one service.
///
/// # Errors
/// Everything that is not JSON, not of botocore's form, or not expressible in Smithy for a json service.
pub fn convert(files: &Files) -> Result<Imported, Diagnostics> {
    convert_without(files, &[])
}

/// Converts one service without some of its operations, and then without the shapes that only they use.
///
/// # Errors
/// As [`convert`], and when there is no such operation.
pub fn convert_without(files: &Files, without: &[String]) -> Result<Imported, Diagnostics> {
    let mut service: Service = parse(&files.service)?;
    let mut report = Report::new(&files.service.name);
    streams::leave_out(&mut service, without, &mut report);
    let Some(protocol) = service::protocol(&service, &mut report) else { return Err(report.diagnostics) };
    let namespace = format!("com.amazonaws.{}", service.metadata.service_id.replace(' ', "").to_lowercase());
    let ids = Ids { namespace };
    let mut paginators: Paginators = parse_optional(files.paginators.as_ref())?.unwrap_or_default();
    let mut waiters: Option<Waiters> = parse_optional(files.waiters.as_ref())?;
    let mut examples: Examples = parse_optional(files.examples.as_ref())?.unwrap_or_default();
    paginators.pagination.retain(|operation, _| !without.contains(operation));
    waiters.iter_mut().for_each(|all| all.waiters.retain(|_, waiter| !without.contains(&waiter.operation)));
    examples.examples.retain(|operation, _| !without.contains(operation));
    let rule_set: Option<Value> = parse_optional(files.endpoint_rule_set.as_ref())?;

    streams::refuse(&service, &mut report);
    let mut shapes = shapes::convert(&service, &ids, &mut report);
    let mut operations = operations::convert(&service, &ids, &mut report);

    report.enter(files.paginators.as_ref().unwrap_or(&files.service));
    pagination::apply(&service, &paginators, &mut operations, &mut report);
    if let (Some(waiters), Some(source)) = (&waiters, &files.waiters) {
        report.enter(source);
        waiters::apply(&service, waiters, &mut operations, &mut report);
    }
    report.enter(files.examples.as_ref().unwrap_or(&files.service));
    examples::apply(&examples, &mut operations, &mut report);
    report.enter(&files.service);
    let (service_name, service_shape) = service::convert(&service, protocol, rule_set, &ids, &mut report);

    let operations = operations.into_iter().map(|(name, operation)| (name, operation.into_shape()));
    for (name, shape) in operations.chain([(service_name, service_shape)]) {
        if shapes.insert(name.clone(), shape).is_some() {
            report.refuse(&name, "two things have this name: a shape and an operation or the service", RENAME);
        }
    }
    let shapes: Map<_, _> = shapes.into_iter().map(|(name, shape)| (ids.id(&name), shape)).collect();
    let model = stable::model_text(&json!({ "smithy": "2.0", "shapes": shapes }));
    let Report { diagnostics, notes, .. } = report;
    diagnostics.into_result(Imported { model, api_version: service.metadata.api_version, notes })
}

/// The names of all shapes that these refer to, directly or not.
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

const RENAME: &str = "Smithy has one name space for both; import the service's official Smithy model instead";

/// The traits of a shape or member, by id.
type Traits = BTreeMap<String, Value>;

/// Shape ids of the model that is being made.
struct Ids {
    namespace: String,
}

impl Ids {
    /// The absolute id of a shape of this model.
    fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.namespace)
    }

    /// A reference to a shape of this model.
    fn target(&self, name: &str) -> Value {
        json!({ "target": self.id(name) })
    }
}

/// What has been found wrong or worth saying so far.
struct Report {
    source: String,
    diagnostics: Diagnostics,
    notes: Vec<String>,
}

impl Report {
    fn new(source: &str) -> Self {
        Self { source: source.to_owned(), diagnostics: Diagnostics::default(), notes: Vec::new() }
    }

    /// From now on `source` is to blame.
    fn enter(&mut self, source: &Source) {
        self.source.clone_from(&source.name);
    }

    /// Something that must not be imported.
    fn refuse(&mut self, place: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        self.diagnostics.push(Diagnostic {
            location: Some(Location { source: self.source.clone(), position: None }),
            shape: Some(place.to_owned()),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// Something that is left out without harm.
    fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Refuses every key that is neither understood nor left behind on purpose.
    fn look_through(&mut self, place: &str, rest: &Rest) {
        for (key, value) in rest {
            let off = matches!(value, Value::Null | Value::Bool(false));
            if !off && !IGNORED.iter().any(|(known, _)| known == key) {
                self.refuse(
                    place,
                    format!("`\"{key}\": {value}` is not something the import understands"),
                    "it may change the wire and is not dropped: teach the import what it means, or that it means nothing",
                );
            }
        }
    }
}

/// Parses one file; an error names the file, the place in it and, where serde knows it, the path.
fn parse<T: DeserializeOwned>(source: &Source) -> Result<T, Diagnostics> {
    let mut deserializer = serde_json::Deserializer::from_str(&source.text);
    let parsed = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let path = Some(path).filter(|path| error.is_data() && path != ".");
        (error, path)
    });
    let parsed = parsed.and_then(|value| deserializer.end().map(|()| value).map_err(|error| (error, None)));
    parsed.map_err(|(error, path)| {
        let (problem, remedy) = if error.is_data() {
            ("is not of botocore's form", "compare the file with botocore's own of the same name")
        } else {
            ("is not JSON", files::AGAIN)
        };
        let position = (error.line() > 0).then(|| (error.line(), error.column()));
        Diagnostics(vec![Diagnostic {
            location: Some(Location { source: source.name.clone(), position }),
            shape: path,
            problem: format!("the file {problem}: {error}"),
            remedy: remedy.to_owned(),
        }])
    })
}

/// Parses a file that a service need not have.
fn parse_optional<T: DeserializeOwned>(source: Option<&Source>) -> Result<Option<T>, Diagnostics> {
    source.map(parse).transpose()
}

/// The facts of `deprecated`: since when. Why is prose and stays behind.
fn deprecated(since: Option<&String>) -> Value {
    since.map_or_else(|| json!({}), |since| json!({ "since": since }))
}
