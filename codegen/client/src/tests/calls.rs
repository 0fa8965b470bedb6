//! The effects of a configuration on the requests of a call.

use crate::{
    config::{
        AsyncSleep, BehaviorVersion, Builder, Config, ConfigBag, Credentials, Region, RuntimeComponents,
        SharedHttpClient, Sleep,
        auth::{self, ResolveAuthScheme},
        retry::RetryConfig,
    },
    error::{SdkError, sealed_unhandled::Unhandled},
    invoke,
    macros::{operation_error, output, structure},
    service::ThisService,
};
use ::runtime::config::features::{paginator_plugin, waiter_plugin};
use aws_smithy_runtime_api::client::{
    auth::{AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture},
    http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn},
    orchestrator::{HttpRequest, HttpResponse},
    runtime_plugin::RuntimePlugins,
};
use aws_smithy_types::body::SdkBody;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

/// Records the requests and responds to all of them with the same status.
#[derive(Debug, Clone)]
pub(super) struct Server {
    status: u16,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Server {
    pub(super) fn new(status: u16) -> Self {
        Self { status, requests: Arc::default() }
    }

    pub(super) fn client(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    pub(super) fn requests(&self) -> Vec<HttpRequest> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }
}

impl HttpConnector for Server {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.requests.lock().unwrap().push(request);
        let status = self.status.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from("{}"))))
    }
}

/// The input of an operation without members.
struct Ping {}

structure! {
    Ping, "PingInput";
}

impl invoke::Operation for Ping {
    type Service = ThisService;
    type Output = PingOutput;
    type Error = PingError;
    const NAME: &'static str = "Ping";
}

pub(super) struct PingOutput {
    _request_id: Option<String>,
}

structure! {
    PingOutput, "PingOutput" { _request_id: RequestId };
}

output!(PingOutput);

pub(super) enum PingError {
    Unhandled(Unhandled),
}

operation_error! {
    PingError, "Ping";
}

/// Sleeps for no time, so that retries are immediate.
#[derive(Debug)]
pub(super) struct AtOnce;

impl AsyncSleep for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(tokio::task::yield_now())
    }
}

pub(super) fn credentials(id: &str) -> Credentials {
    Credentials::new(id, "secret", None, None, "test")
}

fn unsigned(server: &Server) -> Builder {
    Config::builder()
        .behavior_version_latest()
        .region(Region::new("eu-central-1"))
        .sleep_impl(AtOnce)
        .http_client(server.client())
}

fn config(server: &Server) -> Builder {
    unsigned(server).credentials_provider(credentials("CLIENT"))
}

pub(super) fn plugins(config: Builder) -> RuntimePlugins {
    invoke::plugins::<Ping>(&config.build().runtime_plugins(), None)
}

/// The plugins of a call of this client with its own settings.
fn overridden(client: &RuntimePlugins, call: Builder) -> RuntimePlugins {
    invoke::plugins::<Ping>(client, Some(call.settings))
}

pub(super) async fn call(plugins: &RuntimePlugins) -> Result<PingOutput, SdkError<PingError>> {
    invoke::invoke_with(plugins.clone(), Ping {}).await
}

/// The only request of a call that succeeds.
pub(super) async fn request(server: &Server, plugins: &RuntimePlugins) -> HttpRequest {
    call(plugins).await.unwrap();
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

pub(super) fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    request.headers().get(name).unwrap_or_default()
}

/// The features in the user agent.
fn features(request: &HttpRequest) -> Vec<&str> {
    let parts = header(request, "x-amz-user-agent").split(' ');
    parts.filter_map(|part| part.strip_prefix("m/")).flat_map(|features| features.split(',')).collect()
}

#[tokio::test]
async fn a_request_is_signed_for_service_and_region_and_says_who_sends_it() {
    let server = Server::new(200);
    let request = request(&server, &plugins(config(&server))).await;
    assert_eq!(request.uri(), "https://dms.eu-central-1.amazonaws.com/");
    let signature = header(&request, "authorization");
    assert!(signature.starts_with("AWS4-HMAC-SHA256 Credential=CLIENT/"), "{signature}");
    assert!(signature.contains("/eu-central-1/dms/aws4_request,"), "{signature}");
    let user_agent = header(&request, "x-amz-user-agent");
    assert!(user_agent.contains(concat!(" api/databasemigrationservice/", env!("CARGO_PKG_VERSION"))), "{user_agent}");
    assert_eq!(header(&request, "amz-sdk-request"), "attempt=1; max=3");
    assert_eq!(header(&request, "amz-sdk-invocation-id").len(), 36);
    assert_eq!(features(&request), ["E"], "the retry mode");
}

#[tokio::test]
async fn an_override_changes_its_call_alone() {
    let server = Server::new(200);
    let client = config(&server).build().runtime_plugins();
    let over = Builder::new().region(Region::new("us-west-2")).credentials_provider(credentials("OVERRIDE"));
    let changed = request(&server, &overridden(&client, over)).await;
    assert_eq!(changed.uri(), "https://dms.us-west-2.amazonaws.com/");
    assert!(header(&changed, "authorization").contains("Credential=OVERRIDE/"));
    assert!(header(&changed, "authorization").contains("/us-west-2/dms/aws4_request,"));

    let plain = request(&server, &invoke::plugins::<Ping>(&client, None)).await;
    assert_eq!(plain.uri(), "https://dms.eu-central-1.amazonaws.com/");
    assert!(header(&plain, "authorization").contains("Credential=CLIENT/"));
}

#[tokio::test]
async fn an_overridden_endpoint_keeps_the_rest() {
    let server = Server::new(200);
    let over = Builder::new().endpoint_url("http://localhost:5000");
    let request = request(&server, &overridden(&config(&server).build().runtime_plugins(), over)).await;
    assert_eq!(request.uri(), "http://localhost:5000/");
    assert!(header(&request, "authorization").contains("/eu-central-1/dms/aws4_request,"));
}

#[tokio::test]
async fn the_service_is_tried_three_times_or_as_often_as_was_set() {
    let server = Server::new(503);
    let client = config(&server).build().runtime_plugins();
    assert!(call(&invoke::plugins::<Ping>(&client, None)).await.is_err());
    let requests = server.requests();
    let attempts: Vec<_> = requests.iter().map(|request| header(request, "amz-sdk-request")).collect();
    assert_eq!(attempts.len(), 3);
    assert!(attempts[2].contains("attempt=3; max=3"), "{attempts:?}");
    assert_eq!(
        header(&requests[0], "amz-sdk-invocation-id"),
        header(&requests[2], "amz-sdk-invocation-id"),
        "one id for all attempts of a call"
    );

    let over = Builder::new().retry_config(RetryConfig::disabled());
    assert!(call(&overridden(&client, over)).await.is_err());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_user_agent_names_the_features_in_use() {
    let server = Server::new(200);
    let config = config(&server).endpoint_url("http://localhost:5000").retry_config(RetryConfig::adaptive());
    let plugins = plugins(config);
    let mut plain = features(&request(&server, &plugins).await).join("");
    let paginator = plugins.clone().with_operation_plugin(paginator_plugin());
    let mut paginated = features(&request(&server, &paginator).await).join("");
    let waiter = plugins.with_operation_plugin(waiter_plugin());
    let mut waited = features(&request(&server, &waiter).await).join("");
    for features in [&mut plain, &mut paginated, &mut waited] {
        let mut sorted: Vec<_> = features.chars().collect();
        sorted.sort_unstable();
        *features = sorted.into_iter().collect();
    }
    assert_eq!((plain.as_str(), paginated.as_str(), waited.as_str()), ("FN", "CFN", "BFN"));
}

#[tokio::test]
async fn without_credentials_a_call_fails_unless_that_is_allowed() {
    let server = Server::new(200);
    let error = call(&plugins(unsigned(&server))).await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert!(server.requests().is_empty());

    let plugins = plugins(unsigned(&server).allow_no_auth());
    assert_eq!(header(&request(&server, &plugins).await, "authorization"), "");
}

#[derive(Debug)]
struct SignedOrNot;

impl ResolveAuthScheme for SignedOrNot {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a auth::Params,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        assert_eq!(params.operation_name(), "Ping");
        let schemes = ["sigv4", "noAuth"].map(|id| AuthSchemeOption::from(AuthSchemeId::new(id)));
        AuthSchemeOptionsFuture::ready(Ok(schemes.into()))
    }
}

#[tokio::test]
async fn preferred_auth_schemes_come_first() {
    let server = Server::new(200);
    let config = config(&server).auth_scheme_resolver(SignedOrNot);
    let signed = request(&server, &plugins(config.clone())).await;
    assert!(header(&signed, "authorization").contains("Credential=CLIENT/"));
    let preference = [AuthSchemeId::new("unknown"), AuthSchemeId::new("noAuth")];
    let unsigned = request(&server, &plugins(config.auth_scheme_preference(preference))).await;
    assert_eq!(header(&unsigned, "authorization"), "");
}

/// Whether a client has an HTTP client although none was set.
fn has_default_http_client() -> bool {
    let plugins = Config::builder().behavior_version_latest().sleep_impl(AtOnce).build().runtime_plugins();
    plugins.apply_client_configuration(&mut ConfigBag::base()).unwrap().http_client().is_some()
}

#[test]
fn a_feature_gives_the_default_http_client() {
    let feature = cfg!(any(feature = "default-https-client", feature = "rustls-ring"));
    assert_eq!(has_default_http_client(), feature);
}

#[test]
#[cfg(not(feature = "behavior-version-latest"))]
#[should_panic(expected = "Invalid client configuration: no behavior version is set")]
fn a_client_needs_a_behavior_version() {
    Config::builder().build().runtime_plugins();
}

#[test]
#[cfg(feature = "behavior-version-latest")]
fn a_feature_gives_the_newest_behavior_version() {
    Config::builder().build().runtime_plugins();
}

#[tokio::test]
async fn an_older_behavior_version_keeps_its_defaults() {
    let server = Server::new(503);
    #[expect(deprecated, reason = "the last version that did not retry")]
    let config = config(&server).behavior_version(BehaviorVersion::v2025_08_07());
    assert!(call(&plugins(config)).await.is_err());
    assert_eq!(server.requests().len(), 1);
}
