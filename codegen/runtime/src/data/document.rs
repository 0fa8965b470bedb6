//! Documents, which can contain any JSON.

use super::{
    location::{At, Step, WRAPPED_NUMBER, refused},
    scalar::{Scalar, document},
};
use ::serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use aws_smithy_types::Document;
use std::{collections::HashMap, fmt};

/// Deserializes a document.
pub(super) struct Seed<'a>(pub(super) At<'a>);

impl Seed<'_> {
    fn scalar<E: Error>(self, found: Unexpected<'_>, value: Scalar<'_>) -> Result<Document, E> {
        document(value).map_err(|refusal| refused(refusal, found, &self.0))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "any value of JSON{}", self.0)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        self.scalar(Unexpected::Bool(value), Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Document, E> {
        self.scalar(Unexpected::Signed(value), Scalar::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        self.scalar(Unexpected::Unsigned(value), Scalar::Integer(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Document, E> {
        self.scalar(Unexpected::Other("integer"), Scalar::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        self.scalar(Unexpected::Other("integer"), Scalar::Float(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Document, E> {
        self.scalar(Unexpected::Float(value), Scalar::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Document, E> {
        self.scalar(Unexpected::Str(value), Scalar::Text(value))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Document, E> {
        self.scalar(Unexpected::Bytes(value), Scalar::Bytes(value))
    }

    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed(self.0.below(Step::Item(items.len()))?))? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut entries = HashMap::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == WRAPPED_NUMBER {
                let digits: String = map.next_value()?;
                return self.scalar(Unexpected::Map, Scalar::Digits(&digits));
            }
            let value = map.next_value_seed(Seed(self.0.below(Step::Name(&key))?))?;
            entries.insert(key, value);
        }
        Ok(Document::Object(entries))
    }
}
