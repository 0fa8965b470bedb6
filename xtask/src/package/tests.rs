use super::{model_source, split};

const PACKAGE: &str = "# A comment.\n[package]\n# Why this one.\nversion = \"0.1.0\" # after\n\n[dev-dependencies]\ntokio = \"1\" # another comment\n";

#[test]
fn the_version_is_taken_out_of_what_goes_into_the_manifest() {
    let (version, rest) = split(PACKAGE).expect("a package");
    assert_eq!(version.as_deref(), Some("0.1.0"));
    assert_eq!(rest, "[dev-dependencies]\ntokio = \"1\" # another comment\n");
    assert_eq!(split("[lints]\n").expect("a package"), (None, "[lints]\n".to_owned()));
}

#[test]
fn packages_with_unknown_or_missing_keys_are_refused() {
    for bad in ["[package", "package = 1", "[package]\nname = \"x\"", "[package]\nversion = 1", "[package]"] {
        assert!(split(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_source_of_a_model_is_a_package_and_its_version() {
    let lock = "package = \"botocore\"\nversion = \"1.2.3\"\nservice = \"dms\"\n";
    assert_eq!(model_source(lock).expect("a source"), "botocore 1.2.3");
    for bad in ["package = ", "version = \"1\"", "package = \"botocore\"\nversion = 1\n"] {
        assert!(model_source(bad).is_err(), "{bad}");
    }
}
