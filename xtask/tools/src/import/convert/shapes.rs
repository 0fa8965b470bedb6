//! Data shapes and their members.

use super::super::botocore::{Member, Service, Shape};
use super::{Ids, Report, Traits, defaults, deprecated, enums};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const NOT_DEFINED: &str = "the file is not whole, or was edited: fetch it again";

/// Everything a shape's conversion looks at besides the shape.
struct Scope<'a> {
    service: &'a Service,
    ids: &'a Ids,
    /// Whether the shape [`UNIT`] stands for nothing, see [`stands_for_nothing`].
    has_unit: bool,
    inputs: BTreeSet<&'a str>,
    input_only: BTreeSet<&'a str>,
    output_only: BTreeSet<&'a str>,
}

/// Every shape of the service, by name.
pub fn convert(service: &Service, ids: &Ids, report: &mut Report) -> BTreeMap<String, Value> {
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
        has_unit: stands_for_nothing(service),
        input_only: inputs.clone().filter(once).collect(),
        output_only: outputs.filter(once).collect(),
        inputs: inputs.collect(),
    };
    let shapes = service.shapes.iter().filter(|(name, _)| !(scope.has_unit && *name == UNIT));
    shapes.map(|(name, shape)| (name.clone(), scope.shape(name, shape, report))).collect()
}

/// What Smithy's own word for nothing is called in botocore's files, where it is a shape like any other.
const UNIT: &str = "Unit";

/// Whether the shape [`UNIT`] is that of Smithy: a structure without members or anything else to it, which only unions
/// have members of.
fn stands_for_nothing(service: &Service) -> bool {
    let is_plain = |unit: &Shape| {
        unit.kind == "structure" && unit.members.is_empty() && !(unit.union || unit.document || unit.exception)
    };
    let mut others = service.shapes.values().filter(|shape| !shape.union).flat_map(targets);
    let mut ends = service.operations.values().flat_map(super::streams::ends);
    service.shapes.get(UNIT).is_some_and(is_plain) && others.all(|name| name != UNIT) && ends.all(|name| name != UNIT)
}

/// The shapes that a shape's members are of.
pub fn targets(shape: &Shape) -> impl Iterator<Item = &str> {
    let single = [&shape.member, &shape.key, &shape.value].into_iter().flatten();
    shape.members.values().chain(single).map(|member| member.shape.as_str())
}

impl Scope<'_> {
    /// One shape with its traits.
    fn shape(&self, name: &str, shape: &Shape, report: &mut Report) -> Value {
        report.look_through(name, &shape.rest);
        if !is_identifier(name) {
            report.refuse(name, "the name is not a Smithy identifier", super::RENAME);
        }
        let mut json = self.structure_of(name, shape, report);
        let mut traits = self.shape_traits(name, shape, report);
        if shape.exception {
            traits.extend(self.error_traits(name, shape, report));
        }
        if !traits.is_empty() {
            json.insert("traits".to_owned(), json!(traits));
        }
        json.into()
    }

    /// Type and members.
    fn structure_of(&self, name: &str, shape: &Shape, report: &mut Report) -> Map<String, Value> {
        let kind = match shape.kind.as_str() {
            "structure" if shape.document => "document",
            "structure" if shape.union => "union",
            "string" if shape.values.is_some() => "enum",
            "string" | "character" => "string",
            "timestamp" | "blob" | "boolean" | "byte" | "short" | "integer" | "long" | "float" | "double"
            | "structure" | "list" | "map" => &shape.kind,
            other => {
                report.refuse(name, format!("there is no shape type `{other}`"), NOT_DEFINED);
                other
            }
        };
        let mut json = Map::from_iter([("type".to_owned(), json!(kind))]);
        match kind {
            "structure" | "union" => {
                json.insert("members".to_owned(), self.members(name, shape, report).into());
            }
            "enum" => {
                json.insert("members".to_owned(), enums::members(shape.values.as_deref().unwrap_or_default()).into());
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
    fn members(&self, name: &str, shape: &Shape, report: &mut Report) -> Map<String, Value> {
        for required in shape.required.iter().filter(|required| !shape.members.contains_key(*required)) {
            report.refuse(name, format!("`required` names `{required}`, which is not a member"), NOT_DEFINED);
        }
        let member = |(member_name, member): (&String, &Member)| {
            let place = format!("{name}${member_name}");
            let mut traits = self.member_traits(&place, member_name, member, report);
            if !is_identifier(member_name) {
                report.refuse(&place, "the name is not a Smithy identifier", super::RENAME);
            }
            if shape.required.contains(member_name) {
                traits.insert("smithy.api#required".to_owned(), json!({}));
            }
            let target = self.service.shapes.get(&member.shape);
            let default = target.and_then(|target| defaults::default_of(member, target, self.inputs.contains(name)));
            if let Some(default) = default.filter(|_| !shape.union) {
                traits.insert("smithy.api#default".to_owned(), default);
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
        report: &mut Report,
    ) {
        let Some(member) = member else {
            report.refuse(name, format!("the shape has no `{role}`"), NOT_DEFINED);
            return;
        };
        let traits = self.member_traits(&format!("{name}${role}"), role, member, report);
        json.insert(role.to_owned(), self.with_traits(member, traits));
    }

    fn with_traits(&self, member: &Member, traits: Traits) -> Value {
        let is_unit = self.has_unit && member.shape == UNIT;
        let mut json = if is_unit { json!({ "target": "smithy.api#Unit" }) } else { self.ids.target(&member.shape) };
        if !traits.is_empty() {
            json["traits"] = json!(traits);
        }
        json
    }

    /// What a member says of itself, `required` and `default` apart.
    fn member_traits(&self, place: &str, name: &str, member: &Member, report: &mut Report) -> Traits {
        report.look_through(place, &member.rest);
        if !self.service.shapes.contains_key(&member.shape) {
            report.refuse(place, format!("there is no shape `{}`", member.shape), NOT_DEFINED);
        }
        if let Some(other) = member.location_name.as_ref().filter(|other| *other != name) {
            report.refuse(
                place,
                format!("on the wire the member is called `{other}`, which Smithy's awsJson protocols cannot say"),
                "the service cannot be imported from botocore's files",
            );
        }
        let mut traits = Traits::new();
        let mut mark = |on: bool, id: &str| {
            if on {
                traits.insert(id.to_owned(), json!({}));
            }
        };
        mark(member.idempotency_token, "smithy.api#idempotencyToken");
        mark(member.host_label, "smithy.api#hostLabel");
        mark(member.sensitive, "smithy.api#sensitive");
        if member.deprecated {
            traits.insert("smithy.api#deprecated".to_owned(), deprecated(member.deprecated_since.as_ref()));
        }
        if let Some(parameter) = &member.context_param {
            traits.insert("smithy.rules#contextParam".to_owned(), parameter.clone());
        }
        traits.extend(timestamp_format(place, member.timestamp_format.as_deref(), report));
        traits
    }

    /// What a shape says of itself.
    fn shape_traits(&self, name: &str, shape: &Shape, report: &mut Report) -> Traits {
        let mut traits = Traits::new();
        let mut mark = |on: bool, id: &str| {
            if on {
                traits.insert(id.to_owned(), json!({}));
            }
        };
        mark(shape.sensitive, "smithy.api#sensitive");
        mark(shape.sparse, "smithy.api#sparse");
        mark(shape.eventstream, "smithy.api#streaming");
        mark(self.input_only.contains(name), "smithy.api#input");
        mark(self.output_only.contains(name), "smithy.api#output");
        if shape.deprecated {
            traits.insert("smithy.api#deprecated".to_owned(), deprecated(shape.deprecated_since.as_ref()));
        }
        if let Some(pattern) = &shape.pattern {
            traits.insert("smithy.api#pattern".to_owned(), json!(pattern));
        }
        traits.extend(timestamp_format(name, shape.timestamp_format.as_deref(), report));
        traits.extend(bounds(name, shape, report));
        traits
    }

    /// What makes a structure an error.
    fn error_traits(&self, name: &str, shape: &Shape, report: &mut Report) -> Traits {
        let facts = shape.error.as_ref();
        let status = facts.and_then(|error| error.http_status_code);
        let server = match facts {
            Some(error) if error.sender_fault => false,
            Some(error) if error.fault => true,
            _ => shape.fault || status.is_some_and(|status| status >= 500),
        };
        let mut traits = Traits::new();
        traits.insert("smithy.api#error".to_owned(), json!(if server { "server" } else { "client" }));
        if let Some(status) = status {
            traits.insert("smithy.api#httpError".to_owned(), json!(status));
        }
        if let Some(retryable) = &shape.retryable {
            let value = if retryable.throttling { json!({ "throttling": true }) } else { json!({}) };
            traits.insert("smithy.api#retryable".to_owned(), value);
        }
        let code = facts.and_then(|error| error.code.as_ref()).filter(|code| *code != name);
        match (code, &self.service.metadata.aws_query_compatible) {
            (Some(code), Some(_)) => {
                let value = json!({ "code": code, "httpResponseCode": status.unwrap_or(400) });
                traits.insert("aws.protocols#awsQueryError".to_owned(), value);
            }
            (Some(code), None) => report.refuse(
                name,
                format!("the error's code is `{code}`; in Smithy's awsJson protocols it is the shape's name"),
                "the service cannot be imported from botocore's files",
            ),
            (None, _) => {}
        }
        traits
    }
}

/// `min` and `max`, which limit a number's value and anything else's length.
fn bounds(name: &str, shape: &Shape, report: &mut Report) -> Option<(String, Value)> {
    let bounds: Map<_, _> = [("min", &shape.min), ("max", &shape.max)]
        .into_iter()
        .filter_map(|(key, bound)| Some((key.to_owned(), json!(bound.as_ref()?))))
        .collect();
    if bounds.is_empty() {
        return None;
    }
    match shape.kind.as_str() {
        "string" | "character" | "list" | "map" | "blob" => Some(("smithy.api#length".to_owned(), bounds.into())),
        "byte" | "short" | "integer" | "long" | "float" | "double" => {
            Some(("smithy.api#range".to_owned(), bounds.into()))
        }
        other => {
            report.refuse(name, format!("`min` and `max` mean nothing for a {other}"), NOT_DEFINED);
            None
        }
    }
}

/// How a timestamp is written.
fn timestamp_format(place: &str, format: Option<&str>, report: &mut Report) -> Option<(String, Value)> {
    let format = match format? {
        "iso8601" => "date-time",
        "unixTimestamp" => "epoch-seconds",
        "rfc822" => "http-date",
        other => {
            let remedy = "the import knows iso8601, unixTimestamp and rfc822";
            report.refuse(place, format!("there is no timestamp format `{other}`"), remedy);
            return None;
        }
    };
    Some(("smithy.api#timestampFormat".to_owned(), json!(format)))
}

/// Whether Smithy takes the text as a name.
pub fn is_identifier(text: &str) -> bool {
    let tail = text.trim_start_matches('_');
    tail.starts_with(|c: char| c.is_ascii_alphabetic() || (c.is_ascii_digit() && tail.len() < text.len()))
        && tail.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
