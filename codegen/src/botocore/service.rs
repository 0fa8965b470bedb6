//! The service shape.

use super::format::Service;
use super::{Ids, ImportReport, Traits, format::Metadata, trait_ids};
use crate::smithy::{is_identifier, parameters_without_prose, rule_set_without_prose};
use serde_json::{Value, json};

const JSON_ONLY: &str = "Only services with the protocols JSON 1.0 and 1.1 can be imported.";

/// The service's name and shape.
pub fn convert(
    service: &Service,
    protocol: &str,
    rule_set: Option<Value>,
    ids: &Ids,
    report: &mut ImportReport<'_>,
) -> (String, Value) {
    let metadata = &service.metadata;
    let subject = metadata.service_id.as_str();
    let name = name(service, report);

    let mut traits = Traits::new();
    let mut add = |id: &str, value: Value| traits.insert(id.to_owned(), value);
    add(trait_ids::AWS_SERVICE, json!({ "sdkId": metadata.service_id, "endpointPrefix": metadata.endpoint_prefix }));
    let signing_name = metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix);
    add(trait_ids::SIGV4, json!({ "name": signing_name }));
    add(protocol, json!({}));
    if metadata.aws_query_compatible.is_some() {
        add(trait_ids::AWS_QUERY_COMPATIBLE, json!({}));
    }
    if let Some(title) = &metadata.service_full_name {
        add(trait_ids::TITLE, json!(title));
    }
    if let Some(mut parameters) = service.client_context_params.clone() {
        parameters_without_prose(subject, &mut parameters, report.tally());
        add(trait_ids::CLIENT_CONTEXT_PARAMS, parameters);
    }
    if let Some(mut rule_set) = rule_set {
        rule_set_without_prose(subject, &mut rule_set, report.tally());
        add(trait_ids::ENDPOINT_RULE_SET, rule_set);
    }
    refuse_other_signatures(service, report);
    for (key, value) in &metadata.protocol_settings {
        if key == "h2" && matches!(value.as_str(), Some("eventstream" | "optional")) {
            let reason = "only event streams need HTTP/2, and operations with event streams are not supported";
            report.ignore(subject, "`protocolSettings`", reason);
        } else {
            let problem = format!("`protocolSettings` has `\"{key}\": {value}`");
            report.refuse(
                subject,
                problem,
                "Requests are sent over any version of HTTP; the service cannot be imported.",
            );
        }
    }
    let operations: Vec<_> = service.operations.keys().map(|name| ids.target(name)).collect();
    let shape =
        json!({ "type": "service", "version": metadata.api_version, "operations": operations, "traits": traits });
    (name, shape)
}

/// The service's name, which is the prefix of `x-amz-target`. Some prefixes are qualified by a domain, as in
/// `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`; services accept the last segment alone, and that is what
/// the official crates send.
fn name(service: &Service, report: &mut ImportReport<'_>) -> String {
    let prefix = service.metadata.target_prefix.as_deref().unwrap_or_default();
    let (domain, name) = prefix.rsplit_once('.').unwrap_or(("", prefix));
    if !domain.is_empty() {
        let reason = "services accept the last segment without it";
        report.ignore(&service.metadata.service_id, "domain of `targetPrefix`", reason);
    }
    if !is_identifier(name) {
        report.refuse(
            &service.metadata.service_id,
            format!("`targetPrefix` is `{prefix}`, which cannot be the name of a Smithy service"),
            "awsJson sends the service's name as the prefix of `x-amz-target`, so the service cannot be imported.",
        );
    }
    name.to_owned()
}

/// The id of the protocol's trait; `None`, with an error, if the generator does not support the protocol.
pub fn protocol(metadata: &Metadata, report: &mut ImportReport<'_>) -> Option<&'static str> {
    let subject = &metadata.service_id;
    if metadata.protocol != "json" && !metadata.protocols.iter().any(|protocol| protocol == "json") {
        let protocols =
            if metadata.protocols.is_empty() { vec![metadata.protocol.clone()] } else { metadata.protocols.clone() };
        let protocols: Vec<_> = protocols.iter().map(|protocol| format!("`{protocol}`")).collect();
        report.refuse(subject, format!("the service supports {}, not `json`", protocols.join(" and ")), JSON_ONLY);
        return None;
    }
    for protocol in metadata.protocols.iter().filter(|protocol| *protocol != "json") {
        report.ignore(subject, &format!("protocol `{protocol}`"), "the service also supports json");
    }
    match metadata.json_version.as_deref() {
        Some("1.0") => Some(trait_ids::AWS_JSON_1_0),
        Some("1.1") => Some(trait_ids::AWS_JSON_1_1),
        other => {
            report.refuse(subject, format!("`jsonVersion` is {}", other.unwrap_or("missing")), JSON_ONLY);
            None
        }
    }
}

/// Every request is signed with version 4. Other schemes that a service also accepts are ignored and counted.
fn refuse_other_signatures(service: &Service, report: &mut ImportReport<'_>) {
    let metadata = &service.metadata;
    match metadata.signature_version.as_deref() {
        None | Some("v4") => {}
        Some(other) => {
            let remedy = "Only services that are signed with version 4 can be imported.";
            report.refuse(&metadata.service_id, format!("requests are signed with `{other}`"), remedy);
        }
    }
    for scheme in metadata.auth.iter().filter(|scheme| *scheme != trait_ids::SIGV4) {
        let what = format!("authentication scheme `{scheme}`");
        report.ignore(&metadata.service_id, &what, "every call is signed with version 4");
    }
}
