//! Tests of `new-service`: it writes a complete crate or nothing.

use crate::support::{assert_mentions, operation, service, snapshot};
use crate::update::table;
use crate::wheel::{Repository, wheel};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command};
use xtask::Verdict;
use xtask_tools::import::{ImportArgs, import};
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

/// Creates a repository whose pip downloads one release with these services.
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
    let args = args(repository, service, out);
    let without = without.iter().map(|name| (*name).to_owned()).collect();
    finish(repository, &Args { botocore: Some("9.8.7".into()), without, ..args })
}

/// Returns only the required arguments.
fn args(repository: &Repository, service: &str, out: &Path) -> Args {
    let python = repository.path("python");
    let (service, out) = (service.to_owned(), out.to_owned());
    Args { service, botocore: None, out, package: None, without: Vec::new(), check: false, python }
}

fn finish(repository: &Repository, args: &Args) -> Result<Verdict, String> {
    run(args, repository.dir.path()).map_err(|error| format!("{error:#}"))
}

#[test]
fn services_of_other_protocols_are_refused_with_their_names() {
    let repository = repository();
    let out = repository.path("out");
    assert_mentions(
        &make(&repository, "rest", &out, &[]).unwrap_err(),
        &["supports `rest-xml`, not `json`", "JSON 1.0"],
    );
    assert_mentions(&make(&repository, "query", &out, &[]).unwrap_err(), &["supports `query` and `ec2`, not `json`"]);
    assert_mentions(&make(&repository, "nosuch", &out, &[]).unwrap_err(), &["no service `nosuch`"]);
    assert!(!out.exists());
}

#[test]
fn event_streams_are_refused_and_can_be_left_out() {
    let repository = repository();
    let out = repository.path("deep/out");
    let error = make(&repository, "zoo", &out, &[]).unwrap_err();
    assert_mentions(&error, &["shape:  Watch", "streams events (`Events`)", "`--without Watch`"]);
    let command = format!("cargo xtask new-service zoo --botocore 9.8.7 --out {} --without Watch", out.display());
    let end = format!("\n\nnothing was written; a crate can be generated without 1 operation:\n  {command}");
    assert!(error.ends_with(&end), "{error}");
    let error = make(&repository, "zoo", &out, &["Watch", "Nap"]).unwrap_err();
    assert_mentions(&error, &["shape:  Nap", "no such operation to leave out"]);
    assert!(!repository.path("deep").exists());
    assert_eq!(make(&repository, "zoo", &out, &["Watch"]), Ok(Verdict::Good));
    assert!(out.join("src/operation/feed.rs").exists() && !out.join("src/operation/watch.rs").exists());
    let model = fs::read_to_string(out.join("model/zoo.json")).unwrap();
    assert!(!model.contains("Roar") && !model.contains("Events"), "{model}");
}

#[test]
fn a_crate_of_a_service_with_json_among_other_protocols_is_created_and_updated() {
    let repository = repository();
    let out = repository.path("out");
    fs::create_dir(&out).unwrap();
    assert_eq!(make(&repository, "barn", &out, &[]), Ok(Verdict::Good), "an empty directory is accepted");
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
        "no temporary files are left next to it"
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

/// Returns a service with everything that `new-service` can leave out: `Watch` streams events, `Ask` and `Tell` use
/// endpoint discovery, and `Feed` and `FEED` have the same method name. Only the operations in `left` are included.
fn troubled(left: &[&str]) -> Value {
    let mut zoo = zoo();
    let discovery = json!({ "required": true });
    for name in ["Ask", "Tell"] {
        zoo["operations"][name] = operation(name, "In", "Out");
        zoo["operations"][name]["endpointdiscovery"] = discovery.clone();
    }
    for name in left {
        zoo["operations"][*name] = operation(name, "In", "Out");
    }
    zoo
}

#[test]
fn the_command_that_leaves_out_the_unsupported_operations_succeeds() {
    let files = [("partitions.json", table()), ("zoo/2020-02-20/service-2.json", troubled(&[]))];
    let repository = Repository::delivering("9.8.7", &wheel(&files));
    let out = repository.path("it's new");
    let error = make(&repository, "zoo", &out, &[]).unwrap_err();
    assert_mentions(&error, &["`--without Ask`", "`--without Tell`", "`--without Watch`"]);
    assert!(!error.contains("cannot be imported"), "{error}");
    let imported = ImportArgs {
        botocore: Some("9.8.7".into()),
        service: "zoo".into(),
        from: None,
        out: None,
        python: repository.path("python"),
    };
    let refused = import(&imported, repository.dir.path()).expect_err("refused").to_string();
    assert_mentions(
        &refused,
        &["Leave the operation out with `cargo xtask new-service zoo --out DIR --without Watch`"],
    );
    let command = error.lines().next_back().and_then(|line| line.strip_prefix("  cargo xtask ")).expect("a command");
    let words = shlex_words(command);
    assert_eq!(words[..3], ["new-service", "zoo", "--botocore"]);
    assert_eq!(
        words[4..],
        ["--out", &out.display().to_string(), "--without", "Ask", "--without", "Tell", "--without", "Watch"]
    );
    assert_eq!(make(&repository, "zoo", &out, &["Ask", "Tell", "Watch"]), Ok(Verdict::Good));
    // If no operation would be left, no command is suggested.
    let mut alone = troubled(&[]);
    alone["operations"].as_object_mut().unwrap().remove("Feed");
    let files = [("partitions.json", table()), ("zoo/2020-02-20/service-2.json", alone)];
    repository.deliver("9.8.8", &wheel(&files));
    let args = Args { botocore: Some("9.8.8".into()), ..args(&repository, "zoo", &repository.path("none")) };
    let error = finish(&repository, &args).unwrap_err();
    assert!(!error.contains("a crate can be generated without"), "{error}");
}

/// Splits a line into words with `sh`.
fn shlex_words(line: &str) -> Vec<String> {
    let output = Command::new("sh").args(["-c", &format!("printf '%s\\n' {line}")]).output().expect("a shell");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn errors_in_a_model_name_an_existing_file() {
    let files = [("partitions.json", table()), ("zoo/2020-02-20/service-2.json", troubled(&["FEED"]))];
    let repository = Repository::delivering("9.8.7", &wheel(&files));
    let error = make(&repository, "zoo", &repository.path("out"), &["Ask", "Tell", "Watch"]).unwrap_err();
    let named: Vec<_> = error.lines().filter_map(|line| line.strip_prefix("  file:   ")).collect();
    assert!(!named.is_empty() && named.iter().all(|path| Path::new(path).exists()), "{error}");
    assert_mentions(&error, &["both become `feed`"]);
}

#[test]
fn a_crate_is_checked_and_regenerated_by_the_command_in_its_files() {
    let repository = repository();
    let out = repository.path("deep/out");
    let of_zoo = Args { package: Some("den".into()), ..args(&repository, "zoo", &out) };
    let made = Args { botocore: Some("9.8.7".into()), without: vec!["Watch".into()], ..of_zoo.clone() };
    let check = |args: &Args| finish(&repository, &Args { check: true, ..args.clone() });
    assert_eq!(check(&made), Ok(Verdict::Bad), "there is no crate yet");
    assert!(!repository.path("deep").exists());
    assert_eq!(finish(&repository, &made), Ok(Verdict::Good));
    let command = "cargo xtask new-service zoo --botocore 9.8.7 --out deep/out --package den --without Watch";
    for (file, comment) in [("Cargo.toml", "#"), ("src/lib.rs", "//"), ("src/README.md", "<!--")] {
        let text = fs::read_to_string(out.join(file)).unwrap();
        assert!(text.starts_with(&format!("{comment} @generated by `{command}`.")), "{text}");
    }
    let before = snapshot(&out);
    // Omitted arguments are taken from the crate.
    for again in
        [&made, &args(&repository, "zoo", &out), &args(&repository, "zoo", &repository.path("deep/../deep/out"))]
    {
        assert_eq!(check(again), Ok(Verdict::Good));
        assert_eq!(finish(&repository, again), Ok(Verdict::Good));
        assert_eq!(snapshot(&out), before);
    }
    for file in ["src/lib.rs", "model/zoo.json", "model/zoo.lock.toml"] {
        let text = fs::read_to_string(out.join(file)).unwrap();
        fs::write(out.join(file), format!("{text}\n")).unwrap();
        let edited = snapshot(&out);
        assert_eq!(check(&made), Ok(Verdict::Bad), "{file}");
        assert_eq!(snapshot(&out), edited, "--check has written");
        assert_eq!(finish(&repository, &made), Ok(Verdict::Good));
        assert_eq!(snapshot(&out), before, "{file}");
    }
}
