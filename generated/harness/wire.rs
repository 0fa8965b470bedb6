//! Replaces the network.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use dms_sdk::config::http::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};

/// Responds to a request with the prepared response, and records the request.
#[derive(Debug, Default)]
pub struct Wire(Mutex<Exchange>);

#[derive(Debug, Default)]
struct Exchange {
    response: Option<HttpResponse>,
    request: Value,
}

impl Wire {
    /// Prepares the response to the next request.
    pub fn expect(&self, prepared: &Value) -> io::Result<()> {
        let body = prepared["body"].as_str().unwrap_or_default().to_owned();
        let status = u16::try_from(prepared["status"].as_u64().unwrap_or(200)).map_err(io::Error::other)?;
        let mut response = HttpResponse::new(status.try_into().map_err(io::Error::other)?, SdkBody::from(body));
        for (name, value) in prepared["headers"].as_object().into_iter().flatten() {
            let value = value.as_str().unwrap_or_default().to_owned();
            response.headers_mut().insert(name.clone(), value);
        }
        self.set(Exchange { response: Some(response), request: Value::Null });
        Ok(())
    }

    /// Returns the request since then, null if there was none.
    pub fn request(&self) -> Value {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).request.clone()
    }

    fn set(&self, exchange: Exchange) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = exchange;
    }

    fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let mut exchange = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let response = exchange.response.take().ok_or("a second request of one call");
        exchange.request = to_json(request);
        response.map_err(|problem| ConnectorError::user(problem.into()))
    }
}

fn to_json(request: &HttpRequest) -> Value {
    let headers: Map<_, _> = request.headers().iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default());
    json!({ "method": request.method(), "url": request.uri(), "headers": headers, "body": body })
}

#[derive(Debug)]
struct Connector(Arc<Wire>);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.0.exchange(&request))
    }
}

/// Returns the connector for the HTTP client.
pub fn connector(wire: &Arc<Wire>) -> SharedHttpConnector {
    SharedHttpConnector::new(Connector(Arc::clone(wire)))
}
