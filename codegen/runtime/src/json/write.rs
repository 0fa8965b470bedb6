//! Shapes to JSON.

use crate::schema::{Form, List, Map, ReadError, Structure, TimestampFormat, Union, View};
use aws_smithy_types::{DateTime, Document, Number, base64, date_time::Format};
use std::fmt::Write;

/// The body of a request: a JSON object with the members that are present.
///
/// # Errors
/// When a union is of an unknown variant or a timestamp cannot be written in its format.
pub(crate) fn write_structure(structure: &dyn Structure) -> Result<String, ReadError> {
    let mut text = String::with_capacity(256);
    structure_to(structure, &mut text)?;
    Ok(text)
}

fn structure_to(structure: &dyn Structure, out: &mut String) -> Result<(), ReadError> {
    out.push('{');
    let start = out.len();
    for (index, member) in structure.schema().members.iter().enumerate() {
        let value = structure.get(index);
        if matches!(value, View::Absent) || (member.form.zero_unsent && value.is_zero()) {
            continue;
        }
        key_to(member.wire, start, out);
        value_to(value, member.form, out).map_err(|error| within(error, member.wire))?;
    }
    out.push('}');
    Ok(())
}

fn within(mut error: ReadError, member: &'static str) -> ReadError {
    error.path.push(member);
    error
}

/// Writes the comma before a key unless it is the first of its object, which begins at `start`.
fn key_to(key: &str, start: usize, out: &mut String) {
    if out.len() > start {
        out.push(',');
    }
    string_to(key, out);
    out.push(':');
}

fn value_to(value: View<'_>, form: Form, out: &mut String) -> Result<(), ReadError> {
    match value {
        View::Absent => out.push_str("null"),
        View::Str(text) => string_to(text, out),
        View::Bool(true) => out.push_str("true"),
        View::Bool(false) => out.push_str("false"),
        View::Integer(number) => show(number, out),
        View::Float(number) => float_to(f64::from(number), format_args!("{number:?}"), out),
        View::Double(number) => float_to(number, format_args!("{number:?}"), out),
        View::BigInteger(number) => out.push_str(number.as_ref()),
        View::BigDecimal(number) => out.push_str(number.as_ref()),
        View::Timestamp(time) => timestamp_to(time, form.timestamp, out)?,
        View::Blob(blob) => string_to(&base64::encode(blob), out),
        View::Document(document) => document_to(document, out),
        View::Structure(structure) => structure_to(structure, out)?,
        View::Union(union) => union_to(union, out)?,
        View::List(list) => list_to(list, form, out)?,
        View::Map(map) => map_to(map, form, out)?,
    }
    Ok(())
}

fn show(value: impl std::fmt::Display, out: &mut String) {
    // Writing to a `String` cannot fail.
    let _ = write!(out, "{value}");
}

/// JSON has no numbers for these three, so the protocol writes their names.
fn float_to(number: f64, digits: std::fmt::Arguments<'_>, out: &mut String) {
    if number.is_finite() {
        show(digits, out);
    } else if number.is_nan() {
        out.push_str("\"NaN\"");
    } else if number > 0.0 {
        out.push_str("\"Infinity\"");
    } else {
        out.push_str("\"-Infinity\"");
    }
}

fn timestamp_to(time: &DateTime, format: TimestampFormat, out: &mut String) -> Result<(), ReadError> {
    let (format, quote) = match format {
        TimestampFormat::EpochSeconds => (Format::EpochSeconds, ""),
        TimestampFormat::DateTime => (Format::DateTime, "\""),
        TimestampFormat::HttpDate => (Format::HttpDate, "\""),
    };
    let text = time.fmt(format).map_err(|error| ReadError::new(error.to_string()))?;
    for part in [quote, &text, quote] {
        out.push_str(part);
    }
    Ok(())
}

fn union_to(union: &dyn Union, out: &mut String) -> Result<(), ReadError> {
    let schema = union.schema();
    let (index, value) = union.get().ok_or_else(|| {
        ReadError::new(format!("`{}` holds a variant that this version does not know and cannot send", schema.name))
    })?;
    let member = &schema.members[index];
    out.push('{');
    key_to(member.wire, out.len(), out);
    value_to(value, member.form, out).map_err(|error| within(error, member.wire))?;
    out.push('}');
    Ok(())
}

fn list_to(list: &dyn List, form: Form, out: &mut String) -> Result<(), ReadError> {
    out.push('[');
    for index in 0..list.len() {
        if index > 0 {
            out.push(',');
        }
        value_to(list.get(index), form, out)?;
    }
    out.push(']');
    Ok(())
}

fn map_to(map: &dyn Map, form: Form, out: &mut String) -> Result<(), ReadError> {
    out.push('{');
    let start = out.len();
    map.try_each(&mut |key, value| {
        key_to(key, start, out);
        value_to(value, form, out)
    })?;
    out.push('}');
    Ok(())
}

fn document_to(document: &Document, out: &mut String) {
    match document {
        Document::Null => out.push_str("null"),
        Document::Bool(value) => show(value, out),
        Document::String(text) => string_to(text, out),
        Document::Number(Number::PosInt(number)) => show(number, out),
        Document::Number(Number::NegInt(number)) => show(number, out),
        Document::Number(Number::Float(number)) => float_to(*number, format_args!("{number:?}"), out),
        Document::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                document_to(item, out);
            }
            out.push(']');
        }
        Document::Object(entries) => {
            out.push('{');
            let start = out.len();
            for (key, value) in entries {
                key_to(key, start, out);
                document_to(value, out);
            }
            out.push('}');
        }
    }
}

/// Copies the runs between the characters that JSON wants escaped.
fn string_to(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut copied = 0;
    for (index, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[copied..index]);
        copied = index + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'\x08' => out.push_str("\\b"),
            b'\x0c' => out.push_str("\\f"),
            control => show(format_args!("\\u{control:04x}"), out),
        }
    }
    out.push_str(&text[copied..]);
    out.push('"');
}
