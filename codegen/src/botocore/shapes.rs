//! Data shapes and their members.

use super::format::{Member, Service, Shape};
use super::{AGAIN, Ids, ImportReport, OFFICIAL, Traits, defaults, deprecated, enums, trait_ids};
use crate::smithy::{did_you_mean, is_identifier};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const TYPES: [&str; 14] = [
    "blob",
    "boolean",
    "byte",
    "character",
    "double",
    "float",
    "integer",
    "list",
    "long",
    "map",
    "short",
    "string",
    "structure",
    "timestamp",
];

/// What the conversion of a shape needs besides the shape.
struct Scope<'a> {
    service: &'a Service,
    ids: &'a Ids,
    /// Whether the shape [`UNIT`] is Smithy's unit type, see [`is_unit_type`].
    has_unit: bool,
    inputs: BTreeSet<&'a str>,
    input_only: BTreeSet<&'a str>,
    output_only: BTreeSet<&'a str>,
}

/// Every shape of the service, by name.
pub fn convert(service: &Service, ids: &Ids, report: &mut ImportReport<'_>) -> BTreeMap<String, Value> {
    let inputs = service.operations.values().filter_map(|op| op.input.as_ref()).map(|t| t.shape.as_str());
    let outputs = service.operations.values().filter_map(|op| op.output.as_ref()).map(|t| t.shape.as_str());
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let errors = service.operations.values().flat_map(|op| &op.errors).map(|t| t.shape.as_str());
    let members = service.shapes.values().flat_map(targets);
    for name in inputs.clone().chain(outputs.clone()).chain(errors).chain(members) {
        *uses.entry(name).or_default() += 1;
    }
    let once = |name: &&str| uses.get(name) == Some(&1);
    let scope = Scope {
        service,
        ids,
        has_unit: is_unit_type(service),
        input_only: inputs.clone().filter(once).collect(),
        output_only: outputs.filter(once).collect(),
        inputs: inputs.collect(),
    };
    let shapes = service.shapes.iter().filter(|(name, _)| !(scope.has_unit && *name == UNIT));
    shapes.map(|(name, shape)| (name.clone(), scope.shape(name, shape, report))).collect()
}

/// The name of Smithy's unit type in botocore's files, where it is an ordinary shape.
const UNIT: &str = "Unit";

/// Whether the shape [`UNIT`] is Smithy's unit type: a structure without members or traits that is used by members of
/// unions only.
fn is_unit_type(service: &Service) -> bool {
    let is_plain = |unit: &Shape| {
        unit.kind == "structure" && unit.members.is_empty() && !(unit.union || unit.document || unit.exception)
    };
    let mut others = service.shapes.values().filter(|shape| !shape.union).flat_map(targets);
    let mut in_operations = service.operations.values().flat_map(super::streams::referenced);
    service.shapes.get(UNIT).is_some_and(is_plain)
        && others.all(|name| name != UNIT)
        && in_operations.all(|name| name != UNIT)
}

/// The target shapes of a shape's members.
pub fn targets(shape: &Shape) -> impl Iterator<Item = &str> {
    let single = [&shape.member, &shape.key, &shape.value].into_iter().flatten();
    shape.members.values().chain(single).map(|member| member.shape.as_str())
}

impl Scope<'_> {
    /// Converts one shape with its traits.
    fn shape(&self, name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Value {
        report.check_keys(name, &shape.rest);
        if !is_identifier(name) {
            report.refuse(name, "the name is not a Smithy identifier", OFFICIAL);
        }
        let mut json = self.structure_of(name, shape, report);
        let mut traits = self.shape_traits(name, shape, report);
        if shape.exception {
            traits.extend(self.error_traits(name, shape, report));
        } else if shape.error.is_some() || shape.retryable.is_some() || shape.fault {
            report.ignore(name, "`error` of a shape", "the shape is not an exception");
        }
        if !traits.is_empty() {
            json.insert("traits".to_owned(), json!(traits));
        }
        json.into()
    }

    /// The type and the members of a shape.
    fn structure_of(&self, name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Map<String, Value> {
        let kind = match shape.kind.as_str() {
            "structure" if shape.document => "document",
            "structure" if shape.union => "union",
            "string" if shape.values.is_some() => "enum",
            "string" | "character" => "string",
            "timestamp" | "blob" | "boolean" | "byte" | "short" | "integer" | "long" | "float" | "double"
            | "structure" | "list" | "map" => &shape.kind,
            other => {
                let remedy = did_you_mean(other, TYPES.into_iter(), AGAIN);
                report.refuse(name, format!("there is no shape type `{other}`"), remedy);
                other
            }
        };
        for key in misplaced(kind, shape) {
            report.refuse(name, format!("`{key}` has no meaning for a {kind}"), AGAIN);
        }
        let mut json = Map::from_iter([("type".to_owned(), json!(kind))]);
        match kind {
            "structure" | "union" => {
                json.insert("members".to_owned(), self.members(name, shape, report).into());
            }
            "enum" => {
                json.insert(
                    "members".to_owned(),
                    enums::members(name, shape.values.as_deref().unwrap_or_default(), report).into(),
                );
            }
            "list" => self.element(&mut json, name, "member", shape.member.as_ref(), report),
            "map" => {
                self.element(&mut json, name, "key", shape.key.as_ref(), report);
                self.element(&mut json, name, "value", shape.value.as_ref(), report);
            }
            _ => {}
        }
        json
    }

    /// The members of a structure or union, in the model's order.
    fn members(&self, name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Map<String, Value> {
        for required in shape.required.iter().filter(|required| !shape.members.contains_key(*required)) {
            let remedy = did_you_mean(required, shape.members.keys().map(String::as_str), AGAIN);
            report.refuse(name, format!("`required` names `{required}`, which is not a member"), remedy);
        }
        let member = |(member_name, member): (&String, &Member)| {
            let subject = format!("{name}${member_name}");
            let mut traits = self.member_traits(&subject, member_name, member, report);
            if !is_identifier(member_name) {
                report.refuse(&subject, "the name is not a Smithy identifier", OFFICIAL);
            }
            if shape.required.contains(member_name) {
                traits.insert(trait_ids::REQUIRED.to_owned(), json!({}));
            }
            let target = self.service.shapes.get(&member.shape);
            let default = target.and_then(|target| defaults::default_of(member, target, self.inputs.contains(name)));
            if let Some(default) = default.filter(|_| !shape.union) {
                traits.insert(trait_ids::DEFAULT.to_owned(), default);
            }
            (member_name.clone(), self.with_traits(member, traits))
        };
        shape.members.iter().map(member).collect()
    }

    /// The element of a list, or the key or value of a map.
    fn element(
        &self,
        json: &mut Map<String, Value>,
        name: &str,
        role: &str,
        member: Option<&Member>,
        report: &mut ImportReport<'_>,
    ) {
        let Some(member) = member else {
            report.refuse(name, format!("the shape has no `{role}`"), AGAIN);
            return;
        };
        let traits = self.member_traits(&format!("{name}${role}"), role, member, report);
        json.insert(role.to_owned(), self.with_traits(member, traits));
    }

    fn with_traits(&self, member: &Member, traits: Traits) -> Value {
        let is_unit = self.has_unit && member.shape == UNIT;
        let mut json = if is_unit { json!({ "target": trait_ids::UNIT }) } else { self.ids.target(&member.shape) };
        if !traits.is_empty() {
            json["traits"] = json!(traits);
        }
        json
    }

    /// The traits of a member except `required` and `default`.
    fn member_traits(&self, subject: &str, name: &str, member: &Member, report: &mut ImportReport<'_>) -> Traits {
        report.check_keys(subject, &member.rest);
        if !self.service.shapes.contains_key(&member.shape) {
            let remedy = did_you_mean(&member.shape, self.service.shapes.keys().map(String::as_str), AGAIN);
            report.refuse(subject, format!("there is no shape `{}`", member.shape), remedy);
        }
        if let Some(other) = member.location_name.as_ref().filter(|other| *other != name) {
            report.refuse(
                subject,
                format!("the member's name on the wire is `{other}`, which Smithy's awsJson protocols cannot express"),
                "The service cannot be imported from botocore's files.",
            );
        }
        let mut traits = Traits::new();
        let mut mark = |on: bool, id: &str| {
            if on {
                traits.insert(id.to_owned(), json!({}));
            }
        };
        mark(member.idempotency_token, trait_ids::IDEMPOTENCY_TOKEN);
        mark(member.host_label, trait_ids::HOST_LABEL);
        mark(member.sensitive, trait_ids::SENSITIVE);
        traits.extend(deprecated(subject, member.deprecated, member.deprecated_since.as_ref(), report));
        if let Some(parameter) = &member.context_param {
            traits.insert(trait_ids::CONTEXT_PARAM.to_owned(), parameter.clone());
        }
        traits.extend(timestamp_format(subject, member.timestamp_format.as_deref(), report));
        traits
    }

    /// The traits of a shape.
    fn shape_traits(&self, name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Traits {
        let mut traits = Traits::new();
        let mut mark = |on: bool, id: &str| {
            if on {
                traits.insert(id.to_owned(), json!({}));
            }
        };
        mark(shape.sensitive, trait_ids::SENSITIVE);
        mark(shape.sparse, trait_ids::SPARSE);
        mark(shape.eventstream, trait_ids::STREAMING);
        mark(self.input_only.contains(name), trait_ids::INPUT);
        mark(self.output_only.contains(name), trait_ids::OUTPUT);
        traits.extend(deprecated(name, shape.deprecated, shape.deprecated_since.as_ref(), report));
        if let Some(pattern) = &shape.pattern {
            traits.insert(trait_ids::PATTERN.to_owned(), json!(pattern));
        }
        traits.extend(timestamp_format(name, shape.timestamp_format.as_deref(), report));
        traits.extend(bounds(name, shape, report));
        traits
    }

    /// The traits of an error.
    fn error_traits(&self, name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Traits {
        let facts = shape.error.as_ref();
        let status = facts.and_then(|error| error.http_status_code);
        let server = match facts {
            Some(error) if error.sender_fault => false,
            Some(error) if error.fault => true,
            _ => shape.fault || status.is_some_and(|status| status >= 500),
        };
        let mut traits = Traits::new();
        traits.insert(trait_ids::ERROR.to_owned(), json!(if server { "server" } else { "client" }));
        if let Some(status) = status {
            traits.insert(trait_ids::HTTP_ERROR.to_owned(), json!(status));
        }
        if let Some(retryable) = &shape.retryable {
            let value = if retryable.throttling { json!({ "throttling": true }) } else { json!({}) };
            traits.insert(trait_ids::RETRYABLE.to_owned(), value);
        }
        let code = facts.and_then(|error| error.code.as_ref()).filter(|code| *code != name);
        match (code, &self.service.metadata.aws_query_compatible) {
            (Some(code), Some(_)) => {
                let value = json!({ "code": code, "httpResponseCode": status.unwrap_or(400) });
                traits.insert(trait_ids::AWS_QUERY_ERROR.to_owned(), value);
            }
            (Some(code), None) => report.refuse(
                name,
                format!("the error's code is `{code}`, but Smithy's awsJson protocols use the shape's name"),
                "The service cannot be imported from botocore's files.",
            ),
            (None, _) => {}
        }
        traits
    }
}

/// The keys that a shape of this kind must not have.
fn misplaced(kind: &str, shape: &Shape) -> impl Iterator<Item = &'static str> {
    let has_members = matches!(kind, "structure" | "union");
    let keys = [
        ("members", !shape.members.is_empty() && !has_members),
        ("required", !shape.required.is_empty() && !has_members),
        ("member", shape.member.is_some() && kind != "list"),
        ("key", shape.key.is_some() && kind != "map"),
        ("value", shape.value.is_some() && kind != "map"),
        ("enum", shape.values.is_some() && kind != "enum"),
        ("union", shape.union && kind != "union"),
        ("document", shape.document && kind != "document"),
        ("exception", shape.exception && kind != "structure"),
    ];
    keys.into_iter().filter(|(_, is_misplaced)| *is_misplaced).map(|(key, _)| key)
}

/// `min` and `max`: the range of a number, the length of any other value.
fn bounds(name: &str, shape: &Shape, report: &mut ImportReport<'_>) -> Option<(String, Value)> {
    let bounds: Map<_, _> = [("min", &shape.min), ("max", &shape.max)]
        .into_iter()
        .filter_map(|(key, bound)| Some((key.to_owned(), json!(bound.as_ref()?))))
        .collect();
    if bounds.is_empty() {
        return None;
    }
    match shape.kind.as_str() {
        "string" | "character" | "list" | "map" | "blob" => Some((trait_ids::LENGTH.to_owned(), bounds.into())),
        "byte" | "short" | "integer" | "long" | "float" | "double" => {
            Some((trait_ids::RANGE.to_owned(), bounds.into()))
        }
        other => {
            report.refuse(name, format!("`min` and `max` have no meaning for a {other}"), AGAIN);
            None
        }
    }
}

/// The trait for the format of a timestamp.
fn timestamp_format(subject: &str, format: Option<&str>, report: &mut ImportReport<'_>) -> Option<(String, Value)> {
    let format = match format? {
        "iso8601" => "date-time",
        "unixTimestamp" => "epoch-seconds",
        "rfc822" => "http-date",
        other => {
            let known = ["iso8601", "rfc822", "unixTimestamp"];
            let remedy = did_you_mean(other, known.into_iter(), "Add the format to the import.");
            report.refuse(subject, format!("there is no timestamp format `{other}`"), remedy);
            return None;
        }
    };
    Some((trait_ids::TIMESTAMP_FORMAT.to_owned(), json!(format)))
}
