//! Tests of `update`: it writes the model and the crate, or nothing.

use crate::support::{assert_mentions, operation, service, snapshot};
use crate::wheel::{Repository, wheel};
use serde_json::{Value, json};
use std::fs;
use xtask::tree::{Tree, Wanted};
use xtask::{Verdict, inputs::COMMAND};
use xtask_tools::import::{ImportArgs, Lock, import};
use xtask_tools::release::Since;
use xtask_tools::update::{Args, Before, report, run};

const REQUIREMENTS: &str = "xtask/python/botocore-requirements.txt";

/// Returns a release whose service `zoo` has these operations.
pub fn release(operations: &[&str]) -> Vec<u8> {
    let string = json!({ "shape": "String" });
    let shapes = json!({
        "In": { "type": "structure", "members": { "Name": string } },
        "Out": { "type": "structure", "members": { "Name": string } },
        "String": { "type": "string" },
    });
    let named = operations.iter().map(|name| ((*name).to_owned(), operation(name, "In", "Out")));
    let zoo = service(Value::Object(named.collect()), shapes);
    wheel(&[("zoo/2020-02-20/service-2.json", zoo), ("partitions.json", table())])
}

/// Returns partitions with all that endpoint rules need.
pub fn table() -> Value {
    serde_json::from_str(include_str!("../../../../models/aws-partitions.json")).expect("JSON")
}

/// Creates a repository with the model and the crate of release 1.0.0, which has one operation.
pub fn repository() -> Repository {
    let repository = Repository::delivering("1.0.0", &release(&["Feed"]));
    let args = ImportArgs {
        botocore: Some("1.0.0".into()),
        service: "zoo".into(),
        from: None,
        out: Some(repository.path("models/dms.json")),
        python: repository.path("python"),
    };
    import(&args, repository.dir.path()).expect("an import");
    fs::write(repository.path("models/dms.overlay.json"), r#"{"smithy": "2.0"}"#).expect("a file");
    fs::write(repository.path("models/dms.package.toml"), "[package]\nversion = \"0.3.0\"\n").expect("a file");
    fs::write(repository.path("CHANGELOG.md"), "# Changelog\n\n## 0.3.0\n\n- Old.\n").expect("a file");
    fs::create_dir_all(repository.path("xtask/python")).expect("a folder");
    fs::write(repository.path(REQUIREMENTS), "botocore==1.0.0\nsix==1.17.0\n").expect("a file");
    let inputs = xtask::inputs::Inputs::read(&[], None, repository.dir.path()).expect("a model");
    let output = dms_codegen::generate(&inputs.sources, Some(&inputs.partitions), &inputs.settings);
    let files = output.unwrap_or_else(|problems| panic!("{problems}")).files;
    Tree::new(repository.path("generated")).replace(&Wanted::new(files).expect("a crate")).expect("a tree");
    repository
}

pub fn update(repository: &Repository, to: Option<&str>, dry_run: bool) -> Result<Verdict, String> {
    let args = Args { to: to.map(str::to_owned), dry_run, python: repository.path("python") };
    run(&args, repository.dir.path()).map_err(|error| format!("{error:#}"))
}

/// Checks that the update fails and changes only pip's log; returns the error message.
#[track_caller]
fn failure(repository: &Repository, to: Option<&str>) -> String {
    let before = ["models", "generated", "xtask"].map(|folder| snapshot(&repository.path(folder)));
    let changelog = fs::read_to_string(repository.path("CHANGELOG.md")).expect("a file");
    let error = update(repository, to, false).expect_err("an error");
    assert_eq!(before, ["models", "generated", "xtask"].map(|folder| snapshot(&repository.path(folder))));
    assert_eq!(changelog, fs::read_to_string(repository.path("CHANGELOG.md")).expect("a file"));
    error
}

fn version(repository: &Repository) -> String {
    Lock::read(&repository.path("models/dms.lock.toml")).expect("a lock").expect("a lock").version
}

#[test]
fn a_download_that_fails_changes_nothing() {
    let repository = repository();
    repository.set_pip("echo 'no route to host' >&2; exit 1");
    let error = failure(&repository, Some("2.0.0"));
    assert_mentions(&error, &["could not fetch botocore 2.0.0", "no route to host", "remedy"]);
    let error = failure(&repository, None);
    assert_mentions(&error, &["list the releases of botocore", "--to VERSION"]);
    repository.set_pip("echo 'THESE PACKAGES DO NOT MATCH THE HASHES' >&2; exit 1");
    assert_mentions(&failure(&repository, Some("2.0.0")), &["DO NOT MATCH THE HASHES"]);
    repository.deliver("2.0.0", b"half a wheel");
    assert_mentions(&failure(&repository, Some("2.0.0")), &["is not a complete wheel"]);
    fs::remove_file(repository.path("python")).expect("a file");
    assert_mentions(&failure(&repository, None), &["cannot run", "--python"]);
}

#[test]
fn a_wheel_other_than_the_locked_one_changes_nothing() {
    let repository = repository();
    fs::remove_dir_all(repository.path("target")).expect("a folder");
    repository.deliver("1.0.0", &release(&["Feed", "Steal"]));
    let error = failure(&repository, Some("1.0.0"));
    assert_mentions(&error, &["is not the wheel that", "expected sha256", "found sha256"]);
}

#[test]
fn unexpected_output_of_pip_changes_nothing() {
    let repository = repository();
    for answer in ["", "numpy (2.0)", "botocore (latest)", "botocore (2.0", "botocore (../../evil)"] {
        repository.set_pip(&format!("echo '{answer}'"));
        assert_mentions(&failure(&repository, None), &["botocore (VERSION)", "--to VERSION"]);
    }
    for version in ["", "latest", "../1", "1.0; rm"] {
        assert_mentions(&failure(&repository, Some(version)), &["is not a version"]);
    }
}

#[test]
fn a_model_without_a_crate_changes_nothing() {
    let repository = repository();
    repository.deliver("2.0.0", &release(&[]));
    assert_mentions(
        &failure(&repository, Some("2.0.0")),
        &["no crate can be generated", "the service has no operations"],
    );
    // Both operations would have the method `feed`.
    repository.deliver("3.0.0", &release(&["Feed", "FEED"]));
    assert_mentions(&failure(&repository, Some("3.0.0")), &["both become `feed`"]);
}

#[test]
fn a_model_that_was_edited_by_hand_is_not_overwritten() {
    let repository = repository();
    repository.deliver("2.0.0", &release(&["Feed", "Clean"]));
    let path = repository.path("models/dms.json");
    let model = fs::read_to_string(&path).expect("a file");
    fs::write(&path, model.replace("Feed", "Feast")).expect("a file");
    assert_mentions(&failure(&repository, Some("2.0.0")), &["edited by hand", "models/dms.overlay.json"]);
}

#[test]
fn the_model_is_restored_if_the_crate_cannot_be_written() {
    let repository = repository();
    repository.deliver("2.0.0", &release(&["Feed", "Clean"]));
    // A hand-written file is at the path of a new file.
    fs::write(repository.path("generated/src/operation/clean.rs"), "// mine\n").expect("a file");
    let error = failure(&repository, Some("2.0.0"));
    assert_mentions(&error, &["the crate cannot be written, so the model was restored"]);
    assert_eq!(version(&repository), "1.0.0");
}

#[test]
fn a_reference_client_that_cannot_be_pinned_changes_nothing() {
    let repository = repository();
    repository.deliver("2.0.0", &release(&["Feed", "Clean"]));
    fs::write(repository.path(REQUIREMENTS), "botocore==1.0.0 --hash=sha256:00\n").expect("a file");
    assert_mentions(&failure(&repository, Some("2.0.0")), &[REQUIREMENTS, "one line `botocore==VERSION`"]);
    fs::remove_file(repository.path(REQUIREMENTS)).expect("a file");
    assert_mentions(&failure(&repository, Some("2.0.0")), &["cannot read", REQUIREMENTS]);
    assert_eq!(version(&repository), "1.0.0");
}

#[test]
fn a_dry_run_changes_nothing_at_all() {
    let repository = repository();
    repository.deliver("2.0.0", &release(&["Feed", "Clean"]));
    fs::remove_file(repository.path("pip.log")).expect("a file");
    let before = snapshot(repository.dir.path());
    assert_eq!(update(&repository, Some("2.0.0"), true), Ok(Verdict::Good));
    fs::remove_file(repository.path("pip.log")).expect("a file");
    assert_eq!(before, snapshot(repository.dir.path()));
}

#[test]
fn updates_to_the_newest_release_and_to_any_other_are_complete() {
    let repository = repository();
    let published = repository.path("published.whl");
    fs::write(&published, release(&["Feed", "Clean"])).expect("a file");
    // `pip index` has no --dest, so the script handles it first.
    let index = format!(
        "case \"$dest\" in '') echo 'botocore (2.0.0)'; exit;; esac; cp '{}' \"$dest/botocore-2.0.0-py3-none-any.whl\"",
        published.display()
    );
    repository.set_pip(&index);
    assert_eq!(update(&repository, None, false), Ok(Verdict::Good));
    assert_eq!(version(&repository), "2.0.0");
    let operations = fs::read_to_string(repository.path("generated/src/operation.rs")).expect("a file");
    assert_mentions(&operations, &["pub mod clean;", "pub mod feed;", COMMAND]);
    let changelog = fs::read_to_string(repository.path("CHANGELOG.md")).expect("a file");
    let entry = "# Changelog\n\n## 0.3.1 (unreleased)\n\n- The model is that of botocore 2.0.0, after 1.0.0: minor in Rust, \
                 compatible on the wire.\n  - New operations: `Clean`.\n  - Other changes: RemovedTrait 2.\n  - All changes \
                 since 0.3.0: `cargo xtask diff botocore:1.0.0 botocore:2.0.0`.\n\n## 0.3.0";
    assert_mentions(&changelog, &[entry]);
    let manifest = fs::read_to_string(repository.path("generated/Cargo.toml")).expect("a file");
    assert_mentions(&manifest, &["version = \"0.3.1\""]);
    let requirements = fs::read_to_string(repository.path(REQUIREMENTS)).expect("a file");
    assert_eq!(requirements, "botocore==2.0.0\nsix==1.17.0\n");
    let meta = fs::read_to_string(repository.path("generated/src/meta.rs")).expect("a file");
    assert_mentions(&meta, &["MODEL_SOURCE: &str = \"botocore 2.0.0\"", "API_VERSION: &str = \"2020-02-20\""]);

    let before = snapshot(&repository.path("generated"));
    assert_eq!(update(&repository, Some("2.0.0"), false), Ok(Verdict::Good), "a second run changes nothing");
    assert_eq!(before, snapshot(&repository.path("generated")));
    assert_eq!(update(&repository, Some("1.0.0"), false), Ok(Verdict::Good), "and back");
    assert!(!repository.path("generated/src/operation/clean.rs").exists());
    assert_eq!(version(&repository), "1.0.0");
    let manifest = fs::read_to_string(repository.path("generated/Cargo.toml")).expect("a file");
    assert_mentions(&manifest, &["version = \"0.3.0\""]);
    let changelog = fs::read_to_string(repository.path("CHANGELOG.md")).expect("a file");
    assert_eq!(changelog, "# Changelog\n\n## 0.3.0\n\n- Old.\n", "the version in between was never released");
}

#[test]
fn the_report_has_counts_and_verdicts() {
    let repository = repository();
    let old = xtask::inputs::Inputs::read(&[], None, repository.dir.path()).expect("a model");
    let mut new = old.clone();
    new.sources[0].text = old.sources[0].text.replace("#Feed\"", "#Feast\"");
    let since = Since { botocore: "1.0.0".to_owned(), version: "0.3.0".to_owned() };
    let before = Before { inputs: old.clone(), since };
    let report = |new: &xtask::inputs::Inputs, botocore: &str| report(&old, &before, new, botocore, "# Changelog\n");
    let found = report(&new, "2.0.0").expect("a report");
    assert_mentions(&found.text, &["RemovedOperation", "AddedOperation", "major in Rust", "0.3.0 → 0.4.0"]);
    assert_eq!(found.next_version, "0.4.0");
    assert_mentions(&found.changelog, &["New operations: `Feast`.", "Removed operations: `Feed`."]);
    let found = report(&old, "2.0.0").expect("a report");
    assert_mentions(&found.text, &["no changes for programs; next version: 0.3.0 → 0.3.1"]);
    let entry = "- The model is that of botocore 2.0.0, after 1.0.0.\n  - All changes since 0.3.0: ";
    assert_mentions(&found.changelog, &["## 0.3.1 (unreleased)", entry]);
    let found = report(&old, "1.0.0").expect("a report");
    assert_eq!((found.next_version.as_str(), found.changelog.as_str()), ("0.3.0", "# Changelog\n"));
    new.sources[0].text = "{".to_owned();
    assert!(report(&new, "2.0.0").is_err());
}
