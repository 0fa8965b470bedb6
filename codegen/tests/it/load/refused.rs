//! Invalid models, in `fixtures/refused`, with all their errors.

use crate::support::{
    assert_positions,
    cases::{Case, assert_expected, read},
};
use dms_codegen::{Source, load};

fn diagnostics(case: &Case) -> String {
    let is_source = |(name, _): &&(String, String)| name.ends_with(".json");
    let source = |(name, text): &(String, String)| Source { name: name.clone(), text: text.clone() };
    let sources: Vec<_> = case.sections.iter().filter(is_source).map(source).collect();
    match load(&sources) {
        Ok(_) => panic!("`{}` was accepted", case.name),
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "`{}` was refused without a reason", case.name);
            assert_positions(&case.name, &diagnostics);
            diagnostics.to_string()
        }
    }
}

#[test]
fn every_invalid_model_is_refused_with_all_its_errors() {
    let files = read("refused/load");
    let count = files.iter().map(|file| file.cases.len()).sum::<usize>();
    assert!(count > 60, "only {count} cases");
    files.iter().for_each(|file| assert_expected(file, diagnostics));
}

#[test]
fn no_sources_are_no_model() {
    let diagnostics = load(&[]).unwrap_err();
    assert_eq!(diagnostics.0.len(), 1);
    assert!(diagnostics.0[0].problem.contains("no service"), "{diagnostics}");
}
