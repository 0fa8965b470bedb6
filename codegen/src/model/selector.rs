//! The shapes and members that traits can be applied to.

use crate::smithy::ShapeType;

/// The shape or member that a trait is applied to.
#[derive(Debug, Clone, Copy)]
pub(super) enum AppliedTo {
    /// A shape.
    Shape(ShapeType),
    /// A member.
    Member {
        /// The kind of the shape that has the member.
        of: ShapeType,
        /// The kind of the shape that the member targets; `None` if it does not exist.
        target: Option<ShapeType>,
    },
}

impl AppliedTo {
    /// Its kind with an article, for messages.
    pub fn phrase(self) -> String {
        match self {
            AppliedTo::Shape(kind) => kind.phrase(),
            AppliedTo::Member { of, target: Some(target) } => {
                format!("a member of {} that targets {}", of.phrase(), target.phrase())
            }
            AppliedTo::Member { of, target: None } => format!("a member of {}", of.phrase()),
        }
    }
}

/// The shapes and members that a trait can be applied to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Selector {
    /// All of them.
    Anywhere,
    /// Data shapes, but not members.
    Data,
    /// Shapes of these kinds.
    Shapes(&'static [ShapeType]),
    /// Shapes of these kinds and members that target one.
    ShapesAndMembers(&'static [ShapeType]),
    /// Members of structures.
    StructureMembers,
    /// Members of structures that target one of these kinds.
    StructureMembersTargeting(&'static [ShapeType]),
    /// Members of structures, and shapes that can have a default.
    Defaults,
    /// Members of enums.
    EnumMembers,
}

/// The kinds of shapes that can have the trait `default`.
const WITH_DEFAULT: &[ShapeType] = &[
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
];

impl Selector {
    /// Whether a trait with this selector can be applied to it.
    pub fn allow(self, applied_to: AppliedTo) -> bool {
        match (self, applied_to) {
            (Selector::Anywhere, _)
            | (Selector::StructureMembers, AppliedTo::Member { of: ShapeType::Structure, .. }) => true,
            (Selector::Data, AppliedTo::Shape(kind)) => kind.is_data(),
            (Selector::Shapes(kinds) | Selector::ShapesAndMembers(kinds), AppliedTo::Shape(kind)) => {
                kinds.contains(&kind)
            }
            (Selector::Defaults, AppliedTo::Shape(kind)) => WITH_DEFAULT.contains(&kind),
            (Selector::ShapesAndMembers(kinds), AppliedTo::Member { target, .. })
            | (Selector::StructureMembersTargeting(kinds), AppliedTo::Member { of: ShapeType::Structure, target }) => {
                target.is_none_or(|target| kinds.contains(&target))
            }
            (Selector::Defaults, AppliedTo::Member { of: ShapeType::Structure, target }) => {
                target.is_none_or(|target| WITH_DEFAULT.contains(&target))
            }
            (Selector::EnumMembers, AppliedTo::Member { of, .. }) => matches!(of, ShapeType::Enum | ShapeType::IntEnum),
            _ => false,
        }
    }

    /// A description of the shapes and members, for messages.
    pub fn phrase(self) -> String {
        match self {
            Selector::Anywhere => "anywhere".to_owned(),
            Selector::Data => "data shapes".to_owned(),
            Selector::Shapes(kinds) => format!("shapes of the kind {}", alternatives(kinds)),
            Selector::ShapesAndMembers(kinds) => {
                format!("shapes of the kind {} and members that target one", alternatives(kinds))
            }
            Selector::StructureMembers => "members of structures".to_owned(),
            Selector::StructureMembersTargeting(kinds) => {
                format!("members of structures that target a shape of the kind {}", alternatives(kinds))
            }
            Selector::Defaults => {
                "simple shapes, lists and maps, and members of structures that target one of these".to_owned()
            }
            Selector::EnumMembers => "members of enums and intEnums".to_owned(),
        }
    }
}

fn alternatives(kinds: &[ShapeType]) -> String {
    let names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}
