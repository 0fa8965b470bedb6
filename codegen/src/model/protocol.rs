//! The protocols that clients can be generated for: awsJson 1.0 and 1.1.
//!
//! What the generator knows of them stands here; what a client knows of them, in `protocol.rs` of the runtime. Another
//! protocol would be more variants of [`Protocol`], and a file of the runtime with the same items.

use crate::smithy::trait_ids::{AWS_JSON_1_0, AWS_JSON_1_1};

/// The wire protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
}

/// By the traits that name them. A service may list several while it moves; the first one here is the one to stay.
const SPOKEN: [(&str, Protocol); 2] = [(AWS_JSON_1_1, Protocol::AwsJson1_1), (AWS_JSON_1_0, Protocol::AwsJson1_0)];

/// Protocols that are known and not spoken here. A service may list them beside one that is.
const OTHERS: [&str; 6] = [
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

const HTTP_BINDING: &str = "awsJson sends every call as POST / with all members in the body";
const NAMES: &str = "awsJson uses the members' own names";
const XML: &str = "awsJson writes no XML";

/// The traits that are for other protocols, and why these ignore them.
pub(super) const IGNORED_TRAITS: &[(&str, &str)] = &[
    ("aws.protocols#ec2QueryName", NAMES),
    ("smithy.api#http", HTTP_BINDING),
    ("smithy.api#httpHeader", HTTP_BINDING),
    ("smithy.api#httpLabel", HTTP_BINDING),
    ("smithy.api#httpPayload", HTTP_BINDING),
    ("smithy.api#httpPrefixHeaders", HTTP_BINDING),
    ("smithy.api#httpQuery", HTTP_BINDING),
    ("smithy.api#httpQueryParams", HTTP_BINDING),
    ("smithy.api#httpResponseCode", HTTP_BINDING),
    ("smithy.api#jsonName", NAMES),
    ("smithy.api#xmlAttribute", XML),
    ("smithy.api#xmlFlattened", XML),
    ("smithy.api#xmlName", XML),
    ("smithy.api#xmlNamespace", XML),
];

impl Protocol {
    /// The ids of all protocols, spoken or not.
    pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
        SPOKEN.iter().map(|(id, _)| *id).chain(OTHERS)
    }

    /// The protocol of a service that has these traits.
    ///
    /// # Errors
    /// What is wrong and what to do about it, where the service speaks none of these protocols.
    pub(super) fn of(has: impl Fn(&str) -> bool) -> Result<Self, (String, &'static str)> {
        if let Some((_, protocol)) = SPOKEN.iter().find(|(id, _)| has(id)) {
            return Ok(*protocol);
        }
        let others: Vec<_> = OTHERS.iter().filter(|id| has(id)).map(|id| format!("`{id}`")).collect();
        let problem = match others.as_slice() {
            [] => "the service names no protocol".to_owned(),
            _ => format!("the service speaks {}, but only awsJson clients can be generated", others.join(" and ")),
        };
        let remedy =
            "Give the service `aws.protocols#awsJson1_0` or `aws.protocols#awsJson1_1` if it speaks one of them.";
        Err((problem, remedy))
    }

    /// The content type of requests.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::AwsJson1_0 => "application/x-amz-json-1.0",
            Self::AwsJson1_1 => "application/x-amz-json-1.1",
        }
    }

    /// The value of the header `x-amz-target`, which says which operation is called.
    pub fn target(self, service: &str, operation: &str) -> String {
        format!("{service}.{operation}")
    }
}
