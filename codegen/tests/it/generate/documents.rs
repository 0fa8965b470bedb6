//! The parts of a crate for typed documents: a feature, modules, links, and modules written by hand.

use super::{PARTITIONS, Settings, fixture, generate, output, settings, source};
use dms_codegen::{Diagnostics, Output, Source};

/// The crate of the documents' fixture with these hand-written modules.
fn with_modules(modules: &[(&str, &str)]) -> Result<Output, Diagnostics> {
    let document_modules = modules.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    generate(&[source(fixture("documents").text)], Some(&PARTITIONS), &Settings { document_modules, ..settings("") })
}

#[test]
fn a_model_without_documents_has_no_trace_of_them() {
    let modules = [("rules".to_owned(), String::new())].into();
    let settings = Settings { document_modules: modules, ..settings("") };
    let files = generate(&[source(fixture("structure").text)], Some(&PARTITIONS), &settings).unwrap().files;
    let is_there = |path: &String| path.starts_with("src/document") || path.contains("documents");
    assert!(!files.keys().any(is_there), "{:?}", files.keys());
    for path in ["Cargo.toml", "src/lib.rs", "src/types.rs", "src/data_impls.rs", "src/README.md"] {
        assert!(!files[path].contains("documents"), "{path}");
    }
}

#[test]
fn documents_are_behind_their_feature() {
    let files = output(fixture("documents").text).files;
    assert!(files["Cargo.toml"].contains("\ndocuments = [\"runtime/documents\"]\n"));
    assert!(!files["Cargo.toml"].contains("default = [\"documents\""));
    for (path, declared) in [("src/lib.rs", "pub mod document;"), ("src/types.rs", "pub mod documents;")] {
        assert!(files[path].contains(&format!("#[cfg(feature = \"documents\")]\n{declared}\n")), "{path}");
    }
    assert!(files["src/README.md"].contains("| `documents` |"));
    // Without the feature, rustdoc would report these links.
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("src/types/documents")) {
        let links = text.lines().filter(|line| line.contains("](crate::types::documents"));
        let mut lines = links.filter(|line| line.trim_start().starts_with("//"));
        assert_eq!(lines.next(), None, "{path}");
    }
}

#[test]
fn modules_written_by_hand_are_beside_the_types() {
    let (plain, public) = ("impl super::Plan {}\n", "//! Rules.\n\npub struct Problem;\n");
    let files = with_modules(&[("checks", plain), ("rules", public)]).unwrap().files;
    let index = &files["src/types/documents.rs"];
    assert!(index.contains("mod checks;\nmod rules;\n"), "{index}");
    assert!(index.contains("pub use rules::*;") && !index.contains("checks::*"), "{index}");
    let (header, text) = files["src/types/documents/rules.rs"].split_once("\n\n").unwrap();
    assert!(header.starts_with("// @generated"));
    assert_eq!(text, public);
}

#[test]
fn modules_need_a_name_of_their_own() {
    for name in ["builders", "_plan", "Rules", "two words", "r-1", ""] {
        let problems = with_modules(&[(name, "")]).expect_err(name).to_string();
        assert!(problems.contains(&format!("the hand-written module `{name}`")), "{problems}");
    }
}

#[test]
fn words_are_for_the_shape_of_the_service_unless_they_name_the_document() {
    let model = fixture("documents").text.replace("#PlanFilter\"", "#PutPlanInput\"");
    let words = "# PutPlanInput\n\nOf the service.\n\n# fixture.documents#PutPlanInput\n\nOf the document.\n";
    let words = Source { name: "words.md".to_owned(), text: words.to_owned() };
    let files = generate(&[source(model), words], Some(&PARTITIONS), &settings("")).unwrap().files;
    assert!(files["src/operation/put_plan.rs"].contains("/// Of the service."));
    assert!(files["src/types/documents/_put_plan_input.rs"].contains("/// Of the document."));
}
