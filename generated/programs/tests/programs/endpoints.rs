//! Endpoints of requests: regions, variants, custom URLs and custom resolvers.

use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        Builder, Region,
        endpoint::{DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint, SharedEndpointResolver},
    },
    error::{DisplayErrorContext, SdkError},
};
use aws_smithy_http_client::test_util::capture_request;

/// Returns the URI of a request with this configuration.
async fn uri(configure: impl FnOnce(Builder) -> Builder) -> String {
    let (http, captured) = capture_request(None);
    let config = configure(Config::builder().with_test_defaults().region(Region::new("eu-west-1"))).http_client(http);
    let _ = Client::from_conf(config.build()).describe_events().send().await;
    captured.expect_request().uri().to_owned()
}

#[tokio::test]
async fn regions_and_variants() {
    assert_eq!(uri(|it| it).await, "https://dms.eu-west-1.amazonaws.com/");
    assert_eq!(uri(|it| it.region(Region::new("cn-north-1"))).await, "https://dms.cn-north-1.amazonaws.com.cn/");
    assert_eq!(
        uri(|it| it.region(Region::from_static("us-east-1")).use_fips(true)).await,
        "https://dms-fips.us-east-1.amazonaws.com/"
    );
    assert_eq!(uri(|it| it.use_dual_stack(true)).await, "https://dms.eu-west-1.api.aws/");
}

#[tokio::test]
async fn a_custom_url() {
    assert_eq!(uri(|it| it.endpoint_url("http://localhost:4566")).await, "http://localhost:4566/");
    assert_eq!(uri(|it| it.endpoint_url("http://localhost:4566/dms/")).await, "http://localhost:4566/dms/");
    assert_eq!(uri(|it| it.endpoint_url("http://x").region(Region::new("mars-1"))).await, "http://x/");
}

#[tokio::test]
async fn signing_follows_the_region_and_not_the_url() {
    let (http, captured) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults()
        .region(Region::new("eu-west-1"))
        .endpoint_url("http://localhost:4566")
        .http_client(http);
    let _ = Client::from_conf(config.build()).describe_events().send().await;
    let request = captured.expect_request();
    let authorization = request.headers().get("authorization").expect("signed");
    assert!(authorization.contains("/eu-west-1/dms/aws4_request"), "{authorization}");
}

#[derive(Debug)]
struct PerRegion {
    fallback: DefaultResolver,
}

impl ResolveEndpoint for PerRegion {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        match params.region() {
            Some("eu-west-1") => EndpointFuture::ready(Ok(Endpoint::builder()
                .url("https://dms.internal.example.com")
                .header("x-tenant", "blue")
                .build())),
            Some("broken") => EndpointFuture::ready(Err("no endpoint for this region".into())),
            _ => self.fallback.resolve_endpoint(params),
        }
    }
}

fn per_region() -> PerRegion {
    PerRegion { fallback: DefaultResolver::new() }
}

#[tokio::test]
async fn a_custom_resolver() {
    let (http, captured) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults()
        .region(Region::new("eu-west-1"))
        .endpoint_resolver(per_region())
        .http_client(http);
    let _ = Client::from_conf(config.build()).describe_events().send().await;
    let request = captured.expect_request();
    assert_eq!(request.uri(), "https://dms.internal.example.com/");
    assert_eq!(request.headers().get("x-tenant"), Some("blue"));

    let to_default = uri(|it| it.endpoint_resolver(per_region()).region(Region::new("us-west-2"))).await;
    assert_eq!(to_default, "https://dms.us-west-2.amazonaws.com/");
}

#[tokio::test]
async fn the_message_of_a_resolver_is_in_the_error() {
    let (http, captured) = capture_request(None);
    let config = Config::builder()
        .with_test_defaults()
        .region(Region::new("broken"))
        .endpoint_resolver(per_region())
        .http_client(http)
        .build();
    let error = Client::from_conf(config).describe_events().send().await.expect_err("no endpoint");
    assert!(matches!(error, SdkError::DispatchFailure(_) | SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(DisplayErrorContext(&error).to_string().contains("no endpoint for this region"));
    captured.expect_no_request();
}

#[tokio::test]
async fn the_default_resolver_is_called_directly() {
    let params = Params::builder().region("eu-central-1").use_fips(false).use_dual_stack(false).build().expect("valid");
    assert_eq!((params.region(), params.use_fips(), params.endpoint()), (Some("eu-central-1"), Some(false), None));
    let endpoint: Endpoint = DefaultResolver::new().resolve_endpoint(&params).await.expect("an endpoint");
    assert_eq!(endpoint.url(), "https://dms.eu-central-1.amazonaws.com");

    let none = Params::builder().build().expect("valid without a region");
    let error = DefaultResolver::default().resolve_endpoint(&none).await.expect_err("no region");
    assert!(error.to_string().contains("Missing Region"), "{error}");

    let both = Params::builder().endpoint("https://x").use_fips(true).build().expect("valid");
    assert!(DefaultResolver::new().resolve_endpoint(&both).await.is_err());
    assert!(Params::builder().region("not a host label").build().is_err());
}

#[test]
fn params_are_values() {
    let params = Params::builder().set_region(Some("a-1".into())).set_use_dual_stack(Some(true)).set_use_fips(None);
    assert_eq!(params.clone().build().expect("valid"), params.build().expect("valid"));
}

#[tokio::test]
async fn resolvers_are_set_in_all_ways() {
    let shared: SharedEndpointResolver = per_region().into_shared_resolver();
    let mut builder = Config::builder().with_test_defaults().region(Region::new("eu-west-1"));
    builder.set_endpoint_resolver(Some(shared));
    let (http, captured) = capture_request(None);
    let config = builder.http_client(http).build();
    let _: SharedEndpointResolver = config.endpoint_resolver();
    let _ = Client::from_conf(config).describe_events().send().await;
    assert_eq!(captured.expect_request().uri(), "https://dms.internal.example.com/");

    let mut builder = Config::builder().with_test_defaults().region(Region::new("eu-west-1"));
    builder.set_use_fips(Some(true)).set_use_dual_stack(Some(true)).set_endpoint_url(None);
    let (http, captured) = capture_request(None);
    let _ = Client::from_conf(builder.http_client(http).build()).describe_events().send().await;
    assert_eq!(captured.expect_request().uri(), "https://dms-fips.eu-west-1.api.aws/");
}

#[tokio::test]
async fn a_closure_of_a_test_is_a_resolver_of_the_runtime() {
    let resolver = aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver::new(
        aws_smithy_runtime::client::orchestrator::endpoints::StaticUriEndpointResolver::http_localhost(1234),
    );
    let mut builder = Config::builder().with_test_defaults_v2();
    builder.set_endpoint_resolver(Some(resolver));
    let (http, captured) = capture_request(None);
    let _ = Client::from_conf(builder.http_client(http).build()).describe_events().send().await;
    assert!(captured.expect_request().uri().starts_with("http://localhost:1234"));
}
