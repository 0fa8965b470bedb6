//! Tests of several updates before a release: the version is increased once, as the greatest change requires.

use crate::support::{assert_mentions, snapshot};
use crate::update::{release, repository, update};
use crate::wheel::Repository;
use std::collections::BTreeMap;
use std::fs;
use xtask::Verdict;

/// Updates to a release with these operations; returns the version of the crate and the headings of the changelog.
#[track_caller]
fn updated(repository: &Repository, to: &str, operations: &[&str]) -> (String, Vec<String>) {
    repository.deliver(to, &release(operations));
    assert_eq!(update(repository, Some(to), false), Ok(Verdict::Good));
    let package = fs::read_to_string(repository.path("models/dms.package.toml")).expect("a file");
    let manifest = fs::read_to_string(repository.path("generated/Cargo.toml")).expect("a file");
    let version = package.trim().rsplit_once(" = ").expect("a version").1.trim_matches('"').to_owned();
    assert_mentions(&manifest, &[&format!("version = \"{version}\"")]);
    let changelog = changelog(repository);
    (version, changelog.lines().filter(|line| line.starts_with("## ")).map(str::to_owned).collect())
}

fn changelog(repository: &Repository) -> String {
    fs::read_to_string(repository.path("CHANGELOG.md")).expect("a file")
}

fn at(version: &str, headings: &[&str]) -> (String, Vec<String>) {
    (version.to_owned(), headings.iter().map(|heading| (*heading).to_owned()).collect())
}

#[test]
fn a_minor_and_then_a_major_update_are_one_major_step() {
    let repository = repository();
    let minor = updated(&repository, "2.0.0", &["Feed", "Clean"]);
    assert_eq!(minor, at("0.3.1", &["## 0.3.1 (unreleased)", "## 0.3.0"]));
    let major = updated(&repository, "3.0.0", &["Clean"]);
    assert_eq!(major, at("0.4.0", &["## 0.4.0 (unreleased)", "## 0.3.0"]));
    let changelog = changelog(&repository);
    let of_both = ["botocore 3.0.0, after 1.0.0: major", "New operations: `Clean`.", "Removed operations: `Feed`."];
    assert_mentions(&changelog, &of_both);
    assert!(!changelog.contains("2.0.0"), "{changelog}");
}

#[test]
fn the_version_depends_on_the_sum_of_all_updates() {
    let repository = repository();
    let step = |version: &str| at(version, &[&format!("## {version} (unreleased)"), "## 0.3.0"]);
    assert_eq!(updated(&repository, "2.0.0", &["Clean"]), step("0.4.0"), "without `Feed`");
    assert_eq!(updated(&repository, "3.0.0", &["Clean", "Feed"]), step("0.3.1"), "`Feed` is back");
    assert_eq!(updated(&repository, "4.0.0", &["Clean", "Feed", "Weigh"]), step("0.3.1"), "minor again");
    assert_mentions(&changelog(&repository), &["after 1.0.0: minor in Rust", "New operations: `Clean`, `Weigh`."]);
    assert_eq!(updated(&repository, "5.0.0", &["Feed"]), step("0.3.1"), "the same as at the release");
    let entry = "\n- The model is that of botocore 5.0.0, after 1.0.0.\n  - All changes since 0.3.0: ";
    assert_mentions(&changelog(&repository), &[entry]);
    assert_eq!(updated(&repository, "6.0.0", &["Weigh"]), step("0.4.0"), "major again");
}

/// Returns all files that an update writes, by path.
fn written(repository: &Repository) -> BTreeMap<String, Vec<u8>> {
    let mut files = snapshot(&repository.path("models"));
    files.extend(snapshot(&repository.path("generated")));
    for name in ["CHANGELOG.md", "Cargo.lock", "xtask/python/botocore-requirements.txt"] {
        files.extend(fs::read(repository.path(name)).ok().map(|text| (name.to_owned(), text)));
    }
    files
}

#[test]
fn an_update_and_its_reversal_change_nothing() {
    for changelog in [
        "# Changelog\n\n## 0.3.0\n\n- Old.\n",
        "# Changelog\n\n## 0.3.0 (unreleased)\n\n- Mine.\n\n## 0.2.7\n\n- Old.\n",
        "# Changelog\n\n## 0.3.0 (unreleased)\n\n- Mine.\n",
        "# Changelog\n\n## 0.3.0 (unreleased)\n\n## 0.2.7\n\n- Old.\n",
        "# Changelog\n",
    ] {
        let repository = repository();
        fs::write(repository.path("CHANGELOG.md"), changelog).expect("a file");
        fs::write(repository.path("Cargo.lock"), lock("0.3.0")).expect("a file");
        let before = written(&repository);
        updated(&repository, "2.0.0", &["Clean"]);
        updated(&repository, "3.0.0", &["Clean", "Feed"]);
        assert_ne!(written(&repository), before);
        assert_eq!(update(&repository, Some("1.0.0"), false), Ok(Verdict::Good));
        assert_eq!(self::changelog(&repository), changelog);
        assert!(written(&repository) == before, "{changelog}");
    }
}

fn lock(version: &str) -> String {
    let package = |name: &str, rest: &str| format!("[[package]]\nname = \"{name}\"\nversion = {rest}\n");
    let source = "\"0.3.0\"\nsource = \"registry\"";
    [
        "version = 4\n".to_owned(),
        package("bench", "\"0.3.0\"\ndependencies = [\n \"dms-sdk\",\n]"),
        package("dms-sdk", source),
        package("dms-sdk", &format!("{version:?}")),
    ]
    .join("\n")
}

#[test]
fn the_lock_files_have_the_new_version() {
    let repository = repository();
    fs::create_dir(repository.path("fuzz")).expect("a folder");
    for path in ["Cargo.lock", "fuzz/Cargo.lock"] {
        fs::write(repository.path(path), lock("0.3.0")).expect("a file");
    }
    updated(&repository, "2.0.0", &["Clean"]);
    for path in ["Cargo.lock", "fuzz/Cargo.lock"] {
        assert_eq!(fs::read_to_string(repository.path(path)).expect("a file"), lock("0.4.0"), "{path}");
    }
    assert!(!repository.path("bench").exists());
}

#[test]
fn a_version_that_was_set_by_hand_is_kept() {
    let repository = repository();
    updated(&repository, "2.0.0", &["Clean"]);
    let chosen = changelog(&repository).replace("0.4.0 (unreleased)\n\n", "0.9.0 (unreleased)\n\n- Mine.\n");
    fs::write(repository.path("CHANGELOG.md"), chosen).expect("a file");
    fs::write(repository.path("models/dms.package.toml"), "[package]\nversion = \"0.9.0\"\n").expect("a file");
    let after = updated(&repository, "3.0.0", &["Clean", "Feed"]);
    assert_eq!(after, at("0.9.0", &["## 0.9.0 (unreleased)", "## 0.3.0"]));
    assert_mentions(&changelog(&repository), &["- Mine.\n- The model is that of botocore 3.0.0, after 1.0.0: minor"]);
}

#[test]
fn after_a_release_the_next_update_is_compared_with_it() {
    let repository = repository();
    updated(&repository, "2.0.0", &["Clean"]);
    let released = changelog(&repository).replace(" (unreleased)", "");
    fs::write(repository.path("CHANGELOG.md"), &released).expect("a file");
    let same = updated(&repository, "3.0.0", &["Clean"]);
    assert_eq!(same, at("0.4.1", &["## 0.4.1 (unreleased)", "## 0.4.0", "## 0.3.0"]));
    assert!(changelog(&repository).ends_with(released.strip_prefix("# Changelog\n").expect("a title")));
}

#[test]
fn before_the_first_release_the_version_is_kept() {
    let repository = repository();
    fs::write(repository.path("CHANGELOG.md"), "# Changelog\n\n## 0.3.0 (unreleased)\n\n- Old.\n").expect("a file");
    assert_eq!(updated(&repository, "2.0.0", &["Clean"]), at("0.3.0", &["## 0.3.0 (unreleased)"]));
    assert_mentions(
        &changelog(&repository),
        &["- Old.\n- The model is that of botocore 2.0.0, after 1.0.0: major in Rust"],
    );
}
