//! botocore's file formats, as far as a JSON service uses them.
//!
//! Every object stores unknown keys in `rest`. They are checked after parsing: a key that would change what is sent is
//! an error, any other is counted.

use crate::smithy::Object;
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// The keys of an object that have no field of their own.
pub type Rest = BTreeMap<String, Value>;

/// `service-2.json`
#[derive(Debug)]
pub struct Service {
    pub metadata: Metadata,
    pub operations: BTreeMap<String, Operation>,
    pub shapes: BTreeMap<String, Shape>,
    pub client_context_params: Option<Value>,
}

/// The names, the protocol and the authentication of the service.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub api_version: String,
    pub endpoint_prefix: String,
    pub protocol: String,
    #[serde(default)]
    pub protocols: Vec<String>,
    pub json_version: Option<String>,
    pub service_full_name: Option<String>,
    pub service_id: String,
    pub signature_version: Option<String>,
    pub signing_name: Option<String>,
    pub target_prefix: Option<String>,
    pub aws_query_compatible: Option<Value>,
    #[serde(default)]
    pub protocol_settings: BTreeMap<String, Value>,
    #[serde(default)]
    pub auth: Vec<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// One operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    pub name: Option<String>,
    pub http: Option<Http>,
    pub input: Option<Target>,
    pub output: Option<Target>,
    #[serde(default)]
    pub errors: Vec<Target>,
    #[serde(default)]
    pub idempotent: bool,
    #[serde(default)]
    pub readonly: bool,
    #[serde(default)]
    pub http_checksum_required: bool,
    #[serde(default)]
    pub deprecated: bool,
    pub deprecated_since: Option<String>,
    pub auth: Option<Vec<String>>,
    pub authtype: Option<String>,
    pub endpoint: Option<HostPrefix>,
    pub endpointdiscovery: Option<EndpointDiscovery>,
    pub requestcompression: Option<Value>,
    pub static_context_params: Option<Value>,
    pub operation_context_params: Option<Value>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// How an operation is sent; a JSON service always posts to `/`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Http {
    pub method: String,
    pub request_uri: String,
    #[serde(flatten)]
    pub rest: Rest,
}

/// The prefix that an operation adds to the host name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostPrefix {
    pub host_prefix: String,
}

/// Whether an operation must ask the service for its endpoint first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndpointDiscovery {
    #[serde(default)]
    pub required: bool,
}

/// A reference to a shape, of which only the name matters.
#[derive(Debug, Deserialize)]
pub struct Target {
    pub shape: String,
    #[serde(flatten)]
    pub rest: Rest,
}

/// A shape; which fields are used depends on its type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, deserialize_with = "in_order")]
    pub members: IndexMap<String, Member>,
    #[serde(default)]
    pub required: Vec<String>,
    pub member: Option<Member>,
    pub key: Option<Member>,
    pub value: Option<Member>,
    #[serde(rename = "enum")]
    pub values: Option<Vec<String>>,
    pub min: Option<Number>,
    pub max: Option<Number>,
    pub pattern: Option<String>,
    pub timestamp_format: Option<String>,
    #[serde(rename = "box", default)]
    pub boxed: bool,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub sparse: bool,
    #[serde(default)]
    pub union: bool,
    #[serde(default)]
    pub document: bool,
    #[serde(default)]
    pub deprecated: bool,
    pub deprecated_since: Option<String>,
    #[serde(default)]
    pub exception: bool,
    #[serde(default)]
    pub fault: bool,
    /// Whether it is a union of events; operations that reach one are not supported.
    #[serde(default)]
    pub eventstream: bool,
    pub error: Option<ErrorFacts>,
    pub retryable: Option<Retryable>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// The `error` object of an exception.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ErrorFacts {
    pub code: Option<String>,
    pub http_status_code: Option<u16>,
    #[serde(default)]
    pub sender_fault: bool,
    #[serde(default)]
    pub fault: bool,
}

/// Marks an error as retryable.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retryable {
    #[serde(default)]
    pub throttling: bool,
}

/// A member of a structure, union, list or map.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    pub shape: String,
    #[serde(rename = "box", default)]
    pub boxed: bool,
    pub location_name: Option<String>,
    pub timestamp_format: Option<String>,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub idempotency_token: bool,
    #[serde(default)]
    pub host_label: bool,
    #[serde(default)]
    pub deprecated: bool,
    pub deprecated_since: Option<String>,
    pub context_param: Option<Value>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// The members of an object in the order of the text.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IndexMap<String, Member>, D::Error> {
    Object::deserialize(deserializer).map(|Object(members)| members)
}

/// `paginators-1.json`, by operation
pub type Paginators = BTreeMap<String, Paginator>;

/// How one operation is paginated.
#[derive(Debug, Deserialize)]
pub struct Paginator {
    pub input_token: OneOrMany,
    pub output_token: OneOrMany,
    pub result_key: Option<OneOrMany>,
    pub limit_key: Option<String>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// One path, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings")]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// Returns the path if there is exactly one.
    pub fn single(&self) -> Option<&str> {
        match self {
            Self::One(path) => Some(path),
            Self::Many(paths) => match paths.as_slice() {
                [path] => Some(path),
                _ => None,
            },
        }
    }
}

/// `waiters-2.json`, by the waiter's name
pub type Waiters = BTreeMap<String, Waiter>;

/// One waiter.
#[derive(Debug, Deserialize)]
pub struct Waiter {
    pub operation: String,
    pub delay: u32,
    #[serde(default)]
    pub acceptors: Vec<Acceptor>,
    #[serde(flatten)]
    pub rest: Rest,
}

/// A condition that ends or continues the wait.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptor {
    pub matcher: String,
    pub expected: Value,
    pub argument: Option<String>,
    pub state: String,
}

/// `examples-1.json`, by operation
pub type Examples = BTreeMap<String, Vec<Example>>;

/// One request and its response.
#[derive(Debug, Deserialize)]
pub struct Example {
    pub input: Option<Map<String, Value>>,
    pub output: Option<Map<String, Value>>,
    #[serde(flatten)]
    pub rest: Rest,
}
