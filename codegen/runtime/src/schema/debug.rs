//! `Debug` for every structure and union, with the same output as a derived implementation. Sensitive members are
//! redacted.

use super::{Form, Hidden, List, Map, Structure, Union, ValueRef, field_name};
use std::fmt::{self, Debug, Formatter};

/// Displayed instead of a sensitive value.
#[derive(Clone, Copy)]
pub struct Redacted;

/// With quotes, as the official crates display it instead of a member.
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

/// The structure in which a builder stores its members.
pub trait BuilderState {
    /// A value without any members set.
    fn unset() -> Self;

    /// Writes the builder for `Debug`.
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

/// Writes a structure like a derived `Debug`.
///
/// # Errors
/// Those of the formatter.
pub fn debug_structure(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(structure.schema().name);
    debug_members(structure, &mut output);
    match structure.hidden() {
        Hidden::Nothing => {}
        Hidden::RequestId(request_id) => drop(output.field("_request_id", request_id)),
        Hidden::Meta(meta) => drop(output.field("meta", meta)),
        Hidden::Unknown(members) => debug_unknown(members, &mut output),
    }
    output.finish()
}

/// Writes the builder of a structure, in which an error's metadata is optional.
#[inline]
fn debug_builder(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(&format!("{}Builder", structure.schema().name));
    debug_members(structure, &mut output);
    match structure.hidden() {
        Hidden::Nothing => {}
        Hidden::RequestId(request_id) => drop(output.field("_request_id", request_id)),
        Hidden::Meta(meta) => drop(output.field("meta", &(*meta != Default::default()).then_some(meta))),
        Hidden::Unknown(members) => debug_unknown(members, &mut output),
    }
    output.finish()
}

fn debug_unknown(members: &[(String, String)], output: &mut fmt::DebugStruct<'_, '_>) {
    if !members.is_empty() {
        output.field("unknown_members", &members);
    }
}

fn debug_members(structure: &dyn Structure, output: &mut fmt::DebugStruct<'_, '_>) {
    for (index, member) in structure.schema().members.iter().enumerate() {
        if member.form.is(Form::SENSITIVE) {
            output.field(field_name(member.rust), &Redacted);
        } else {
            let value = DebugValue(structure.get(index), member.form.is(Form::NOT_OPTIONAL));
            output.field(field_name(member.rust), &value);
        }
    }
}

/// Writes a union like the official crates: a sensitive variant is only the placeholder.
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

/// A value that is not an `Option`, or `Some(…)` or `None`.
struct DebugValue<'a>(ValueRef<'a>, bool);

impl Debug for DebugValue<'_> {
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
    f.debug_list().entries((0..list.len()).map(|index| DebugValue(list.get(index), dense))).finish()
}

fn debug_map(map: &dyn Map, f: &mut Formatter<'_>) -> fmt::Result {
    let dense = !map.is_sparse();
    let mut output = f.debug_map();
    let _ = map.try_each(&mut |key, value| {
        output.entry(&key, &DebugValue(value, dense));
        Ok(())
    });
    output.finish()
}
