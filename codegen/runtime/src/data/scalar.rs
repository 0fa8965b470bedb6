//! Single values into the places of a shape.

use crate::{
    json::{timestamp_number, timestamp_text},
    schema::{Slot, big_decimal, big_integer},
};
use aws_smithy_types::{Blob, DateTime, Document, Number, base64};

/// A single value as a format gives it.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// The text of a number or a date, for which serde has no type.
    Digits(&'a str),
}

/// Why a value cannot stand in a place.
pub(super) enum Refusal {
    /// It is of another kind than this.
    Kind(&'static str),
    /// It is of the kind, but not one of its values.
    Value(String),
}

type Result<T> = std::result::Result<T, Refusal>;

/// Stores a value.
pub(super) fn store(slot: Slot<'_>, value: Scalar<'_>) -> Result<()> {
    match (slot, value) {
        (Slot::Str(target), Scalar::Text(text)) => text.clone_into(target),
        (Slot::Enumeration(target), Scalar::Text(text)) => target.set(text),
        (Slot::Bool(target), Scalar::Bool(value)) => *target = value,
        (Slot::Byte(target), value) => *target = whole(value)?,
        (Slot::Short(target), value) => *target = whole(value)?,
        (Slot::Integer(target), value) => *target = whole(value)?,
        (Slot::Long(target), value) => *target = whole(value)?,
        (Slot::Float(target), value) => *target = double(value)? as f32,
        (Slot::Double(target), value) => *target = double(value)?,
        (Slot::BigInteger(target), value) => {
            let text = digits(value, "a whole number")?;
            *target = big_integer(&text).map_err(|error| Refusal::Value(error.into_problem()))?;
        }
        (Slot::BigDecimal(target), value) => {
            let text = digits(value, "a number")?;
            *target = big_decimal(&text).map_err(|error| Refusal::Value(error.into_problem()))?;
        }
        (Slot::Timestamp(target), value) => *target = timestamp(value)?,
        (Slot::Blob(target), Scalar::Bytes(bytes)) => *target = Blob::new(bytes),
        (Slot::Blob(target), Scalar::Text(text)) => {
            let bytes = base64::decode(text).map_err(|error| Refusal::Value(format!("not base64: {error}")))?;
            *target = Blob::new(bytes);
        }
        (Slot::Document(target), value) => *target = document(value)?,
        (slot, _) => return Err(Refusal::Kind(kind(&slot))),
    }
    Ok(())
}

/// What a place holds, in words.
pub(super) fn kind(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Nowhere => "an object without members",
        Slot::Str(_) | Slot::Enumeration(_) => "a string",
        Slot::Bool(_) => "true or false",
        Slot::Byte(_) | Slot::Short(_) | Slot::Integer(_) | Slot::Long(_) | Slot::BigInteger(_) => "a whole number",
        Slot::Float(_) | Slot::Double(_) | Slot::BigDecimal(_) => "a number",
        Slot::Timestamp(_) => "a timestamp (seconds since 1970, or text as in RFC 3339)",
        Slot::Blob(_) => "a string of base64",
        Slot::Document(_) => "any value of JSON",
        Slot::Structure(_) | Slot::Map(_) => "an object",
        Slot::Union(_) => "an object with one member",
        Slot::List(_) => "an array",
    }
}

/// A whole number that fits, also one that a format gives with an empty fraction.
fn whole<T: TryFrom<i128>>(value: Scalar<'_>) -> Result<T> {
    let from_float = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i128);
    let (number, shown) = match value {
        Scalar::Integer(number) => (Some(number), number.to_string()),
        Scalar::Float(number) => (from_float(number), number.to_string()),
        Scalar::Digits(text) => (text.parse().ok().or_else(|| from_float(text.parse().ok()?)), text.to_owned()),
        _ => return Err(Refusal::Kind("a whole number")),
    };
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let bits = std::mem::size_of::<T>() * 8;
        Refusal::Value(format!("`{shown}` is not a whole number of {bits} bits"))
    })
}

/// JSON has no numbers for the three that are texts here.
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
        // The shortest digits, and not the sum of powers of two behind them.
        Scalar::Float(number) => timestamp_number(&number.to_string()),
        Scalar::Text(text) | Scalar::Digits(text) => timestamp_text(text),
        Scalar::Bool(_) | Scalar::Bytes(_) => {
            return Err(Refusal::Kind("a timestamp (seconds since 1970, or text as in RFC 3339)"));
        }
    };
    parsed.map_err(Refusal::Value)
}

/// A document of one value.
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
