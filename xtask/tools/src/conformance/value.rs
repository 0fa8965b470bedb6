//! Inputs as values of the model, and their forms for each client.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value as Json, json};

use super::moment;

/// A value of a shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Double(f64),
    /// Text, or a value of an enumeration.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// Microseconds since 1970.
    Time(i64),
    /// A list.
    List(Vec<Value>),
    /// Members of a structure or a union, or entries of a map.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Returns the form for the generated client: JSON as for `--cli-input-json`.
    pub fn to_plain_json(&self) -> Json {
        match self {
            Self::Bool(value) => json!(value),
            Self::Integer(number) => json!(number),
            Self::Double(number) => float(*number).map_or_else(|| json!(number), |name| json!(name)),
            Self::Text(text) => json!(text),
            Self::Blob(bytes) => json!(base64(bytes)),
            Self::Time(micros) => serde_json::from_str(&moment::seconds(*micros)).unwrap_or_default(),
            Self::List(items) => items.iter().map(Self::to_plain_json).collect(),
            Self::Object(members) => {
                members.iter().map(|(name, value)| (name.clone(), value.to_plain_json())).collect()
            }
        }
    }

    /// Returns the form for `xtask/python/reference.py`: values without a JSON type are objects with one key.
    pub fn to_tagged_json(&self) -> Json {
        match self {
            Self::Double(number) => float(*number).map_or_else(|| json!(number), |name| json!({ "$float": name })),
            Self::Blob(bytes) => json!({ "$blob": base64(bytes) }),
            Self::Time(micros) => json!({ "$time": micros }),
            Self::List(items) => items.iter().map(Self::to_tagged_json).collect(),
            Self::Object(members) => {
                members.iter().map(|(name, value)| (name.clone(), value.to_tagged_json())).collect()
            }
            Self::Bool(_) | Self::Integer(_) | Self::Text(_) => self.to_plain_json(),
        }
    }
}

/// Returns the names of the three numbers that JSON does not have.
fn float(number: f64) -> Option<&'static str> {
    match number {
        _ if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// Encodes bytes as Base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Value;

    #[test]
    fn each_client_gets_values_in_its_own_form() {
        let members = [
            ("Time", Value::Time(-1_750_000)),
            ("Blob", Value::Blob(vec![0xff])),
            ("List", Value::List(vec![Value::Double(f64::NAN), Value::Double(0.5)])),
        ];
        let value = Value::Object(members.map(|(name, value)| (name.to_owned(), value)).to_vec());
        assert_eq!(value.to_plain_json(), json!({ "Time": -1.75, "Blob": "/w==", "List": ["NaN", 0.5] }));
        let tagged = json!({
            "Time": { "$time": -1_750_000 }, "Blob": { "$blob": "/w==" }, "List": [{ "$float": "NaN" }, 0.5],
        });
        assert_eq!(value.to_tagged_json(), tagged);
    }
}
