//! The endpoints of the placeholder's rules, resolved like a client does.

use crate::config::endpoint::{self, DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as _};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_types::{
    endpoint_config::{EndpointUrl, UseDualStack, UseFips},
    region::Region,
};

const FIPS_AND_URL: &str = "Invalid Configuration: FIPS and custom endpoint are not supported";
const DUAL_STACK_AND_URL: &str = "Invalid Configuration: Dualstack and custom endpoint are not supported";
const NO_REGION: &str = "Invalid Configuration: Missing Region";

async fn resolve_shared(resolver: impl ResolveEndpoint + 'static, params: Params) -> Result<Endpoint, String> {
    let resolver = resolver.into_shared_resolver();
    let params = EndpointResolverParams::new(params);
    resolver.resolve_endpoint(&params).await.map_err(|error| error.to_string())
}

async fn url(params: Params) -> Result<String, String> {
    resolve_shared(DefaultResolver::new(), params).await.map(|endpoint| endpoint.url().to_owned())
}

/// The hosts of a region: plain, with FIPS, with dual stack, with both.
const HOSTS: &[(&str, [&str; 4])] = &[
    (
        "us-east-1",
        [
            "dms.us-east-1.amazonaws.com",
            "dms-fips.us-east-1.amazonaws.com",
            "dms.us-east-1.api.aws",
            "dms-fips.us-east-1.api.aws",
        ],
    ),
    (
        "cn-northwest-1",
        [
            "dms.cn-northwest-1.amazonaws.com.cn",
            "dms-fips.cn-northwest-1.amazonaws.com.cn",
            "dms.cn-northwest-1.api.amazonwebservices.com.cn",
            "dms-fips.cn-northwest-1.api.amazonwebservices.com.cn",
        ],
    ),
    (
        "eusc-de-east-1",
        [
            "dms.eusc-de-east-1.amazonaws.eu",
            "dms-fips.eusc-de-east-1.amazonaws.eu",
            "dms.eusc-de-east-1.api.amazonwebservices.eu",
            "dms-fips.eusc-de-east-1.api.amazonwebservices.eu",
        ],
    ),
    // Three partitions use the plain host for FIPS.
    (
        "us-gov-west-1",
        [
            "dms.us-gov-west-1.amazonaws.com",
            "dms.us-gov-west-1.amazonaws.com",
            "dms.us-gov-west-1.api.aws",
            "dms-fips.us-gov-west-1.api.aws",
        ],
    ),
    (
        "us-iso-east-1",
        [
            "dms.us-iso-east-1.c2s.ic.gov",
            "dms.us-iso-east-1.c2s.ic.gov",
            "dms.us-iso-east-1.api.aws.ic.gov",
            "dms-fips.us-iso-east-1.api.aws.ic.gov",
        ],
    ),
    (
        "us-isob-east-1",
        [
            "dms.us-isob-east-1.sc2s.sgov.gov",
            "dms.us-isob-east-1.sc2s.sgov.gov",
            "dms.us-isob-east-1.api.aws.scloud",
            "dms-fips.us-isob-east-1.api.aws.scloud",
        ],
    ),
    (
        "eu-isoe-west-1",
        [
            "dms.eu-isoe-west-1.cloud.adc-e.uk",
            "dms-fips.eu-isoe-west-1.cloud.adc-e.uk",
            "dms.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
            "dms-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
        ],
    ),
    (
        "us-isof-south-1",
        [
            "dms.us-isof-south-1.csp.hci.ic.gov",
            "dms-fips.us-isof-south-1.csp.hci.ic.gov",
            "dms.us-isof-south-1.api.aws.hci.ic.gov",
            "dms-fips.us-isof-south-1.api.aws.hci.ic.gov",
        ],
    ),
];

#[tokio::test]
async fn every_partition_has_its_hosts() {
    for (region, hosts) in HOSTS {
        let variants = [(false, false), (true, false), (false, true), (true, true)];
        for ((fips, dual_stack), host) in variants.into_iter().zip(hosts) {
            let params = Params::builder().region(*region).use_fips(fips).use_dual_stack(dual_stack).build().unwrap();
            assert_eq!(url(params).await, Ok(format!("https://{host}")));
        }
    }
}

#[tokio::test]
async fn a_region_belongs_to_the_partition_that_its_name_says() {
    let cases = [
        ("mx-central-1", "amazonaws.com"),
        ("us-central-17", "amazonaws.com"),
        ("cn-west2-3", "amazonaws.com.cn"),
        ("us-isof-east-9", "csp.hci.ic.gov"),
        // These are listed, because their names have no prefix of the partition.
        ("aws-global", "amazonaws.com"),
        ("aws-cn-global", "amazonaws.com.cn"),
        ("aws-iso-b-global", "sc2s.sgov.gov"),
        // Unknown regions fall back to `aws`, including those that only resemble another partition.
        ("moon-base-1", "amazonaws.com"),
        ("cn-north-1a", "amazonaws.com"),
        ("cn-north-", "amazonaws.com"),
        ("cn--1", "amazonaws.com"),
        ("cnnorth-1", "amazonaws.com"),
        ("CN-north-1", "amazonaws.com"),
        ("xcn-north-1", "amazonaws.com"),
        ("cn-north-south-1", "amazonaws.com"),
        ("eusc-fr-east-1", "amazonaws.com"),
    ];
    for (region, suffix) in cases {
        let params = Params::builder().set_region(Some(region.to_owned())).build().unwrap();
        assert_eq!(url(params).await, Ok(format!("https://dms.{region}.{suffix}")));
    }
}

#[tokio::test]
async fn a_url_replaces_the_rules_and_excludes_the_variants() {
    let custom = || Params::builder().endpoint("http://localhost:4566/base");
    let cases = [
        (custom(), Ok("http://localhost:4566/base".to_owned())),
        (custom().region("cn-north-1"), Ok("http://localhost:4566/base".to_owned())),
        (custom().region("us-east-1").use_fips(true), Err(FIPS_AND_URL.to_owned())),
        (custom().use_fips(true).use_dual_stack(true), Err(FIPS_AND_URL.to_owned())),
        (custom().use_dual_stack(true), Err(DUAL_STACK_AND_URL.to_owned())),
        (Params::builder(), Err(NO_REGION.to_owned())),
        (Params::builder().use_fips(true).use_dual_stack(true), Err(NO_REGION.to_owned())),
        (Params::builder().endpoint(""), Err("not an absolute HTTP URL: ``".to_owned())),
    ];
    for (params, expected) in cases {
        assert_eq!(url(params.build().unwrap()).await, expected);
    }
}

#[test]
fn a_region_that_cannot_be_in_a_host_name_is_refused() {
    let long = "a".repeat(64);
    let bad = ["", ".", "us east", "-us", "us-east-1.", ".us", "a..b", "evil.com/", "a@b", "us#1", "é", "a:80", &long];
    for region in bad {
        let error = Params::builder().region(region).build().unwrap_err().to_string();
        assert!(error.starts_with("the endpoint parameter `region` is invalid: "), "{region:?}: {error}");
    }
    for region in ["us-east-1", "a", "1", "a.b-c.d", "us-east-1-", &long[1..]] {
        assert_eq!(Params::builder().region(region).build().unwrap().region(), Some(region));
    }
}

#[test]
fn what_is_not_set_has_its_default() {
    let params = Params::builder().build().unwrap();
    assert_eq!(
        (params.region(), params.endpoint(), params.use_fips(), params.use_dual_stack()),
        (None, None, Some(false), Some(false))
    );
    let set = Params::builder().set_use_fips(Some(true)).use_dual_stack(true).set_use_dual_stack(None);
    let params = set.build().unwrap();
    assert_eq!((params.use_fips(), params.use_dual_stack()), (Some(true), Some(false)));
}

#[test]
fn the_configuration_sets_the_parameters() {
    let mut layer = Layer::new("test");
    layer.store_put(Region::new("eu-west-1"));
    layer.store_put(UseFips(true));
    layer.store_put(UseDualStack(true));
    layer.store_put(EndpointUrl("https://example.com".to_owned()));
    let expected = Params::builder().region("eu-west-1").use_fips(true).use_dual_stack(true);
    let expected = expected.endpoint("https://example.com").build().unwrap();
    assert_eq!(endpoint::configured(&ConfigBag::of_layers(vec![layer])).build().unwrap(), expected);
    assert_eq!(endpoint::configured(&ConfigBag::base()).build().unwrap(), Params::builder().build().unwrap());
}

#[test]
fn a_configured_region_is_checked_as_well() {
    let mut layer = Layer::new("test");
    layer.store_put(Region::new("evil.com/?"));
    let error = endpoint::configured(&ConfigBag::of_layers(vec![layer])).build().unwrap_err();
    assert!(error.to_string().contains("`region` is invalid"), "{error}");
}

#[derive(Debug)]
struct ByStage;

impl ResolveEndpoint for ByStage {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let stage = if params.use_fips() == Some(true) { "fips" } else { "plain" };
        EndpointFuture::ready(Ok(Endpoint::builder().url(format!("https://{stage}.test")).build()))
    }
}

#[tokio::test]
async fn another_resolver_sees_the_parameters() {
    let params = Params::builder().use_fips(true).build().unwrap();
    let endpoint = resolve_shared(ByStage, params).await.unwrap();
    assert_eq!(endpoint.url(), "https://fips.test");
}

#[tokio::test]
async fn parameters_of_another_service_are_an_error() {
    let resolver = DefaultResolver::default().into_shared_resolver();
    let params = EndpointResolverParams::new("not parameters");
    let error = resolver.resolve_endpoint(&params).await.unwrap_err();
    assert_eq!(error.to_string(), "the endpoint parameters belong to another service");
}
