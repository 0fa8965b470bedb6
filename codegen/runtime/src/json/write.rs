//! Writes shapes as JSON.

use super::text::write_escaped;
use crate::schema::{Form, List, Map, ReadError, Structure, TimestampFormat, Union, ValueRef};
use aws_smithy_types::{DateTime, Document, Number, base64, date_time::Format};
use std::io::Write as _;

/// The body of a request: a JSON object with the members that are present.
///
/// # Errors
/// When a union is of an unknown variant.
pub(crate) fn write_structure(structure: &dyn Structure) -> Result<Vec<u8>, ReadError> {
    let mut text = Vec::with_capacity(256);
    structure_to(structure, &mut text)?;
    Ok(text)
}

fn structure_to(structure: &dyn Structure, out: &mut Vec<u8>) -> Result<(), ReadError> {
    out.push(b'{');
    let start = out.len();
    for (index, member) in structure.schema().members.iter().enumerate() {
        let value = structure.get(index);
        if matches!(value, ValueRef::Absent) || (member.form.is(Form::ZERO_UNSENT) && value.is_zero()) {
            continue;
        }
        key_to(member.serialized_name, start, out);
        value_to(value, member.form, out).map_err(|error| error.within(member))?;
    }
    out.push(b'}');
    Ok(())
}

/// Writes the comma before a key unless it is the first of its object, which begins at `start`.
fn key_to(key: &str, start: usize, out: &mut Vec<u8>) {
    if out.len() > start {
        out.push(b',');
    }
    string_to(key, out);
    out.push(b':');
}

/// Writes one value.
///
/// # Errors
/// When a union is of an unknown variant.
pub(crate) fn value_to(value: ValueRef<'_>, form: Form, out: &mut Vec<u8>) -> Result<(), ReadError> {
    match value {
        ValueRef::Absent => out.extend_from_slice(b"null"),
        ValueRef::Str(text) => string_to(text, out),
        ValueRef::Enumeration(value) => string_to(value.text(), out),
        ValueRef::Bool(true) => out.extend_from_slice(b"true"),
        ValueRef::Bool(false) => out.extend_from_slice(b"false"),
        ValueRef::Integer(number) => write_display(number, out),
        ValueRef::Float(number) => float_to(f64::from(number), format_args!("{number:?}"), out),
        ValueRef::Double(number) => float_to(number, format_args!("{number:?}"), out),
        ValueRef::BigInteger(number) => out.extend_from_slice(number.as_ref().as_bytes()),
        ValueRef::BigDecimal(number) => out.extend_from_slice(number.as_ref().as_bytes()),
        ValueRef::Timestamp(time) => timestamp_to(time, form.timestamp(), out),
        ValueRef::Blob(blob) => string_to(&base64::encode(blob), out),
        ValueRef::Document(document) => document_to(document, out),
        ValueRef::Structure(structure) => structure_to(structure, out)?,
        ValueRef::Union(union) => union_to(union, out)?,
        ValueRef::List(list) => list_to(list, form, out)?,
        ValueRef::Map(map) => map_to(map, form, out)?,
    }
    Ok(())
}

fn write_display(value: impl std::fmt::Display, out: &mut Vec<u8>) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{value}");
}

/// Writes the three numbers that JSON does not have as strings with their names.
fn float_to(number: f64, digits: std::fmt::Arguments<'_>, out: &mut Vec<u8>) {
    if number.is_finite() {
        write_display(digits, out);
    } else if number.is_nan() {
        out.extend_from_slice(b"\"NaN\"");
    } else if number > 0.0 {
        out.extend_from_slice(b"\"Infinity\"");
    } else {
        out.extend_from_slice(b"\"-Infinity\"");
    }
}

/// A year that does not fit the textual formats is written as seconds, which every reader of the protocol accepts too.
fn timestamp_to(time: &DateTime, format: TimestampFormat, out: &mut Vec<u8>) {
    let text = match format {
        TimestampFormat::EpochSeconds => None,
        TimestampFormat::DateTime => time.fmt(Format::DateTime).ok(),
        TimestampFormat::HttpDate => time.fmt(Format::HttpDate).ok(),
    };
    match text {
        Some(text) => string_to(&text, out),
        None => out.extend_from_slice(epoch_seconds(time).as_bytes()),
    }
}

/// The seconds since 1970 as digits. Every timestamp has them.
pub(crate) fn epoch_seconds(time: &DateTime) -> String {
    time.fmt(Format::EpochSeconds).unwrap_or_else(|_| time.secs().to_string())
}

fn union_to(union: &dyn Union, out: &mut Vec<u8>) -> Result<(), ReadError> {
    let schema = union.schema();
    let (index, value) = union.get().ok_or_else(|| {
        ReadError::new(format!("`{}` holds a variant that this version does not know and cannot send", schema.name))
    })?;
    let member = &schema.members[index];
    out.push(b'{');
    key_to(member.serialized_name, out.len(), out);
    match value {
        ValueRef::Absent => out.extend_from_slice(b"{}"),
        value => value_to(value, member.form, out).map_err(|error| error.within(member))?,
    }
    out.push(b'}');
    Ok(())
}

fn list_to(list: &dyn List, form: Form, out: &mut Vec<u8>) -> Result<(), ReadError> {
    out.push(b'[');
    for index in 0..list.len() {
        if index > 0 {
            out.push(b',');
        }
        value_to(list.get(index), form, out)?;
    }
    out.push(b']');
    Ok(())
}

fn map_to(map: &dyn Map, form: Form, out: &mut Vec<u8>) -> Result<(), ReadError> {
    out.push(b'{');
    let start = out.len();
    map.try_each(&mut |key, value| {
        key_to(key.text(), start, out);
        value_to(value, form, out)
    })?;
    out.push(b'}');
    Ok(())
}

fn document_to(document: &Document, out: &mut Vec<u8>) {
    match document {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Bool(value) => write_display(value, out),
        Document::String(text) => string_to(text, out),
        Document::Number(Number::PosInt(number)) => write_display(number, out),
        Document::Number(Number::NegInt(number)) => write_display(number, out),
        Document::Number(Number::Float(number)) => float_to(*number, format_args!("{number:?}"), out),
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
            out.push(b'{');
            let start = out.len();
            for (key, value) in entries {
                key_to(key, start, out);
                document_to(value, out);
            }
            out.push(b'}');
        }
    }
}

fn string_to(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    write_escaped(text, out);
    out.push(b'"');
}
