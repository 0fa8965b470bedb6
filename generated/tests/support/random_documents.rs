//! Generates random documents from the shapes in the model, in all forms that the parser accepts.

use fastrand::Rng;
use serde_json::{Map, Value, json};

const NAMESPACE: &str = "dms.documents#";

/// Generates random documents; they are the same for the same seed.
pub struct Random<'a> {
    shapes: &'a Map<String, Value>,
    rng: Rng,
}

/// Returns the shapes of the documents by their IDs.
pub fn shapes() -> Map<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/dms.documents.json");
    let mut model: Value = serde_json::from_slice(&std::fs::read(path).expect("the model")).expect("JSON");
    let Value::Object(shapes) = model["shapes"].take() else { panic!("no shapes") };
    shapes
}

impl<'a> Random<'a> {
    pub fn new(shapes: &'a Map<String, Value>, seed: u64) -> Self {
        Self { shapes, rng: Rng::with_seed(seed) }
    }

    /// Returns the text of a document.
    pub fn document(&mut self, shape: &str) -> String {
        let value = self.value(&format!("{NAMESPACE}{shape}"));
        if self.rng.bool() { value.to_string() } else { format!("{value:#}") }
    }

    fn value(&mut self, id: &str) -> Value {
        let shape = self.shapes.get(id).unwrap_or(&Value::Null);
        match shape["type"].as_str().unwrap_or(id) {
            "structure" => self.structure(shape, None),
            "union" => self.union(shape),
            "list" => {
                let item = shape["member"]["target"].as_str().expect("a target");
                (0..self.rng.usize(..4)).map(|_| if self.one_in(10) { Value::Null } else { self.value(item) }).collect()
            }
            "enum" => {
                let members: Vec<_> = shape["members"].as_object().expect("members").values().collect();
                match self.one_in(10) {
                    true => json!("of-another-version"),
                    false => members[self.rng.usize(..members.len())]["traits"]["smithy.api#enumValue"].clone(),
                }
            }
            "smithy.api#Boolean" => {
                let value = self.rng.bool();
                if self.one_in(4) { json!(value.to_string().to_uppercase()) } else { json!(value) }
            }
            "smithy.api#Integer" => {
                let bits = self.rng.u32(..32);
                let number = self.rng.i32(..) >> bits;
                if self.one_in(4) { json!(number.to_string()) } else { json!(number) }
            }
            "smithy.api#Document" => json!({ "any": [1, "${COLUMN}", { "b": true }] }),
            "smithy.api#String" => match self.rng.u8(..8) {
                0 => json!(self.rng.i16(..)),
                1 => json!(self.rng.bool()),
                2 => json!(""),
                3 => json!("%"),
                _ => (0..self.rng.usize(..8)).map(|_| self.rng.char('\u{1}'..'\u{2ff}')).collect::<String>().into(),
            },
            other => panic!("no values of {other}"),
        }
    }

    fn structure(&mut self, shape: &Value, tag: Option<(&str, &str)>) -> Value {
        let mut object: Map<String, Value> =
            tag.map(|(key, value)| (key.to_owned(), json!(value))).into_iter().collect();
        for (name, member) in shape["members"].as_object().expect("members") {
            if self.one_in(3) {
                continue;
            }
            let target = member["target"].as_str().expect("a target");
            let value = if self.one_in(12) { Value::Null } else { self.value(target) };
            let name = member["traits"]["smithy.api#jsonName"].as_str().unwrap_or(name);
            object.insert(name.to_owned(), value);
        }
        if self.one_in(6) {
            object.insert("of-another-version".to_owned(), json!([self.rng.f32(), null, { "é": "\n\"" }]));
        }
        object.into()
    }

    fn union(&mut self, shape: &Value) -> Value {
        if self.one_in(10) {
            return json!({ "rule-type": "of-another-version", "rule-id": 1 });
        }
        let key = shape["traits"]["rust.client#discriminator"].as_str().expect("a discriminator");
        let members: Vec<_> = shape["members"].as_object().expect("members").iter().collect();
        let (name, member) = members[self.rng.usize(..members.len())];
        let tag = member["traits"]["smithy.api#jsonName"].as_str().unwrap_or(name);
        let target = &self.shapes[member["target"].as_str().expect("a target")];
        self.structure(target, Some((key, tag)))
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.rng.usize(..n) == 0
    }
}
