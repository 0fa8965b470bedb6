//! Ids of traits and of the unit type that several modules use.

/// The unit type: an absent input or output, or a union's member without content.
pub(crate) const UNIT: &str = "smithy.api#Unit";

pub(crate) const AUTH: &str = "smithy.api#auth";
pub(crate) const OPTIONAL_AUTH: &str = "smithy.api#optionalAuth";
pub(crate) const REQUEST_COMPRESSION: &str = "smithy.api#requestCompression";
pub(crate) const DEFAULT: &str = "smithy.api#default";
pub(crate) const DEPRECATED: &str = "smithy.api#deprecated";
pub(crate) const DOCUMENTATION: &str = "smithy.api#documentation";
pub(crate) const ENDPOINT: &str = "smithy.api#endpoint";
pub(crate) const ENUM_VALUE: &str = "smithy.api#enumValue";
pub(crate) const ERROR: &str = "smithy.api#error";
pub(crate) const EXAMPLES: &str = "smithy.api#examples";
pub(crate) const EXTERNAL_DOCUMENTATION: &str = "smithy.api#externalDocumentation";
pub(crate) const HOST_LABEL: &str = "smithy.api#hostLabel";
pub(crate) const HTTP_CHECKSUM_REQUIRED: &str = "smithy.api#httpChecksumRequired";
pub(crate) const HTTP_ERROR: &str = "smithy.api#httpError";
pub(crate) const IDEMPOTENCY_TOKEN: &str = "smithy.api#idempotencyToken";
pub(crate) const IDEMPOTENT: &str = "smithy.api#idempotent";
pub(crate) const INPUT: &str = "smithy.api#input";
pub(crate) const LENGTH: &str = "smithy.api#length";
pub(crate) const NO_AUTH: &str = "smithy.api#noAuth";
pub(crate) const OUTPUT: &str = "smithy.api#output";
pub(crate) const PAGINATED: &str = "smithy.api#paginated";
pub(crate) const PATTERN: &str = "smithy.api#pattern";
pub(crate) const RANGE: &str = "smithy.api#range";
pub(crate) const READONLY: &str = "smithy.api#readonly";
pub(crate) const RECOMMENDED: &str = "smithy.api#recommended";
pub(crate) const REQUIRED: &str = "smithy.api#required";
pub(crate) const RETRYABLE: &str = "smithy.api#retryable";
pub(crate) const SENSITIVE: &str = "smithy.api#sensitive";
pub(crate) const SPARSE: &str = "smithy.api#sparse";
pub(crate) const STREAMING: &str = "smithy.api#streaming";
pub(crate) const TIMESTAMP_FORMAT: &str = "smithy.api#timestampFormat";
pub(crate) const TITLE: &str = "smithy.api#title";

pub(crate) const CLIENT_CONTEXT_PARAMS: &str = "smithy.rules#clientContextParams";
pub(crate) const CONTEXT_PARAM: &str = "smithy.rules#contextParam";
pub(crate) const ENDPOINT_RULE_SET: &str = "smithy.rules#endpointRuleSet";
pub(crate) const OPERATION_CONTEXT_PARAMS: &str = "smithy.rules#operationContextParams";
pub(crate) const STATIC_CONTEXT_PARAMS: &str = "smithy.rules#staticContextParams";

pub(crate) const WAITABLE: &str = "smithy.waiters#waitable";

pub(crate) const ACTION_PERMISSION_DESCRIPTION: &str = "aws.iam#actionPermissionDescription";
pub(crate) const AWS_JSON_1_0: &str = "aws.protocols#awsJson1_0";
pub(crate) const AWS_JSON_1_1: &str = "aws.protocols#awsJson1_1";
pub(crate) const AWS_QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";
pub(crate) const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
pub(crate) const AWS_SERVICE: &str = "aws.api#service";
pub(crate) const SIGV4: &str = "aws.auth#sigv4";
