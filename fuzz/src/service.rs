//! A client without a network.

use aws_smithy_runtime_api::client::{
    http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn},
    orchestrator::{HttpRequest, HttpResponse},
};
use aws_smithy_types::body::SdkBody;
use dms_sdk::{
    Client,
    call_json::CallJsonError,
    config::{BehaviorVersion, Credentials, Region, retry::RetryConfig},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    thread::LocalKey,
};
use tokio::runtime::Runtime;

/// The response of the service.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header `x-amzn-errortype`.
    pub error_type: Option<String>,
    /// The body, which may be anything.
    pub body: Vec<u8>,
}

impl Response {
    /// Creates a successful response.
    pub fn good(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, error_type: None, body: body.into() }
    }
}

/// A client, the response to all its requests, and its last request.
pub struct Service {
    client: Client,
    inputs: BTreeMap<String, Value>,
    runtime: Runtime,
    wire: Arc<Mutex<Wire>>,
}

#[derive(Debug)]
struct Wire {
    response: Response,
    request: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Connector(Arc<Mutex<Wire>>);

thread_local! {
    /// Created once per thread: all inputs of the fuzzer use the same client.
    static SERVICE: Service = Service::new();
}

impl Service {
    /// Returns the service of this thread.
    pub fn shared() -> &'static LocalKey<Self> {
        &SERVICE
    }

    fn new() -> Self {
        let wire = Arc::new(Mutex::new(Wire { response: Response::good("{}"), request: vec![] }));
        let connector = SharedHttpConnector::new(Connector(wire.clone()));
        let config = dms_sdk::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "fuzz"))
            .retry_config(RetryConfig::disabled())
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .build();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        Self { client: Client::from_conf(config), inputs: crate::inputs::smallest(), runtime, wire }
    }

    /// Calls an operation, with this response.
    ///
    /// # Errors
    /// See [`CallJsonError`].
    pub fn call(&self, operation: &str, input: Value, response: Response) -> Result<Value, CallJsonError> {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).response = response;
        self.runtime.block_on(self.client.call_json(operation, input))
    }

    /// Calls an operation with the smallest input that the model allows, with this response.
    ///
    /// # Errors
    /// See [`CallJsonError`].
    pub fn call_smallest(&self, operation: &str, response: Response) -> Result<Value, CallJsonError> {
        self.call(operation, self.inputs[operation].clone(), response)
    }

    /// Returns the body of the last request.
    pub fn request(&self) -> Vec<u8> {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).request.clone()
    }
}

/// Returns the operation for a number.
pub fn operation(number: u8) -> &'static str {
    let mut names = Client::operation_names();
    let index = usize::from(number) % names.len();
    names.nth(index).expect("an index below the length")
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut wire = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wire.request = request.body().bytes().unwrap_or_default().to_vec();
        let Response { status, error_type, body } = wire.response.clone();
        let mut response =
            http::Response::builder().status(status).header("content-type", "application/x-amz-json-1.1");
        // Invalid header values are left out, because a server could not send them either.
        if let Some(value) = error_type.and_then(|name| http::HeaderValue::from_str(&name).ok()) {
            response = response.header("x-amzn-errortype", value);
        }
        let response = response.body(SdkBody::from(body)).expect("a response");
        HttpConnectorFuture::ready(Ok(HttpResponse::try_from(response).expect("a response")))
    }
}
