//! The feature `serde` of the crate of all fixtures. This file is copied into that crate and run there.

use aws_smithy_types::{Blob, DateTime, Document};
use fixture_sdk::{
    Client,
    error::ProvideErrorMetadata,
    operation::{
        put_blob::PutBlobInput, put_document::PutDocumentInput, put_enum::PutEnumOutput,
        put_recursion::PutRecursionInput, put_secrets::PutSecretsInput, put_simple::PutSimpleInput,
        put_sparse::PutSparseInput, put_times::PutTimesInput,
    },
    types::{self, Choice, HostileEnum, Simple, Tree, error},
};
use serde_json::{Value, from_str, from_value, json, to_value};

/// What a text becomes when it is read as `T` and written again.
macro_rules! again {
    ($type:ty, $value:expr) => {{
        let value: Value = $value;
        let from_value = from_value::<$type>(value.clone()).unwrap();
        let from_reader: $type = serde_json::from_reader(value.to_string().as_bytes()).unwrap();
        assert_eq!(from_value, from_reader);
        assert_eq!(from_value, from_str(&serde_json::to_string(&from_value).unwrap()).unwrap());
        to_value(&from_value).unwrap()
    }};
}

#[test]
fn every_kind_of_value_keeps_its_name_on_the_wire() {
    let nested = json!({
        "aBlob": "aGk=", "aBoolean": true, "aString": "s", "aByte": -128, "aShort": 32767, "aInteger": 5,
        "aLong": i64::MIN, "aFloat": 0.1, "aDouble": 2.5e300, "aTimestamp": "2023-11-14T22:13:20Z",
        "aBigInteger": "340282366920938463463374607431768211456", "aBigDecimal": 0.25,
    });
    let known: Vec<String> = nested.as_object().unwrap().keys().cloned().collect();
    let written = again!(PutSimpleInput, json!({ "nested": nested }));
    for name in known {
        assert_eq!(written["nested"].get(&name), nested.get(&name), "{name}");
    }
}

#[test]
fn what_is_absent_null_or_unknown_is_nothing() {
    assert_eq!(again!(PutSimpleInput, json!({})), json!({}));
    assert_eq!(again!(PutSimpleInput, json!({ "nested": null, "new": { "deep": [1, {}] } })), json!({}));
    assert_eq!(to_value(Simple::builder().a_string("x").build()).unwrap(), json!({ "aString": "x" }));
}

#[test]
fn times_are_read_in_all_forms_and_written_in_one() {
    let forms = [
        json!(1_700_000_000),
        json!(1_700_000_000.0),
        json!("2023-11-14T22:13:20Z"),
        json!("2023-11-14T23:13:20+01:00"),
        json!("2023-11-14T22:13:20"),
        json!("Tue, 14 Nov 2023 22:13:20 GMT"),
    ];
    for form in forms {
        let expected = json!({ "plain": "2023-11-14T22:13:20Z" });
        assert_eq!(again!(PutTimesInput, json!({ "plain": form.clone() })), expected, "{form}");
    }
    let fraction: PutTimesInput = from_value(json!({ "plain": 1_700_000_000.123 })).unwrap();
    assert_eq!(fraction.plain(), Some(&DateTime::from_millis(1_700_000_000_123)));
    let negative: PutTimesInput = from_value(json!({ "plain": -1.5 })).unwrap();
    assert_eq!(negative.plain(), Some(&DateTime::from_millis(-1500)));
    let error = from_value::<PutTimesInput>(json!({ "plain": "soon" })).unwrap_err().to_string();
    assert!(error.contains("`soon` is not a timestamp") && error.contains("in `plain`"), "{error}");
}

#[test]
fn blobs_are_base64() {
    let input: PutBlobInput = from_value(json!({ "bytes": "aGk=", "list": ["aGk="] })).unwrap();
    assert_eq!(input.bytes(), Some(&Blob::new("hi")));
    assert_eq!(to_value(&input).unwrap(), json!({ "bytes": "aGk=", "list": ["aGk="] }));
    let error = from_value::<PutBlobInput>(json!({ "list": ["aGk=", "?"] })).unwrap_err().to_string();
    assert!(error.contains("not base64") && error.contains("in `list[1]`"), "{error}");
}

#[test]
fn documents_are_any_json() {
    let any = json!({ "n": null, "l": [1, -1, 0.5, u64::MAX, "s", true, {}], "o": { "o": { "k": [] } } });
    let input = json!({ "any": any, "list": [any, 1, "x"], "byText": { "null": null, "one": 1 } });
    assert_eq!(again!(PutDocumentInput, input.clone()), input);
    let input: PutDocumentInput = from_value(json!({ "any": -3 })).unwrap();
    assert_eq!(input.any(), Some(&Document::Number(aws_smithy_types::Number::NegInt(-3))));
}

#[test]
fn sparse_lists_and_maps_keep_nulls() {
    let input = json!({
        "texts": ["a", null, "b"], "items": [null, { "count": 1, "texts": [null] }], "byText": { "none": null, "some": ["x", null] },
    });
    assert_eq!(again!(PutSparseInput, input.clone()), input);
    let dense = json!({ "passwords": ["a", null, "b"] });
    assert_eq!(again!(PutSecretsInput, dense), json!({ "passwords": ["a", "b"] }));
}

#[test]
fn unknown_values_are_kept_and_unknown_variants_are_unknown() {
    let output = json!({ "hostile": "new 🦀", "byValue": { "newer": 1 } });
    assert_eq!(again!(PutEnumOutput, output.clone()), output);
    assert_eq!(from_str::<HostileEnum>("\"new\"").unwrap(), HostileEnum::from("new"));
    assert_eq!(from_value::<Choice>(json!({ "number": 5, "text": null })).unwrap(), Choice::Number(5));
    let unknown: Choice = from_value(json!({ "newer": { "a": 1 }, "__type": "x" })).unwrap();
    assert!(unknown.is_unknown());
    assert_eq!(to_value(&unknown).unwrap(), json!({}));
    let error = from_value::<Choice>(json!({ "number": 5, "text": "t" })).unwrap_err().to_string();
    assert!(error.contains("more than one member"), "{error}");
    let error = from_value::<Choice>(json!({ "structure": { "name": 5 } })).unwrap_err().to_string();
    assert!(error.contains("expected a string in `structure.name`"), "{error}");
}

#[test]
fn secrets_are_data() {
    let input = json!({ "password": "hunter2", "grade": "top", "whole": { "name": "hunter2" }, "choice": { "password": "hunter2" } });
    assert_eq!(again!(PutSecretsInput, input.clone()), input);
}

#[test]
fn mistakes_name_the_member_and_what_was_expected() {
    let told = |nested: Value, expected: &str| {
        let error = from_value::<PutSimpleInput>(json!({ "nested": nested })).unwrap_err().to_string();
        assert!(error.contains(expected), "{expected:?} is missing: {error}");
    };
    told(json!(5), "invalid type: integer `5`, expected an object in `nested`");
    told(json!({ "aString": 5 }), "invalid type: integer `5`, expected a string in `nested.aString`");
    told(json!({ "aBoolean": "true" }), "expected true or false in `nested.aBoolean`");
    told(json!({ "aByte": 128 }), "`128` is not a whole number of 8 bits in `nested.aByte`");
    told(json!({ "aInteger": 1.5 }), "`1.5` is not a whole number of 32 bits in `nested.aInteger`");
    told(json!({ "aDouble": [] }), "invalid type: sequence, expected a number in `nested.aDouble`");
    told(json!({ "aString": { "$x": "y" } }), "invalid type: map, expected a string in `nested.aString`");
    let error = from_str::<PutSimpleInput>("{\n\"nested\": { \"aString\": 5 } }").unwrap_err();
    assert_eq!((error.line(), error.to_string().contains("`nested.aString` at line 2")), (2, true), "{error}");
    let twice = from_str::<PutSimpleInput>(r#"{ "nested": {}, "nested": {} }"#).unwrap_err().to_string();
    assert!(twice.contains("`nested` stands twice"), "{twice}");
    assert!(from_str::<Simple>("null").unwrap_err().to_string().contains("null, expected an object"));
}

#[test]
fn depth_has_a_limit() {
    let tree = |depth: usize| (0..depth).fold(json!({ "required": "x" }), |tree, _| json!({ "required": "", "left": tree }));
    assert!(from_value::<Tree>(tree(120)).is_ok());
    let too_deep = from_value::<Tree>(tree(200)).unwrap_err().to_string();
    assert!(too_deep.contains("deeper than 128 levels"), "{too_deep}");
    let document = (0..200).fold(json!(1), |inner, _| json!([inner]));
    let too_deep = from_value::<PutDocumentInput>(json!({ "any": document })).unwrap_err().to_string();
    assert!(too_deep.contains("deeper than 128 levels"), "{too_deep}");
    assert!(from_value::<PutRecursionInput>(json!({ "tree": tree(3) })).unwrap().tree().is_some());
}

#[test]
fn errors_know_their_code_and_message() {
    let fault = error::Detailed::builder().message("why").count(1).build().unwrap();
    let fault = to_value(fault).unwrap();
    assert_eq!((&fault["message"], &fault["count"]), (&json!("why"), &json!(1)));
    let read: error::Detailed = from_value(fault).unwrap();
    assert_eq!((read.meta().code(), read.meta().message()), (Some("Detailed"), Some("why")));
    assert_eq!(read.to_string(), "Detailed: why");
    let capital: error::CapitalMessage = from_value(json!({ "Message": "why" })).unwrap();
    assert_eq!((capital.message(), capital.meta().message()), (Some("why"), Some("why")));
}

#[test]
fn types_named_like_the_prelude_are_data_too() {
    assert_eq!(again!(types::Option, json!({ "name": "n" })), json!({ "name": "n" }));
    assert_eq!(again!(types::Result, json!({ "text": "t" })), json!({ "text": "t" }));
}

#[test]
fn all_operations_have_names() {
    let names: Vec<_> = Client::operation_names().collect();
    assert!(names.contains(&"ListPages") && names.contains(&"Ping"));
    assert!(names.is_sorted(), "{names:?}");
}
