use super::{add_entry, set_version, split};

const PACKAGE: &str = "# Kept.\n[package]\n# Why this one.\nversion = \"0.1.0\" # behind\n\n[dev-dependencies]\ntokio = \"1\" # also kept\n";

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn a_version_that_is_set_changes_nothing_else() {
    let set = set_version(PACKAGE, "1.20.3").expect("a version");
    assert_eq!(set, PACKAGE.replace("0.1.0", "1.20.3"));
    assert_eq!(split(&set).expect("a package").0.as_deref(), Some("1.20.3"));
}

#[test]
fn a_version_is_added_where_there_is_none() {
    assert_eq!(set_version("", "0.2.0").expect("a version"), "[package]\nversion = \"0.2.0\"\n");
    let set = set_version("# Mine.\n[dependencies]\n", "0.2.0").expect("a version");
    assert_eq!(set, "[package]\nversion = \"0.2.0\"\n\n# Mine.\n[dependencies]\n");
}

#[test]
fn the_version_is_taken_out_of_what_goes_into_the_manifest() {
    let (version, rest) = split(PACKAGE).expect("a package");
    assert_eq!(version.as_deref(), Some("0.1.0"));
    assert_eq!(rest, "[dev-dependencies]\ntokio = \"1\" # also kept\n");
    assert_eq!(split("[lints]\n").expect("a package"), (None, "[lints]\n".to_owned()));
}

#[test]
fn what_is_no_version_or_no_package_is_refused() {
    for version in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3-rc", "1..3", "-1.2.3", "1.2.99999999999"] {
        let error = set_version(PACKAGE, version).expect_err(version);
        assert!(error.to_string().contains("no version of a package"), "{error}");
    }
    for bad in ["[package", "package = 1", "[package]\nname = \"x\"", "[package]\nversion = 1", "[package]"] {
        assert!(split(bad).is_err(), "{bad}");
    }
    assert!(set_version("package.version.major = 1", "0.1.0").is_err());
    assert!(set_version("[package]\nname = \"x\"\n", "0.1.0").is_err());
}

#[test]
fn lines_go_to_the_section_of_the_version_once() {
    let text = "# Changelog\n\n## 0.2.0 (unreleased)\n\n- One.\n\n## 0.1.0\n\n- Old.\n";
    let added = add_entry(text, "0.2.0", &lines(&["Two.", "One."])).expect("an entry");
    assert_eq!(added, "# Changelog\n\n## 0.2.0 (unreleased)\n\n- One.\n- Two.\n\n## 0.1.0\n\n- Old.\n");
    assert_eq!(add_entry(&added, "0.2.0", &lines(&["Two."])).expect("an entry"), added);
    let old = add_entry(text, "0.1.0", &lines(&["Late."])).expect("an entry");
    assert!(old.ends_with("- Old.\n- Late.\n"), "{old}");
}

#[test]
fn a_new_version_becomes_the_first_section() {
    let text = "# Changelog\n\n## 0.1.0\n\n- Old.\n";
    let added = add_entry(text, "0.2.0", &lines(&["New."])).expect("an entry");
    assert_eq!(added, "# Changelog\n\n## 0.2.0 (unreleased)\n\n- New.\n\n## 0.1.0\n\n- Old.\n");
    let first = add_entry("# Changelog\n", "0.1.0", &lines(&["New."])).expect("an entry");
    assert_eq!(first, "# Changelog\n\n## 0.1.0 (unreleased)\n\n- New.\n");
    assert!(add_entry("", "0.1.0", &[]).is_err());
    assert!(add_entry("no title\n", "0.1.0", &[]).is_err());
}
