//! The feature `serde`: every shape as data in any self-describing format.
//!
//! Names are those on the wire. Members that are absent are not written, and null is read as absent. Members that
//! this version does not know are skipped, values of enumerations that it does not know are kept. Timestamps are
//! written as RFC 3339 and read in every form, blobs are base64, numbers that a format may not hold are texts.
//! Sensitive members are written like all others: this is data, not a log.
//!
//! Reading and writing go through [`crate::schema`] and stand once for all shapes.

mod document;
mod location;
mod nearest;
mod read;
mod scalar;
mod write;

pub(crate) use nearest::{folded, nearest, suggestion};
pub(crate) use read::{read, read_error, read_strictly};
pub(crate) use write::Data;

/// What means a variant without a value: an object without members.
struct Nothing {}

crate::macros::structure! {
    Nothing, "Unit";
}

/// Makes a type of the model one that serde reads and writes.
macro_rules! data {
    ($type:ty) => {
        crate::data::data!($type, |deserializer| crate::data::read(deserializer));
    };
    // An error also knows its code and its message.
    ($type:ty, $code:literal) => {
        crate::data::data!($type, |deserializer| crate::data::read_error($code, deserializer));
    };
    ($type:ty, |$deserializer:ident| $read:expr) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&crate::data::Data(crate::schema::Value::value_ref(self)), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>($deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $read
            }
        }
    };
}
pub(crate) use data;
