//! A small HTTP server on loopback that responds from a script and records requests.

use std::convert::Infallible;
use std::future::pending;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::config::retry::{RetryConfig, RetryPartition};
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{self, BehaviorVersion, Config, Credentials, Region};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderMap;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::pauses::{NoPause, impatient};

pub const REGION: &str = "eu-west-1";
pub const ENDPOINT_ARN: &str = "arn:aws:dms:eu-west-1:123456789012:endpoint:ORDERS";
pub const INSTANCE_ARN: &str = "arn:aws:dms:eu-west-1:123456789012:rep:WORKHORSE";
pub const REQUEST_ID: &str = "7a0b2f6e-5d0c-4f6b-9a53-0d9be6a6f001";

/// The reaction of the server to one request.
pub enum Response {
    Respond(hyper::Response<Full<Bytes>>),
    /// Resets the connection without a response.
    Reset,
    /// Keeps the connection open and never responds.
    Hang,
}

impl Response {
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, "application/x-amz-json-1.1", body.to_string())
    }

    /// Creates an error in the form of the service: the code is in the body, with its namespace.
    pub fn fault(code: &str, message: &str) -> Self {
        Self::json(
            400,
            json!({ "__type": format!("com.amazonaws.databasemigrationservice#{code}"), "message": message }),
        )
    }

    pub fn text(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let response = hyper::Response::builder()
            .status(status)
            .header("content-type", content_type)
            .header("x-amzn-requestid", REQUEST_ID);
        Self::Respond(response.body(Full::new(body.into())).expect("a valid response"))
    }

    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Respond(response) = &mut self {
            response.headers_mut().insert(name, value.parse().expect("a valid header value"));
        }
        self
    }

    /// Creates the response of both schema refresh operations, with this status.
    pub fn refresh(status: Value) -> Self {
        Self::json(200, json!({ "RefreshSchemasStatus": status }))
    }

    /// Creates the response that [`is_good`] expects.
    pub fn success() -> Self {
        Self::refresh(json!({ "Status": "successful" }))
    }
}

/// Whether a call succeeds, for tests that need no details.
pub async fn is_good(client: &Client) -> bool {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.is_ok()
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Request {
    /// Returns the header's value; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of visible characters"))
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    /// Returns the operation in the request's target header.
    pub fn operation(&self) -> &str {
        self.header("x-amz-target").rsplit('.').next().unwrap_or_default()
    }
}

/// A running server; it ends, with all its connections, when dropped.
pub struct Server {
    address: SocketAddr,
    recorded: Arc<Mutex<Vec<Request>>>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Starts a server that sends the n-th response to the n-th request, and an error to all others.
    pub async fn scripted(responses: impl IntoIterator<Item = Response>) -> Self {
        let script = Mutex::new(responses.into_iter().collect::<Vec<_>>().into_iter());
        Self::answering(move |_| {
            let next = script.lock().expect("the script").next();
            next.unwrap_or_else(|| Response::fault("NotInTheScript", "the script has no response for this request"))
        })
        .await
    }

    /// Starts a server that sends the result of `answer` to each request.
    pub async fn answering(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port on loopback");
        let address = listener.local_addr().expect("a bound address");
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::new((answer, Arc::clone(&recorded)));
        let accepting = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { address, recorded, accepting }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the configuration for a client of this server: static credentials, retries without pauses.
    pub fn config(&self) -> config::Builder {
        config(&self.url())
    }

    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// Returns a client whose only pauses are those of waiters and between attempts, and end immediately.
    pub fn impatient_client(&self, pauses: &NoPause) -> Client {
        Client::from_conf(impatient(self.config(), pauses.clone()).build())
    }

    /// Returns the requests so far, in the order of their arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.recorded.lock().expect("the record").clone()
    }

    /// Returns the only request so far.
    pub fn request(&self) -> Request {
        match <[Request; 1]>::try_from(self.requests()) {
            Ok([request]) => request,
            Err(requests) => panic!("one request expected, got {}: {requests:#?}", requests.len()),
        }
    }

    /// Returns the operations of all requests so far, in order.
    pub fn operations(&self) -> Vec<String> {
        self.requests().iter().map(|request| request.operation().to_owned()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Each server has its own retry quota, so that tests do not affect each other.
fn partition(url: &str) -> RetryPartition {
    RetryPartition::new(format!("of {url}"))
}

/// Returns the configuration for a client of the server at `url`. The HTTP client ignores proxy
/// settings of the environment; the example uses the default one.
pub fn config(url: &str) -> config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", Some("a-session".into()), None, "test"))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(60)).build())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .retry_partition(partition(url))
        .endpoint_url(url)
}

type Shared<A> = Arc<(A, Arc<Mutex<Vec<Request>>>)>;

async fn serve<A: Fn(&Request) -> Response + Send + Sync + 'static>(stream: TcpStream, shared: Shared<A>) {
    // Without it, a connection that is closed early is shut down instead of reset.
    stream.set_zero_linger().expect("a socket option every system has");
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move {
            let request = record(request).await?;
            let response = (shared.0)(&request);
            shared.1.lock().expect("the record").push(request);
            match response {
                Response::Respond(response) => Ok(response),
                Response::Reset => Err(io::Error::from(ErrorKind::ConnectionReset)),
                Response::Hang => pending::<Result<_, Infallible>>().await.map_err(|never| match never {}),
            }
        }
    });
    // An error here is a reset by the script, or a client that closed the connection.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn record(request: hyper::Request<Incoming>) -> io::Result<Request> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    Ok(Request { method: head.method.to_string(), target: head.uri.to_string(), headers: head.headers, body })
}
