//! Models, in `fixtures/refused/plan`, that are valid Smithy but cannot become a crate: two names become the same in
//! Rust, or the endpoint rules do not match their parameters.

use super::try_output;
use crate::support::{
    assert_positions,
    cases::{Case, assert_expected, read},
};

#[test]
fn models_that_cannot_become_a_crate_are_refused_with_the_reason() {
    let files = read("refused/plan");
    let count = files.iter().map(|file| file.cases.len()).sum::<usize>();
    assert!(count > 12, "only {count} cases");
    let diagnostics = |case: &Case| {
        let model = case.section("model.json").expect("a model");
        let Err(diagnostics) = try_output(model) else { panic!("`{}` was accepted", case.name) };
        // Every name and every rule has a location.
        assert_positions(&case.name, &diagnostics);
        diagnostics.to_string()
    };
    files.iter().for_each(|file| assert_expected(file, diagnostics));
}
