//! Names of enum members.

use crate::support::{model, shapes};
use serde_json::{Value, json};

/// Names and values of the members that these values get.
fn names(values: &[&str]) -> Vec<(String, String)> {
    let model = model(&shapes(json!({ "Kind": { "type": "string", "enum": values } })));
    assert_eq!(model["Kind"]["type"], "enum");
    let pair = |(name, member): (&String, &Value)| {
        assert_eq!(member["target"], "smithy.api#Unit");
        (name.clone(), member["traits"]["smithy.api#enumValue"].as_str().expect("a value").to_owned())
    };
    model["Kind"]["members"].as_object().expect("members").iter().map(pair).collect()
}

#[test]
fn names_are_made_of_the_words_of_the_values() {
    let cases = [
        ("full-load-and-cdc", "FULL_LOAD_AND_CDC"),
        ("parquet-1-0", "PARQUET_1_0"),
        ("scram_sha_1", "SCRAM_SHA_1"),
        ("BackupOnly", "BACKUP_ONLY"),
        ("UP_TO_DATE", "UP_TO_DATE"),
        ("YYYYMMDD", "YYYYMMDD"),
        ("sse-s3", "SSE_S3"),
        ("aws:kms", "AWS_KMS"),
        ("a  b", "A_B"),
        ("2xx", "_2XX"),
        ("*", "U002A"),
        ("<=", "U003C_U003D"),
        ("größe", "GR_E"),
        ("", "EMPTY"),
        ("type", "TYPE"),
    ];
    let values: Vec<_> = cases.iter().map(|(value, _)| *value).collect();
    let wanted: Vec<_> = cases.iter().map(|(value, name)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(names(&values), wanted);
}

#[test]
fn names_that_clash_are_told_apart_and_earlier_values_keep_theirs() {
    let found = names(&["gp2", "a-b", "A_B", "a_b_2", "a.b", "GP2"]);
    let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let wanted =
        [("GP2", "gp2"), ("A_B", "a-b"), ("A_B_2", "A_B"), ("A_B_2_2", "a_b_2"), ("A_B_3", "a.b"), ("GP2_2", "GP2")];
    assert_eq!(found, wanted);
}

#[test]
fn a_value_that_is_listed_twice_counts_once() {
    assert_eq!(names(&["on", "off", "on"]).len(), 2);
}
