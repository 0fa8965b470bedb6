//! Models that are too deep, too long, truncated or corrupted give a diagnostic, never a panic.

use super::{load_texts, service_with, shapes};
use std::fmt::Write;

const DEEP: usize = 10_000;

fn nested_arrays() -> String {
    format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP))
}

/// `link(i)` for each link of a chain, joined by commas.
fn chain(length: usize, link: impl Fn(usize) -> String) -> String {
    (0..length).map(link).collect::<Vec<_>>().join(", ")
}

#[test]
fn deep_json_is_a_diagnostic_wherever_it_is() {
    let deep = nested_arrays();
    let places = [
        format!("'t#In': {{'type': 'structure', 'members': {{}}, 'traits': {{'t#deep': {deep}}}}}"),
        format!("'t#In': {{'type': 'structure', 'members': {deep}}}"),
        format!("'t#In': {{'type': 'structure', 'deep': {deep}}}"),
    ];
    for place in places {
        let error = load_texts(&[&service_with(&place)]).unwrap_err();
        assert_eq!(error.0.len(), 1, "{error}");
        assert_eq!(error.0[0].shape.as_deref(), Some("t#In"));
        assert!(error.0[0].location.as_ref().unwrap().position.is_some());
    }
    let metadata = format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"deep\": {deep}}}, \"shapes\": {{}}}}");
    let error = load_texts(&[&metadata]).unwrap_err();
    assert_eq!(error.0[0].problem, "the JSON nests more than 127 levels deep");
    for text in [deep.as_str(), &deep[..DEEP]] {
        assert_eq!(load_texts(&[text]).unwrap_err().0.len(), 1);
    }
}

#[test]
fn lists_and_maps_nest_32_levels_and_no_more() {
    let model = |levels: usize| {
        let link = |i: usize| {
            let target = if i + 1 == levels { "smithy.api#String".to_owned() } else { format!("t#L{}", i + 1) };
            if i.is_multiple_of(2) {
                format!("'t#L{i}': {{'type': 'list', 'member': {{'target': '{target}'}}}}")
            } else {
                format!(
                    "'t#L{i}': {{'type': 'map', 'key': {{'target': 'smithy.api#String'}}, \
                     'value': {{'target': '{target}'}}}}"
                )
            }
        };
        let chain = chain(levels, link);
        service_with(&format!("'t#In': {{'type': 'structure', 'members': {{'a': {{'target': 't#L0'}}}}}}, {chain}"))
    };
    assert!(load_texts(&[&model(32)]).is_ok());
    for levels in [33, 34, DEEP] {
        let error = load_texts(&[&model(levels)]).unwrap_err();
        assert_eq!(error.0.len(), 1, "{levels}: {error}");
        assert_eq!(error.0[0].problem, "lists and maps nest more than 32 levels deep");
        assert_eq!(error.0[0].shape, Some(format!("t#L{}", levels - 33)));
    }
}

#[test]
fn long_chains_of_structures_and_resources_load() {
    let structures = chain(DEEP, |i| {
        let next = if i + 1 == DEEP { "t#In".to_owned() } else { format!("t#A{}", i + 1) };
        format!("'t#A{i}': {{'type': 'structure', 'members': {{'a': {{'target': '{next}'}}}}}}")
    });
    let input = "'t#In': {'type': 'structure', 'members': {'a': {'target': 't#A0'}}}";
    let model = load_texts(&[&service_with(&format!("{input}, {structures}"))]).unwrap();
    assert_eq!(model.shapes.len(), DEEP + 1);

    let resources = chain(DEEP, |i| {
        let next = if i + 1 == DEEP { "'read'".to_owned() } else { "'resources'".to_owned() };
        let target =
            if i + 1 == DEEP { "{'target': 't#Op'}".to_owned() } else { format!("[{{'target': 't#R{}'}}]", i + 1) };
        format!("'t#R{i}': {{'type': 'resource', {next}: {target}}}")
    });
    let service = "'t#S': {'type': 'service', 'resources': [{'target': 't#R0'}], \
                   'traits': {'aws.protocols#awsJson1_1': {}}}, 't#Op': {'type': 'operation'}";
    let model = load_texts(&[&shapes(&format!("{service}, {resources}"))]).unwrap();
    assert_eq!(model.operations.len(), 1);
}

#[test]
fn long_chains_of_mixins_and_of_required_members_are_diagnostics() {
    let mixins = chain(DEEP, |i| {
        let uses = if i + 1 == DEEP { String::new() } else { format!("{{'target': 't#M{}'}}", i + 1) };
        format!(
            "'t#M{i}': {{'type': 'structure', 'mixins': [{uses}], \
             'members': {{'m{i}': {{'target': 'smithy.api#String'}}}}, 'traits': {{'smithy.api#mixin': {{}}}}}}"
        )
    });
    let input = "'t#In': {'type': 'structure', 'mixins': [{'target': 't#M0'}], 'members': {}}";
    let error = load_texts(&[&service_with(&format!("{input}, {mixins}"))]).unwrap_err();
    assert_eq!(error.0.len(), 1, "{error}");
    assert!(error.0[0].problem.contains("more than 32 levels deep"), "{error}");

    let required = chain(DEEP, |i| {
        format!(
            "'t#A{i}': {{'type': 'structure', 'members': {{'a': {{'target': 't#A{}', \
             'traits': {{'smithy.api#required': {{}}}}}}}}}}",
            (i + 1) % DEEP
        )
    });
    let input = "'t#In': {'type': 'structure', 'members': {'a': {'target': 't#A0'}}}";
    let error = load_texts(&[&service_with(&format!("{input}, {required}"))]).unwrap_err();
    assert_eq!(error.0.len(), 1, "one circle is one mistake");
    assert!(error.0[0].problem.starts_with("the structure requires itself"), "{error}");
}

#[test]
fn every_one_of_many_errors_is_reported_in_order() {
    let mut members = String::new();
    for i in 0..2_000 {
        write!(members, "{}'m{i}': {{'target': 't#Gone{i}'}}", if i > 0 { ",\n" } else { "" }).unwrap();
    }
    let error = load_texts(&[&service_with(&format!("'t#In': {{'type': 'structure', 'members': {{{members}}}}}"))])
        .unwrap_err();
    assert_eq!(error.0.len(), 2_000);
    let lines: Vec<_> = error.0.iter().map(|one| one.location.as_ref().unwrap().position.unwrap().0).collect();
    assert_eq!(lines, (1..=2_000).collect::<Vec<_>>());
}

/// A small model with many kinds of shapes.
fn small_model() -> String {
    service_with(
        "'t#In': {'type': 'structure', 'mixins': [{'target': 't#M'}], 'members': {\
           'a': {'target': 't#L', 'traits': {'smithy.api#default': []}}, 'e': {'target': 't#E'}}},\
         't#M': {'type': 'structure', 'members': {'m': {'target': 'smithy.api#Long'}}, 'traits': {'smithy.api#mixin': {}}},\
         't#L': {'type': 'list', 'member': {'target': 't#U'}, 'traits': {'smithy.api#length': {'min': 1}}},\
         't#U': {'type': 'union', 'members': {'u': {'target': 'smithy.api#Unit'}}},\
         't#E': {'type': 'enum', 'members': {'A': {'target': 'smithy.api#Unit', 'traits': {'smithy.api#enumValue': 'a-\u{e9}'}}}},\
         't#In$a': {'type': 'apply', 'traits': {'smithy.api#documentation': 'x'}}",
    )
}

#[test]
fn a_model_cut_off_anywhere_is_a_diagnostic() {
    let text = small_model();
    assert!(load_texts(&[&text]).is_ok(), "{}", load_texts(&[&text]).unwrap_err());
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let error = load_texts(&[&text[..end]]).unwrap_err();
        assert_eq!(error.0.len(), 1, "{end}: {error}");
        assert!(error.0[0].problem.starts_with("this is not JSON"), "{end}: {error}");
    }
}

#[test]
fn a_model_with_any_one_byte_changed_loads_or_is_refused() {
    let text = small_model();
    for (position, _) in text.char_indices() {
        let next = (position + 1..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
        for other in ["", "\"", "}", "$", "\u{0}", "é"] {
            let changed = format!("{}{other}{}", &text[..position], &text[next..]);
            if let Err(error) = load_texts(&[&changed]) {
                assert!(!error.is_empty());
                assert!(error.to_string().lines().count() >= 3, "{error}");
            }
        }
    }
}
