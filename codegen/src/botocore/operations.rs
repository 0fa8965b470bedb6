//! Operations.

use super::format::{Operation, Service, Target};
use super::{AGAIN, Ids, ImportReport, Traits, deprecated, trait_ids};
use crate::smithy::did_you_mean;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An operation that later passes add traits to.
pub struct Converted {
    pub input: Value,
    pub output: Value,
    pub errors: Vec<Value>,
    pub traits: Traits,
}

impl Converted {
    /// The operation as a shape of the JSON AST.
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
pub fn convert(service: &Service, ids: &Ids, report: &mut ImportReport<'_>) -> BTreeMap<String, Converted> {
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
    fn convert(&self, report: &mut ImportReport<'_>) -> Converted {
        let Self { name, operation, .. } = self;
        report.check_keys(name, &operation.rest);
        if let Some(other) = operation.name.as_ref().filter(|other| other != name) {
            report.refuse(name, format!("the operation's `name` is `{other}`"), AGAIN);
        }
        if let Some(http) = &operation.http {
            report.check_keys(name, &http.rest);
            if (http.method.as_str(), http.request_uri.as_str()) != ("POST", "/") {
                let problem = format!("the request line of the operation is `{} {}`", http.method, http.request_uri);
                report.refuse(name, problem, "A JSON service always sends `POST /`; this one cannot be imported.");
            }
        }
        let mut seen = BTreeSet::new();
        let mut errors: Vec<&Target> = Vec::new();
        for error in &operation.errors {
            if !seen.insert(&error.shape) {
                report.ignore(name, "error of an operation", "it is listed twice");
                continue;
            }
            if self.service.shapes.get(&error.shape).is_some_and(|shape| !shape.exception) {
                report.refuse(name, format!("the operation's error `{}` is not an exception", error.shape), AGAIN);
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

    /// A reference to a structure, or to Smithy's unit type.
    fn target(&self, target: Option<&Target>, report: &mut ImportReport<'_>) -> Value {
        let Some(target) = target else { return json!({ "target": trait_ids::UNIT }) };
        report.check_keys(self.name, &target.rest);
        if self.service.shapes.get(&target.shape).is_none_or(|shape| shape.kind != "structure") {
            let problem =
                format!("the operation refers to `{}`, which is not a structure of this service", target.shape);
            let structures = self.service.shapes.iter().filter(|(_, shape)| shape.kind == "structure");
            let remedy = did_you_mean(&target.shape, structures.map(|(name, _)| name.as_str()), AGAIN);
            report.refuse(self.name, problem, remedy);
        }
        self.ids.target(&target.shape)
    }

    fn traits(&self, report: &mut ImportReport<'_>) -> Traits {
        let operation = self.operation;
        let mut traits = Traits::new();
        let mut add = |on: bool, id: &str, value: Value| {
            if on {
                traits.insert(id.to_owned(), value);
            }
        };
        add(operation.idempotent, trait_ids::IDEMPOTENT, json!({}));
        add(operation.readonly, trait_ids::READONLY, json!({}));
        add(operation.http_checksum_required, trait_ids::HTTP_CHECKSUM_REQUIRED, json!({}));
        if let Some(parameters) = &operation.static_context_params {
            add(true, trait_ids::STATIC_CONTEXT_PARAMS, parameters.clone());
        }
        if let Some(parameters) = &operation.operation_context_params {
            add(true, trait_ids::OPERATION_CONTEXT_PARAMS, parameters.clone());
        }
        if let Some(endpoint) = &operation.endpoint {
            add(true, trait_ids::ENDPOINT, json!({ "hostPrefix": endpoint.host_prefix }));
        }
        if let Some(compression) = &operation.requestcompression {
            add(true, trait_ids::REQUEST_COMPRESSION, compression.clone());
        }
        if let Some((schemes, is_optional)) = self.auth(report) {
            add(true, trait_ids::AUTH, json!(schemes));
            add(is_optional, trait_ids::OPTIONAL_AUTH, json!({}));
        }
        let since = operation.deprecated_since.as_ref();
        traits.extend(deprecated(self.name, operation.deprecated, since, report));
        if operation.endpointdiscovery.as_ref().is_some_and(|discovery| !discovery.required) {
            report.ignore(self.name, "`endpointdiscovery`", "it is optional, and the regular endpoint works too");
        }
        traits
    }

    /// The authentication of the operation, if it differs from the service's, and whether it is optional. An empty list
    /// means no authentication.
    fn auth(&self, report: &mut ImportReport<'_>) -> Option<(Vec<&str>, bool)> {
        let operation = self.operation;
        match operation.authtype.as_deref() {
            None | Some("v4" | "none") => {}
            Some(other) => report.refuse(
                self.name,
                format!("the operation is signed with `{other}`"),
                "Add this scheme to the import, which supports `v4` and `none`.",
            ),
        }
        let Some(schemes) = &operation.auth else {
            return (operation.authtype.as_deref() == Some("none")).then(|| (Vec::new(), false));
        };
        let signed: Vec<_> =
            schemes.iter().map(String::as_str).filter(|scheme| *scheme != trait_ids::NO_AUTH).collect();
        let is_optional = !signed.is_empty() && signed.len() < schemes.len();
        Some((signed, is_optional))
    }
}
