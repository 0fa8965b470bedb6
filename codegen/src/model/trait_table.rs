//! All traits of Smithy and AWS, and what the generator does with each: reads it, ignores it or rejects it.
//!
//! A trait in none of the three lists is an error in the model, or not yet known to this generator. A trait that the
//! model defines itself, in its own namespace, is for other tools and is ignored.

use super::protocol::{IGNORED_TRAITS, Protocol};
use super::selector::Selector::{
    self, Anywhere, Data, Defaults, EnumMembers, Shapes, ShapesAndMembers, StructureMembers, StructureMembersTargeting,
};
use crate::smithy::{MIXIN, ShapeType};
use std::{collections::HashMap, sync::LazyLock};

/// What the generator does with a trait.
#[derive(Debug, Clone, Copy)]
pub(super) enum Handling {
    /// The generator uses it; it can be applied to these shapes and members.
    Read(Selector),
    /// It does not change a client, for this reason.
    Ignored(&'static str),
    /// It changes what a client must do, and this generator does not support that; the reason follows "because".
    Refused(&'static str),
}

/// What the generator does with the trait with this id; `None` if it is in no list.
pub(super) fn handling(id: &str) -> Option<Handling> {
    static TABLE: LazyLock<HashMap<&str, Handling>> = LazyLock::new(|| {
        let read = READ.iter().map(|(id, selector)| (*id, Handling::Read(*selector)));
        let protocols = Protocol::ids().map(|id| (id, Handling::Read(SERVICE)));
        let ignored = IGNORED.iter().chain(IGNORED_TRAITS).map(|(id, reason)| (*id, Handling::Ignored(reason)));
        let refused = REFUSED.iter().map(|(id, reason)| (*id, Handling::Refused(reason)));
        read.chain(protocols).chain(ignored).chain(refused).collect()
    });
    TABLE.get(id).copied().or_else(|| {
        let (namespace, _) = id.split_once('#')?;
        let (_, reason) = IGNORED_NAMESPACES.iter().find(|(ignored, _)| *ignored == namespace)?;
        Some(Handling::Ignored(reason))
    })
}

/// Why the generator ignores a trait; `None` if it does not.
pub(crate) fn ignored_because(id: &str) -> Option<&'static str> {
    match handling(id)? {
        Handling::Ignored(reason) => Some(reason),
        Handling::Read(_) | Handling::Refused(_) => None,
    }
}

/// The ids of all traits that the generator uses, for suggestions.
pub(super) fn read_ids() -> impl Iterator<Item = &'static str> {
    READ.iter().map(|(id, _)| *id).chain(Protocol::ids())
}

const SERVICE: Selector = Shapes(&[ShapeType::Service]);
const OPERATION: Selector = Shapes(&[ShapeType::Operation]);
const STRUCTURE: Selector = Shapes(&[ShapeType::Structure]);
const TEXT: &[ShapeType] = &[ShapeType::String, ShapeType::Enum];
const SIZED: &[ShapeType] = &[ShapeType::List, ShapeType::Map, ShapeType::String, ShapeType::Enum, ShapeType::Blob];
const NUMBERS: &[ShapeType] = &[
    ShapeType::Byte,
    ShapeType::Short,
    ShapeType::Integer,
    ShapeType::IntEnum,
    ShapeType::Long,
    ShapeType::Float,
    ShapeType::Double,
    ShapeType::BigInteger,
    ShapeType::BigDecimal,
];

const READ: &[(&str, Selector)] = &[
    ("aws.api#service", SERVICE),
    ("aws.auth#cognitoUserPools", SERVICE),
    ("aws.auth#sigv4", SERVICE),
    ("aws.auth#sigv4a", SERVICE),
    ("aws.endpoints#dualStackOnlyEndpoints", SERVICE),
    ("aws.endpoints#rulesBasedEndpoints", SERVICE),
    ("aws.endpoints#standardPartitionalEndpoints", SERVICE),
    ("aws.endpoints#standardRegionalEndpoints", SERVICE),
    ("aws.protocols#awsQueryCompatible", SERVICE),
    ("aws.protocols#awsQueryError", STRUCTURE),
    ("rust.client#documentation", Anywhere),
    ("rust.client#completion", OPERATION),
    ("rust.client#discriminator", Shapes(&[ShapeType::Union])),
    ("rust.client#jsonText", StructureMembersTargeting(&[ShapeType::String])),
    ("rust.client#operationGroups", SERVICE),
    ("rust.client#waiterDocumentation", OPERATION),
    ("rust.client#waiterFailureReason", OPERATION),
    ("smithy.api#addedDefault", StructureMembers),
    ("smithy.api#auth", Shapes(&[ShapeType::Service, ShapeType::Operation])),
    ("smithy.api#clientOptional", StructureMembers),
    ("smithy.api#default", Defaults),
    ("smithy.api#deprecated", Anywhere),
    ("smithy.api#documentation", Anywhere),
    ("smithy.api#endpoint", OPERATION),
    ("smithy.api#enum", Shapes(&[ShapeType::String])),
    ("smithy.api#enumValue", EnumMembers),
    ("smithy.api#error", STRUCTURE),
    ("smithy.api#examples", OPERATION),
    ("smithy.api#externalDocumentation", Anywhere),
    ("smithy.api#hostLabel", StructureMembersTargeting(TEXT)),
    ("smithy.api#httpApiKeyAuth", SERVICE),
    ("smithy.api#httpBasicAuth", SERVICE),
    ("smithy.api#httpBearerAuth", SERVICE),
    ("smithy.api#httpDigestAuth", SERVICE),
    ("smithy.api#httpError", STRUCTURE),
    ("smithy.api#idempotencyToken", StructureMembersTargeting(TEXT)),
    ("smithy.api#length", ShapesAndMembers(SIZED)),
    ("smithy.api#optionalAuth", OPERATION),
    ("smithy.api#paginated", Shapes(&[ShapeType::Service, ShapeType::Operation])),
    ("smithy.api#pattern", ShapesAndMembers(TEXT)),
    ("smithy.api#range", ShapesAndMembers(NUMBERS)),
    ("smithy.api#requestCompression", OPERATION),
    ("smithy.api#required", StructureMembers),
    ("smithy.api#retryable", STRUCTURE),
    ("smithy.api#sensitive", Data),
    ("smithy.api#sparse", Shapes(&[ShapeType::List, ShapeType::Map])),
    ("smithy.api#timestampFormat", ShapesAndMembers(&[ShapeType::Timestamp])),
    ("smithy.api#title", Shapes(&[ShapeType::Service, ShapeType::Resource])),
    ("smithy.api#uniqueItems", Shapes(&[ShapeType::List])),
    ("smithy.rules#clientContextParams", SERVICE),
    ("smithy.rules#contextParam", StructureMembers),
    ("smithy.rules#endpointBdd", SERVICE),
    ("smithy.rules#endpointRuleSet", SERVICE),
    ("smithy.rules#operationContextParams", OPERATION),
    ("smithy.rules#staticContextParams", OPERATION),
    ("smithy.waiters#waitable", OPERATION),
];

const RESOURCE: &str = "it describes resources, whose operations are called like all others";
const META: &str = "it describes traits, which the generator knows already";
const FOR_TOOLS: &str = "it is for other tools";
const FOR_READERS: &str = "it is for readers of the model and does not change a client";
const DISCOVERY: &str = "only operations that require endpoint discovery need it, and those are rejected";

const IGNORED: &[(&str, &str)] = &[
    ("aws.api#arn", RESOURCE),
    ("aws.api#arnReference", "an ARN is sent like any other string"),
    ("aws.api#clientEndpointDiscovery", DISCOVERY),
    ("aws.api#clientEndpointDiscoveryId", DISCOVERY),
    ("aws.api#controlPlane", FOR_READERS),
    ("aws.api#data", "it classifies data for audits; data that must not be logged has `sensitive`"),
    ("aws.api#dataPlane", FOR_READERS),
    ("aws.api#tagEnabled", "tags are set with ordinary operations"),
    ("aws.api#taggable", "tags are set with ordinary operations"),
    ("smithy.api#authDefinition", META),
    ("smithy.api#cors", "it is for browsers and for servers"),
    ("smithy.api#idRef", "a shape id is sent like any other string"),
    ("smithy.api#idempotent", "the error determines retries, not the operation"),
    ("smithy.api#input", "the operation names its input"),
    ("smithy.api#internal", "everything in the model is generated"),
    ("smithy.api#mediaType", "the content is passed on unchanged"),
    (MIXIN, "mixins are flattened before traits are read"),
    ("smithy.api#nestedProperties", RESOURCE),
    ("smithy.api#noReplace", RESOURCE),
    ("smithy.api#notProperty", RESOURCE),
    ("smithy.api#output", "the operation names its output"),
    ("smithy.api#private", "it restricts references between namespaces, which a generated crate does not have"),
    ("smithy.api#property", RESOURCE),
    ("smithy.api#protocolDefinition", META),
    ("smithy.api#readonly", "the error determines retries, not the operation"),
    ("smithy.api#recommended", FOR_READERS),
    ("smithy.api#references", RESOURCE),
    ("smithy.api#requiresLength", "it is used with `streaming`, which is rejected"),
    ("smithy.api#resourceIdentifier", RESOURCE),
    ("smithy.api#since", FOR_READERS),
    ("smithy.api#suppress", FOR_TOOLS),
    ("smithy.api#synthetic", "it marks what a tool added to the model"),
    ("smithy.api#tags", FOR_TOOLS),
    ("smithy.api#trait", META),
    ("smithy.api#traitValidators", META),
    ("smithy.api#unitType", "only the prelude's Unit has it"),
    ("smithy.api#unstable", FOR_READERS),
    ("smithy.rules#endpointTests", "they test the rule set, not the client"),
];

const IGNORED_NAMESPACES: &[(&str, &str)] = &[
    ("aws.apigateway", "it configures a gateway in front of the service"),
    ("aws.cloudformation", "it maps resources to CloudFormation's"),
    ("aws.iam", "it is for authors of policies, which the service enforces"),
    ("smithy.contracts", "the service checks its constraints itself"),
    ("smithy.openapi", "it configures a conversion to OpenAPI"),
    ("smithy.test", "it has test cases for implementations of protocols"),
];

const EVENT_STREAM: &str = "event streams are not supported";
const CHECKSUM: &str = "request checksums are not supported";

const REFUSED: &[(&str, &str)] = &[
    ("aws.auth#unsignedPayload", "a signature always covers the body"),
    ("aws.customizations#s3UnwrappedXmlOutput", "XML responses of S3 are not supported"),
    ("aws.protocols#httpChecksum", CHECKSUM),
    ("smithy.api#box", "Smithy 2 does not have it: members are optional unless they have a default"),
    ("smithy.api#enumDefault", "Smithy 2.0 no longer has it; the members have `default` instead"),
    ("smithy.api#eventHeader", EVENT_STREAM),
    ("smithy.api#eventPayload", EVENT_STREAM),
    ("smithy.api#httpChecksumRequired", CHECKSUM),
    ("smithy.api#streaming", "streaming blobs and event streams are not supported"),
    ("smithy.mqtt#publish", "MQTT is not supported"),
    ("smithy.mqtt#subscribe", "MQTT is not supported"),
    ("smithy.mqtt#topicLabel", "MQTT is not supported"),
    ("smithy.protocols#idx", "only binary protocols number their members"),
];
