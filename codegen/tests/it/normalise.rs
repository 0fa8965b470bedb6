//! Smithy JSON ASTs, in `fixtures/normalise`, and their stable forms without documentation text.

use crate::support::cases::{Case, assert_expected, read};
use dms_codegen::Source;
use dms_codegen::smithy::{Normalised, normalise};
use std::{fs, path::Path};

fn source(text: &str) -> Source {
    Source { name: "model.json".to_owned(), text: text.to_owned() }
}

#[test]
fn every_model_takes_its_stable_form_or_is_refused() {
    let found = |case: &Case| match normalise(&source(case.section("model.json").expect("a model"))) {
        Ok(Normalised { model, ignored }) => {
            assert!(!model.contains("wordy"), "`{}` has prose left:\n{model}", case.name);
            let ignored: String = ignored.iter().map(|ignored| format!("ignored: {ignored}\n")).collect();
            model + &ignored
        }
        Err(diagnostics) => diagnostics.to_string(),
    };
    let files = read("normalise");
    assert!(files.iter().map(|file| file.cases.len()).sum::<usize>() > 5);
    files.iter().for_each(|file| assert_expected(file, found));
}

#[test]
fn the_stable_form_of_the_stable_form_is_itself() {
    for case in read("normalise").iter().flat_map(|file| &file.cases) {
        let Ok(once) = normalise(&source(case.section("model.json").expect("a model"))) else { continue };
        let twice = normalise(&source(&once.model)).expect("a model");
        assert_eq!((twice.model, twice.ignored), (once.model, Vec::new()), "{}", case.name);
    }
}

#[test]
fn both_front_ends_agree_on_the_stable_form() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/dms.json");
    let committed = fs::read_to_string(path).expect("the committed model");
    let normalised = normalise(&source(&committed)).expect("a model");
    assert!(normalised.model == committed && normalised.ignored.is_empty(), "{:?}", normalised.ignored);
}
