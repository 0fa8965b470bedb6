//! Serializes documents as JSON: the members in the order of the model, then the unknown ones. Equal values give equal
//! texts.

use super::pretty::pretty;
use crate::{
    json::{write_escaped, write_value},
    schema::{Form, Hidden, List, Map, Structure, Union, ValueRef},
};
use aws_smithy_types::{Document, Number};
use std::{
    fmt::{self, Formatter},
    io::Write as _,
};

/// The JSON of a structure without white space.
pub fn to_text(structure: &dyn Structure) -> String {
    text_of(ValueRef::Structure(structure))
}

/// The JSON of a value without white space.
pub(super) fn text_of(value: ValueRef<'_>) -> String {
    let mut out = Vec::with_capacity(256);
    value_to(value, Form(0), &mut out);
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Writes a structure as JSON, with a line for each member for the format `{:#}`.
///
/// # Errors
/// Those of the formatter.
pub fn display(structure: &dyn Structure, f: &mut Formatter<'_>) -> fmt::Result {
    let text = to_text(structure);
    if f.alternate() { f.write_str(&pretty(&text)) } else { f.write_str(&text) }
}

fn value_to(value: ValueRef<'_>, form: Form, out: &mut Vec<u8>) {
    match value {
        ValueRef::Structure(structure) => structure_to(structure, None, out),
        ValueRef::Union(union) => union_to(union, out),
        ValueRef::List(list) => list_to(list, form, out),
        ValueRef::Map(map) => map_to(map, form, out),
        ValueRef::Float(number) if number.is_finite() => {
            number_to(f64::from(number), format_args!("{number:?}"), out);
        }
        ValueRef::Double(number) if number.is_finite() => number_to(number, format_args!("{number:?}"), out),
        ValueRef::Document(document) => document_to(document, out),
        // Only unions can fail, and they are handled above.
        simple => drop(write_value(simple, form, out)),
    }
}

/// A number without a fraction is written as an integer, as is usual for a number of seconds.
fn number_to(number: f64, digits: fmt::Arguments<'_>, out: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let _ =
        if number.fract() == 0.0 && number.abs() < 1e15 { write!(out, "{number:.0}") } else { write!(out, "{digits}") };
}

/// Writes an object, with this member before all others.
fn structure_to(structure: &dyn Structure, first: Option<(&str, &str)>, out: &mut Vec<u8>) {
    out.push(b'{');
    let start = out.len();
    if let Some((key, text)) = first {
        key_to(key, start, out);
        string_to(text, out);
    }
    for (index, member) in structure.schema().members.iter().enumerate() {
        let value = structure.get(index);
        if !matches!(value, ValueRef::Absent) {
            key_to(member.serialized_name, start, out);
            value_to(value, member.form, out);
        }
    }
    if let Hidden::Unknown(members) = structure.hidden() {
        // A structure that was parsed separately may have stored the key that its union writes.
        let is_written = |name: &str| first.is_some_and(|(key, _)| key == name);
        for (name, json) in members.iter().filter(|(name, _)| !is_written(name)) {
            key_to(name, start, out);
            out.extend_from_slice(json.as_bytes());
        }
    }
    out.push(b'}');
}

fn union_to(union: &dyn Union, out: &mut Vec<u8>) {
    let Some((index, value)) = union.get() else {
        return out.extend_from_slice(union.unknown().unwrap_or("{}").as_bytes());
    };
    let member = &union.schema().members[index];
    match (union.discriminator(), value) {
        (Some(key), ValueRef::Structure(structure)) => {
            structure_to(structure, Some((key, member.serialized_name)), out)
        }
        _ => {
            out.push(b'{');
            key_to(member.serialized_name, out.len(), out);
            value_to(value, member.form, out);
            out.push(b'}');
        }
    }
}

fn list_to(list: &dyn List, form: Form, out: &mut Vec<u8>) {
    out.push(b'[');
    for index in 0..list.len() {
        if index > 0 {
            out.push(b',');
        }
        value_to(list.get(index), form, out);
    }
    out.push(b']');
}

/// Writes the entries in the order of their keys, since the map has no order.
fn map_to(map: &dyn Map, form: Form, out: &mut Vec<u8>) {
    let mut keys = Vec::with_capacity(map.len());
    let _ = map.try_each(&mut |key, _| {
        keys.push(key.text().to_owned());
        Ok(())
    });
    keys.sort();
    out.push(b'{');
    let start = out.len();
    for key in keys {
        if let Some(value) = map.get(&key) {
            key_to(&key, start, out);
            value_to(value, form, out);
        }
    }
    out.push(b'}');
}

fn document_to(document: &Document, out: &mut Vec<u8>) {
    match document {
        Document::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                document_to(item, out);
            }
            out.push(b']');
        }
        Document::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push(b'{');
            let start = out.len();
            for (key, value) in entries {
                key_to(key, start, out);
                document_to(value, out);
            }
            out.push(b'}');
        }
        Document::Number(Number::Float(number)) if number.is_finite() => drop(write!(out, "{number:?}")),
        simple => drop(write_value(ValueRef::Document(simple), Form(0), out)),
    }
}

/// Writes the comma before a key unless it is the first of its object, which begins at `start`.
fn key_to(key: &str, start: usize, out: &mut Vec<u8>) {
    if out.len() > start {
        out.push(b',');
    }
    string_to(key, out);
    out.push(b':');
}

fn string_to(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    write_escaped(text, out);
    out.push(b'"');
}
