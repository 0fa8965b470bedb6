//! The results of the fixtures' rules.

use super::{alternatives, constant, default_rules, functions, parameters};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::{
    Document,
    config_bag::ConfigBag,
    endpoint::{Endpoint, EndpointAuthScheme},
};

const EXHAUSTED: &str = "no endpoint rule of the service applies to these parameters";

fn url(resolved: Result<Endpoint, BoxError>) -> Result<String, String> {
    resolved.map(|endpoint| endpoint.url().to_owned()).map_err(|error| error.to_string())
}

fn of_endpoint(endpoint: &str) -> Result<String, String> {
    let params = functions::Params::builder().region("us-east-1").endpoint(endpoint);
    url(functions::resolve(&params.build().unwrap()))
}

fn of_bucket(bucket: &str) -> Result<String, String> {
    let params = functions::Params::builder().region("us-east-1").bucket(bucket);
    url(functions::resolve(&params.build().unwrap()))
}

#[test]
fn a_tree_whose_conditions_hold_is_the_last_one_tried() {
    assert_eq!(of_endpoint("https://10.0.0.1:80"), Err("10.0.0.1:80 is an address".to_owned()));
    assert_eq!(of_endpoint("http://a.b/c"), Ok("http://path.a.b/c/".to_owned()));
    assert_eq!(of_endpoint("https://a.b"), Err(EXHAUSTED.to_owned()));
    // This is not a URL, so the tree is skipped.
    assert_eq!(of_endpoint("a.b"), Err("no bucket".to_owned()));
}

#[test]
fn rules_are_tried_in_order() {
    assert_eq!(of_bucket("abc--x1"), Ok("https://express.example.com".to_owned()));
    assert_eq!(of_bucket("abc"), Ok("https://abc.example.com".to_owned()));
    assert_eq!(of_bucket("A.b"), Ok("https://host.example.com".to_owned()));
    assert_eq!(of_bucket("a_b"), Err(EXHAUSTED.to_owned()));
    assert_eq!(of_bucket("arn:aws:sqs::42:a:b"), Err("{42} owns nothing of this kind".to_owned()));
    assert_eq!(of_bucket("arn:aws:s3::42:a"), Err("{42} owns nothing of this kind".to_owned()));
}

#[test]
fn an_endpoint_carries_headers_auth_schemes_and_properties() {
    let params = functions::Params::builder().region("eu-west-1").bucket("arn:aws:s3:us-east-2:1:bucket/a b");
    let expected = Endpoint::builder()
        .url("https://us-east-2.example.com/a%20b")
        .header("x-name", "a b")
        .header("x-name", "second")
        .header("x-region", "eu-west-1")
        .auth_scheme(
            EndpointAuthScheme::with_capacity("sigv4a", 2)
                .put("signingName", "s3".to_owned())
                .put("signingRegionSet", vec![Document::from("*")]),
        )
        .auth_scheme(
            EndpointAuthScheme::with_capacity("sigv4", 2)
                .put("signingRegion", "us-east-2".to_owned())
                .put("disableDoubleEncoding", true),
        )
        .property(
            "backend",
            Document::Object([("kind".to_owned(), "aws".into()), ("weight".to_owned(), 3i64.into())].into()),
        )
        .build();
    assert_eq!(functions::resolve(&params.build().unwrap()).unwrap(), expected);
}

#[test]
fn alternatives_are_the_first_that_is_set() {
    let params = alternatives::Params::builder;
    let cases = [
        (params(), Ok("https://b-c")),
        (params().name("x.y.z").other("no.no"), Ok("https://y.z")),
        (params().other("p.q"), Ok("https://q")),
        (params().flag(true).name("short"), Ok("s")),
        (params().flag(true).name("x"), Ok("x-long")),
        (params().flag(false).name("x").other("why"), Err("why")),
        (params().flag(false).name("x"), Err(EXHAUSTED)),
        (params().name("x"), Err("unset")),
        (params().list(["a".to_owned(), "b".to_owned()]), Ok("https://b")),
        (params().list([]).name("x"), Err("unset")),
    ];
    for (params, expected) in cases {
        let params = params.build().unwrap();
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(url(alternatives::resolve(&params)), expected, "{params:?}");
    }
}

#[test]
fn a_required_parameter_has_to_be_set_and_the_others_have_defaults() {
    let error = parameters::Params::builder().build().unwrap_err();
    assert_eq!(error.to_string(), "the endpoint parameter `type` is required and not set");
    let params = parameters::Params::builder().r#type("a").build().unwrap();
    assert_eq!((params.r#type(), params.stage(), params.verified()), (Some("a"), Some("prod"), Some(true)));
    assert_eq!(params.hosts(), Some(["one".to_owned(), "two".to_owned()].as_slice()));
    assert_eq!(url(parameters::resolve(&params)), Ok("https://a.prod".to_owned()));
}

#[test]
fn rules_without_parameters_have_one_answer() {
    let params = constant::configured(&ConfigBag::base()).build().unwrap();
    assert_eq!(params, constant::Params::builder().build().unwrap());
    assert_eq!(url(constant::resolve(&params)), Ok("https://one.example.com".to_owned()));
}

#[test]
fn a_service_without_rules_has_regional_endpoints() {
    let params = default_rules::Params::builder;
    let cases = [
        (params().region("eu-west-1"), Ok("https://things.eu-west-1.amazonaws.com")),
        (params().region("cn-north-1").use_fips(true), Ok("https://things-fips.cn-north-1.amazonaws.com.cn")),
        (params().region("us-gov-east-1").use_dual_stack(true), Ok("https://things.us-gov-east-1.api.aws")),
        (
            params().region("us-iso-east-1").use_dual_stack(true).use_fips(true),
            Ok("https://things-fips.us-iso-east-1.api.aws.ic.gov"),
        ),
        (params().endpoint("http://localhost"), Ok("http://localhost")),
        (params().endpoint("http://localhost").use_fips(true), Err("a custom endpoint cannot be combined with FIPS")),
        (
            params().endpoint("http://localhost").use_dual_stack(true),
            Err("a custom endpoint cannot be combined with dual stack"),
        ),
        (params(), Err("a region is needed to find the endpoint, and none is set")),
    ];
    for (params, expected) in cases {
        let params = params.build().unwrap();
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(url(default_rules::resolve(&params)), expected, "{params:?}");
    }
}
