//! Tests of imports from a release: the wheel, pip, the lock file.

use crate::shared::fake_program::create_fake_program;
use crate::support::{args, assert_mentions, service, snapshot};
use serde_json::{Value, json};
use std::{
    fs,
    io::{Cursor, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use xtask_tools::import::{ImportArgs, Lock, import};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Returns a wheel with these files below `botocore/data`.
pub fn wheel(files: &[(&str, Value)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, value) in files {
        zip.start_file(format!("botocore/data/{name}"), SimpleFileOptions::default()).expect("a zip entry");
        zip.write_all(value.to_string().as_bytes()).expect("zip in memory");
    }
    zip.finish().expect("zip in memory").into_inner()
}

fn zoo(version: &str) -> Value {
    let mut zoo = service(json!({}), json!({ "Name": { "type": "string" } }));
    zoo["metadata"]["apiVersion"] = json!(version);
    zoo
}

fn partitions() -> Value {
    json!({ "version": "1.1", "partitions": [{
        "regions": { "zz-west-1": { "description": "Somewhere" }, "zz-east-1": { "description": "Elsewhere" } },
        "regionRegex": "^zz-", "outputs": { "name": "zz", "dnsSuffix": "zz.test" }, "id": "zz",
    }] })
}

fn good() -> Vec<u8> {
    wheel(&[("zoo/2020-02-20/service-2.json", zoo("2020-02-20")), ("partitions.json", partitions())])
}

/// A temporary repository with a Python whose pip is a script.
pub struct Repository {
    pub dir: TempDir,
}

impl Repository {
    /// `pip` is the shell script for `pip download`; `$dest` is the folder of the download.
    pub fn new(pip: &str) -> Self {
        let repository = Self { dir: TempDir::new().expect("a folder") };
        repository.set_pip(pip);
        repository
    }

    pub fn delivering(version: &str, wheel: &[u8]) -> Self {
        let repository = Self::new("");
        repository.deliver(version, wheel);
        repository
    }

    pub fn deliver(&self, version: &str, wheel: &[u8]) {
        let published = self.path("published.whl");
        fs::write(&published, wheel).expect("a file");
        self.set_pip(&format!("cp '{}' \"$dest/botocore-{version}-py3-none-any.whl\"", published.display()));
    }

    pub fn set_pip(&self, pip: &str) {
        let log = self.path("pip.log");
        let script = format!(
            "echo \"$@\" >> '{}'\nwhile [ $# -gt 0 ] && [ \"$1\" != --dest ]; do shift; done\ndest=$2\n{pip}\n",
            log.display()
        );
        create_fake_program(&self.path("python"), &script);
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn args(&self, version: &str) -> ImportArgs {
        ImportArgs { botocore: Some(version.into()), service: "zoo".into(), python: self.path("python"), ..args() }
    }

    fn import(&self, version: &str) -> Result<String, String> {
        import(&self.args(version), self.dir.path()).map_err(|error| format!("{error:#}"))
    }

    fn lock(&self) -> Lock {
        Lock::read(&self.path("models/zoo.lock.toml")).expect("a lock").expect("a lock")
    }

    pub fn pip_calls(&self) -> Vec<String> {
        let log = fs::read_to_string(self.path("pip.log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Checks that the import fails and does not change `models/`; returns the error message.
    #[track_caller]
    fn failure(&self, version: &str) -> String {
        let before = snapshot(&self.path("models"));
        let error = self.import(version).expect_err("an error");
        assert_eq!(before, snapshot(&self.path("models")), "nothing has changed");
        error
    }
}

fn cached(repository: &Repository, version: &str) -> PathBuf {
    repository.path(&format!("target/botocore/{version}/botocore-{version}-py3-none-any.whl"))
}

#[test]
fn a_release_is_fetched_once_and_recorded() {
    let repository = Repository::delivering("9.8.7", &good());
    let output = repository.import("9.8.7").expect("an import");
    assert_mentions(&output, &["botocore 9.8.7", "fetched now", "recorded for the first time", "1 shapes"]);
    let lock = repository.lock();
    assert_eq!((lock.package.as_str(), lock.version.as_str()), ("botocore", "9.8.7"));
    assert_eq!((lock.service.as_str(), lock.api_version.as_str()), ("zoo", "2020-02-20"));
    assert_eq!(lock.wheel, "botocore-9.8.7-py3-none-any.whl");
    assert_mentions(&output, &[&lock.sha256]);
    assert_eq!(lock.counts.shapes, 1);

    let before = snapshot(repository.dir.path());
    let output = repository.import("9.8.7").expect("an import");
    assert_mentions(&output, &["fetched before", "as in the lock file", "unchanged"]);
    assert!(!output.contains("wrote"));
    assert_eq!(before, snapshot(repository.dir.path()));
    let calls = repository.pip_calls();
    assert_eq!(calls.len(), 1);
    let words = ["-m pip download", "--no-deps", "--only-binary=:all:", "--dest", "botocore==9.8.7"];
    assert_mentions(&calls[0], &words);
}

#[test]
fn partitions_keep_their_facts_in_sorted_keys_and_lose_the_names_of_regions() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let text = fs::read_to_string(repository.path("models/aws-partitions.json")).expect("partitions");
    insta::assert_snapshot!(text);
}

#[test]
fn a_wheel_that_is_not_the_locked_one_changes_nothing() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let locked = repository.lock().sha256;
    let other = wheel(&[
        ("zoo/2020-02-20/service-2.json", zoo("2020-02-20")),
        ("partitions.json", json!({ "partitions": [{}] })),
    ]);
    fs::write(cached(&repository, "9.8.7"), other).expect("a file");
    let error = repository.failure("9.8.7");
    assert_mentions(&error, &["is not the wheel that", "zoo.lock.toml names", &locked, "remedy: delete the wheel"]);
}

#[test]
fn another_release_replaces_the_recorded_one_and_is_reported() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let newer = wheel(&[("zoo/2021-01-01/service-2.json", zoo("2021-01-01")), ("partitions.json", partitions())]);
    repository.deliver("9.9.0", &newer);
    let output = repository.import("9.9.0").expect("an import");
    assert_mentions(&output, &["recorded, replaces version 9.8.7", "wrote"]);
    assert_eq!(repository.lock().version, "9.9.0");
    assert_eq!(repository.lock().api_version, "2021-01-01");
}

#[test]
fn the_latest_api_version_with_a_description_is_imported() {
    let wheel = wheel(&[
        ("zoo/2019-01-01/service-2.json", zoo("2019-01-01")),
        ("zoo/2021-12-31/service-2.json", zoo("2021-12-31")),
        ("zoo/2021-12-31/service-2.sdk-extras.json", json!({})),
        ("zoo/2099-01-01/waiters-2.json", json!({})),
        ("zoological/2200-01-01/service-2.json", zoo("2200-01-01")),
        ("partitions.json", partitions()),
    ]);
    let repository = Repository::delivering("9.8.7", &wheel);
    let output = repository.import("9.8.7").expect("an import");
    assert_eq!(repository.lock().api_version, "2021-12-31");
    let unread: Vec<_> = output.lines().filter(|line| line.contains("file `")).collect();
    assert_eq!(unread.len(), 1, "{output}");
    assert_mentions(unread[0], &["ignored: 1 × file `service-2.sdk-extras.json`"]);
}

#[test]
fn truncated_and_incomplete_wheels_are_named_with_a_remedy() {
    let whole = good();
    let repository = Repository::delivering("9.8.7", &whole[..whole.len() / 2]);
    let error = repository.failure("9.8.7");
    assert_mentions(&error, &["botocore-9.8.7-py3-none-any.whl is not a complete wheel", "remedy: delete the wheel"]);

    let repository = Repository::delivering("9.8.7", &wheel(&[("partitions.json", partitions())]));
    assert_mentions(&repository.failure("9.8.7"), &["has no service `zoo`", "remedy:"]);

    let repository = Repository::delivering("9.8.7", &wheel(&[("zoo/1/service-2.json", zoo("1"))]));
    assert_mentions(&repository.failure("9.8.7"), &["has no `botocore/data/partitions.json`", "remedy:"]);

    let empty = wheel(&[("zoo/1/service-2.json", zoo("1")), ("partitions.json", json!({ "partitions": [] }))]);
    assert_mentions(&Repository::delivering("9.8.7", &empty).failure("9.8.7"), &["lists no partitions", "remedy:"]);
}

#[test]
fn an_unknown_service_is_reported_with_suggestions() {
    let mut named = zoo("1");
    named["metadata"]["serviceId"] = json!("Animal Park");
    let wheel = wheel(&[
        ("park/1/service-2.json", named),
        ("zoos/1/service-2.json", zoo("1")),
        ("partitions.json", partitions()),
    ]);
    let repository = Repository::delivering("9.8.7", &wheel);
    let refused = |service: &str| {
        let args = ImportArgs { service: service.to_owned(), ..repository.args("9.8.7") };
        import(&args, repository.dir.path()).expect_err("no such service").to_string()
    };
    assert_mentions(&refused("animal-park"), &["has no service `animal-park`", "; its folder is `park`"]);
    assert_mentions(&refused("zooo"), &["; the nearest are `zoos` and `park`"]);
}

#[test]
fn an_unknown_version_is_reported_with_the_nearest_ones() {
    let pip = "echo 'ERROR: Could not find a version that satisfies the requirement botocore==9.8.7 (from versions: 0.4.1, 9.8.6, 9.8.10, 9.9.0)' >&2; exit 1";
    let error = Repository::new(pip).failure("9.8.7");
    assert_eq!(
        error,
        "botocore 9.8.7 was never released\n  remedy: pass a version that was; the nearest are `9.8.6`, `9.8.10` and `9.9.0`"
    );
}

#[test]
fn a_release_that_cannot_be_converted_keeps_the_older_model() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let mut query = zoo("2022-02-02");
    query["metadata"]["protocol"] = json!("query");
    repository.deliver("9.9.0", &wheel(&[("zoo/1/service-2.json", query), ("partitions.json", partitions())]));
    assert_mentions(&repository.failure("9.9.0"), &["supports `query`", "whl/botocore/data/zoo/1/service-2.json"]);
    assert_eq!(repository.lock().version, "9.8.7");
}

#[test]
fn a_file_that_cannot_be_replaced_prevents_all_changes() {
    let repository = Repository::delivering("9.8.7", &good());
    fs::create_dir_all(repository.path("models/aws-partitions.json")).expect("a folder in the way");
    assert_mentions(&repository.failure("9.8.7"), &["aws-partitions.json"]);
    assert!(!repository.path("models/zoo.json").exists());
}

#[test]
fn a_failed_download_is_reported_and_not_used_as_a_wheel() {
    let half = "head -c 100 /dev/zero > \"$dest/botocore-9.8.7-py3-none-any.whl\"; echo 'no such release' >&2; exit 1";
    let repository = Repository::new(half);
    assert_mentions(
        &repository.failure("9.8.7"),
        &["pip could not fetch botocore 9.8.7", "no such release", "remedy:"],
    );
    repository.deliver("9.8.7", &good());
    assert_mentions(&repository.import("9.8.7").expect("an import"), &["fetched now"]);
    let left: Vec<_> = fs::read_dir(repository.path("target/botocore")).expect("the cache").collect();
    assert_eq!(left.len(), 1, "only the fetched release is kept");

    let repository = Repository::new("true");
    assert_mentions(&repository.failure("9.8.7"), &["pip downloaded no wheel", "remedy:"]);
}

#[test]
fn without_python_the_error_names_what_to_install() {
    let repository = Repository::new("");
    fs::remove_file(repository.path("python")).expect("a file");
    assert_mentions(&repository.failure("9.8.7"), &["cannot run", "remedy: install Python 3 with pip"]);
}

#[test]
fn invalid_versions_never_reach_pip_or_the_disk() {
    let repository = Repository::delivering("9.8.7", &good());
    for version in ["", "latest", "../../9", "9.8.7/..", "9 --index-url=x", "-r evil"] {
        assert_mentions(&repository.failure(version), &["is not a version", "remedy:"]);
    }
    assert_eq!(repository.pip_calls(), [] as [String; 0]);
    assert!(!repository.path("target").exists());
}

#[test]
fn an_invalid_lock_file_or_one_of_another_service_stops_the_import() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let path = repository.path("models/zoo.lock.toml");
    let text = fs::read_to_string(&path).expect("a lock");
    fs::write(&path, text.replace("service = \"zoo\"", "service = \"farm\"")).expect("a file");
    assert_mentions(&repository.failure("9.8.7"), &["is the lock file of the service `farm`", "remedy: pass --out"]);
    fs::write(&path, "version = [").expect("a file");
    assert_mentions(&repository.failure("9.8.7"), &["zoo.lock.toml is not a lock file", "remedy:"]);
}

#[test]
fn written_files_have_the_usual_permissions() {
    let repository = Repository::delivering("9.8.7", &good());
    repository.import("9.8.7").expect("an import");
    let mode = |name: &str| fs::metadata(repository.path(name)).expect("a file").permissions().mode();
    for name in ["zoo.json", "zoo.lock.toml", "aws-partitions.json"] {
        assert_eq!(mode(&format!("models/{name}")), mode("published.whl"), "{name}");
    }
}

#[test]
fn the_model_cannot_replace_the_partitions() {
    let repository = Repository::delivering("9.8.7", &good());
    let args = ImportArgs { out: Some(repository.path("models/aws-partitions.json")), ..repository.args("9.8.7") };
    let error = import(&args, repository.dir.path()).expect_err("an error");
    assert_mentions(&error.to_string(), &["aws-partitions.json", "remedy: write the model to another file"]);
    assert!(!repository.path("models").exists());
}

#[test]
fn lock_file_and_partitions_are_written_next_to_the_model() {
    let repository = Repository::delivering("9.8.7", &good());
    let out = repository.path("elsewhere/animals.json");
    let args = ImportArgs { out: Some(out), ..repository.args("9.8.7") };
    import(&args, repository.dir.path()).expect("an import");
    let files = snapshot(&repository.path("elsewhere"));
    let names: Vec<_> = files.keys().filter_map(|path| Path::new(path).file_name()?.to_str()).collect();
    assert_eq!(names, ["animals.json", "animals.lock.toml", "aws-partitions.json"]);
    assert!(!repository.path("models").exists());
}
