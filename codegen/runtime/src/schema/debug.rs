//! `Debug` for every structure and union, sensitive members redacted.

use super::{Form, List, Map, Structure, Union, View};
use std::fmt::{self, Debug, Formatter};

/// Shown in place of a sensitive value.
#[derive(Clone, Copy)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("*** Sensitive Data Redacted ***")
    }
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

/// Shows a structure the way a derived `Debug` would.
///
/// # Errors
/// Those of the formatter.
pub fn debug_structure(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let schema = structure.schema();
    let mut shown = f.debug_struct(schema.name);
    for (index, member) in schema.members.iter().enumerate() {
        if member.form.sensitive {
            shown.field(member.rust, &Redacted);
        } else {
            shown.field(member.rust, &Shown(structure.get(index), member.form));
        }
    }
    shown.finish()
}

/// Shows a union the way a derived `Debug` would.
///
/// # Errors
/// Those of the formatter.
pub fn debug_union(union: &dyn Union, f: &mut Formatter<'_>) -> fmt::Result {
    let Some((index, value)) = union.get() else { return f.write_str("Unknown") };
    let member = &union.schema().members[index];
    let mut shown = f.debug_tuple(member.rust);
    if member.form.sensitive {
        shown.field(&Redacted);
    } else {
        shown.field(&Shown(value, Form { required: true, ..Form::PLAIN }));
    }
    shown.finish()
}

/// A member's value; `Some(…)` or `None` where its type is an `Option`.
struct Shown<'a>(View<'a>, Form);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.0, self.1.required) {
            (View::Absent, _) => f.write_str("None"),
            (value, true) => value.fmt(f),
            (value, false) => f.debug_tuple("Some").field(value).finish(),
        }
    }
}

impl Debug for View<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            View::Absent => f.write_str("None"),
            View::Str(value) => value.fmt(f),
            View::Bool(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Float(value) => value.fmt(f),
            View::Double(value) => value.fmt(f),
            View::BigInteger(value) => value.fmt(f),
            View::BigDecimal(value) => value.fmt(f),
            View::Timestamp(value) => value.fmt(f),
            View::Blob(value) => value.fmt(f),
            View::Document(value) => value.fmt(f),
            View::Structure(value) => debug_structure(*value, f),
            View::Union(value) => debug_union(*value, f),
            View::List(value) => debug_list(*value, f),
            View::Map(value) => debug_map(*value, f),
        }
    }
}

fn debug_list(list: &dyn List, f: &mut Formatter<'_>) -> fmt::Result {
    f.debug_list().entries((0..list.len()).map(|index| list.get(index))).finish()
}

fn debug_map(map: &dyn Map, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_map();
    let _ = map.try_each(&mut |key, value| {
        shown.entry(&key, &value);
        Ok(())
    });
    shown.finish()
}
