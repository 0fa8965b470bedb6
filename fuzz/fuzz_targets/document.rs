//! Any text as each kind of document: what can be read is written as it was read, and checked without a panic.

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

/// What was read, if it can be, is read from its own text again.
fn round_trip<T>(text: &str) -> Option<T>
where
    T: FromStr<Err = DocumentError> + Display + Debug + PartialEq,
{
    let read: T = text.parse().ok()?;
    for written in [read.to_string(), format!("{read:#}")] {
        let again: T = written.parse().unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!(again.to_string(), read.to_string());
        // Only a number that is none is not itself.
        assert!(again == read || written.contains("NaN"), "{written}");
    }
    Some(read)
}
