//! The values that are the same in every crate: scalars, options, lists and maps.

use super::{List, Map, ReadError, Slot, Structure, Value, View};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::{collections::HashMap, str::FromStr};

macro_rules! scalar {
    ($type:ty, $blank:expr, $slot:ident, |$value:ident| $view:expr) => {
        impl Value for $type {
            fn blank() -> Self {
                $blank
            }

            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    };
}

scalar!(String, String::new(), Str, |value| View::Str(value));
scalar!(bool, false, Bool, |value| View::Bool(*value));
scalar!(i8, 0, Byte, |value| View::Integer(i64::from(*value)));
scalar!(i16, 0, Short, |value| View::Integer(i64::from(*value)));
scalar!(i32, 0, Integer, |value| View::Integer(i64::from(*value)));
scalar!(i64, 0, Long, |value| View::Integer(*value));
scalar!(f32, 0.0, Float, |value| View::Float(*value));
scalar!(f64, 0.0, Double, |value| View::Double(*value));
scalar!(BigInteger, BigInteger::default(), BigInteger, |value| View::BigInteger(value));
scalar!(BigDecimal, BigDecimal::default(), BigDecimal, |value| View::BigDecimal(value));
scalar!(DateTime, DateTime::from_secs(0), Timestamp, |value| View::Timestamp(value));
scalar!(Blob, Blob::new(Vec::new()), Blob, |value| View::Blob(value));
scalar!(Document, Document::Null, Document, |value| View::Document(value));

impl<T: Value> Value for Option<T> {
    fn blank() -> Self {
        None
    }

    fn null() -> Option<Self> {
        Some(None)
    }

    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        self.get_or_insert_with(T::blank).slot()
    }
}

impl<T: Structure> Value for T {
    fn blank() -> Self {
        Structure::blank()
    }

    fn view(&self) -> View<'_> {
        View::Structure(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> View<'_> {
        <[T]>::get(self, index).map_or(View::Absent, Value::view)
    }

    fn push(&mut self) -> Slot<'_> {
        let index = self.len();
        // Makes large items in their place, where `push` would move them there.
        self.resize_with(index + 1, T::blank);
        self[index].slot()
    }

    fn push_null(&mut self) {
        self.extend(T::null());
    }

    fn is_sparse(&self) -> bool {
        T::null().is_some()
    }

    fn make_room(&mut self, more: usize) {
        if self.len() == self.capacity() {
            self.reserve_exact(more);
        }
    }

    fn trim(&mut self) {
        // For little gain it costs much: an allocator may have to move the list, or to ask the system for its memory
        // again with every reply.
        if self.capacity() - self.len() > self.len() / 4 {
            self.shrink_to_fit();
        }
    }
}

/// The key of a map: text, or an enumeration of texts.
pub trait Key: Value + Eq + std::hash::Hash {
    /// The key with this text.
    fn from_text(text: String) -> Self;
}

impl Key for String {
    fn from_text(text: String) -> Self {
        text
    }
}

impl<K: Key, V: Value> Value for HashMap<K, V> {
    fn blank() -> Self {
        HashMap::new()
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<K: Key, V: Value> Map for HashMap<K, V> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, key: &str) -> Option<View<'_>> {
        HashMap::get(self, &K::from_text(key.to_owned())).map(Value::view)
    }

    fn try_each(&self, each: &mut dyn FnMut(View<'_>, View<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        self.iter().try_for_each(|(key, value)| each(key.view(), value.view()))
    }

    fn is_sparse(&self) -> bool {
        V::null().is_some()
    }

    fn insert(&mut self, key: String) -> Slot<'_> {
        self.entry(K::from_text(key)).insert_entry(V::blank()).into_mut().slot()
    }

    fn insert_null(&mut self, key: String) {
        if let Some(null) = V::null() {
            HashMap::insert(self, K::from_text(key), null);
        }
    }
}

/// The value of an enumeration that this version does not know.
#[allow(dead_code, reason = "a model may have no enumerations")]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(String);

#[allow(dead_code, reason = "a model may have no enumerations")]
impl UnknownVariantValue {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnknownVariantValue {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

/// Reads a decimal of any size.
pub(crate) fn big_decimal(text: &str) -> Result<BigDecimal, ReadError> {
    BigDecimal::from_str(text).map_err(|error| ReadError::new(error.to_string()))
}

/// Reads an integer of any size.
pub(crate) fn big_integer(text: &str) -> Result<BigInteger, ReadError> {
    BigInteger::from_str(text).map_err(|error| ReadError::new(error.to_string()))
}
