//! The service shape: names, protocol and authentication.

use super::{
    protocol::Protocol,
    selector::AppliedTo,
    shape::{Service, Signing},
    signing,
    trait_reader::{Subject, parse_object, read_traits},
};
use crate::smithy::trait_ids::{AUTH, AWS_QUERY_COMPATIBLE, ENDPOINT_RULE_SET, SIGV4};
use crate::smithy::{Definition, Definitions, Report, ShapeId, ShapeType};
use serde::Deserialize;
use serde_json::Value;

const OTHER_AUTH: [&str; 6] = [
    "aws.auth#sigv4a",
    "aws.auth#cognitoUserPools",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
];

/// Traits that describe endpoints without a rule set; a rule set has the same information.
const ENDPOINT_PATTERNS: [&str; 5] = [
    "aws.endpoints#dualStackOnlyEndpoints",
    "aws.endpoints#rulesBasedEndpoints",
    "aws.endpoints#standardPartitionalEndpoints",
    "aws.endpoints#standardRegionalEndpoints",
    "smithy.rules#endpointBdd",
];

/// `aws.api#service`. Only these two of its names are used in a client.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct AwsService {
    sdk_id: Option<String>,
    arn_namespace: Option<String>,
    endpoint_prefix: Option<String>,
}

/// A trait without a value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Empty {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct SigV4 {
    name: String,
}

/// Reads the service. Returns `None`, with an error, if it supports no protocol of this generator.
pub(super) fn service(
    id: &ShapeId,
    definition: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Option<Service> {
    let subject = Subject { shape: id.as_str(), member: None, applied_to: AppliedTo::Shape(ShapeType::Service) };
    let traits = read_traits(subject, &definition.traits, definitions, report);
    let aws: AwsService = read(subject, definition, "aws.api#service", report).unwrap_or_default();
    if !definition.traits.contains_key("aws.api#service") {
        let problem = format!(
            "the service has no `aws.api#service`, so the SDK id for the user agent and for \
             service-specific settings is the service's name: `{}`",
            id.name()
        );
        report.warn(definition.origin, id.as_str(), problem, "Add the trait with `sdkId` and `endpointPrefix`.");
    }
    let endpoint_prefix = aws.endpoint_prefix.or(aws.arn_namespace).unwrap_or_else(|| id.name().to_ascii_lowercase());
    let of_all = definition.traits.get(AUTH).and_then(|auth| signing::check(subject, auth, report));
    let signing_name = match read::<SigV4>(subject, definition, SIGV4, report) {
        Some(sigv4) => sigv4.name,
        None => {
            check_unsigned(subject, definition, &endpoint_prefix, of_all, report);
            endpoint_prefix.clone()
        }
    };
    let _ = read::<Empty>(subject, definition, AWS_QUERY_COMPATIBLE, report);
    let endpoint_rule_set = raw(definition, ENDPOINT_RULE_SET);
    if endpoint_rule_set.is_none() {
        check_endpoint_patterns(subject, definition, report);
    }
    Some(Service {
        id: id.clone(),
        location: report.location(definition.origin),
        version: definition.bindings.version.clone().unwrap_or_default(),
        protocol: protocol(subject, definition, report)?,
        sdk_id: aws.sdk_id.unwrap_or_else(|| id.name().to_owned()),
        endpoint_prefix,
        signing_name,
        query_compatible: definition.traits.contains_key(AWS_QUERY_COMPATIBLE),
        endpoint_rule_set,
        client_context_params: raw(definition, "smithy.rules#clientContextParams"),
        traits,
    })
}

/// A trait's value as it is in the model.
pub(super) fn raw(definition: &Definition, id: &str) -> Option<Value> {
    definition.traits.get(id).map(|applied| applied.value.clone())
}

fn read<'d, T: Deserialize<'d>>(
    subject: Subject<'_>,
    definition: &'d Definition,
    id: &str,
    report: &mut Report<'_>,
) -> Option<T> {
    let applied = definition.traits.get(id)?;
    let value = parse_object(&applied.value).map_err(|error| {
        let problem = format!("the value of the trait `{id}` is wrong: {error}");
        subject.report(report, applied, problem, "Use the format in the trait's definition.");
    });
    value.ok()
}

fn protocol(subject: Subject<'_>, definition: &Definition, report: &mut Report<'_>) -> Option<Protocol> {
    let protocol = Protocol::of(|id| definition.traits.contains_key(id));
    protocol.map_err(|(problem, remedy)| report.shape(definition.origin, subject.shape, problem, remedy)).ok()
}

/// Reports services whose authentication the client does not support. A service without any authentication trait is
/// assumed to sign with its endpoint prefix, since small models often leave the trait out.
fn check_unsigned(
    subject: Subject<'_>,
    definition: &Definition,
    endpoint_prefix: &str,
    of_all: Option<Signing>,
    report: &mut Report<'_>,
) {
    if definition.traits.contains_key(SIGV4) {
        return;
    }
    let others: Vec<_> = OTHER_AUTH.iter().filter_map(|id| Some((id, definition.traits.get(*id)?))).collect();
    for (id, applied) in &others {
        let problem = format!("the service authenticates with `{id}`, but not with `{SIGV4}`, which the client uses");
        subject.report(report, applied, problem, format!("Add `{SIGV4}` if the service supports it."));
    }
    if others.is_empty() && of_all != Some(Signing::Never) {
        let problem =
            format!("the service has no `{SIGV4}`, so its calls are signed with the name `{endpoint_prefix}`");
        let remedy =
            format!("Add the trait with the name for signatures, or `{AUTH}` with an empty list to sign no call.");
        report.warn(definition.origin, subject.shape, problem, remedy);
    }
}

fn check_endpoint_patterns(subject: Subject<'_>, definition: &Definition, report: &mut Report<'_>) {
    for id in ENDPOINT_PATTERNS {
        if let Some(applied) = definition.traits.get(id) {
            let problem =
                format!("the trait `{id}` is supported only together with an `{ENDPOINT_RULE_SET}`, which is missing");
            subject.report(report, applied, problem, format!("Add the service's `{ENDPOINT_RULE_SET}`."));
        }
    }
}
