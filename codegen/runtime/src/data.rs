//! The feature `serde`: serialization of all shapes in any self-describing format.
//!
//! Names are those on the wire. Absent members are not serialized, and null is deserialized as absent. Unknown members
//! are skipped, unknown values of enumerations are stored. Timestamps are serialized as RFC 3339 and deserialized in
//! every form; blobs are base64; numbers that a format may not support are strings. Sensitive members are serialized
//! like all others: this is data, not a log.
//!
//! Serialization goes through [`crate::schema`], so it is written only once for all shapes.

mod document;
mod location;
mod nearest;
mod read;
mod scalar;
mod write;

pub use nearest::{folded, nearest, suggestion};
pub use read::{read, read_error, read_strictly};
pub use write::Data;

pub use crate::data;

/// The content of a variant without a value: an object without members.
struct Nothing {}

crate::structure! {
    Nothing, "Unit";
}

/// Implements `Serialize` and `Deserialize` for a type of the model.
#[doc(hidden)]
#[macro_export]
macro_rules! data {
    ($type:ty) => {
        $crate::data!($type, |deserializer| $crate::data::read(deserializer));
    };
    // An error also has a code and a message.
    ($type:ty, $code:literal) => {
        $crate::data!($type, |deserializer| $crate::data::read_error($code, deserializer));
    };
    ($type:ty, |$deserializer:ident| $read:expr) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::data::Data($crate::schema::Value::value_ref(self)), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>($deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $read
            }
        }
    };
}
