//! Reflection: a table of the members of a shape, and access to each member by index.
//!
//! Every structure and union implements a small trait, [`Structure`] or [`Union`]. Code for all shapes (the JSON reader
//! and writer, `Debug`, equality) uses these traits and is not generic, so it is compiled once. The implementations are
//! compiled only if a program uses them.

pub mod boxed;
mod debug;
mod equal;
mod value;

pub use debug::{BuilderState, Redacted, debug_structure, debug_union};
pub use equal::{equal_structures, equal_unions};
pub use value::{Key, UnknownVariantValue};
pub(crate) use value::{big_decimal, big_integer};

use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, error::ErrorMetadata};
use std::fmt::Debug;

/// A structure or union at compile time.
#[derive(Debug)]
pub struct Schema {
    /// The Rust name.
    pub name: &'static str,
    /// The members, in the model's order.
    pub members: &'static [Member],
}

/// One member of a structure or union.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub serialized_name: &'static str,
    /// The Rust field or variant, as it is written in code.
    pub rust: &'static str,
    /// How it is written and displayed.
    pub form: Form,
}

/// The properties of a member: a set of the flags below. An optional member that `Debug` displays, with the protocol's
/// format of timestamps, has no flags.
#[derive(Debug, Clone, Copy)]
pub struct Form(pub u8);

impl Form {
    /// The model requires it, and it is not set automatically.
    pub const REQUIRED: u8 = 1;
    /// Its Rust type is not an `Option`.
    pub const NOT_OPTIONAL: u8 = 1 << 1;
    /// A request omits it if it is zero or false, which is its default.
    pub const ZERO_UNSENT: u8 = 1 << 2;
    /// `Debug` displays a placeholder instead of the value.
    pub const SENSITIVE: u8 = 1 << 3;
    /// Timestamps in it are written as RFC 3339.
    pub const DATE_TIME: u8 = 1 << 4;
    /// Timestamps in it are written as RFC 7231.
    pub const HTTP_DATE: u8 = 1 << 5;

    /// Whether the flag is set.
    pub fn is(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    /// The format of timestamps in it.
    pub fn timestamp(self) -> TimestampFormat {
        match self {
            _ if self.is(Self::DATE_TIME) => TimestampFormat::DateTime,
            _ if self.is(Self::HTTP_DATE) => TimestampFormat::HttpDate,
            _ => TimestampFormat::EpochSeconds,
        }
    }
}

/// The name of a field without the prefix of a raw identifier.
pub fn field_name(code: &'static str) -> &'static str {
    code.strip_prefix("r#").unwrap_or(code)
}

impl<'a> ValueRef<'a> {
    /// The text of a string or an enumeration, such as the key of a map; empty for anything else.
    pub fn text(&self) -> &'a str {
        match self {
            ValueRef::Str(text) => text,
            ValueRef::Enumeration(value) => value.text(),
            _ => "",
        }
    }

    /// Whether it is the number 0 or the boolean `false`.
    pub fn is_zero(&self) -> bool {
        match self {
            ValueRef::Bool(value) => !value,
            ValueRef::Integer(number) => *number == 0,
            ValueRef::Float(number) => *number == 0.0,
            ValueRef::Double(number) => *number == 0.0,
            _ => false,
        }
    }
}

/// The format of a timestamp when it is written. All formats are read, whatever the model specifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970 as a number.
    EpochSeconds,
    /// RFC 3339.
    DateTime,
    /// RFC 7231.
    HttpDate,
}

/// A structure: its table and its members by index.
pub trait Structure {
    /// An empty structure: members are absent, empty or have their defaults.
    fn default_value() -> Self
    where
        Self: Sized;

    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The member at `index` of the table.
    fn get(&self, index: usize) -> ValueRef<'_>;

    /// Makes the member at `index` present and returns a reference to write to.
    fn value_mut(&mut self, index: usize) -> ValueMut<'_>;

    /// The field that `Debug` displays after the members.
    fn hidden(&self) -> Hidden<'_> {
        Hidden::Nothing
    }

    /// For a document: the unknown members, by name with their JSON text.
    fn unknown_members_mut(&mut self) -> Option<&mut Vec<(String, String)>> {
        None
    }

    /// For a document: makes the member at `index` absent.
    fn clear(&mut self, _index: usize) {}
}

/// A field of a structure that is not a member.
#[derive(Debug, PartialEq)]
pub enum Hidden<'a> {
    /// No such field.
    Nothing,
    /// The request id of an output.
    RequestId(&'a Option<String>),
    /// Code, message and request id of an error.
    Meta(&'a ErrorMetadata),
    /// For a document: the unknown members, by name with their JSON text.
    Unknown(&'a [(String, String)]),
}

/// A union: its table and the member that is set.
pub trait Union {
    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The index and the value of the member that is set, absent if it has no value; `None` for the unknown variant.
    fn get(&self) -> Option<(usize, ValueRef<'_>)>;

    /// Sets the member at `index` to the value that `read` writes.
    ///
    /// # Errors
    /// Those of `read`; the union is then unchanged.
    fn set(&mut self, index: usize, read: ReadValue<'_>) -> Result<(), ReadError>;

    /// For a document: the key of the discriminator in the variant's object.
    fn discriminator(&self) -> Option<&'static str> {
        None
    }

    /// For a document: the JSON of an unknown variant.
    fn unknown(&self) -> Option<&str> {
        None
    }

    /// For a document: sets the unknown variant.
    fn set_unknown(&mut self, _json: String) {}
}

/// Reads the next value into a target.
pub type ReadValue<'a> = &'a mut dyn FnMut(ValueMut<'_>) -> Result<(), ReadError>;

/// A new value that `read` writes.
pub fn read_new<T: Value>(read: ReadValue<'_>) -> Result<T, ReadError> {
    let mut value = T::default_value();
    read(value.value_mut())?;
    Ok(value)
}

/// An enumeration of strings.
pub trait Enumeration: Debug {
    /// The value on the wire.
    fn text(&self) -> &str;

    /// Sets the variant with this value, or the unknown one.
    fn set(&mut self, value: &str);
}

/// A list.
#[allow(clippy::len_without_is_empty, reason = "nothing needs to know whether it is empty")]
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// The item at `index`; absent if it is null in a sparse list.
    fn get(&self, index: usize) -> ValueRef<'_>;

    /// Appends an item and returns a reference to write to.
    fn push(&mut self) -> ValueMut<'_>;

    /// Appends a null to a sparse list; has no effect on a dense one.
    fn push_null(&mut self);

    /// Whether its items are `Option`s.
    fn is_sparse(&self) -> bool;

    /// Reserves capacity for additional items if there is none.
    fn make_room(&mut self, more: usize);

    /// Frees unused capacity, if that is worth the cost.
    fn trim(&mut self);
}

/// A map with string keys.
#[allow(clippy::len_without_is_empty, reason = "nothing needs to know whether it is empty")]
pub trait Map {
    /// The number of entries.
    fn len(&self) -> usize;

    /// The value of a key; absent if it is null in a sparse map.
    fn get(&self, key: &str) -> Option<ValueRef<'_>>;

    /// Calls `each` for every key and value until it returns an error.
    ///
    /// # Errors
    /// Those of `each`.
    fn try_each(
        &self,
        each: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Whether its values are `Option`s.
    fn is_sparse(&self) -> bool;

    /// Adds the key and returns a reference to write its value to.
    fn insert(&mut self, key: String) -> ValueMut<'_>;

    /// Adds the key with null to a sparse map; has no effect on a dense one.
    fn insert_null(&mut self, key: String);
}

/// The value of a member.
pub trait Value {
    /// An initial value to write to: empty, zero or unknown.
    fn default_value() -> Self
    where
        Self: Sized;

    /// The item for a null in a list or map of these: `None` if nulls are dropped.
    fn null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// A reference to read from.
    fn value_ref(&self) -> ValueRef<'_>;

    /// A reference to write to.
    fn value_mut(&mut self) -> ValueMut<'_>;
}

/// A reference to a value to read from.
#[allow(missing_docs, reason = "each variant has the type in its name")]
#[derive(Clone, Copy)]
pub enum ValueRef<'a> {
    Absent,
    Str(&'a str),
    Enumeration(&'a dyn Enumeration),
    Bool(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    BigInteger(&'a BigInteger),
    BigDecimal(&'a BigDecimal),
    Timestamp(&'a DateTime),
    Blob(&'a Blob),
    Document(&'a Document),
    Structure(&'a dyn Structure),
    Union(&'a dyn Union),
    List(&'a dyn List),
    Map(&'a dyn Map),
}

/// A reference to a value to write to.
#[allow(missing_docs, reason = "each variant has the type in its name")]
pub enum ValueMut<'a> {
    /// For the value of a variant without one, and for members that do not exist.
    Nowhere,
    Str(&'a mut String),
    Enumeration(&'a mut dyn Enumeration),
    Bool(&'a mut bool),
    Byte(&'a mut i8),
    Short(&'a mut i16),
    Integer(&'a mut i32),
    Long(&'a mut i64),
    Float(&'a mut f32),
    Double(&'a mut f64),
    BigInteger(&'a mut BigInteger),
    BigDecimal(&'a mut BigDecimal),
    Timestamp(&'a mut DateTime),
    Blob(&'a mut Blob),
    Document(&'a mut Document),
    Structure(&'a mut dyn Structure),
    Union(&'a mut dyn Union),
    List(&'a mut dyn List),
    Map(&'a mut dyn Map),
}

/// The error of reading or writing a value. It is boxed to be small, since every step of a reader returns a `Result`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(Box<Problem>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    what: String,
    offset: Option<usize>,
    /// The members on the path to it, innermost first.
    path: Vec<&'static str>,
}

impl ReadError {
    /// An error without a location.
    pub fn new(problem: impl Into<String>) -> Self {
        Self(Box::new(Problem { what: problem.into(), offset: None, path: Vec::new() }))
    }

    /// Adds the byte in the text.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Adds a member to the path. The message for a sensitive one is replaced, since it may contain the value.
    pub(crate) fn within(mut self, member: &'static Member) -> Self {
        if member.form.is(Form::SENSITIVE) {
            self.0.what = "the value does not fit the member, and is not shown because it is sensitive".to_owned();
            self.0.path.clear();
        }
        self.0.path.push(member.serialized_name);
        self
    }

    /// The message, without the location.
    #[cfg(any(feature = "documents", feature = "serde"))]
    pub(crate) fn into_problem(self) -> String {
        self.0.what
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Problem { what, offset, path } = &*self.0;
        f.write_str(what)?;
        if !path.is_empty() {
            f.write_str(" in `")?;
            // The innermost member was pushed first.
            let mut rest = &path[..];
            while let Some((name, inner)) = rest.split_last() {
                f.write_str(name)?;
                f.write_str(if inner.is_empty() { "`" } else { "." })?;
                rest = inner;
            }
        }
        match offset {
            Some(offset) => write!(f, " at byte {offset}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ReadError {}
