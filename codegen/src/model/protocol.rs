//! The protocols that clients can be generated for: awsJson 1.0 and 1.1.
//!
//! This module has the generator's part of the protocols; `protocol.rs` of the runtime has the client's. Another
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

/// By the ids of their traits. A service may list several during a migration; the first one here is preferred.
const SUPPORTED: [(&str, Protocol); 2] = [(AWS_JSON_1_1, Protocol::AwsJson1_1), (AWS_JSON_1_0, Protocol::AwsJson1_0)];

/// Protocols that are known but not supported. A service may list them in addition to a supported one.
const UNSUPPORTED: [&str; 6] = [
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

const HTTP_BINDING: &str = "awsJson sends every call as POST / with all members in the body";
const NAMES: &str = "awsJson uses the members' own names";
const XML: &str = "awsJson does not use XML";

/// The traits for other protocols, and why awsJson ignores them.
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
    /// The ids of all protocols, supported or not.
    pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
        SUPPORTED.iter().map(|(id, _)| *id).chain(UNSUPPORTED)
    }

    /// Returns the protocol of a service with these traits.
    ///
    /// # Errors
    /// A problem and its remedy, if the service supports neither of these protocols.
    pub(super) fn of(has: impl Fn(&str) -> bool) -> Result<Self, (String, &'static str)> {
        if let Some((_, protocol)) = SUPPORTED.iter().find(|(id, _)| has(id)) {
            return Ok(*protocol);
        }
        let others: Vec<_> = UNSUPPORTED.iter().filter(|id| has(id)).map(|id| format!("`{id}`")).collect();
        let problem = match others.as_slice() {
            [] => "the service has no protocol trait".to_owned(),
            _ => format!("the service supports {}, but only awsJson clients can be generated", others.join(" and ")),
        };
        let remedy =
            "Add `aws.protocols#awsJson1_0` or `aws.protocols#awsJson1_1` to the service if it supports one of them.";
        Err((problem, remedy))
    }

    /// The content type of requests.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::AwsJson1_0 => "application/x-amz-json-1.0",
            Self::AwsJson1_1 => "application/x-amz-json-1.1",
        }
    }

    /// The value of the header `x-amz-target`, which names the operation.
    pub fn target(self, service: &str, operation: &str) -> String {
        format!("{service}.{operation}")
    }
}
