//! Random responses of every operation, including extreme values, are parsed, written as JSON,
//! and parsed again with the same result. The operations and their members come from the model.
#![cfg(feature = "serde")]

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_types::body::SdkBody;
use dms_sdk::{
    Client,
    config::http::{HttpRequest, HttpResponse},
};
use fastrand::Rng;
use serde_json::{Map, Value, json};

#[path = "support/in_process.rs"]
mod in_process;
#[path = "support/inputs.rs"]
mod inputs;

const ROUNDS: u64 = 12;

/// Below this depth no members are set.
const DEPTH: usize = 7;

#[derive(Debug, Clone, Default)]
struct Answer(Arc<Mutex<String>>);

impl HttpConnector for Answer {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let body = self.0.lock().expect("no panic").clone();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body))))
    }
}

/// Generates random values of shapes.
struct Chance<'a> {
    shapes: &'a Map<String, Value>,
    rng: Rng,
}

impl Chance<'_> {
    fn value(&mut self, target: &Value, depth: usize) -> Value {
        let Some(id) = target.as_str().filter(|_| depth < DEPTH) else { return Value::Null };
        if self.rng.u8(..) < 20 {
            return Value::Null;
        }
        let shape = self.shapes.get(id).unwrap_or(&Value::Null);
        let name = id.rsplit('#').next().unwrap_or(id);
        match shape["type"].as_str().unwrap_or(name) {
            "structure" => self.structure(shape, depth),
            "union" => {
                let members: Vec<_> = shape["members"].as_object().into_iter().flatten().collect();
                let (name, member) = members[self.rng.usize(..members.len())];
                // The value of an unknown variant is lost, and an output with an empty union cannot be parsed.
                match self.value(&member["target"], depth + 1) {
                    Value::Null => Value::Null,
                    value => json!({ name: value }),
                }
            }
            "list" => (0..self.rng.u8(..4)).map(|_| self.value(&shape["member"]["target"], depth + 1)).collect(),
            "boolean" | "Boolean" => json!(self.rng.bool()),
            "integer" | "Integer" => self.one_of(&[json!(0), json!(i32::MIN), json!(i32::MAX), json!(7.0), json!(7e3)]),
            "long" | "Long" => self.one_of(&[json!(0), json!(i64::MIN), json!(i64::MAX), json!(7.0)]),
            "double" | "Double" => self.double(),
            "timestamp" | "Timestamp" => self.time(),
            "blob" | "Blob" => self.one_of(&[json!(""), json!("AAEC"), json!("/+8=")]),
            _ => self.one_of(&[
                json!(""),
                json!("plain"),
                json!("ä\u{1F600}\"\\\n\u{0}"),
                json!("full-load"),
                json!("null"),
            ]),
        }
    }

    fn structure(&mut self, shape: &Value, depth: usize) -> Value {
        let mut members = Map::new();
        for (name, member) in shape["members"].as_object().into_iter().flatten() {
            if self.rng.u8(..) < 200 {
                members.insert(name.clone(), self.value(&member["target"], depth + 1));
            }
        }
        if self.rng.u8(..) < 20 {
            members.insert("NotKnownYet".to_owned(), json!({ "a": [null, 1e300] }));
        }
        Value::Object(members)
    }

    fn double(&mut self) -> Value {
        let numbers = [0.0, -0.0, 0.1, f64::MAX, f64::MIN_POSITIVE, 1e-300, 123_456_789.123_456_79];
        let texts = [json!("NaN"), json!("Infinity"), json!("-Infinity")];
        let all: Vec<Value> = numbers.into_iter().map(Value::from).chain(texts).collect();
        self.one_of(&all)
    }

    /// Returns seconds, also of years below 1 and above 9999, milliseconds instead of seconds, or strings.
    fn time(&mut self) -> Value {
        self.one_of(&[
            json!(0),
            json!(-1.5),
            json!(1_583_858_732_537.405_3),
            json!(1.583858732537405E12),
            json!(1_700_000_000.25),
            json!(-62_135_596_801_i64),
            json!(253_402_300_800_i64),
            json!(-99_999_999_999_999_i64),
            json!(9_007_199_254_740_993_i64),
            json!("2023-11-14T22:13:20.123456789Z"),
            json!("0000-01-01T00:00:00Z"),
            json!("9999-12-31T23:59:59.999Z"),
            json!("2018-03-08"),
        ])
    }

    fn one_of(&mut self, values: &[Value]) -> Value {
        values[self.rng.usize(..values.len())].clone()
    }
}

#[tokio::test]
async fn every_parsed_response_can_be_written_and_parsed_again() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/dms.json");
    let model: Value = serde_json::from_slice(&std::fs::read(path).expect("the model")).expect("JSON");
    let shapes = model["shapes"].as_object().expect("shapes");
    let (answer, inputs) = (Answer::default(), inputs::smallest());
    let client = Client::from_conf(in_process::config(answer.clone()).build());
    let mut responses = 0;
    for (name, input) in &inputs {
        let id = shapes.keys().find(|id| id.ends_with(&format!("#{name}"))).expect("the operation");
        for seed in 0..ROUNDS {
            let mut chance = Chance { shapes, rng: Rng::with_seed(seed) };
            let target = &shapes[id]["output"]["target"];
            let response = shapes.get(target.as_str().unwrap_or("")).map(|shape| chance.structure(shape, 0));
            let response = response.unwrap_or_else(|| json!({})).to_string();
            let read = async |body: &str| {
                body.clone_into(&mut answer.0.lock().expect("no panic"));
                let output = client.call_json(name, input.clone()).await;
                output.unwrap_or_else(|error| panic!("{name}, seed {seed}: {error}\n{body}"))
            };
            let output = read(&response).await;
            let again = read(&output.to_string()).await;
            assert_eq!(again, output, "{name}, seed {seed}: {response}");
            responses += 1;
        }
    }
    eprintln!("{responses} responses of {} operations", inputs.len());
}
