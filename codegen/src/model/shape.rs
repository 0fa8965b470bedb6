//! Shapes, members, operations and the service.

use super::protocol::Protocol;
use super::traits::Traits;
use crate::{diagnostics::Location, smithy::ShapeId};

/// A data shape.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its absolute id.
    pub id: ShapeId,
    /// Where it is defined; `None` for the prelude.
    pub location: Option<Location>,
    /// Its type, with its members.
    pub kind: ShapeKind,
    /// Its own traits; those of mixins are already merged in.
    pub traits: Traits,
}

/// The type of a shape, with its members.
#[derive(Debug, Clone)]
pub enum ShapeKind {
    /// Bytes, base64 on the wire.
    Blob,
    /// True or false.
    Boolean,
    /// UTF-8 text.
    String,
    /// One of several strings. Strings with the `enum` trait of Smithy 1 are converted to this kind.
    Enum(Vec<EnumMember>),
    /// 8 bits, signed.
    Byte,
    /// 16 bits, signed.
    Short,
    /// 32 bits, signed.
    Integer,
    /// One of several 32-bit integers.
    IntEnum(Vec<IntEnumMember>),
    /// 64 bits, signed.
    Long,
    /// 32-bit floating point.
    Float,
    /// 64-bit floating point.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// Any JSON value.
    Document,
    /// A sequence; sparse if it has the trait. Sets of Smithy 1 are converted to this kind.
    List(Box<Member>),
    /// A map from strings to values; sparse if it has the trait.
    Map {
        /// The key; always targets a string or an enum.
        key: Box<Member>,
        /// The value.
        value: Box<Member>,
    },
    /// Named members.
    Structure(Vec<Member>),
    /// Exactly one of its members.
    Union(Vec<Member>),
    /// `smithy.api#Unit`: no value. Only members of unions target it.
    Unit,
}

impl ShapeKind {
    /// The name of the type in Smithy.
    pub fn name(&self) -> &'static str {
        match self {
            ShapeKind::Blob => "blob",
            ShapeKind::Boolean => "boolean",
            ShapeKind::String => "string",
            ShapeKind::Enum(_) => "enum",
            ShapeKind::Byte => "byte",
            ShapeKind::Short => "short",
            ShapeKind::Integer => "integer",
            ShapeKind::IntEnum(_) => "intEnum",
            ShapeKind::Long => "long",
            ShapeKind::Float => "float",
            ShapeKind::Double => "double",
            ShapeKind::BigInteger => "bigInteger",
            ShapeKind::BigDecimal => "bigDecimal",
            ShapeKind::Timestamp => "timestamp",
            ShapeKind::Document => "document",
            ShapeKind::List(_) => "list",
            ShapeKind::Map { .. } => "map",
            ShapeKind::Structure(_) | ShapeKind::Unit => "structure",
            ShapeKind::Union(_) => "union",
        }
    }

    /// The shapes that its members target.
    pub fn targets(&self) -> Vec<&ShapeId> {
        match self {
            ShapeKind::List(member) => vec![&member.target],
            ShapeKind::Map { key, value } => vec![&key.target, &value.target],
            kind => kind.members().iter().map(|member| &member.target).collect(),
        }
    }

    /// The members of a structure or union; empty for other shapes.
    pub fn members(&self) -> &[Member] {
        match self {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => members,
            _ => &[],
        }
    }
}

/// A member of a structure, union, list or map, in the model's order.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its absolute id, `namespace#Shape$member`.
    pub id: ShapeId,
    /// Where it is defined: in its shape, or in a mixin.
    pub location: Location,
    /// The shape of its values.
    pub target: ShapeId,
    /// Its own traits, not those of its target.
    pub traits: Traits,
}

impl Member {
    /// The name in the model.
    pub fn name(&self) -> &str {
        self.id.member().unwrap_or_default()
    }

    /// The name on the wire, which is the member's name: awsJson ignores `jsonName`, and only documents have it.
    pub fn serialized_name(&self) -> &str {
        self.traits.json_name.as_deref().unwrap_or(self.name())
    }
}

/// A named value of an `enum`.
#[derive(Debug, Clone)]
pub struct EnumMember {
    /// The member's name, such as `FULL_LOAD`; derived from the value if Smithy 1's trait has none.
    pub name: String,
    /// Whether the model has the name, rather than only the value.
    pub named: bool,
    /// The value on the wire.
    pub value: String,
    /// Where it is defined.
    pub location: Location,
    /// The member's traits.
    pub traits: Traits,
}

/// A named value of an `intEnum`.
#[derive(Debug, Clone)]
pub struct IntEnumMember {
    /// The member's name.
    pub name: String,
    /// The value on the wire.
    pub value: i32,
    /// The member's traits.
    pub traits: Traits,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its absolute id.
    pub id: ShapeId,
    /// Where it is defined.
    pub location: Location,
    /// Its input structure; `None` for `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// Its output structure; `None` for `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// Its errors in the model's order and without duplicates, followed by those of the service.
    pub errors: Vec<ShapeId>,
    /// Whether its calls are signed.
    pub signing: Signing,
    /// `smithy.rules#staticContextParams` as it is in the model: endpoint parameters with fixed values.
    pub static_context_params: Option<serde_json::Value>,
    /// `smithy.rules#operationContextParams` as it is in the model: endpoint parameters with JMESPath expressions.
    pub operation_context_params: Option<serde_json::Value>,
    /// Its traits.
    pub traits: Traits,
}

/// Whether calls are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// Every call is signed.
    Always,
    /// Calls are signed if there are credentials.
    Optional,
    /// No call is signed, and no credentials are needed.
    Never,
}

/// The service.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its absolute id.
    pub id: ShapeId,
    /// Where it is defined.
    pub location: Location,
    /// Its version, such as `2016-01-01`.
    pub version: String,
    /// Its protocol.
    pub protocol: Protocol,
    /// `aws.api#service`'s `sdkId`, such as `Database Migration Service`.
    pub sdk_id: String,
    /// `aws.api#service`'s `endpointPrefix`, the signing name if the model has no other.
    pub endpoint_prefix: String,
    /// `aws.auth#sigv4`'s name.
    pub signing_name: String,
    /// `aws.protocols#awsQueryCompatible`: it used awsQuery before, and its errors still have the codes of that
    /// protocol.
    pub query_compatible: bool,
    /// `smithy.rules#endpointRuleSet` as it is in the model.
    pub endpoint_rule_set: Option<serde_json::Value>,
    /// `smithy.rules#clientContextParams` as it is in the model: endpoint parameters that the user of the client sets.
    pub client_context_params: Option<serde_json::Value>,
    /// Its traits; `title` is the full name.
    pub traits: Traits,
}
