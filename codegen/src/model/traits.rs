//! Traits as typed values.

use crate::{Location, smithy::ShapeId};
use heck::ToKebabCase;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// All traits that the generator uses, of any shape or member.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// `rust.client#documentation` (Markdown for this generator), or otherwise `documentation`.
    pub documentation: Option<Documentation>,
    /// Where `documentation` is written.
    pub documentation_location: Option<Location>,
    /// `externalDocumentation`: title to address.
    pub external_documentation: BTreeMap<String, String>,
    /// `title`
    pub title: Option<String>,
    /// `deprecated`
    pub deprecated: Option<Deprecated>,
    /// `sensitive`
    pub sensitive: bool,
    /// `required`
    pub required: bool,
    /// `default`; JSON null removes an inherited default.
    pub default: Option<Value>,
    /// `addedDefault`: the default came after the member was first published.
    pub added_default: bool,
    /// `clientOptional`
    pub client_optional: bool,
    /// `idempotencyToken`
    pub idempotency_token: bool,
    /// `sparse`
    pub sparse: bool,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `timestampFormat`
    pub timestamp_format: Option<TimestampFormat>,
    /// `length`
    pub length: Option<Range>,
    /// `range`
    pub range: Option<Range>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `error`
    pub error: Option<Fault>,
    /// `httpError`
    pub http_error: Option<u16>,
    /// `retryable`
    pub retryable: Option<Retryable>,
    /// `endpoint`'s `hostPrefix`
    pub host_prefix: Option<String>,
    /// `hostLabel`
    pub host_label: bool,
    /// `optionalAuth`
    pub optional_auth: bool,
    /// `requestCompression`
    pub request_compression: bool,
    /// `aws.protocols#awsQueryError`'s `code`
    pub query_error: Option<String>,
    /// `smithy.rules#contextParam`: the endpoint parameter that the member sets.
    pub context_param: Option<String>,
    /// `paginated`, with the service's defaults merged in.
    pub paginated: Option<Paginated>,
    /// `smithy.waiters#waitable`, by waiter name.
    pub waitable: BTreeMap<String, Waiter>,
    /// `rust.client#waiterDocumentation`, by waiter name.
    pub waiter_documentation: BTreeMap<String, String>,
    /// `rust.client#waiterFailureReason`: by waiter name, the path in the output to the reason of a failure.
    pub waiter_failure_reason: BTreeMap<String, String>,
    /// `rust.client#completion`: how to wait until the work that the operation starts is done.
    pub completion: Option<Completion>,
    /// `rust.client#operationGroups`: groups of operations, in the order of the crate's front page.
    pub operation_groups: Vec<OperationGroup>,
    /// `examples`
    pub examples: Vec<Example>,
    /// `rust.client#jsonText`: the structure of the JSON in the string.
    pub json_text: Option<ShapeId>,
    /// `rust.client#discriminator`: the key that determines the member of a union.
    pub discriminator: Option<String>,
    /// `jsonName` of a member of a document; awsJson ignores it.
    pub json_name: Option<String>,
}

/// `deprecated`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "an object")]
pub struct Deprecated {
    /// Why, and what to use instead.
    pub message: Option<String>,
    /// Since when.
    pub since: Option<String>,
}

/// `timestampFormat`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimestampFormat {
    /// Seconds since 1970 as a number, fractions allowed.
    EpochSeconds,
    /// RFC 3339 with `Z`.
    DateTime,
    /// RFC 7231 IMF-fixdate.
    HttpDate,
}

/// `length` or `range`; the bounds as the model writes them.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "an object")]
pub struct Range {
    /// Lower bound, inclusive.
    pub min: Option<serde_json::Number>,
    /// Upper bound, inclusive.
    pub max: Option<serde_json::Number>,
}

/// `error`: whether the caller or the service is responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// The caller.
    Client,
    /// The service.
    Server,
}

/// `retryable`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "an object")]
pub struct Retryable {
    /// Whether the error is a throttling error.
    pub throttling: bool,
}

/// `paginated`; paths are member names joined by dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paginated {
    /// The input member that takes the token.
    pub input_token: String,
    /// The path in the output to the next token.
    pub output_token: String,
    /// The path in the output to the items.
    pub items: Option<String>,
    /// The input member that limits a page.
    pub page_size: Option<String>,
}

/// One waiter of `smithy.waiters#waitable`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
pub struct Waiter {
    /// What it waits for, from the overlay.
    pub documentation: Option<String>,
    /// When polling stops and how, in order.
    pub acceptors: Vec<Acceptor>,
    /// Minimum delay between two polls, in seconds; 2 by default.
    #[serde(default = "default_min_delay")]
    pub min_delay: u32,
    /// Maximum delay between two polls, in seconds; 120 by default.
    #[serde(default = "default_max_delay")]
    pub max_delay: u32,
    /// Whether it is deprecated.
    #[serde(default)]
    pub deprecated: bool,
    /// Its tags, which are not used.
    #[serde(default)]
    pub tags: Vec<String>,
}

fn default_min_delay() -> u32 {
    2
}

fn default_max_delay() -> u32 {
    120
}

/// One acceptor of a waiter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct Acceptor {
    /// What a match means.
    pub state: AcceptorState,
    /// The condition that must match.
    pub matcher: Matcher,
}

/// What a match means for the waiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AcceptorState {
    /// The wait ends successfully.
    Success,
    /// The wait ends, and the expected state cannot be reached.
    Failure,
    /// Polling continues, even after an error.
    Retry,
}

/// The condition of an acceptor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object with one matcher")]
pub enum Matcher {
    /// A JMESPath expression over the output.
    Output {
        /// The expression.
        path: String,
        /// What it is compared with.
        expected: String,
        /// How it is compared.
        comparator: Comparator,
    },
    /// A JMESPath expression over `{input, output}`.
    InputOutput {
        /// The expression.
        path: String,
        /// What it is compared with.
        expected: String,
        /// How it is compared.
        comparator: Comparator,
    },
    /// Whether the call succeeded.
    Success(bool),
    /// The name of an error shape, or an error code.
    ErrorType(String),
}

/// How the result of a path is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Comparator {
    /// `stringEquals`
    StringEquals,
    /// `booleanEquals`
    BooleanEquals,
    /// `allStringEquals`
    AllStringEquals,
    /// `anyStringEquals`
    AnyStringEquals,
}

impl Traits {
    /// The documentation of the shape or member.
    pub fn documentation_text(&self) -> Option<&str> {
        self.documentation.as_ref().map(Documentation::text)
    }
}

/// The documentation of a shape or member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Documentation {
    /// `rust.client#documentation`: written for this generator. A link may name a shape of the model in place of an
    /// address.
    Own(String),
    /// `documentation`: CommonMark with HTML, written for any tool.
    Foreign(String),
}

impl Documentation {
    /// The text as it was written.
    pub fn text(&self) -> &str {
        match self {
            Documentation::Own(text) | Documentation::Foreign(text) => text,
        }
    }
}

/// `rust.client#completion`, on an operation that starts work which continues after the response.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
pub struct Completion {
    /// The name of the waiter for the end of the work; it may belong to any operation.
    pub waiter: String,
    /// The input of the operation that is polled, as JSON; the string `$Member` means a member of this operation's
    /// input.
    #[serde(default = "empty_object")]
    pub input: Value,
    /// The output while the work is running.
    pub running: OutputMatcher,
    /// The path in the output to the reason of a failure, if the waiter has none.
    pub failure_reason: Option<String>,
}

/// A comparison of a part of an output.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct OutputMatcher {
    /// A JMESPath expression.
    pub path: String,
    /// What it is compared with.
    pub expected: String,
    /// How it is compared.
    pub comparator: Comparator,
}

/// One of `rust.client#operationGroups`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct OperationGroup {
    /// Its heading.
    pub title: String,
    /// Documentation in Markdown.
    pub documentation: Option<String>,
    /// The Cargo feature that enables its operations; by default the title in kebab-case.
    pub feature: Option<String>,
    /// Its operations, in the order of the crate's front page.
    pub operations: Vec<ShapeId>,
}

impl OperationGroup {
    /// The name of the Cargo feature that enables its operations.
    pub fn feature_name(&self) -> String {
        self.feature.clone().unwrap_or_else(|| self.title.to_kebab_case())
    }
}

/// One of `examples`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
pub struct Example {
    /// Its title.
    pub title: String,
    /// Its explanation, from the overlay.
    pub documentation: Option<String>,
    /// The input as wire JSON.
    #[serde(default = "empty_object")]
    pub input: Value,
    /// The output as wire JSON, unless it is an error.
    pub output: Option<Value>,
    /// The error, unless it is an output.
    pub error: Option<ExampleError>,
    /// Whether the input may violate the model's constraints, because the example shows the resulting error.
    #[serde(default)]
    pub allow_constraint_errors: bool,
}

fn empty_object() -> Value {
    Value::Object(serde_json::Map::new())
}

/// The error of an example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub struct ExampleError {
    /// The error shape.
    #[serde(rename = "shapeId")]
    pub shape: ShapeId,
    /// Its content as wire JSON.
    #[serde(default = "empty_object")]
    pub content: Value,
}
