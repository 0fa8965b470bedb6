//! Every trait of Smithy and of AWS, and what becomes of it: read, ignored for a reason, or refused for a reason.
//!
//! A trait that is in none of the three lists is a mistake of the model, or a gap of this generator, unless
//! the model defines it itself in a namespace of its own: such traits are notes to other tools.

use super::protocol::{IGNORED_TRAITS, Protocol};
use super::selector::Selector::{
    self, Anywhere, Data, Defaults, EnumMembers, Shapes, ShapesAndMembers, StructureMembers, StructureMembersTargeting,
};
use crate::smithy::{Kind, MIXIN};
use std::{collections::HashMap, sync::LazyLock};

/// What becomes of a trait.
#[derive(Debug, Clone, Copy)]
pub(super) enum Handling {
    /// The generator acts on it; it can be applied to these shapes and members.
    Read(Selector),
    /// A client does nothing differently for it, for this reason.
    Ignored(&'static str),
    /// It changes what a client must do, and this generator does not do it; the reason follows "because".
    Refused(&'static str),
}

/// What becomes of the trait with this id; `None` if it is in no list.
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

/// Why the generator does not act on a trait, where it ignores it.
pub(crate) fn ignored_because(id: &str) -> Option<&'static str> {
    match handling(id)? {
        Handling::Ignored(reason) => Some(reason),
        Handling::Read(_) | Handling::Refused(_) => None,
    }
}

/// The ids of all traits that the generator acts on, for suggestions.
pub(super) fn read_ids() -> impl Iterator<Item = &'static str> {
    READ.iter().map(|(id, _)| *id).chain(Protocol::ids())
}

const SERVICE: Selector = Shapes(&[Kind::Service]);
const OPERATION: Selector = Shapes(&[Kind::Operation]);
const STRUCTURE: Selector = Shapes(&[Kind::Structure]);
const TEXT: &[Kind] = &[Kind::String, Kind::Enum];
const SIZED: &[Kind] = &[Kind::List, Kind::Map, Kind::String, Kind::Enum, Kind::Blob];
const NUMBERS: &[Kind] = &[
    Kind::Byte,
    Kind::Short,
    Kind::Integer,
    Kind::IntEnum,
    Kind::Long,
    Kind::Float,
    Kind::Double,
    Kind::BigInteger,
    Kind::BigDecimal,
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
    ("rust.client#discriminator", Shapes(&[Kind::Union])),
    ("rust.client#jsonText", StructureMembersTargeting(&[Kind::String])),
    ("rust.client#operationGroups", SERVICE),
    ("rust.client#waiterDocumentation", OPERATION),
    ("rust.client#waiterFailureReason", OPERATION),
    ("smithy.api#addedDefault", StructureMembers),
    ("smithy.api#auth", Shapes(&[Kind::Service, Kind::Operation])),
    ("smithy.api#clientOptional", StructureMembers),
    ("smithy.api#default", Defaults),
    ("smithy.api#deprecated", Anywhere),
    ("smithy.api#documentation", Anywhere),
    ("smithy.api#endpoint", OPERATION),
    ("smithy.api#enum", Shapes(&[Kind::String])),
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
    ("smithy.api#paginated", Shapes(&[Kind::Service, Kind::Operation])),
    ("smithy.api#pattern", ShapesAndMembers(TEXT)),
    ("smithy.api#range", ShapesAndMembers(NUMBERS)),
    ("smithy.api#requestCompression", OPERATION),
    ("smithy.api#required", StructureMembers),
    ("smithy.api#retryable", STRUCTURE),
    ("smithy.api#sensitive", Data),
    ("smithy.api#sparse", Shapes(&[Kind::List, Kind::Map])),
    ("smithy.api#timestampFormat", ShapesAndMembers(&[Kind::Timestamp])),
    ("smithy.api#title", Shapes(&[Kind::Service, Kind::Resource])),
    ("smithy.api#uniqueItems", Shapes(&[Kind::List])),
    ("smithy.rules#clientContextParams", SERVICE),
    ("smithy.rules#contextParam", StructureMembers),
    ("smithy.rules#endpointBdd", SERVICE),
    ("smithy.rules#endpointRuleSet", SERVICE),
    ("smithy.rules#operationContextParams", OPERATION),
    ("smithy.rules#staticContextParams", OPERATION),
    ("smithy.waiters#waitable", OPERATION),
];

const RESOURCE: &str = "it tells how resources are modelled; their operations are called like all others";
const META: &str = "it describes traits, and those are described here";
const FOR_TOOLS: &str = "a note to other tools";
const FOR_READERS: &str = "a note to readers of the model, which asks nothing of a client";
const DISCOVERY: &str = "only operations that require endpoint discovery need it, and those are refused";

const IGNORED: &[(&str, &str)] = &[
    ("aws.api#arn", RESOURCE),
    ("aws.api#arnReference", "an ARN is sent like any other string"),
    ("aws.api#clientEndpointDiscovery", DISCOVERY),
    ("aws.api#clientEndpointDiscoveryId", DISCOVERY),
    ("aws.api#controlPlane", FOR_READERS),
    ("aws.api#data", "it classifies data for audits; what must not be logged is `sensitive`"),
    ("aws.api#dataPlane", FOR_READERS),
    ("aws.api#tagEnabled", "tags are given with the ordinary operations"),
    ("aws.api#taggable", "tags are given with the ordinary operations"),
    ("smithy.api#authDefinition", META),
    ("smithy.api#cors", "it is for browsers and for servers"),
    ("smithy.api#idRef", "a shape id is sent like any other string"),
    ("smithy.api#idempotent", "retries are decided by the error, not by the operation"),
    ("smithy.api#input", "what an operation takes is known from the operation"),
    ("smithy.api#internal", "the model decides what it contains, and what it contains is generated"),
    ("smithy.api#mediaType", "the content is handed on as it is"),
    (MIXIN, "mixins are flattened before traits are read"),
    ("smithy.api#nestedProperties", RESOURCE),
    ("smithy.api#noReplace", RESOURCE),
    ("smithy.api#notProperty", RESOURCE),
    ("smithy.api#output", "what an operation returns is known from the operation"),
    ("smithy.api#private", "it restricts references between namespaces, which a generated crate does not have"),
    ("smithy.api#property", RESOURCE),
    ("smithy.api#protocolDefinition", META),
    ("smithy.api#readonly", "retries are decided by the error, not by the operation"),
    ("smithy.api#recommended", FOR_READERS),
    ("smithy.api#references", RESOURCE),
    ("smithy.api#requiresLength", "it goes with `streaming`, which is refused"),
    ("smithy.api#resourceIdentifier", RESOURCE),
    ("smithy.api#since", FOR_READERS),
    ("smithy.api#suppress", FOR_TOOLS),
    ("smithy.api#synthetic", "it marks what a tool has added to the model"),
    ("smithy.api#tags", FOR_TOOLS),
    ("smithy.api#trait", META),
    ("smithy.api#traitValidators", META),
    ("smithy.api#unitType", "only the prelude's Unit carries it"),
    ("smithy.api#unstable", FOR_READERS),
    ("smithy.rules#endpointTests", "they test the rule set, not the client"),
];

const IGNORED_NAMESPACES: &[(&str, &str)] = &[
    ("aws.apigateway", "it configures a gateway in front of the service"),
    ("aws.cloudformation", "it maps resources to CloudFormation's"),
    ("aws.iam", "it is for those who write policies; the service enforces them"),
    ("smithy.contracts", "the service checks its constraints itself"),
    ("smithy.openapi", "it shapes an OpenAPI document"),
    ("smithy.test", "test cases for implementations of protocols"),
];

const EVENT_STREAM: &str = "event streams are not supported";
const CHECKSUM: &str = "request checksums are not supported";

const REFUSED: &[(&str, &str)] = &[
    ("aws.auth#unsignedPayload", "a signature always covers the body"),
    ("aws.customizations#s3UnwrappedXmlOutput", "S3's XML replies are not supported"),
    ("aws.protocols#httpChecksum", CHECKSUM),
    ("smithy.api#box", "Smithy 2 does not have it: there, members are optional unless they have a default"),
    ("smithy.api#enumDefault", "Smithy 2.0 no longer has it; `default` on the members took its place"),
    ("smithy.api#eventHeader", EVENT_STREAM),
    ("smithy.api#eventPayload", EVENT_STREAM),
    ("smithy.api#httpChecksumRequired", CHECKSUM),
    ("smithy.api#streaming", "streaming blobs and event streams are not supported"),
    ("smithy.mqtt#publish", "MQTT is not supported"),
    ("smithy.mqtt#subscribe", "MQTT is not supported"),
    ("smithy.mqtt#topicLabel", "MQTT is not supported"),
    ("smithy.protocols#idx", "only binary protocols number their members"),
];
