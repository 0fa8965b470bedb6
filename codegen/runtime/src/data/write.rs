//! Serializes shapes in any format.

use super::Nothing;
use crate::json::epoch_seconds;
use crate::schema::{List, Map, ReadError, Structure, Union, ValueRef};
use ::serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use aws_smithy_types::{DateTime, Document, Number, base64, date_time::Format};

/// A serializable value of a shape.
pub struct Data<'a>(pub ValueRef<'a>);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            ValueRef::Absent => serializer.serialize_none(),
            ValueRef::Str(text) => serializer.serialize_str(text),
            ValueRef::Enumeration(value) => serializer.serialize_str(value.text()),
            ValueRef::Bool(value) => serializer.serialize_bool(value),
            ValueRef::Integer(number) => serializer.serialize_i64(number),
            // Converted through its digits, so that 0.1 stays 0.1 in a format with doubles only.
            ValueRef::Float(number) => float(number.to_string().parse().unwrap_or(f64::from(number)), serializer),
            ValueRef::Double(number) => float(number, serializer),
            ValueRef::BigInteger(number) => big(number.as_ref(), serializer),
            ValueRef::BigDecimal(number) => big(number.as_ref(), serializer),
            ValueRef::Timestamp(time) => timestamp(time, serializer),
            ValueRef::Blob(blob) => serializer.serialize_str(&base64::encode(blob)),
            ValueRef::Document(document) => DocumentData(document).serialize(serializer),
            ValueRef::Structure(shape) => structure(shape, serializer),
            ValueRef::Union(shape) => union(shape, serializer),
            ValueRef::List(items) => list(items, serializer),
            ValueRef::Map(entries) => map(entries, serializer),
        }
    }
}

fn float<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        _ if number.is_finite() => serializer.serialize_f64(number),
        _ if number.is_nan() => serializer.serialize_str("NaN"),
        _ if number > 0.0 => serializer.serialize_str("Infinity"),
        _ => serializer.serialize_str("-Infinity"),
    }
}

/// RFC 3339, or seconds since 1970 if the year does not have four digits: some services send milliseconds as seconds.
fn timestamp<S: Serializer>(time: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    match time.fmt(Format::DateTime) {
        Ok(text) => serializer.serialize_str(&text),
        Err(_) => big(&epoch_seconds(time), serializer),
    }
}

/// A number of any size: a number if every format can represent it exactly, otherwise a string.
fn big<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = digits.parse::<i64>() {
        return serializer.serialize_i64(number);
    }
    match digits.parse::<f64>() {
        Ok(number) if number.to_string() == digits => serializer.serialize_f64(number),
        _ => serializer.serialize_str(digits),
    }
}

fn structure<S: Serializer>(shape: &dyn Structure, serializer: S) -> Result<S::Ok, S::Error> {
    let members = shape.schema().members;
    let is_there = |index: &usize| !matches!(shape.get(*index), ValueRef::Absent);
    let present = (0..members.len()).filter(is_there).count();
    let mut map = serializer.serialize_map(Some(present))?;
    for index in (0..members.len()).filter(is_there) {
        map.serialize_entry(members[index].serialized_name, &Data(shape.get(index)))?;
    }
    map.end()
}

/// The value of an unknown variant is not stored, so it is an object without members.
fn union<S: Serializer>(shape: &dyn Union, serializer: S) -> Result<S::Ok, S::Error> {
    let variant = shape.get();
    let mut map = serializer.serialize_map(Some(usize::from(variant.is_some())))?;
    if let Some((index, value)) = variant {
        let name = shape.schema().members[index].serialized_name;
        match value {
            ValueRef::Absent => map.serialize_entry(name, &Data(ValueRef::Structure(&Nothing {})))?,
            value => map.serialize_entry(name, &Data(value))?,
        }
    }
    map.end()
}

fn list<S: Serializer>(items: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(items.len()))?;
    for index in 0..items.len() {
        seq.serialize_element(&Data(items.get(index)))?;
    }
    seq.end()
}

fn map<S: Serializer>(entries: &dyn Map, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    let mut failure = None;
    let all = entries.try_each(&mut |key, value| {
        map.serialize_entry(key.text(), &Data(value)).map_err(|error| {
            failure = Some(error);
            ReadError::new("")
        })
    });
    match (all, failure) {
        (Ok(()), _) => map.end(),
        (Err(error), failure) => Err(failure.unwrap_or_else(|| S::Error::custom(error))),
    }
}

struct DocumentData<'a>(&'a Document);

impl Serialize for DocumentData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Null => serializer.serialize_none(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::String(text) => serializer.serialize_str(text),
            Document::Number(Number::PosInt(number)) => serializer.serialize_u64(*number),
            Document::Number(Number::NegInt(number)) => serializer.serialize_i64(*number),
            Document::Number(Number::Float(number)) => float(*number, serializer),
            Document::Array(items) => serializer.collect_seq(items.iter().map(DocumentData)),
            Document::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, DocumentData(value))))
            }
        }
    }
}
