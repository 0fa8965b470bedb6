//! Operations.

use super::super::botocore::{Operation, Service, Target};
use super::{Ids, Report, Traits, deprecated};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How botocore names that an operation is not signed.
const NO_AUTH: &str = "smithy.api#noAuth";

/// An operation in the making: later passes add traits.
pub struct Converted {
    pub input: Value,
    pub output: Value,
    pub errors: Vec<Value>,
    pub traits: Traits,
}

impl Converted {
    /// The operation as Smithy writes it.
    pub fn into_shape(self) -> Value {
        let mut json = json!({ "type": "operation", "input": self.input, "output": self.output });
        if !self.errors.is_empty() {
            json["errors"] = self.errors.into();
        }
        if !self.traits.is_empty() {
            json["traits"] = json!(self.traits);
        }
        json
    }
}

/// Every operation of the service, by name.
pub fn convert(service: &Service, ids: &Ids, report: &mut Report) -> BTreeMap<String, Converted> {
    let operation = |(name, operation): (&String, &Operation)| {
        (name.clone(), Converter { service, ids, name, operation }.convert(report))
    };
    service.operations.iter().map(operation).collect()
}

struct Converter<'a> {
    service: &'a Service,
    ids: &'a Ids,
    name: &'a str,
    operation: &'a Operation,
}

impl Converter<'_> {
    fn convert(&self, report: &mut Report) -> Converted {
        let Self { name, operation, .. } = self;
        report.look_through(name, &operation.rest);
        if let Some(other) = operation.name.as_ref().filter(|other| other != name) {
            report.refuse(name, format!("the operation calls itself `{other}`"), "the file was edited: fetch it again");
        }
        if let Some(http) = &operation.http
            && (http.method.as_str(), http.request_uri.as_str()) != ("POST", "/")
        {
            let problem = format!("the operation is sent as `{} {}`", http.method, http.request_uri);
            report.refuse(name, problem, "a json service always sends `POST /`; this one cannot be imported");
        }
        let mut seen = BTreeSet::new();
        let mut errors: Vec<&Target> = Vec::new();
        for error in operation.errors.iter().filter(|error| seen.insert(&error.shape)) {
            if self.service.shapes.get(&error.shape).is_some_and(|shape| !shape.exception) {
                report.refuse(name, format!("its error `{}` is not an exception", error.shape), super::RENAME);
            }
            errors.push(error);
        }
        Converted {
            input: self.target(operation.input.as_ref(), report),
            output: self.target(operation.output.as_ref(), report),
            errors: errors.into_iter().map(|error| self.target(Some(error), report)).collect(),
            traits: self.traits(report),
        }
    }

    /// A reference to a structure, or to Smithy's word for nothing.
    fn target(&self, target: Option<&Target>, report: &mut Report) -> Value {
        let Some(target) = target else { return json!({ "target": "smithy.api#Unit" }) };
        report.look_through(self.name, &target.rest);
        if self.service.shapes.get(&target.shape).is_none_or(|shape| shape.kind != "structure") {
            let problem =
                format!("the operation refers to `{}`, which is not a structure of this service", target.shape);
            report.refuse(self.name, problem, "the file is not whole, or was edited: fetch it again");
        }
        self.ids.target(&target.shape)
    }

    fn traits(&self, report: &mut Report) -> Traits {
        let operation = self.operation;
        let mut traits = Traits::new();
        let mut add = |on: bool, id: &str, value: Value| {
            if on {
                traits.insert(id.to_owned(), value);
            }
        };
        add(operation.idempotent, "smithy.api#idempotent", json!({}));
        add(operation.readonly, "smithy.api#readonly", json!({}));
        add(operation.http_checksum_required, "smithy.api#httpChecksumRequired", json!({}));
        add(operation.deprecated, "smithy.api#deprecated", deprecated(operation.deprecated_since.as_ref()));
        if let Some(parameters) = &operation.static_context_params {
            add(true, "smithy.rules#staticContextParams", parameters.clone());
        }
        if let Some(parameters) = &operation.operation_context_params {
            add(true, "smithy.rules#operationContextParams", parameters.clone());
        }
        if let Some(endpoint) = &operation.endpoint {
            add(true, "smithy.api#endpoint", json!({ "hostPrefix": endpoint.host_prefix }));
        }
        if let Some(compression) = &operation.requestcompression {
            add(true, "smithy.api#requestCompression", compression.clone());
        }
        if let Some((schemes, is_optional)) = self.auth(report) {
            add(true, "smithy.api#auth", json!(schemes));
            add(is_optional, "smithy.api#optionalAuth", json!({}));
        }
        if operation.endpointdiscovery.as_ref().is_some_and(|discovery| !discovery.required) {
            report.note(format!("{}: endpoint discovery is optional and left out", self.name));
        }
        traits
    }

    /// How the operation is signed, where that differs from the service, and whether it may go unsigned all the same: an
    /// empty list means not at all.
    fn auth(&self, report: &mut Report) -> Option<(Vec<&str>, bool)> {
        let operation = self.operation;
        match operation.authtype.as_deref() {
            None | Some("v4" | "none") => {}
            Some(other) => report.refuse(
                self.name,
                format!("the operation is signed by `{other}`"),
                "the import knows `v4` and `none`; teach it this one",
            ),
        }
        let Some(schemes) = &operation.auth else {
            return (operation.authtype.as_deref() == Some("none")).then(|| (Vec::new(), false));
        };
        let signed: Vec<_> = schemes.iter().map(String::as_str).filter(|scheme| *scheme != NO_AUTH).collect();
        let is_optional = !signed.is_empty() && signed.len() < schemes.len();
        Some((signed, is_optional))
    }
}
