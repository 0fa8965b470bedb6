use super::{add_entry, next_version, pin, set_version};
use dms_codegen::diff::Semver::{Major, Minor, Patch};
use xtask::package::split;

const PACKAGE: &str = "# A comment.\n[package]\n# Why this one.\nversion = \"0.1.0\" # after\n\n[dev-dependencies]\ntokio = \"1\" # another comment\n";

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
fn invalid_versions_and_packages_are_refused() {
    for version in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3-rc", "1..3", "-1.2.3", "1.2.99999999999"] {
        let error = set_version(PACKAGE, version).expect_err(version);
        assert!(error.to_string().contains("not a version of a package"), "{error}");
    }
    assert!(set_version("package.version.major = 1", "0.1.0").is_err());
    assert!(set_version("[package]\nname = \"x\"\n", "0.1.0").is_err());
}

#[test]
fn lines_are_added_to_the_unreleased_section() {
    let text = "# Changelog\n\n## 0.2.0 (unreleased)\n\n- One.\n\n## 0.1.0\n\n- Old.\n";
    let added = add_entry(text, "0.2.0", &lines(&["Two."])).expect("an entry");
    assert_eq!(added, "# Changelog\n\n## 0.2.0 (unreleased)\n\n- One.\n- Two.\n\n## 0.1.0\n\n- Old.\n");
    let grown = add_entry(text, "0.3.0", &lines(&["Two."])).expect("an entry");
    assert_eq!(grown, "# Changelog\n\n## 0.3.0 (unreleased)\n\n- One.\n- Two.\n\n## 0.1.0\n\n- Old.\n");
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

#[test]
fn an_unreleased_version_includes_all_changes() {
    let first = "# Changelog\n\n## 0.1.0 (unreleased)\n";
    assert_eq!(
        [Patch, Minor, Major].map(|change| next_version(first, "0.1.0", change)),
        [(); 3].map(|()| Some("0.1.0".into()))
    );
    let steps = |changes: &[_]| {
        let mut version = "1.4.2".to_owned();
        let mut changelog = "# Changelog\n\n## 1.4.2\n\n- Old.\n".to_owned();
        for change in changes {
            version = next_version(&changelog, &version, *change).expect("a version");
            changelog = add_entry(&changelog, &version, &lines(&["New."])).expect("an entry");
        }
        let new = "- New.\n".repeat(changes.len());
        assert_eq!(changelog, format!("# Changelog\n\n## {version} (unreleased)\n\n{new}\n## 1.4.2\n\n- Old.\n"));
        version
    };
    assert_eq!(steps(&[Patch, Patch]), "1.4.3");
    assert_eq!(steps(&[Minor, Patch, Minor]), "1.5.0");
    assert_eq!(steps(&[Patch, Major, Minor]), "2.0.0");
    assert_eq!(next_version("", "0.3.0", Minor).as_deref(), Some("0.3.1"), "a changelog without versions");
    assert_eq!(next_version("# Changelog\n\n## 1 (unreleased)\n\n## 0\n", "1", Minor), None);
}

#[test]
fn the_reference_client_is_pinned_to_the_model() {
    let text = "# Why.\nbotocore==1.2.3\nsix==1.17.0\n";
    assert_eq!(pin(text, "botocore", "1.10.0").expect("requirements"), "# Why.\nbotocore==1.10.0\nsix==1.17.0\n");
    let stubs = "botocore-stubs==1\nbotocore==1.2.3\n";
    assert_eq!(pin(stubs, "botocore", "1.10.0").expect("requirements"), "botocore-stubs==1\nbotocore==1.10.0\n");
    let twice = "botocore==1\nbotocore==1\n";
    for requirements in
        ["", "six==1\n", "botocore>=1\n", twice, "botocore==1 --hash=sha256:00\n", "botocore==1 ; extra == 'x'\n"]
    {
        let error = pin(requirements, "botocore", "1.10.0").expect_err(requirements);
        assert!(error.to_string().contains("one line `botocore==VERSION`"), "{error}");
    }
}
