//! Stores single values in shapes.

use crate::{
    json::{timestamp_number, timestamp_text},
    schema::{ValueMut, big_decimal, big_integer},
};
use aws_smithy_types::{Blob, DateTime, Document, Number, base64};

/// A single value of a format.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// The digits of a number or a date, for which serde has no type.
    Digits(&'a str),
}

/// Why a value is invalid.
pub(super) enum Refusal {
    /// It must be of this kind.
    Kind(&'static str),
    /// It has the right kind, but is not a valid value.
    Value(String),
}

type Result<T> = std::result::Result<T, Refusal>;

/// Stores a value.
pub(super) fn store(value_mut: ValueMut<'_>, value: Scalar<'_>) -> Result<()> {
    match (value_mut, value) {
        (ValueMut::Str(target), Scalar::Text(text)) => text.clone_into(target),
        (ValueMut::Enumeration(target), Scalar::Text(text)) => target.set(text),
        (ValueMut::Bool(target), Scalar::Bool(value)) => *target = value,
        (ValueMut::Byte(target), value) => *target = whole(value)?,
        (ValueMut::Short(target), value) => *target = whole(value)?,
        (ValueMut::Integer(target), value) => *target = whole(value)?,
        (ValueMut::Long(target), value) => *target = whole(value)?,
        (ValueMut::Float(target), value) => *target = double(value)? as f32,
        (ValueMut::Double(target), value) => *target = double(value)?,
        (ValueMut::BigInteger(target), value) => {
            let text = digits(value, "a whole number")?;
            *target = big_integer(&text).map_err(|error| Refusal::Value(error.into_problem()))?;
        }
        (ValueMut::BigDecimal(target), value) => {
            let text = digits(value, "a number")?;
            *target = big_decimal(&text).map_err(|error| Refusal::Value(error.into_problem()))?;
        }
        (ValueMut::Timestamp(target), value) => *target = timestamp(value)?,
        (ValueMut::Blob(target), Scalar::Bytes(bytes)) => *target = Blob::new(bytes),
        (ValueMut::Blob(target), Scalar::Text(text)) => {
            let bytes = base64::decode(text).map_err(|error| Refusal::Value(format!("not base64: {error}")))?;
            *target = Blob::new(bytes);
        }
        (ValueMut::Document(target), value) => *target = document(value)?,
        (value_mut, _) => return Err(Refusal::Kind(kind(&value_mut))),
    }
    Ok(())
}

/// A description of the values of a target.
pub(super) fn kind(value_mut: &ValueMut<'_>) -> &'static str {
    match value_mut {
        ValueMut::Nowhere => "an object without members",
        ValueMut::Str(_) | ValueMut::Enumeration(_) => "a string",
        ValueMut::Bool(_) => "true or false",
        ValueMut::Byte(_) | ValueMut::Short(_) | ValueMut::Integer(_) | ValueMut::Long(_) | ValueMut::BigInteger(_) => {
            "a whole number"
        }
        ValueMut::Float(_) | ValueMut::Double(_) | ValueMut::BigDecimal(_) => "a number",
        ValueMut::Timestamp(_) => "a timestamp (seconds since 1970, or text as in RFC 3339)",
        ValueMut::Blob(_) => "a string of base64",
        ValueMut::Document(_) => "any value of JSON",
        ValueMut::Structure(_) | ValueMut::Map(_) => "an object",
        ValueMut::Union(_) => "an object with one member",
        ValueMut::List(_) => "an array",
    }
}

/// An integer in the range of its type, possibly with an empty fraction.
fn whole<T: TryFrom<i128>>(value: Scalar<'_>) -> Result<T> {
    let from_float = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i128);
    let (number, text) = match value {
        Scalar::Integer(number) => (Some(number), number.to_string()),
        Scalar::Float(number) => (from_float(number), number.to_string()),
        Scalar::Digits(text) => (text.parse().ok().or_else(|| from_float(text.parse().ok()?)), text.to_owned()),
        _ => return Err(Refusal::Kind("a whole number")),
    };
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let bits = std::mem::size_of::<T>() * 8;
        Refusal::Value(format!("`{text}` is not a whole number of {bits} bits"))
    })
}

/// Reads a number; three numbers that JSON does not have are strings.
fn double(value: Scalar<'_>) -> Result<f64> {
    match value {
        Scalar::Integer(number) => Ok(number as f64),
        Scalar::Float(number) => Ok(number),
        Scalar::Digits(text) => text.parse().map_err(|_| Refusal::Kind("a number")),
        Scalar::Text("NaN") => Ok(f64::NAN),
        Scalar::Text("Infinity") => Ok(f64::INFINITY),
        Scalar::Text("-Infinity") => Ok(f64::NEG_INFINITY),
        _ => Err(Refusal::Kind("a number")),
    }
}

/// The digits of a number of any size.
fn digits(value: Scalar<'_>, expected: &'static str) -> Result<String> {
    match value {
        Scalar::Integer(number) => Ok(number.to_string()),
        Scalar::Float(number) if number.is_finite() => Ok(number.to_string()),
        Scalar::Text(text) | Scalar::Digits(text) => Ok(text.to_owned()),
        _ => Err(Refusal::Kind(expected)),
    }
}

fn timestamp(value: Scalar<'_>) -> Result<DateTime> {
    let parsed = match value {
        Scalar::Integer(number) => timestamp_number(&number.to_string()),
        // The shortest digits, rather than the exact binary value.
        Scalar::Float(number) => timestamp_number(&number.to_string()),
        Scalar::Text(text) | Scalar::Digits(text) => timestamp_text(text),
        Scalar::Bool(_) | Scalar::Bytes(_) => {
            return Err(Refusal::Kind("a timestamp (seconds since 1970, or text as in RFC 3339)"));
        }
    };
    parsed.map_err(Refusal::Value)
}

/// A document with a single value.
pub(super) fn document(value: Scalar<'_>) -> Result<Document> {
    let float = |number| Document::Number(Number::Float(number));
    Ok(match value {
        Scalar::Bool(value) => Document::Bool(value),
        Scalar::Integer(number) => match (u64::try_from(number), i64::try_from(number)) {
            (Ok(number), _) => Document::Number(Number::PosInt(number)),
            (_, Ok(number)) => Document::Number(Number::NegInt(number)),
            _ => float(number as f64),
        },
        Scalar::Float(number) => float(number),
        Scalar::Text(text) => Document::String(text.to_owned()),
        Scalar::Digits(text) => match (text.parse::<i128>(), text.parse()) {
            (Ok(whole), _) => return document(Scalar::Integer(whole)),
            (_, Ok(number)) => float(number),
            _ => Document::String(text.to_owned()),
        },
        Scalar::Bytes(_) => return Err(Refusal::Kind("any value of JSON")),
    })
}
