//! The shapes of the JSON AST as serde reads them: one struct for all kinds, since the member `type` has the kind.

use super::json::{Object, Strict};
use serde::Deserialize;

/// The `type` of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ShapeType {
    Blob,
    Boolean,
    String,
    Enum,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
    Operation,
    Resource,
    Service,
    /// Smithy 1's list of unique items; becomes a [`ShapeType::List`].
    Set,
    /// Not a shape, but traits for another shape.
    Apply,
}

impl ShapeType {
    /// All kinds.
    pub(super) const ALL: [ShapeType; 24] = [
        ShapeType::Blob,
        ShapeType::Boolean,
        ShapeType::String,
        ShapeType::Enum,
        ShapeType::Byte,
        ShapeType::Short,
        ShapeType::Integer,
        ShapeType::IntEnum,
        ShapeType::Long,
        ShapeType::Float,
        ShapeType::Double,
        ShapeType::BigInteger,
        ShapeType::BigDecimal,
        ShapeType::Timestamp,
        ShapeType::Document,
        ShapeType::List,
        ShapeType::Map,
        ShapeType::Structure,
        ShapeType::Union,
        ShapeType::Operation,
        ShapeType::Resource,
        ShapeType::Service,
        ShapeType::Set,
        ShapeType::Apply,
    ];

    /// The kind as the AST writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ShapeType::Blob => "blob",
            ShapeType::Boolean => "boolean",
            ShapeType::String => "string",
            ShapeType::Enum => "enum",
            ShapeType::Byte => "byte",
            ShapeType::Short => "short",
            ShapeType::Integer => "integer",
            ShapeType::IntEnum => "intEnum",
            ShapeType::Long => "long",
            ShapeType::Float => "float",
            ShapeType::Double => "double",
            ShapeType::BigInteger => "bigInteger",
            ShapeType::BigDecimal => "bigDecimal",
            ShapeType::Timestamp => "timestamp",
            ShapeType::Document => "document",
            ShapeType::List => "list",
            ShapeType::Map => "map",
            ShapeType::Structure => "structure",
            ShapeType::Union => "union",
            ShapeType::Operation => "operation",
            ShapeType::Resource => "resource",
            ShapeType::Service => "service",
            ShapeType::Set => "set",
            ShapeType::Apply => "apply",
        }
    }

    /// The kind with its article, for messages.
    pub(crate) fn phrase(self) -> String {
        let article = if matches!(
            self,
            ShapeType::Enum | ShapeType::Integer | ShapeType::IntEnum | ShapeType::Operation | ShapeType::Apply
        ) {
            "an"
        } else {
            "a"
        };
        format!("{article} {}", self.name())
    }

    /// Whether a member can target it.
    pub(crate) fn is_data(self) -> bool {
        !matches!(self, ShapeType::Operation | ShapeType::Resource | ShapeType::Service | ShapeType::Apply)
    }
}

/// A member, or a reference, which must not have traits.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a `target`")]
pub(super) struct Member {
    pub target: String,
    #[serde(default)]
    pub traits: Object<Strict>,
}

/// A reference to a shape.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a `target`")]
pub(super) struct Reference {
    pub target: String,
}

/// A shape of any kind; `kind` determines which of the other fields are allowed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object with a `type`")]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub kind: ShapeType,
    #[serde(default)]
    pub traits: Object<Strict>,
    #[serde(default)]
    pub mixins: Vec<Reference>,
    pub members: Option<Object<Member>>,
    pub member: Option<Member>,
    pub key: Option<Member>,
    pub value: Option<Member>,
    pub input: Option<Reference>,
    pub output: Option<Reference>,
    pub errors: Option<Vec<Reference>>,
    pub version: Option<String>,
    pub rename: Option<Object<String>>,
    pub operations: Option<Vec<Reference>>,
    pub resources: Option<Vec<Reference>>,
    pub identifiers: Option<Object<Reference>>,
    pub properties: Option<Object<Reference>>,
    pub create: Option<Reference>,
    pub put: Option<Reference>,
    pub read: Option<Reference>,
    pub update: Option<Reference>,
    pub delete: Option<Reference>,
    pub list: Option<Reference>,
    pub collection_operations: Option<Vec<Reference>>,
}

impl Shape {
    /// The properties that a shape of this kind must not have.
    pub fn misplaced(&self) -> Vec<&'static str> {
        use ShapeType::{Enum, IntEnum, List, Map, Operation, Resource, Service, Set, Structure, Union};
        let owners: [(&'static str, bool, &[ShapeType]); 19] = [
            ("members", self.members.is_some(), &[Structure, Union, Enum, IntEnum]),
            ("member", self.member.is_some(), &[List, Set]),
            ("key", self.key.is_some(), &[Map]),
            ("value", self.value.is_some(), &[Map]),
            ("input", self.input.is_some(), &[Operation]),
            ("output", self.output.is_some(), &[Operation]),
            ("errors", self.errors.is_some(), &[Operation, Service]),
            ("version", self.version.is_some(), &[Service]),
            ("rename", self.rename.is_some(), &[Service]),
            ("operations", self.operations.is_some(), &[Service, Resource]),
            ("resources", self.resources.is_some(), &[Service, Resource]),
            ("identifiers", self.identifiers.is_some(), &[Resource]),
            ("properties", self.properties.is_some(), &[Resource]),
            ("create", self.create.is_some(), &[Resource]),
            ("put", self.put.is_some(), &[Resource]),
            ("read", self.read.is_some(), &[Resource]),
            ("update", self.update.is_some(), &[Resource]),
            ("delete", self.delete.is_some(), &[Resource]),
            ("list", self.list.is_some(), &[Resource]),
        ];
        let mut misplaced: Vec<_> = owners
            .into_iter()
            .filter(|(_, present, kinds)| *present && !kinds.contains(&self.kind))
            .map(|(name, ..)| name)
            .collect();
        if self.collection_operations.is_some() && self.kind != Resource {
            misplaced.push("collectionOperations");
        }
        if self.kind == ShapeType::Apply && !self.mixins.is_empty() {
            misplaced.push("mixins");
        }
        misplaced
    }
}
