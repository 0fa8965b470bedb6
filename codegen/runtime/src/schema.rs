//! How the rest of the crate sees a shape: as a table of members and a way to reach each of them.
//!
//! Every structure and union implements one small trait, [`Structure`] or [`Union`]. Whatever works on all
//! shapes alike (the JSON writer and reader, `Debug`, equality) is written once against these traits and is
//! not generic, so it is compiled once, while the implementations are compiled only where a program uses them.

#[allow(dead_code, reason = "a model may have no recursive shapes")]
pub(crate) mod boxed;
mod debug;
mod equal;
mod value;

#[allow(unused_imports, reason = "a model may have no unions or enumerations")]
pub use debug::{BuilderState, Redacted, debug_structure, debug_union};
#[allow(unused_imports, reason = "a model may have no unions or enumerations")]
pub use equal::{equal_structures, equal_unions};
#[allow(unused_imports, reason = "a model may have no unions or enumerations")]
pub use value::{Key, UnknownVariantValue};
pub(crate) use value::{big_decimal, big_integer};

use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, error::ErrorMetadata};
use std::fmt::Debug;

/// What is known of a structure or union at compile time.
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
    /// The Rust field or variant, as code names it.
    pub rust: &'static str,
    /// How it is written and shown.
    pub form: Form,
}

/// The peculiarities of a member: a set of the flags below. None of them is for an optional member that `Debug` shows
/// and whose timestamps are written as the protocol does.
#[derive(Debug, Clone, Copy)]
pub struct Form(pub u8);

impl Form {
    /// The model requires it, and nobody fills it in where it is missing.
    pub const REQUIRED: u8 = 1;
    /// Its Rust type is not an `Option`.
    pub const NOT_OPTIONAL: u8 = 1 << 1;
    /// A request leaves it out where it is zero or false, which the service takes for granted.
    pub const ZERO_UNSENT: u8 = 1 << 2;
    /// `Debug` shows a placeholder instead of the value.
    pub const SENSITIVE: u8 = 1 << 3;
    /// Timestamps in it are written as RFC 3339.
    pub const DATE_TIME: u8 = 1 << 4;
    /// Timestamps in it are written as RFC 7231 says.
    pub const HTTP_DATE: u8 = 1 << 5;

    /// Whether the flag is set.
    pub fn is(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    /// How the timestamps in it are written.
    pub fn timestamp(self) -> TimestampFormat {
        match self {
            _ if self.is(Self::DATE_TIME) => TimestampFormat::DateTime,
            _ if self.is(Self::HTTP_DATE) => TimestampFormat::HttpDate,
            _ => TimestampFormat::EpochSeconds,
        }
    }
}

/// The name of a field from the code that names it, where a keyword stands as `r#type`.
pub(crate) fn field_name(code: &'static str) -> &'static str {
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

    /// Whether it is a number or a boolean of the value that means nothing.
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

/// How a timestamp is written. All forms are read, whatever the model says.
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
    /// A structure with nothing in it: members are absent, empty or at their defaults.
    fn default_value() -> Self
    where
        Self: Sized;

    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The member at `index` of the table.
    fn get(&self, index: usize) -> ValueRef<'_>;

    /// Makes the member at `index` present and gives the place to write it to.
    fn value_mut(&mut self, index: usize) -> ValueMut<'_>;

    /// What `Debug` shows after the members.
    fn hidden(&self) -> Hidden<'_> {
        Hidden::Nothing
    }

    /// Of a document: the place for members that the table does not have, by name with their JSON text.
    #[allow(dead_code, reason = "a model may have no documents")]
    fn unknown_members_mut(&mut self) -> Option<&mut Vec<(String, String)>> {
        None
    }

    /// Of a document: makes the member at `index` absent.
    #[allow(dead_code, reason = "a model may have no documents")]
    fn clear(&mut self, _index: usize) {}
}

/// A field of a structure that is no member.
#[derive(Debug, PartialEq)]
pub enum Hidden<'a> {
    /// No such field.
    Nothing,
    /// The request id of an output.
    RequestId(&'a Option<String>),
    /// Code, message and request id of an error.
    Meta(&'a ErrorMetadata),
    /// Of a document: the members that the table does not have, by name with their JSON text.
    #[allow(dead_code, reason = "a model may have no documents")]
    Unknown(&'a [(String, String)]),
}

/// A union: its table and the one member that is set.
pub trait Union {
    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The index and the value of the member that is set, absent where it holds nothing; `None` where it is one this
    /// version does not know.
    fn get(&self) -> Option<(usize, ValueRef<'_>)>;

    /// Sets the member at `index` to what `read` writes to its place.
    ///
    /// # Errors
    /// Those of `read`, and then the union is as it was.
    fn set(&mut self, index: usize, read: ReadValue<'_>) -> Result<(), ReadError>;

    /// Of a document: the key in the variant's own object whose text tells the variant.
    #[allow(dead_code, reason = "a model may have no documents")]
    fn discriminator(&self) -> Option<&'static str> {
        None
    }

    /// Of a document: the JSON of a variant that this version does not know.
    fn unknown(&self) -> Option<&str> {
        None
    }

    /// Of a document: becomes the variant that this version does not know.
    #[allow(dead_code, reason = "a model may have no documents")]
    fn set_unknown(&mut self, _json: String) {}
}

/// Writes what is read next to a place.
pub type ReadValue<'a> = &'a mut dyn FnMut(ValueMut<'_>) -> Result<(), ReadError>;

/// A new value with what `read` writes to its place.
#[allow(dead_code, reason = "a model may have no unions")]
pub(crate) fn read_new<T: Value>(read: ReadValue<'_>) -> Result<T, ReadError> {
    let mut value = T::default_value();
    read(value.value_mut())?;
    Ok(value)
}

/// An enumeration of texts.
pub trait Enumeration: Debug {
    /// The value as it is sent.
    fn text(&self) -> &str;

    /// Becomes the variant with this value, or the unknown one.
    fn set(&mut self, value: &str);
}

/// A list.
pub trait List {
    /// How many items there are.
    fn len(&self) -> usize;

    /// The item at `index`; absent where a sparse list holds null.
    fn get(&self, index: usize) -> ValueRef<'_>;

    /// Appends an item and gives the place to write it to.
    fn push(&mut self) -> ValueMut<'_>;

    /// Appends a null to a sparse list; does nothing to a dense one.
    fn push_null(&mut self);

    /// Whether its items are `Option`s.
    fn is_sparse(&self) -> bool;

    /// Makes room for so many items more if there is none.
    fn make_room(&mut self, more: usize);

    /// Gives back room that was not needed, if it is worth it.
    fn trim(&mut self);
}

/// A map with text keys.
pub trait Map {
    /// How many entries there are.
    fn len(&self) -> usize;

    /// The value of a key; absent where a sparse map holds null.
    fn get(&self, key: &str) -> Option<ValueRef<'_>>;

    /// Calls `each` for every key and value until it fails.
    ///
    /// # Errors
    /// Those of `each`.
    fn try_each(
        &self,
        each: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Whether its values are `Option`s.
    fn is_sparse(&self) -> bool;

    /// Adds the key and gives the place to write its value to.
    fn insert(&mut self, key: String) -> ValueMut<'_>;

    /// Adds the key with null to a sparse map; does nothing to a dense one.
    fn insert_null(&mut self, key: String);
}

/// Any value a member can hold.
pub trait Value {
    /// A value to write to: empty, zero or unknown.
    fn default_value() -> Self
    where
        Self: Sized;

    /// What a null in a list or map of these becomes: `None` where it is dropped.
    fn null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// The value to read from.
    fn value_ref(&self) -> ValueRef<'_>;

    /// The place to write to.
    fn value_mut(&mut self) -> ValueMut<'_>;
}

/// A value to read from.
#[allow(missing_docs, reason = "each variant is the kind of value that it names")]
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

/// A place to write a value to.
#[allow(missing_docs, reason = "each variant is the kind of value that it names")]
pub enum ValueMut<'a> {
    /// For what a variant without a value is written with, and for members that are not there.
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

/// Why a value could not be read or written. It is as small as it can be, since every step of a reader returns one or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError(Box<Problem>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    what: String,
    offset: Option<usize>,
    /// The members on the way to it, innermost first.
    path: Vec<&'static str>,
}

impl ReadError {
    /// A failure without a place yet.
    pub fn new(problem: impl Into<String>) -> Self {
        Self(Box::new(Problem { what: problem.into(), offset: None, path: Vec::new() }))
    }

    /// At this byte of the text.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// In this member of a structure or union. What is wrong with a sensitive one is not told, since it may quote the value.
    pub(crate) fn within(mut self, member: &'static Member) -> Self {
        if member.form.is(Form::SENSITIVE) {
            self.0.what = "the value does not fit the member, and is not shown because it is sensitive".to_owned();
            self.0.path.clear();
        }
        self.0.path.push(member.serialized_name);
        self
    }

    /// What was wrong, without the place.
    #[allow(dead_code, reason = "only the feature `serde` uses it")]
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
