//! One folder a feature under `fixtures/good`, with what is planned and emitted for it beside the model.

use super::{Fixture, PARTITIONS, fixtures, outline::outline, output, settings, source};
use dms_codegen::{load, plan::plan};
use std::fmt::Write;

#[test]
fn every_feature_becomes_what_its_snapshots_show() {
    let fixtures = fixtures("good");
    assert!(fixtures.len() > 20, "the fixtures are missing");
    for fixture in fixtures {
        let planned = planned(&fixture);
        let emitted = emitted(&fixture);
        fixture.with_snapshots(|| {
            insta::assert_snapshot!("plan", planned);
            insta::assert_snapshot!("emitted", emitted);
        });
    }
}

fn planned(fixture: &Fixture) -> String {
    let model = load(&[source(&fixture.text)]).unwrap_or_else(|problems| panic!("{}: {problems}", fixture.name()));
    let plan =
        plan(&model, PARTITIONS, &settings("")).unwrap_or_else(|problems| panic!("{}: {problems}", fixture.name()));
    outline(&plan)
}

/// The files that the types of a model have to themselves, under their paths. Where it is about operations and
/// has none, that of the first operation, too: those files are long and much alike. Where it is about groups of
/// operations, the front page.
fn emitted(fixture: &Fixture) -> String {
    let files = output(&fixture.text).files;
    let below = |folder: &str| files.iter().filter(move |(path, _)| path.starts_with(folder)).collect::<Vec<_>>();
    let types = [below("src/types/_"), below("src/types/error/_")].concat();
    let has_groups = fixture.text.contains("operationGroups");
    let operations = if has_groups || below("src/types/_").is_empty() { 1 } else { 0 };
    let mut text = String::new();
    if has_groups {
        let page = files["src/lib.rs"].lines().filter(|line| line.starts_with("//!"));
        let _ = writeln!(text, "===== src/lib.rs\n{}\n", page.collect::<Vec<_>>().join("\n"));
    }
    for (path, file) in below("src/operation/").into_iter().take(operations).chain(types) {
        let body = file.split_once("\n\n").expect("a header").1;
        let _ = writeln!(text, "===== {path}\n{body}");
    }
    text
}
