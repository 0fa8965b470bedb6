//! Assumptions for facts that a model does not have, and the warnings about them.

use super::{good::loaded, shapes};
use dms_codegen::{Warning, model::Signing};

/// A service with these traits and these operations, its own and that of a resource, and one that is not listed.
fn model(traits: &str, operation_traits: &str) -> dms_codegen::model::Model {
    loaded(&[&shapes(&format!(
        "'t#Bare': {{'type': 'service', 'operations': [{{'target': 't#Op'}}], 'resources': [{{'target': 't#Thing'}}],\n \
           'traits': {{'aws.protocols#awsJson1_0': {{}}{traits}}}}},\n \
         't#Thing': {{'type': 'resource', 'read': {{'target': 't#GetThing'}}}},\n \
         't#Op': {{'type': 'operation', 'traits': {{{operation_traits}}}}},\n \
         't#GetThing': {{'type': 'operation'}},\n \
         't#Lost': {{'type': 'operation'}},\n \
         't#Template': {{'type': 'operation', 'traits': {{'smithy.api#mixin': {{}}}}}}"
    ))])
}

const FULL: &str =
    ", 'aws.api#service': {'sdkId': 'Bare', 'endpointPrefix': 'bare'}, 'aws.auth#sigv4': {'name': 'bare'}";

#[test]
fn what_is_assumed_is_a_warning_with_what_to_write() {
    let warnings = model("", "").warnings;
    let texts: Vec<_> = warnings.iter().map(|warning| Warning(warning).to_string()).collect();
    let wanted = [
        "warning: the service does not use the operation, so it is left out\n  shape:  t#Lost\n  file:   0.json:6:12\n  \
         remedy: List it in `operations` of the service or of one of its resources, or remove it.",
        "warning: the service has no `aws.api#service`, so the SDK id for the user agent and for \
         service-specific settings is the service's name: `Bare`\n  shape:  t#Bare\n  file:   0.json:1:40\n  \
         remedy: Add the trait with `sdkId` and `endpointPrefix`.",
        "warning: the service has no `aws.auth#sigv4`, so its calls are signed with the name `bare`\n  shape:  t#Bare\n  \
         file:   0.json:1:40\n  \
         remedy: Add the trait with the name for signatures, or `smithy.api#auth` with an empty list to sign no call.",
    ];
    assert_eq!(texts, wanted);
}

#[test]
fn a_model_with_the_fact_has_no_such_warning() {
    let of = |traits: &str| {
        let warnings = model(traits, "").warnings;
        warnings.into_iter().filter_map(|warning| warning.shape).collect::<Vec<_>>()
    };
    assert_eq!(of(FULL), ["t#Lost"]);
    let unsigned = ", 'aws.api#service': {'sdkId': 'Bare'}, 'smithy.api#auth': []";
    assert_eq!(of(unsigned), ["t#Lost"]);
}

#[test]
fn auth_of_an_operation_takes_precedence_over_that_of_its_service() {
    let signing = |service: &str, operation: &str| {
        let model = model(&format!("{FULL}{service}"), operation);
        let found = model.operations.iter().map(|operation| operation.signing).collect::<Vec<_>>();
        assert_eq!(model.operations[1].id.name(), "Op");
        found
    };
    let (sigv4, none) = ("'smithy.api#auth': ['aws.auth#sigv4']", "'smithy.api#auth': []");
    let optional = "'smithy.api#optionalAuth': {}";
    let of_all = format!(", {none}");
    use Signing::{Always, Never, Optional};
    assert_eq!(signing("", ""), [Always, Always]);
    assert_eq!(signing("", none), [Always, Never]);
    assert_eq!(signing("", optional), [Always, Optional]);
    assert_eq!(signing("", &format!("{none}, {optional}")), [Always, Never]);
    assert_eq!(signing(&of_all, ""), [Never, Never]);
    assert_eq!(signing(&of_all, sigv4), [Never, Always]);
    assert_eq!(signing(&of_all, "'smithy.api#auth': ['smithy.api#httpBearerAuth', 'aws.auth#sigv4']"), [Never, Always]);
    assert_eq!(signing("", "'smithy.api#auth': ['smithy.api#noAuth']"), [Always, Never]);
    assert_eq!(signing("", "'smithy.api#auth': ['aws.auth#sigv4', 'smithy.api#noAuth']"), [Always, Optional]);
}
