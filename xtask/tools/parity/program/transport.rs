//! An HTTP client without a network, and a clock and pauses that take no time.

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_runtime_api::client::{
    http::{HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn},
    orchestrator::{HttpRequest, HttpResponse},
};
use aws_smithy_types::body::SdkBody;
use serde_json::Value;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// The request ID of all responses.
pub const REQUEST_ID: &str = "7a0b2f6e-5d0c-4f6b-9a53-0d9be6a6f001";

/// Returns the responses of a case in order, and repeats the last one.
#[derive(Debug, Clone)]
struct Answering {
    responses: Arc<[(u16, String)]>,
    next: Arc<AtomicUsize>,
}

/// Returns a client with these responses, each with `status` and `body`.
pub fn answering(responses: &Value) -> SharedHttpClient {
    let response = |response: &Value| {
        let status = response["status"].as_u64().and_then(|status| status.try_into().ok()).expect("a status");
        (status, response["body"].as_str().expect("a body").to_owned())
    };
    let responses = responses.as_array().expect("responses").iter().map(response).collect();
    let connector = SharedHttpConnector::new(Answering { responses, next: Arc::default() });
    http_client_fn(move |_, _| connector.clone())
}

impl HttpConnector for Answering {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let (status, body) = &self.responses[next.min(self.responses.len() - 1)];
        let response = http::Response::builder()
            .status(*status)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amzn-requestid", REQUEST_ID)
            .body(SdkBody::from(body.as_str()))
            .expect("a response");
        HttpConnectorFuture::ready(Ok(HttpResponse::try_from(response).expect("a response")))
    }
}

/// A sleep implementation that returns immediately.
#[derive(Debug, Clone)]
pub struct Impatient;

impl AsyncSleep for Impatient {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(std::future::ready(()))
    }
}
