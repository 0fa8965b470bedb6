//! The types of values that are the same in every crate: scalars, options, lists and maps.

use super::{List, Map, ReadError, Structure, Value, ValueMut, ValueRef};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::{collections::HashMap, str::FromStr};

macro_rules! scalar {
    ($type:ty, $blank:expr, $value_mut:ident, |$value:ident| $view:expr) => {
        impl Value for $type {
            fn default_value() -> Self {
                $blank
            }

            fn value_ref(&self) -> ValueRef<'_> {
                let $value = self;
                $view
            }

            fn value_mut(&mut self) -> ValueMut<'_> {
                ValueMut::$value_mut(self)
            }
        }
    };
}

scalar!(String, String::new(), Str, |value| ValueRef::Str(value));
scalar!(bool, false, Bool, |value| ValueRef::Bool(*value));
scalar!(i8, 0, Byte, |value| ValueRef::Integer(i64::from(*value)));
scalar!(i16, 0, Short, |value| ValueRef::Integer(i64::from(*value)));
scalar!(i32, 0, Integer, |value| ValueRef::Integer(i64::from(*value)));
scalar!(i64, 0, Long, |value| ValueRef::Integer(*value));
scalar!(f32, 0.0, Float, |value| ValueRef::Float(*value));
scalar!(f64, 0.0, Double, |value| ValueRef::Double(*value));
scalar!(BigInteger, BigInteger::default(), BigInteger, |value| ValueRef::BigInteger(value));
scalar!(BigDecimal, BigDecimal::default(), BigDecimal, |value| ValueRef::BigDecimal(value));
scalar!(DateTime, DateTime::from_secs(0), Timestamp, |value| ValueRef::Timestamp(value));
scalar!(Blob, Blob::new(Vec::new()), Blob, |value| ValueRef::Blob(value));
scalar!(Document, Document::Null, Document, |value| ValueRef::Document(value));

impl<T: Value> Value for Option<T> {
    fn default_value() -> Self {
        None
    }

    fn null() -> Option<Self> {
        Some(None)
    }

    fn value_ref(&self) -> ValueRef<'_> {
        match self {
            Some(value) => value.value_ref(),
            None => ValueRef::Absent,
        }
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        self.get_or_insert_with(T::default_value).value_mut()
    }
}

impl<T: Structure> Value for T {
    fn default_value() -> Self {
        Structure::default_value()
    }

    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Structure(self)
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Structure(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn default_value() -> Self {
        Vec::new()
    }

    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::List(self)
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> ValueRef<'_> {
        <[T]>::get(self, index).map_or(ValueRef::Absent, Value::value_ref)
    }

    fn push(&mut self) -> ValueMut<'_> {
        let index = self.len();
        // Creates large items in their final location, where `push` would move them.
        self.resize_with(index + 1, T::default_value);
        self[index].value_mut()
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
        // Freeing a little capacity is too expensive: the allocator may move the list, or request memory from the
        // system for every response.
        if self.capacity() - self.len() > self.len() / 4 {
            self.shrink_to_fit();
        }
    }
}

/// The key of a map: a string, or an enumeration of strings.
pub trait Key: Value + Eq + std::hash::Hash {
    /// The key for this string.
    fn from_text(text: String) -> Self;
}

impl Key for String {
    fn from_text(text: String) -> Self {
        text
    }
}

impl<K: Key, V: Value> Value for HashMap<K, V> {
    fn default_value() -> Self {
        HashMap::new()
    }

    fn value_ref(&self) -> ValueRef<'_> {
        ValueRef::Map(self)
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Map(self)
    }
}

impl<K: Key, V: Value> Map for HashMap<K, V> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, key: &str) -> Option<ValueRef<'_>> {
        HashMap::get(self, &K::from_text(key.to_owned())).map(Value::value_ref)
    }

    fn try_each(
        &self,
        each: &mut dyn FnMut(ValueRef<'_>, ValueRef<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.iter().try_for_each(|(key, value)| each(key.value_ref(), value.value_ref()))
    }

    fn is_sparse(&self) -> bool {
        V::null().is_some()
    }

    fn insert(&mut self, key: String) -> ValueMut<'_> {
        self.entry(K::from_text(key)).insert_entry(V::default_value()).into_mut().value_mut()
    }

    fn insert_null(&mut self, key: String) {
        if let Some(null) = V::null() {
            HashMap::insert(self, K::from_text(key), null);
        }
    }
}

/// The value of an enumeration that this version does not have.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// The value on the wire.
    pub fn as_str(&self) -> &str {
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
