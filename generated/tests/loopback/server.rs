//! A small HTTP server on loopback that answers from a script and records what it was asked.

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

/// What the server does with one request.
pub enum Reply {
    Respond(hyper::Response<Full<Bytes>>),
    /// Resets the connection without an answer.
    Reset,
    /// Keeps the connection open and never answers.
    Hang,
}

impl Reply {
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, "application/x-amz-json-1.1", body.to_string())
    }

    /// A modelled error as the service sends it: the code in the body, with its namespace.
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

    /// The answer of both schema refresh operations, with this status.
    pub fn refresh(status: Value) -> Self {
        Self::json(200, json!({ "RefreshSchemasStatus": status }))
    }

    /// What [`is_good`] hopes for.
    pub fn success() -> Self {
        Self::refresh(json!({ "Status": "successful" }))
    }
}

/// Whether a call comes to a good end, for tests that ask for no more than that.
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
    /// The header's value; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of visible characters"))
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    /// The operation named by the request's target header.
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
    /// Answers the n-th request with the n-th reply, and any request beyond them with an error.
    pub async fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Mutex::new(replies.into_iter().collect::<Vec<_>>().into_iter());
        Self::answering(move |_| {
            let next = script.lock().expect("the script").next();
            next.unwrap_or_else(|| Reply::fault("NotInTheScript", "the script has no reply for this request"))
        })
        .await
    }

    /// Answers each request with what `answer` makes of it.
    pub async fn answering(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
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

    /// The configuration for a client of this server: static credentials, retries without a wait.
    pub fn config(&self) -> config::Builder {
        config(&self.url())
    }

    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// A client with no other pauses than those of waiters and between attempts, which take no time.
    pub fn impatient_client(&self, pauses: &NoPause) -> Client {
        Client::from_conf(impatient(self.config(), pauses.clone()).build())
    }

    /// The requests so far, in the order of their arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.recorded.lock().expect("the record").clone()
    }

    /// The only request so far.
    pub fn request(&self) -> Request {
        match <[Request; 1]>::try_from(self.requests()) {
            Ok([request]) => request,
            Err(requests) => panic!("one request expected, got {}: {requests:#?}", requests.len()),
        }
    }

    /// The operations asked for so far, in order.
    pub fn operations(&self) -> Vec<String> {
        self.requests().iter().map(|request| request.operation().to_owned()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// The tokens for further attempts are of each server's own: those of one storm are not missing in another test.
fn partition(url: &str) -> RetryPartition {
    RetryPartition::new(format!("of {url}"))
}

/// The configuration for a client of the server at `url`. The HTTP client is one that heeds no proxy
/// settings of the environment; the default one is what the example uses.
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

async fn serve<A: Fn(&Request) -> Reply + Send + Sync + 'static>(stream: TcpStream, shared: Shared<A>) {
    // Without it a connection that is closed early ends in order instead of with a reset.
    stream.set_zero_linger().expect("a socket option every system has");
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move {
            let request = record(request).await?;
            let reply = (shared.0)(&request);
            shared.1.lock().expect("the record").push(request);
            match reply {
                Reply::Respond(response) => Ok(response),
                Reply::Reset => Err(io::Error::from(ErrorKind::ConnectionReset)),
                Reply::Hang => pending::<Result<_, Infallible>>().await.map_err(|never| match never {}),
            }
        }
    });
    // An error here is a reset of the script's making, or a client that went away.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn record(request: hyper::Request<Incoming>) -> io::Result<Request> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    Ok(Request { method: head.method.to_string(), target: head.uri.to_string(), headers: head.headers, body })
}
