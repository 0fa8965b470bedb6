//! An HTTP client that responds immediately, without a network.

use aws_smithy_runtime_api::client::{
    http::{HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn},
    orchestrator::{HttpRequest, HttpResponse},
};
use aws_smithy_types::body::SdkBody;

#[derive(Debug, Clone)]
struct Answering(&'static [u8]);

/// Returns a client that responds to all requests with this body.
pub fn answering(response: Vec<u8>) -> SharedHttpClient {
    // There is one for each case, and it is used until the end.
    let connector = SharedHttpConnector::new(Answering(response.leak()));
    http_client_fn(move |_, _| connector.clone())
}

impl HttpConnector for Answering {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let response = http::Response::builder()
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amzn-requestid", "8e6f0f5e-6d3c-4a5b-9e57-0f3c2ad5a001")
            .body(SdkBody::from(self.0))
            .expect("a response");
        HttpConnectorFuture::ready(Ok(HttpResponse::try_from(response).expect("a response")))
    }
}
