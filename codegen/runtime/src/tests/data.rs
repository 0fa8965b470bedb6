//! Shapes in formats other than JSON, and JSON with other settings of serde_json.

use crate::schema::{Form, Member, Schema, Structure, Value, ValueMut, ValueRef};
use aws_smithy_types::{BigDecimal, Blob, DateTime, Document};
use std::collections::HashMap;

/// The output of the generator for a structure.
#[derive(Debug, Default, PartialEq)]
struct Sample {
    name: Option<String>,
    time: Option<DateTime>,
    ratio: Option<f32>,
    price: Option<String>,
    blob: Option<Blob>,
    any: Option<Document>,
    counts: Option<HashMap<String, i8>>,
    parts: Option<Vec<Sample>>,
}

impl Structure for Sample {
    fn default_value() -> Self {
        Self::default()
    }

    fn schema(&self) -> &'static Schema {
        const SCHEMA: Schema = Schema {
            name: "Sample",
            members: &[
                Member { serialized_name: "Name", rust: "name", form: Form(0) },
                Member { serialized_name: "Time", rust: "time", form: Form(0) },
                Member { serialized_name: "Ratio", rust: "ratio", form: Form(0) },
                Member { serialized_name: "Price", rust: "price", form: Form(0) },
                Member { serialized_name: "Blob", rust: "blob", form: Form(0) },
                Member { serialized_name: "Any", rust: "any", form: Form(0) },
                Member { serialized_name: "Counts", rust: "counts", form: Form(0) },
                Member { serialized_name: "Parts", rust: "parts", form: Form(0) },
            ],
        };
        &SCHEMA
    }

    fn get(&self, index: usize) -> ValueRef<'_> {
        match index {
            0 => self.name.value_ref(),
            1 => self.time.value_ref(),
            2 => self.ratio.value_ref(),
            3 => self.price.value_ref(),
            4 => self.blob.value_ref(),
            5 => self.any.value_ref(),
            6 => self.counts.value_ref(),
            7 => self.parts.value_ref(),
            _ => ValueRef::Absent,
        }
    }

    fn value_mut(&mut self, index: usize) -> ValueMut<'_> {
        match index {
            0 => self.name.value_mut(),
            1 => self.time.value_mut(),
            2 => self.ratio.value_mut(),
            3 => self.price.value_mut(),
            4 => self.blob.value_mut(),
            5 => self.any.value_mut(),
            6 => self.counts.value_mut(),
            7 => self.parts.value_mut(),
            _ => ValueMut::Nowhere,
        }
    }
}

crate::data::data!(Sample);

fn sample() -> Sample {
    Sample {
        name: Some("n".into()),
        time: Some(DateTime::from_millis(1_700_000_000_250)),
        ratio: Some(0.1),
        blob: Some(Blob::new("hi")),
        any: Some(Document::Array(vec![Document::Bool(true), Document::String("s".into())])),
        counts: Some(HashMap::from([("a".into(), -1)])),
        parts: Some(vec![Sample::default(), Sample { name: Some("inner".into()), ..Sample::default() }]),
        ..Sample::default()
    }
}

#[test]
fn toml_reads_what_it_wrote_and_its_own_dates() {
    let text = toml::to_string(&sample()).unwrap();
    assert!(text.contains("Time = \"2023-11-14T22:13:20.25Z\"") && text.contains("Ratio = 0.1\n"), "{text}");
    assert_eq!(toml::from_str::<Sample>(&text).unwrap(), sample());
    let dated: Sample = toml::from_str("Time = 2023-11-14T22:13:20.25Z\nNew = 1979-05-27").unwrap();
    assert_eq!(dated.time, sample().time);
    let error = toml::from_str::<Sample>("[[Parts]]\nName = \"n\"\n[[Parts]]\nName = 5").unwrap_err().to_string();
    assert!(error.contains("expected a string in `Parts[1].Name`") && error.contains("line 4"), "{error}");
}

#[test]
fn json_reads_what_it_wrote() {
    let text = serde_json::to_vec(&sample()).unwrap();
    assert_eq!(serde_json::from_slice::<Sample>(&text).unwrap(), sample());
    assert_eq!(serde_json::from_value::<Sample>(serde_json::to_value(sample()).unwrap()).unwrap(), sample());
}

/// Numbers as in serde_json with its feature `arbitrary_precision`, which any crate of a program can enable.
#[test]
fn numbers_that_keep_all_their_digits_are_numbers() {
    let wrapped = |digits: &str| serde_json::json!({ "$serde_json::private::Number": digits });
    let input = serde_json::json!({
        "Ratio": wrapped("0.1"), "Time": wrapped("1700000000.25"), "Any": [wrapped("-7"), wrapped("1e2")],
        "Counts": { "a": wrapped("-1") },
    });
    let read: Sample = serde_json::from_value(input).unwrap();
    assert_eq!((read.ratio, read.time, read.counts), (Some(0.1), sample().time, sample().counts));
    let numbers = [aws_smithy_types::Number::NegInt(-7), aws_smithy_types::Number::Float(100.0)];
    assert_eq!(read.any, Some(Document::Array(numbers.map(Document::Number).into())));
    let text = serde_json::from_value::<Sample>(serde_json::json!({ "Name": wrapped("1") })).unwrap_err();
    assert!(text.to_string().contains("expected a string in `Name`"), "{text}");
}

#[test]
fn big_numbers_keep_their_digits() {
    let written = |digits: &str| {
        let number: BigDecimal = digits.parse().unwrap();
        serde_json::to_value(crate::data::Data(ValueRef::BigDecimal(&number))).unwrap()
    };
    assert_eq!(written("0.25"), serde_json::json!(0.25));
    assert_eq!(written("9223372036854775807"), serde_json::json!(i64::MAX));
    // Some formats have no signed integers of more than 64 bits.
    for digits in ["9223372036854775808", "0.1000000000000000055511151231257827", "2.50"] {
        assert_eq!(written(digits), serde_json::json!(digits));
    }
}

#[test]
fn numbers_that_json_lacks_are_texts() {
    let written = |number: f64| serde_json::to_value(crate::data::Data(ValueRef::Double(number))).unwrap();
    let texts = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(written);
    assert_eq!(texts, ["NaN", "Infinity", "-Infinity"].map(serde_json::Value::from));
    let read: Sample = serde_json::from_str(r#"{ "Ratio": "-Infinity" }"#).unwrap();
    assert_eq!(read.ratio, Some(f32::NEG_INFINITY));
}

/// Values at the limits of the members' types.
fn extremes(rng: &mut fastrand::Rng) -> Sample {
    let texts = ["", "plain", "\u{e4}\u{1F600}\"\\\n", "null", "1e5"];
    let times = [
        DateTime::from_secs(0),
        DateTime::from_secs(i64::MIN / 4),
        DateTime::from_secs(i64::MAX / 4),
        DateTime::from_secs_and_nanos(-62_135_596_801, 999_999_999),
        DateTime::from_secs_and_nanos(253_402_300_800, 1),
        DateTime::from_secs_f64(1.583_858_732_537_405E12),
    ];
    let ratios = [0.0, -0.0, 0.1, f32::MAX, f32::MIN_POSITIVE, f32::INFINITY, f32::NEG_INFINITY];
    let documents = [
        Document::Bool(false),
        Document::String(String::new()),
        Document::Array(vec![]),
        Document::Number(aws_smithy_types::Number::NegInt(i64::MIN)),
        Document::Object(HashMap::from([(String::new(), Document::String("v".into()))])),
    ];
    let blobs: [&[u8]; 3] = [b"", b"hi", &[0, 255, 128]];
    let mut sample = Sample {
        name: rng.choice(texts).filter(|_| rng.bool()).map(Into::into),
        time: rng.choice(times).filter(|_| rng.bool()),
        ratio: rng.choice(ratios).filter(|_| rng.bool()),
        price: rng.choice(texts).filter(|_| rng.bool()).map(Into::into),
        blob: rng.choice(blobs).filter(|_| rng.bool()).map(Blob::new),
        any: rng.choice(documents).filter(|_| rng.bool()),
        counts: rng.bool().then(|| texts.iter().map(|text| ((*text).to_owned(), rng.i8(..))).collect()),
        parts: None,
    };
    if rng.u8(..) < 100 {
        sample.parts = Some((0..rng.u8(..3)).map(|_| extremes(rng)).collect());
    }
    sample
}

#[test]
fn what_was_written_in_any_format_is_read_as_the_same() {
    for seed in 0..2_000 {
        let sample = extremes(&mut fastrand::Rng::with_seed(seed));
        let json = serde_json::to_string(&sample).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sample:?}"));
        assert_eq!(serde_json::from_str::<Sample>(&json).unwrap(), sample, "seed {seed}: {json}");
        let toml = toml::to_string(&sample).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sample:?}"));
        assert_eq!(toml::from_str::<Sample>(&toml).unwrap(), sample, "seed {seed}: {toml}");
        let mut cbor = Vec::new();
        ciborium::into_writer(&sample, &mut cbor).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sample:?}"));
        assert_eq!(ciborium::from_reader::<Sample, _>(cbor.as_slice()).unwrap(), sample, "seed {seed}");
    }
}
