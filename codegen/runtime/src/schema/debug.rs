//! `Debug` for every structure and union, character for character what a derived one would give. Sensitive members are
//! redacted.

use super::{Form, Hidden, List, Map, Structure, Union, ValueRef, field_name};
use std::fmt::{self, Debug, Formatter};

/// Shown in place of a sensitive value.
#[derive(Clone, Copy)]
pub struct Redacted;

/// In quotes, as the official crates show it in place of a member.
impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt("*** Sensitive Data Redacted ***", f)
    }
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}

/// What a builder keeps its members in, and how `Debug` shows the builder.
pub trait BuilderState {
    /// Nothing is set.
    fn unset() -> Self;

    /// Shows the builder.
    ///
    /// # Errors
    /// Those of the formatter.
    fn debug_builder(&self, f: &mut Formatter<'_>) -> fmt::Result;
}

impl<T: Structure> BuilderState for T {
    fn unset() -> Self {
        T::default_value()
    }

    fn debug_builder(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug_builder(self, f)
    }
}

/// Shows a structure the way a derived `Debug` would.
///
/// # Errors
/// Those of the formatter.
pub fn debug_structure(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(structure.schema().name);
    debug_members(structure, &mut shown);
    match structure.hidden() {
        Hidden::Nothing => {}
        Hidden::RequestId(request_id) => drop(shown.field("_request_id", request_id)),
        Hidden::Meta(meta) => drop(shown.field("meta", meta)),
        Hidden::Unknown(members) => debug_unknown(members, &mut shown),
    }
    shown.finish()
}

/// Shows the builder of a structure: an error's metadata is optional there.
fn debug_builder(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_struct(&format!("{}Builder", structure.schema().name));
    debug_members(structure, &mut shown);
    match structure.hidden() {
        Hidden::Nothing => {}
        Hidden::RequestId(request_id) => drop(shown.field("_request_id", request_id)),
        Hidden::Meta(meta) => drop(shown.field("meta", &(*meta != Default::default()).then_some(meta))),
        Hidden::Unknown(members) => debug_unknown(members, &mut shown),
    }
    shown.finish()
}

fn debug_unknown(members: &[(String, String)], shown: &mut fmt::DebugStruct<'_, '_>) {
    if !members.is_empty() {
        shown.field("unknown_members", &members);
    }
}

fn debug_members(structure: &dyn Structure, shown: &mut fmt::DebugStruct<'_, '_>) {
    for (index, member) in structure.schema().members.iter().enumerate() {
        if member.form.is(Form::SENSITIVE) {
            shown.field(field_name(member.rust), &Redacted);
        } else {
            let value = Shown(structure.get(index), member.form.is(Form::NOT_OPTIONAL));
            shown.field(field_name(member.rust), &value);
        }
    }
}

/// Shows a union the way the official crates do: a sensitive variant by the placeholder alone.
///
/// # Errors
/// Those of the formatter.
pub fn debug_union(union: &dyn Union, f: &mut Formatter<'_>) -> fmt::Result {
    let Some((index, value)) = union.get() else {
        return match union.unknown() {
            Some(json) => f.debug_tuple("Unknown").field(&json).finish(),
            None => f.write_str("Unknown"),
        };
    };
    let member = &union.schema().members[index];
    if member.form.is(Form::SENSITIVE) {
        return fmt::Display::fmt(&Redacted, f);
    }
    match value {
        ValueRef::Absent => f.write_str(field_name(member.rust)),
        value => f.debug_tuple(field_name(member.rust)).field(&value).finish(),
    }
}

/// A value that is no `Option`, or else `Some(…)` or `None`.
struct Shown<'a>(ValueRef<'a>, bool);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.0, self.1) {
            (ValueRef::Absent, _) => f.write_str("None"),
            (value, true) => value.fmt(f),
            (value, false) => f.debug_tuple("Some").field(value).finish(),
        }
    }
}

impl Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            ValueRef::Absent => f.write_str("None"),
            ValueRef::Str(value) => value.fmt(f),
            ValueRef::Enumeration(value) => value.fmt(f),
            ValueRef::Bool(value) => value.fmt(f),
            ValueRef::Integer(value) => value.fmt(f),
            ValueRef::Float(value) => value.fmt(f),
            ValueRef::Double(value) => value.fmt(f),
            ValueRef::BigInteger(value) => value.fmt(f),
            ValueRef::BigDecimal(value) => value.fmt(f),
            ValueRef::Timestamp(value) => value.fmt(f),
            ValueRef::Blob(value) => value.fmt(f),
            ValueRef::Document(value) => value.fmt(f),
            ValueRef::Structure(value) => debug_structure(*value, f),
            ValueRef::Union(value) => debug_union(*value, f),
            ValueRef::List(value) => debug_list(*value, f),
            ValueRef::Map(value) => debug_map(*value, f),
        }
    }
}

fn debug_list(list: &dyn List, f: &mut Formatter<'_>) -> fmt::Result {
    let dense = !list.is_sparse();
    f.debug_list().entries((0..list.len()).map(|index| Shown(list.get(index), dense))).finish()
}

fn debug_map(map: &dyn Map, f: &mut Formatter<'_>) -> fmt::Result {
    let dense = !map.is_sparse();
    let mut shown = f.debug_map();
    let _ = map.try_each(&mut |key, value| {
        shown.entry(&key, &Shown(value, dense));
        Ok(())
    });
    shown.finish()
}
