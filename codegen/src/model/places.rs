//! Where a trait may stand.

use crate::smithy::Kind;

/// The place of a trait in the model.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// On a shape.
    Shape(Kind),
    /// On a member.
    Member {
        /// The kind of the shape that has the member.
        of: Kind,
        /// The kind of the shape that the member targets; `None` where there is no such shape.
        target: Option<Kind>,
    },
}

impl Place {
    /// The place with its article, for messages.
    pub fn phrase(self) -> String {
        match self {
            Place::Shape(kind) => kind.phrase(),
            Place::Member { of, target: Some(target) } => {
                format!("a member of {} that targets {}", of.phrase(), target.phrase())
            }
            Place::Member { of, target: None } => format!("a member of {}", of.phrase()),
        }
    }
}

/// The places that a trait is made for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Places {
    /// All of them.
    Anywhere,
    /// Data shapes, but not members.
    Data,
    /// Shapes of these kinds.
    Shapes(&'static [Kind]),
    /// Shapes of these kinds and members that target one.
    ShapesAndMembers(&'static [Kind]),
    /// Members of structures.
    StructureMembers,
    /// Members of structures that target one of these kinds.
    StructureMembersTargeting(&'static [Kind]),
    /// Members of structures, and shapes that can have a default.
    Defaults,
    /// Members of enums.
    EnumMembers,
}

/// The kinds that the trait `default` can stand on.
const WITH_DEFAULT: &[Kind] = &[
    Kind::Blob,
    Kind::Boolean,
    Kind::String,
    Kind::Enum,
    Kind::Byte,
    Kind::Short,
    Kind::Integer,
    Kind::IntEnum,
    Kind::Long,
    Kind::Float,
    Kind::Double,
    Kind::BigInteger,
    Kind::BigDecimal,
    Kind::Timestamp,
    Kind::Document,
    Kind::List,
    Kind::Map,
];

impl Places {
    /// Whether `place` is one of them.
    pub fn allow(self, place: Place) -> bool {
        match (self, place) {
            (Places::Anywhere, _) | (Places::StructureMembers, Place::Member { of: Kind::Structure, .. }) => true,
            (Places::Data, Place::Shape(kind)) => kind.is_data(),
            (Places::Shapes(kinds) | Places::ShapesAndMembers(kinds), Place::Shape(kind)) => kinds.contains(&kind),
            (Places::Defaults, Place::Shape(kind)) => WITH_DEFAULT.contains(&kind),
            (Places::ShapesAndMembers(kinds), Place::Member { target, .. })
            | (Places::StructureMembersTargeting(kinds), Place::Member { of: Kind::Structure, target }) => {
                target.is_none_or(|target| kinds.contains(&target))
            }
            (Places::Defaults, Place::Member { of: Kind::Structure, target }) => {
                target.is_none_or(|target| WITH_DEFAULT.contains(&target))
            }
            (Places::EnumMembers, Place::Member { of, .. }) => matches!(of, Kind::Enum | Kind::IntEnum),
            _ => false,
        }
    }

    /// What they are, for messages.
    pub fn phrase(self) -> String {
        match self {
            Places::Anywhere => "anywhere".to_owned(),
            Places::Data => "data shapes".to_owned(),
            Places::Shapes(kinds) => format!("shapes of the kind {}", alternatives(kinds)),
            Places::ShapesAndMembers(kinds) => {
                format!("shapes of the kind {} and members that target one", alternatives(kinds))
            }
            Places::StructureMembers => "members of structures".to_owned(),
            Places::StructureMembersTargeting(kinds) => {
                format!("members of structures that target a shape of the kind {}", alternatives(kinds))
            }
            Places::Defaults => {
                "simple shapes, lists and maps, and members of structures that target one of these".to_owned()
            }
            Places::EnumMembers => "members of enums and intEnums".to_owned(),
        }
    }
}

fn alternatives(kinds: &[Kind]) -> String {
    let names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}
