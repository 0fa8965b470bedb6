//! Complete items as snapshots: an operation with its types and its error, a union and an enumeration. Everything else
//! that is generated for the fixtures is in `codegen/fixtures/src`.

use super::{fixture, output};

/// Compares files of a model's crate, without their headers, with a snapshot.
#[track_caller]
fn assert_files(model: &str, name: &str, paths: &[&str]) {
    let files = output(fixture(model).text).files;
    let text = |path: &&str| {
        let file = files.get(*path).unwrap_or_else(|| panic!("there is no {path}: {:?}", files.keys()));
        format!("// {path}\n\n{}", file.split_once("\n\n").expect("a header").1)
    };
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(name, paths.iter().map(text).collect::<Vec<_>>().join("\n"));
    });
}

#[test]
fn an_operation() {
    assert_files(
        "seed",
        "operation",
        &[
            "src/operation/describe_refresh_schemas_status.rs",
            "src/types/_refresh_schemas_status.rs",
            "src/types/error/_resource_not_found_fault.rs",
        ],
    );
}

#[test]
fn a_union() {
    assert_files("union", "union", &["src/types/_choice.rs"]);
}

#[test]
fn an_enumeration() {
    assert_files("enum", "enumeration", &["src/types/_hostile_enum.rs"]);
}

#[test]
fn the_front_page_has_the_groups_of_operations() {
    let files = output(fixture("operation-groups").text).files;
    let page = files["src/lib.rs"].lines().filter(|line| line.starts_with("//!"));
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("front_page", page.collect::<Vec<_>>().join("\n"));
    });
}

#[test]
fn the_protocol_decides_the_content_type() {
    let content_type = |model: &str| {
        let files = output(fixture(model).text).files;
        let line = files["src/service.rs"].lines().find(|line| line.contains("content_type:"));
        line.expect("a field").to_owned()
    };
    assert!(content_type("aws-json-1-0").contains("\"application/x-amz-json-1.0\""));
    assert!(content_type("structure").contains("\"application/x-amz-json-1.1\""));
}
