//! Authentication in unusual ways.

use aws_credential_types::provider::{error::CredentialsError, future};
use aws_runtime::auth::sigv4;
use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        ConfigBag, Credentials, ProvideCredentials, RuntimeComponents, SharedCredentialsProvider,
        auth::{DefaultAuthSchemeResolver, Params, ResolveAuthScheme},
    },
    error::{DisplayErrorContext, SdkError},
};
use aws_smithy_http_client::test_util::{CaptureRequestReceiver, capture_request};
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture};

fn captured(
    configure: impl FnOnce(aws_sdk_databasemigration::config::Builder) -> Config,
) -> (Client, CaptureRequestReceiver) {
    let (http, captured) = capture_request(None);
    (Client::from_conf(configure(Config::builder().with_test_defaults_v2().http_client(http))), captured)
}

#[tokio::test]
async fn calls_can_go_unsigned() {
    let (http, captured) = capture_request(None);
    let config = Config::builder()
        .behavior_version(aws_sdk_databasemigration::config::BehaviorVersion::latest())
        .region(aws_sdk_databasemigration::config::Region::new("us-east-1"))
        .allow_no_auth()
        .http_client(http);
    Client::from_conf(config.build()).describe_events().send().await.expect("a response");
    assert_eq!(captured.expect_request().headers().get("authorization"), None);
}

#[derive(Debug)]
struct Locked;

impl ProvideCredentials for Locked {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::provider_error("the vault is locked")))
    }
}

#[tokio::test]
async fn the_message_of_the_provider_is_in_the_error() {
    let (client, captured) = captured(|it| it.credentials_provider(Locked).build());
    let error = client.describe_events().send().await.expect_err("locked");
    assert!(matches!(error, SdkError::DispatchFailure(_) | SdkError::ConstructionFailure(_)), "{error:?}");
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("the vault is locked"), "{text}");
    captured.expect_no_request();
}

#[tokio::test]
async fn a_client_without_credentials_fails_before_it_sends() {
    let (http, captured) = capture_request(None);
    let config = Config::builder()
        .behavior_version(aws_sdk_databasemigration::config::BehaviorVersion::latest())
        .region(aws_sdk_databasemigration::config::Region::new("us-east-1"))
        .http_client(http);
    let error = Client::from_conf(config.build()).describe_events().send().await.expect_err("no credentials");
    assert!(!DisplayErrorContext(&error).to_string().is_empty());
    captured.expect_no_request();
}

#[tokio::test]
async fn providers_are_functions_and_shared() {
    let provider = SharedCredentialsProvider::new(Credentials::new("SHARED", "s", None, None, "test"));
    let (client, captured) = captured(|mut it| {
        it.set_credentials_provider(Some(provider));
        it.build()
    });
    client.describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    assert!(request.headers().get("authorization").is_some_and(|it| it.contains("SHARED")));
}

/// Read-only calls need no signature, because a proxy adds it.
#[derive(Debug, Default)]
struct ReadsUnsigned(DefaultAuthSchemeResolver);

impl ResolveAuthScheme for ReadsUnsigned {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        if params.operation_name().starts_with("Describe") {
            let none =
                AuthSchemeOption::builder().scheme_id(aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID);
            return AuthSchemeOptionsFuture::ready(Ok(vec![none.build().expect("complete")]));
        }
        self.0.resolve_auth_scheme(params, cfg, components)
    }
}

#[tokio::test]
async fn a_custom_resolver_selects_by_operation() {
    let resolver = ReadsUnsigned::default;
    let (client, request) = captured(|it| it.allow_no_auth().auth_scheme_resolver(resolver()).build());
    client.describe_events().send().await.expect("a response");
    assert_eq!(request.expect_request().headers().get("authorization"), None);
    let (client, request) = captured(|it| it.allow_no_auth().auth_scheme_resolver(resolver()).build());
    client.delete_endpoint().send().await.expect("a response");
    assert!(request.expect_request().headers().get("authorization").is_some());
}

#[tokio::test]
async fn preferences_do_not_change_the_only_scheme() {
    let (client, request) =
        captured(|it| it.auth_scheme_preference([AuthSchemeId::from("sigv4a"), sigv4::SCHEME_ID]).build());
    assert!(client.config().auth_scheme_preference().is_some());
    client.describe_events().send().await.expect("a response");
    assert!(request.expect_request().headers().get("authorization").is_some());
}

#[test]
fn params_name_the_operation() {
    let params = Params::builder().operation_name("DescribeEvents").build().expect("complete");
    assert_eq!(params.operation_name(), "DescribeEvents");
    assert_eq!(params, params.clone());
    assert!(Params::builder().build().is_err());
}
