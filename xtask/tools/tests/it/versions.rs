//! `update` several times before a release: the version moves once, as far as the greatest change asks.

use crate::support::assert_mentions;
use crate::update::{release, repository, update};
use crate::wheel::Repository;
use std::fs;
use xtask::Verdict;

/// Updates to a release with these operations; gives the version of the crate and the headings of the changelog.
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
    let major = updated(&repository, "3.0.0", &["Feed"]);
    assert_eq!(major, at("0.4.0", &["## 0.4.0 (unreleased)", "## 0.3.0"]));
    let of_both =
        ["botocore 2.0.0, after 1.0.0", "AddedOperation 1", "botocore 3.0.0, after 2.0.0", "RemovedOperation `Clean`"];
    assert_mentions(&changelog(&repository), &of_both);
}

#[test]
fn a_major_and_then_other_updates_are_one_major_step() {
    let repository = repository();
    let one_step = at("0.4.0", &["## 0.4.0 (unreleased)", "## 0.3.0"]);
    assert_eq!(updated(&repository, "2.0.0", &["Clean"]), one_step);
    assert_eq!(updated(&repository, "3.0.0", &["Clean", "Feed"]), one_step, "minor");
    assert_eq!(updated(&repository, "4.0.0", &["Clean", "Feed", "Weigh"]), one_step, "minor again");
    let verdicts = changelog(&repository).matches("To programs the update of the model is minor").count();
    assert_eq!(verdicts, 2, "each update says what it was");
    assert_eq!(updated(&repository, "5.0.0", &["Feed"]), one_step, "major again");
}

#[test]
fn after_a_release_the_next_update_counts_from_it() {
    let repository = repository();
    updated(&repository, "2.0.0", &["Clean"]);
    let released = changelog(&repository).replace(" (unreleased)", "");
    fs::write(repository.path("CHANGELOG.md"), &released).expect("a file");
    let same = updated(&repository, "3.0.0", &["Clean"]);
    assert_eq!(same, at("0.4.1", &["## 0.4.1 (unreleased)", "## 0.4.0", "## 0.3.0"]));
    assert!(changelog(&repository).ends_with(released.strip_prefix("# Changelog\n").expect("a title")));
}

#[test]
fn before_the_first_release_the_version_stays() {
    let repository = repository();
    fs::write(repository.path("CHANGELOG.md"), "# Changelog\n\n## 0.3.0 (unreleased)\n\n- Old.\n").expect("a file");
    assert_eq!(updated(&repository, "2.0.0", &["Clean"]), at("0.3.0", &["## 0.3.0 (unreleased)"]));
    assert_mentions(&changelog(&repository), &["- Old.\n- The model is that of botocore 2.0.0, after 1.0.0."]);
}
