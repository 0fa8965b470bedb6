//! Tests of the example `dms`.

use std::fs::File;
use std::path::PathBuf;

use serde_json::{Value, json};
use tokio::process::Command;

use crate::program::{prepared, run};
use crate::server::{ENDPOINT_ARN, REGION, REQUEST_ID, Response, Server};

fn command(server: &Server, arguments: &[&str]) -> Command {
    let mut command = prepared("dms");
    command.args(arguments).args(["--endpoint-url", &server.url(), "--region", REGION]);
    command
}

fn endpoint(name: &str, marker: Option<&str>) -> Response {
    Response::json(200, json!({ "Endpoints": [{ "EndpointIdentifier": name }], "Marker": marker }))
}

/// Creates a file with this text, for one test.
fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[tokio::test]
async fn the_output_is_printed_as_json() {
    let server = Server::scripted([endpoint("a", Some("2"))]).await;
    let run = run(command(&server, &["describe-endpoints", "--input", r#"{"MaxRecords": 20}"#])).await;
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let printed: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(printed, json!({ "Endpoints": [{ "EndpointIdentifier": "a" }], "Marker": "2" }));
    assert!(run.out.contains("\n  \"Endpoints\": [\n"), "not pretty: {}", run.out);
    let request = server.request();
    assert_eq!((request.operation(), request.json()), ("DescribeEndpoints", json!({ "MaxRecords": 20 })));
}

#[tokio::test]
async fn all_pages_are_printed_as_one_output() {
    let server = Server::scripted([endpoint("a", Some("2")), endpoint("b", None)]).await;
    let run = run(command(&server, &["DescribeEndpoints", "--paginate"])).await;
    let printed: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(printed, json!({ "Endpoints": [{ "EndpointIdentifier": "a" }, { "EndpointIdentifier": "b" }] }));
}

#[tokio::test]
async fn the_input_may_be_in_a_file_or_on_standard_input() {
    let input = json!({ "EndpointArn": ENDPOINT_ARN });
    let server = Server::answering(|_| Response::json(200, json!({}))).await;
    let path = file("dms-input.json", &input.to_string());
    let at_path = format!("@{}", path.display());
    let from_file = run(command(&server, &["describe_schemas", "--input", &at_path])).await;
    let mut piped = command(&server, &["describe-schemas", "--input", "-"]);
    piped.stdin(File::open(&path).expect("the file"));
    let from_stdin = run(piped).await;
    for run in [from_file, from_stdin] {
        assert_eq!((run.code, run.out.as_str()), (Some(0), "{}\n"), "{}", run.err);
    }
    assert!(server.requests().iter().all(|request| request.json() == input));
    assert_eq!(server.operations(), ["DescribeSchemas"; 2]);
}

#[tokio::test]
async fn a_refused_call_exits_with_1_and_one_line() {
    let server = Server::scripted([Response::fault("ResourceNotFoundFault", "gone")]).await;
    let run = run(command(&server, &["describe-schemas", "--input", r#"{"EndpointArn": "e"}"#])).await;
    let expected = format!("error: DescribeSchemas: ResourceNotFoundFault: gone (request id {REQUEST_ID})\n");
    assert_eq!((run.code, run.out.as_str(), run.err), (Some(1), "", expected));
}

#[tokio::test]
async fn wrong_usage_exits_with_2_before_any_request() {
    let server = Server::scripted([]).await;
    let wrong: [(&[&str], &str); 7] = [
        (&[], "required"),
        (&["describe-endpoint"], "did you mean `DescribeEndpoints`"),
        (&["describe-endpoints", "--input", "{"], "the input is not JSON"),
        (&["describe-endpoints", "--input", r#"{"Fliters":[]}"#], "did you mean `Filters`?"),
        (&["describe-endpoints", "--input", "@no/such/file"], "cannot read no/such/file"),
        (&["describe-schemas"], "the required member `EndpointArn` is missing"),
        (&["describe-endpoints", "--list"], "cannot be used with"),
    ];
    for (arguments, expected) in wrong {
        let run = run(command(&server, arguments)).await;
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{expected:?} is missing: {}", run.err);
    }
    assert_eq!(server.operations(), [""; 0]);
}

#[tokio::test]
async fn the_operations_are_listed() {
    let mut list = prepared("dms");
    list.arg("--list");
    let run = run(list).await;
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 119), "{}", run.err);
    assert!(run.out.lines().any(|name| name == "DescribeEndpoints"));
}

#[tokio::test]
async fn first_errors_are_one_line_and_exit_with_1() {
    let unreachable = ["--region", REGION, "--endpoint-url"];
    let cases = [
        (vec!["--region", REGION], false, "no credentials were found; set AWS_ACCESS_KEY_ID"),
        (vec![], true, "no Region is configured; set AWS_REGION"),
        ([&unreachable[..], &["localhost:1"]].concat(), true, "the endpoint URL `localhost:1` is not valid; set one"),
        (
            [&unreachable[..], &["http://127.0.0.1:1"]].concat(),
            true,
            "the connection was refused; check the endpoint URL",
        ),
    ];
    for (arguments, has_credentials, expected) in cases {
        let mut command = prepared("dms");
        command.arg("describe-events").args(arguments).env("AWS_MAX_ATTEMPTS", "1");
        if !has_credentials {
            command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
        }
        let run = run(command).await;
        assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (Some(1), "", 1), "{}", run.err);
        assert!(run.err.starts_with(&format!("error: DescribeEvents: {expected}")), "{}", run.err);
    }
}

/// Returns the output of a check of documents, with its exit code.
async fn checked(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = prepared("dms");
    command.args(arguments);
    let run = run(command).await;
    (run.code, run.out, run.err)
}

#[tokio::test]
async fn documents_are_checked_without_a_call() {
    let mappings = r#"{"rules": [{"rule-type": "selection", "rule-id": 1, "rule-name": "a",
        "object-locator": {"schema-name": "s", "table-name": "%"}, "rule-action": "include"}]}"#;
    let good = file("dms-mappings.json", mappings);
    let bad = file("dms-mappings-bad.json", &mappings.replace("include", "inclood"));
    let broken = file("dms-mappings-broken.json", "{\"rules\": [\n1]}");
    let path = |file: &PathBuf| file.display().to_string();
    let nothing = "nothing was found\n".to_owned();
    assert_eq!(checked(&["check-mappings", &path(&good)]).await, (Some(0), nothing.clone(), String::new()));
    let found = "rules[0].rule-action: the value `inclood` is not known\n".to_owned();
    assert_eq!(checked(&["check-mappings", &path(&bad)]).await, (Some(1), found, String::new()));
    let (code, out, err) = checked(&["check-mappings", &path(&broken)]).await;
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.ends_with(": `rules[0]`: expected an object, found a number (line 2, column 1)\n"), "{err}");

    let mut piped = prepared("dms");
    piped.args(["check-mappings", "-"]).stdin(File::open(&good).expect("the file"));
    assert_eq!(run(piped).await.out, nothing);

    let settings = file("dms-settings.json", r#"{"FullLoadSettings": {"CommitRate": 60000}}"#);
    let (code, out, _) = checked(&["check-settings", &path(&settings)]).await;
    let found = "FullLoadSettings.CommitRate: 60000 is out of range: it is 1 to 50000\n";
    assert_eq!((code, out.as_str()), (Some(1), found));
}

#[tokio::test]
async fn settings_are_compared_with_the_requested_ones() {
    let ours = file("dms-ours.json", r#"{"FullLoadSettings": {"CommitRate": 20000}}"#);
    let theirs = r#"{"FullLoadSettings": {"CommitRate": 10000, "MaxFullLoadSubTasks": 8}, "TTSettings": null}"#;
    let theirs = file("dms-theirs.json", theirs);
    let (ours, theirs) = (ours.display().to_string(), theirs.display().to_string());
    let found = "FullLoadSettings.CommitRate: 20000 was asked for, 10000 is there\n".to_owned();
    assert_eq!(checked(&["diff-settings", &ours, &theirs]).await, (Some(1), found, String::new()));
    assert_eq!(checked(&["diff-settings", &ours, &ours]).await.0, Some(0));
    for arguments in [&["diff-settings", &ours][..], &["diff-settings", &ours, "no/such/file"], &["check-mapping", "x"]]
    {
        let (code, out, err) = checked(arguments).await;
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
    }
}
