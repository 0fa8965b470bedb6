//! `new-service`: a whole crate or nothing.

use crate::support::{assert_mentions, operation, service, snapshot};
use crate::update::table;
use crate::wheel::{Repository, wheel};
use serde_json::{Value, json};
use std::{fs, path::Path};
use xtask::Verdict;
use xtask_tools::new_service::{Args, run};

fn structure() -> Value {
    json!({ "type": "structure", "members": { "Name": { "shape": "String" } } })
}

fn zoo() -> Value {
    let operations = json!({ "Feed": operation("Feed", "In", "Out"), "Watch": operation("Watch", "In", "Seen") });
    let shapes = json!({
        "In": structure(), "Out": structure(), "String": { "type": "string" },
        "Seen": { "type": "structure", "members": { "Events": { "shape": "Events" } } },
        "Events": { "type": "structure", "eventstream": true, "members": { "Roar": { "shape": "Roar" } } },
        "Roar": { "type": "structure", "event": true, "members": {} },
    });
    service(operations, shapes)
}

fn farm(protocol: &str, protocols: &[&str]) -> Value {
    let mut farm = service(
        json!({ "Feed": operation("Feed", "In", "In") }),
        json!({
            "In": structure(), "String": { "type": "string" },
        }),
    );
    farm["metadata"]["protocol"] = json!(protocol);
    farm["metadata"]["protocols"] = json!(protocols);
    farm["metadata"]["jsonVersion"] = json!("1.0");
    farm
}

/// A repository whose pip delivers one release with these services.
fn repository() -> Repository {
    let services = [
        ("partitions.json", table()),
        ("zoo/2020-02-20/service-2.json", zoo()),
        ("farm/2020-02-20/service-2.json", farm("json", &["json"])),
        ("barn/2020-02-20/service-2.json", farm("smithy-rpc-v2-cbor", &["smithy-rpc-v2-cbor", "json", "query"])),
        ("rest/2020-02-20/service-2.json", farm("rest-xml", &[])),
        ("query/2020-02-20/service-2.json", farm("query", &["query", "ec2"])),
    ];
    Repository::delivering("9.8.7", &wheel(&services))
}

fn make(repository: &Repository, service: &str, out: &Path, without: &[&str]) -> Result<Verdict, String> {
    let args = Args {
        service: service.into(),
        botocore: Some("9.8.7".into()),
        out: out.to_owned(),
        package: None,
        without: without.iter().map(|name| (*name).to_owned()).collect(),
        python: repository.path("python"),
    };
    run(&args, repository.dir.path()).map_err(|error| format!("{error:#}"))
}

#[test]
fn services_of_other_protocols_are_refused_with_their_names() {
    let repository = repository();
    let out = repository.path("out");
    assert_mentions(&make(&repository, "rest", &out, &[]).unwrap_err(), &["speaks `rest-xml`, not `json`", "json 1.0"]);
    assert_mentions(&make(&repository, "query", &out, &[]).unwrap_err(), &["speaks `query` and `ec2`, not `json`"]);
    assert_mentions(&make(&repository, "nosuch", &out, &[]).unwrap_err(), &["no service `nosuch`"]);
    assert!(!out.exists());
}

#[test]
fn streams_of_events_are_refused_and_can_be_left_out() {
    let repository = repository();
    let out = repository.path("deep/out");
    let error = make(&repository, "zoo", &out, &[]).unwrap_err();
    assert_mentions(&error, &["shape:  Watch", "streams events, which is not supported", "`--without Watch`"]);
    let error = make(&repository, "zoo", &out, &["Watch", "Nap"]).unwrap_err();
    assert_mentions(&error, &["shape:  Nap", "no such operation to leave out"]);
    assert!(!repository.path("deep").exists());
    assert_eq!(make(&repository, "zoo", &out, &["Watch"]), Ok(Verdict::Good));
    assert!(out.join("src/operation/feed.rs").exists() && !out.join("src/operation/watch.rs").exists());
    let model = fs::read_to_string(out.join("model/zoo.json")).unwrap();
    assert!(!model.contains("Roar") && !model.contains("Events"), "{model}");
}

#[test]
fn a_service_that_speaks_json_among_others_becomes_a_crate_once_and_again() {
    let repository = repository();
    let out = repository.path("out");
    fs::create_dir(&out).unwrap();
    assert_eq!(make(&repository, "barn", &out, &[]), Ok(Verdict::Good), "an empty directory is as good as none");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    assert_mentions(&manifest, &["# @generated", "name = \"barn-sdk\""]);
    let constants = fs::read_to_string(out.join("src/service.rs")).unwrap();
    assert_mentions(&constants, &["application/x-amz-json-1.0", "Zoo_20200220"]);
    let lock = fs::read_to_string(out.join("model/barn.lock.toml")).unwrap();
    assert_mentions(&lock, &["version = \"9.8.7\"", "service = \"barn\""]);
    let names = |folder: &Path| snapshot(folder).len();
    assert_eq!(
        fs::read_dir(repository.dir.path())
            .unwrap()
            .filter(|entry| { entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".new-service") })
            .count(),
        0,
        "nothing is left beside it"
    );

    let (before, files) = (snapshot(&out), names(&out));
    assert_eq!(make(&repository, "barn", &out, &[]), Ok(Verdict::Good));
    assert_eq!((before, files), (snapshot(&out), names(&out)));
}

#[test]
fn a_directory_with_something_else_is_refused() {
    let repository = repository();
    let out = repository.path("out");
    assert_eq!(make(&repository, "barn", &out, &[]), Ok(Verdict::Good));
    let before = snapshot(&out);
    let error = make(&repository, "farm", &out, &[]).unwrap_err();
    assert_mentions(&error, &["is not empty", "for farm", "an empty directory"]);
    assert_eq!(before, snapshot(&out));
    let mine = repository.path("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("diary.txt"), "secret").unwrap();
    assert_mentions(&make(&repository, "farm", &mine, &[]).unwrap_err(), &["is not empty"]);
    assert_eq!(snapshot(&mine).len(), 1);
    assert_mentions(&make(&repository, "farm", &mine.join("diary.txt"), &[]).unwrap_err(), &["not a directory"]);
}

#[test]
fn without_pip_or_network_nothing_is_written() {
    let repository = repository();
    let out = repository.path("out");
    repository.set_pip("echo 'no route to host' >&2; exit 1");
    assert_mentions(&make(&repository, "farm", &out, &[]).unwrap_err(), &["no route to host", "remedy"]);
    fs::remove_file(repository.path("python")).unwrap();
    assert_mentions(&make(&repository, "farm", &out, &[]).unwrap_err(), &["cannot run", "--python"]);
    assert!(!out.exists());
}
