//! Any text as each kind of document: valid ones are written as they were read, and are checked without a panic.

#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use dms_sdk::document::DocumentError;
use dms_sdk::types::documents::{AssessmentSettings, GraphMappings, TableMappings, TaskSettings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(mappings) = round_trip::<TableMappings>(text) {
        let named = mappings.clone().with_rule_ids();
        assert_eq!(named.clone().with_rule_ids(), named);
        assert!(mappings.check().iter().all(|problem| !problem.to_string().is_empty()));
    }
    if let Some(settings) = round_trip::<TaskSettings>(text) {
        assert_eq!(settings.differences(&settings), []);
        let sent = settings.clone().without_read_only();
        assert_eq!(sent.clone().without_read_only(), sent);
        assert!(settings.check().len() >= sent.check().len());
    }
    round_trip::<GraphMappings>(text);
    round_trip::<AssessmentSettings>(text);
});

/// Checks that a document, if it is valid, can be parsed from its own text.
fn round_trip<T>(text: &str) -> Option<T>
where
    T: FromStr<Err = DocumentError> + Display + Debug + PartialEq,
{
    let read: T = text.parse().ok()?;
    for written in [read.to_string(), format!("{read:#}")] {
        let again: T = written.parse().unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!(again.to_string(), read.to_string());
        // Only NaN is not equal to itself.
        assert!(again == read || written.contains("NaN"), "{written}");
    }
    Some(read)
}
