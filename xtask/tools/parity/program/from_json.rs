//! Converts JSON to typed values for setters of builders, because the official crate cannot parse inputs.

use aws_smithy_types::{Blob, DateTime, base64};
use serde_json::Value;
use std::collections::HashMap;

/// A value of a member.
pub trait FromJson: Sized {
    /// Converts from JSON.
    fn from_json(value: &Value) -> Self;
}

/// A structure with a builder.
pub trait Structure: FromJson {
    /// Its builder.
    type Builder: std::fmt::Debug;
    /// Returns a builder with all members of the JSON.
    fn fill(value: &Value) -> Self::Builder;
}

/// Returns the member of this name, if present.
pub fn get<T: FromJson>(value: &Value, name: &str) -> Option<T> {
    value.get(name).map(T::from_json)
}

impl FromJson for String {
    fn from_json(value: &Value) -> Self {
        value.as_str().expect("a text").to_owned()
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Self {
        value.as_bool().expect("true or false")
    }
}

impl FromJson for i32 {
    fn from_json(value: &Value) -> Self {
        i64::from_json(value).try_into().expect("a number of 32 bits")
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value) -> Self {
        value.as_i64().expect("a whole number")
    }
}

impl FromJson for f64 {
    fn from_json(value: &Value) -> Self {
        value.as_f64().expect("a number")
    }
}

impl FromJson for DateTime {
    fn from_json(value: &Value) -> Self {
        DateTime::from_secs_f64(f64::from_json(value))
    }
}

impl FromJson for Blob {
    fn from_json(value: &Value) -> Self {
        Blob::new(base64::decode(value.as_str().expect("a text")).expect("base64"))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Self {
        value.as_array().expect("a list").iter().map(T::from_json).collect()
    }
}

impl<T: FromJson> FromJson for HashMap<String, T> {
    fn from_json(value: &Value) -> Self {
        value.as_object().expect("a map").iter().map(|(name, value)| (name.clone(), T::from_json(value))).collect()
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: &Value) -> Self {
        Box::new(T::from_json(value))
    }
}
