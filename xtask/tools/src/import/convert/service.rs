//! The service shape.

use super::super::botocore::Service;
use super::{Ids, Report, Traits, rules, shapes::is_identifier};
use serde_json::{Value, json};

const JSON_ONLY: &str = "only services that speak json 1.0 or 1.1 can be imported";

/// The service's name and shape.
pub fn convert(
    service: &Service,
    protocol: &str,
    rule_set: Option<Value>,
    ids: &Ids,
    report: &mut Report,
) -> (String, Value) {
    let metadata = &service.metadata;
    let place = metadata.service_id.as_str();
    report.look_through(place, &service.rest);
    report.look_through(place, &metadata.rest);
    let name = name(service, report);

    let mut traits = Traits::new();
    let mut add = |id: &str, value: Value| traits.insert(id.to_owned(), value);
    add("aws.api#service", json!({ "sdkId": metadata.service_id, "endpointPrefix": metadata.endpoint_prefix }));
    let signing_name = metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix);
    add("aws.auth#sigv4", json!({ "name": signing_name }));
    add(protocol, json!({}));
    if metadata.aws_query_compatible.is_some() {
        add("aws.protocols#awsQueryCompatible", json!({}));
    }
    if let Some(title) = &metadata.service_full_name {
        add("smithy.api#title", json!(title));
    }
    if let Some(mut parameters) = service.client_context_params.clone() {
        rules::parameters_without_prose(&mut parameters);
        add("smithy.rules#clientContextParams", parameters);
    }
    if let Some(mut rule_set) = rule_set {
        rules::without_prose(&mut rule_set);
        add("smithy.rules#endpointRuleSet", rule_set);
    }
    refuse_other_signatures(service, report);
    for (key, value) in &metadata.protocol_settings {
        // Event streams need HTTP/2, and operations that have one are refused by themselves.
        if key != "h2" || !matches!(value.as_str(), Some("eventstream" | "optional")) {
            let problem = format!("`protocolSettings` has `\"{key}\": {value}`");
            report.refuse(place, problem, "requests are sent over any version of HTTP; the service cannot be imported");
        }
    }
    let operations: Vec<_> = service.operations.keys().map(|name| ids.target(name)).collect();
    let shape =
        json!({ "type": "service", "version": metadata.api_version, "operations": operations, "traits": traits });
    (name, shape)
}

/// The name, by which `x-amz-target` begins. Some prefixes are qualified by a domain, as in
/// `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`; services accept the last segment alone, which is what the
/// official crates send.
fn name(service: &Service, report: &mut Report) -> String {
    let prefix = service.metadata.target_prefix.as_deref().unwrap_or_default();
    let name = prefix.rsplit('.').next().unwrap_or_default();
    if !is_identifier(name) {
        report.refuse(
            &service.metadata.service_id,
            format!("`targetPrefix` is `{prefix}`, which cannot be the name of a Smithy service"),
            "awsJson sends the service's name as the prefix of `x-amz-target`, so the service cannot be imported",
        );
    }
    name.to_owned()
}

/// The id of the protocol's trait; `None`, and said why, where it is not a protocol of the generator's.
pub fn protocol(service: &Service, report: &mut Report) -> Option<&'static str> {
    let metadata = &service.metadata;
    let place = &metadata.service_id;
    if metadata.protocol != "json" && !metadata.protocols.iter().any(|protocol| protocol == "json") {
        let spoken =
            if metadata.protocols.is_empty() { vec![metadata.protocol.clone()] } else { metadata.protocols.clone() };
        let spoken: Vec<_> = spoken.iter().map(|protocol| format!("`{protocol}`")).collect();
        report.refuse(place, format!("the service speaks {}, not `json`", spoken.join(" and ")), JSON_ONLY);
        return None;
    }
    match metadata.json_version.as_deref() {
        Some("1.0") => Some("aws.protocols#awsJson1_0"),
        Some("1.1") => Some("aws.protocols#awsJson1_1"),
        other => {
            report.refuse(place, format!("`jsonVersion` is {}", other.unwrap_or("missing")), JSON_ONLY);
            None
        }
    }
}

/// Every request is signed with version 4; other schemes beside it are left out and said so.
fn refuse_other_signatures(service: &Service, report: &mut Report) {
    let metadata = &service.metadata;
    match metadata.signature_version.as_deref() {
        None | Some("v4") => {}
        Some(other) => {
            let remedy = "only services that are signed with version 4 can be imported";
            report.refuse(&metadata.service_id, format!("requests are signed with `{other}`"), remedy);
        }
    }
    for scheme in metadata.auth.iter().filter(|scheme| *scheme != "aws.auth#sigv4") {
        report.note(format!("{}: the authentication scheme `{scheme}` is left out", metadata.service_id));
    }
}
