//! One folder a bad model under `fixtures/bad`, with everything that is said about it beside it.

use dms_codegen::{Source, load};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Everything in a folder, sorted by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn source(path: &Path) -> Source {
    Source { name: path.file_name().unwrap().to_str().unwrap().to_owned(), text: fs::read_to_string(path).unwrap() }
}

#[test]
fn every_bad_model_is_refused_with_all_its_mistakes() {
    let cases = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad"));
    assert!(cases.len() > 50, "the fixtures are missing");
    for case in cases {
        let sources: Vec<_> = entries(&case)
            .iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .map(|path| source(path))
            .collect();
        let diagnostics = match load(&sources) {
            Ok(_) => panic!("{} was accepted", case.display()),
            Err(diagnostics) => diagnostics,
        };
        assert!(!diagnostics.is_empty(), "{} was refused without a word", case.display());
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("diagnostics", diagnostics.to_string()));
    }
}

#[test]
fn no_sources_are_no_model() {
    let diagnostics = load(&[]).unwrap_err();
    assert_eq!(diagnostics.0.len(), 1);
    assert!(diagnostics.0[0].problem.contains("no service"), "{diagnostics}");
}
