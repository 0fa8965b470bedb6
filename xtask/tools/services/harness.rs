//! A service in the process that always returns the same response and records requests.

use super::sdk::{
    Client, Config,
    config::{BehaviorVersion, Builder, Credentials, Region, retry::RetryConfig},
};
use aws_smithy_runtime_api::client::{
    http::{HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector},
    orchestrator::{HttpRequest, HttpResponse},
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

#[derive(Debug, Clone)]
pub struct Service {
    status: u16,
    answer: String,
    headers: Vec<(&'static str, &'static str)>,
    asked: Arc<Mutex<Vec<HttpRequest>>>,
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.asked.lock().unwrap().push(request);
        let mut response = HttpResponse::new(self.status.try_into().unwrap(), SdkBody::from(self.answer.as_str()));
        response.headers_mut().insert("x-amzn-requestid", "the-request");
        self.headers.iter().for_each(|(name, value)| drop(response.headers_mut().insert(*name, *value)));
        HttpConnectorFuture::ready(Ok(response))
    }
}

impl HttpClient for Service {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl Service {
    pub fn answering(answer: Value) -> Self {
        Self { status: 200, answer: answer.to_string(), headers: Vec::new(), asked: Arc::default() }
    }

    pub fn failing(code: &str, message: &str) -> Self {
        let answer = json!({ "__type": format!("com.example#{code}"), "message": message });
        Self { status: 400, answer: answer.to_string(), headers: Vec::new(), asked: Arc::default() }
    }

    /// Adds a header to the response, in addition to the request ID.
    #[allow(dead_code, reason = "few services need one")]
    pub fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Returns a header of the last request.
    #[allow(dead_code, reason = "few services need one")]
    pub fn header(&self, name: &str) -> Option<String> {
        self.asked.lock().unwrap().last().unwrap().headers().get(name).map(str::to_owned)
    }

    pub fn config(&self) -> Builder {
        let credentials = Credentials::builder().access_key_id("key").secret_access_key("secret").provider_name("test");
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(credentials.account_id("123456789012").build())
            .retry_config(RetryConfig::disabled())
            .http_client(self.clone())
    }

    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// Checks that there was one request: a signed POST to `url` with this operation, content type and body.
    #[track_caller]
    pub fn assert_request(&self, url: &str, target: &str, content_type: &str, body: Value) {
        let mut asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        let request = asked.remove(0);
        let header = |name: &str| request.headers().get(name).unwrap_or_default();
        assert_eq!((request.method(), request.uri()), ("POST", url));
        assert_eq!((header("x-amz-target"), header("content-type")), (target, content_type));
        assert!(header("authorization").starts_with("AWS4-HMAC-SHA256 Credential=key/"), "{request:?}");
        let sent: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        assert_eq!(sent, body);
    }
}
