//! The feature `serde`: documents as data. Conversion goes through JSON, so that unknown content is preserved here too.

use super::{read::read, write::text_of};
use crate::{
    json::{Scanner, write_escaped},
    schema::{Value, ValueRef},
};
use ::serde::{
    de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor},
    ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer},
};
use std::fmt;

/// Implements `Serialize` and `Deserialize` for a structure or union of a document.
#[doc(hidden)]
#[macro_export]
macro_rules! document_data {
    ($type:ty) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::document::data::serialize($crate::schema::Value::value_ref(self), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::document::data::deserialize(deserializer)
            }
        }
    };
}
pub use crate::document_data as document;

/// The maximum depth of nested values in other formats, the same as in JSON.
const MAX_DEPTH: usize = 128;

/// The key in serde_json for a number as a string, with its feature `arbitrary_precision`.
const WRAPPED_NUMBER: &str = "$serde_json::private::Number";

/// Serializes a value.
pub fn serialize<S: Serializer>(value: ValueRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    Json(&text_of(value)).serialize(serializer)
}

/// Deserializes a value.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = Vec::new();
    Text { out: &mut text, depth: 0 }.deserialize(deserializer)?;
    let text = String::from_utf8(text).map_err(de::Error::custom)?;
    let mut value = T::default_value();
    // A position in the intermediate JSON would not help.
    read(&text, value.value_mut()).map_err(|error| match error.path() {
        "" => de::Error::custom(error.problem()),
        path => de::Error::custom(format_args!("{} in `{path}`", error.problem())),
    })?;
    Ok(value)
}

/// JSON that is serialized as a value of any format.
struct Json<'a>(&'a str);

impl Json<'_> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<Result<S::Ok, S::Error>, crate::schema::ReadError> {
        let mut scanner = Scanner::new(self.0.as_bytes())?;
        let mut first = true;
        Ok(match scanner.peek() {
            b'{' => {
                scanner.open_object()?;
                let mut entries = Vec::new();
                while let Some(key) = scanner.key(&mut first)? {
                    entries.push((key, Json(self.taken(&mut scanner)?)));
                }
                serializer.serialize_map(Some(entries.len())).and_then(|mut map| {
                    entries.iter().try_for_each(|(key, value)| map.serialize_entry(&**key, value))?;
                    map.end()
                })
            }
            b'[' => {
                scanner.open_array()?;
                let mut items = Vec::new();
                while scanner.item(&mut first)? {
                    items.push(Json(self.taken(&mut scanner)?));
                }
                serializer.serialize_seq(Some(items.len())).and_then(|mut seq| {
                    items.iter().try_for_each(|item| seq.serialize_element(item))?;
                    seq.end()
                })
            }
            b'"' => serializer.serialize_str(&scanner.string()?),
            b't' | b'f' => serializer.serialize_bool(scanner.boolean()?),
            b'n' => serializer.serialize_unit(),
            _ => number(scanner.number()?, serializer),
        })
    }

    /// The text of the next value, which is consumed.
    fn taken(&self, scanner: &mut Scanner<'_>) -> Result<&str, crate::schema::ReadError> {
        scanner.peek();
        let start = scanner.position();
        scanner.skip()?;
        Ok(&self.0[start..scanner.position()])
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer).unwrap_or_else(|error| Err(S::Error::custom(error)))
    }
}

/// A number that no type of serde can represent is a string, which can be parsed as a number again.
fn number<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = digits.parse() {
        return serializer.serialize_i64(number);
    }
    if let Ok(number) = digits.parse() {
        return serializer.serialize_u64(number);
    }
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match digits.parse::<f64>() {
        Ok(number) if number.is_finite() && !is_whole => serializer.serialize_f64(number),
        _ => serializer.serialize_str(digits),
    }
}

/// Converts a value of any format to JSON.
struct Text<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

impl Text<'_> {
    fn write<E: de::Error>(self, value: impl fmt::Display) -> Result<(), E> {
        self.out.extend_from_slice(value.to_string().as_bytes());
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.out.push(b'"');
        write_escaped(text, self.out);
        self.out.push(b'"');
    }

    fn below<E: de::Error>(&mut self) -> Result<Text<'_>, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(format_args!("values are nested more than {MAX_DEPTH} levels deep")));
        }
        Ok(Text { depth: self.depth + 1, out: self.out })
    }
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.write(value)
    }

    fn visit_f64<E: de::Error>(mut self, value: f64) -> Result<(), E> {
        match value {
            _ if value.is_finite() => return self.write(format_args!("{value:?}")),
            _ if value.is_nan() => self.string("NaN"),
            _ if value > 0.0 => self.string("Infinity"),
            _ => self.string("-Infinity"),
        }
        Ok(())
    }

    fn visit_str<E: de::Error>(mut self, value: &str) -> Result<(), E> {
        self.string(value);
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.out.push(b'[');
        let start = self.out.len();
        loop {
            let end = self.out.len();
            if end > start {
                self.out.push(b',');
            }
            if seq.next_element_seed(self.below()?)?.is_none() {
                self.out.truncate(end);
                self.out.push(b']');
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let begin = self.out.len();
        self.out.push(b'{');
        while let Some(key) = map.next_key::<String>()? {
            if key == WRAPPED_NUMBER {
                let digits: String = map.next_value()?;
                self.out.truncate(begin);
                return self.write(digits);
            }
            if self.out.len() > begin + 1 {
                self.out.push(b',');
            }
            self.string(&key);
            self.out.push(b':');
            map.next_value_seed(self.below()?)?;
        }
        self.out.push(b'}');
        Ok(())
    }
}
