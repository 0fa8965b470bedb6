//! Tests of the example `refresh_schemas`.

use serde_json::json;
use tokio::process::Command;

use crate::program::{PATIENCE, finish, prepared, run};
use crate::server::{ENDPOINT_ARN, INSTANCE_ARN, REGION, REQUEST_ID, Response, Server};

/// Returns a command that runs the example against `server`, with test credentials and without this environment.
fn command(server: &Server) -> Command {
    let mut command = prepared("refresh_schemas");
    command.args(["--endpoint-arn", ENDPOINT_ARN, "--replication-instance-arn", INSTANCE_ARN]).args([
        "--endpoint-url",
        &server.url(),
        "--region",
        REGION,
        "--poll-interval",
        "1ms",
    ]);
    command
}

#[tokio::test]
async fn a_successful_refresh_is_reported_and_exits_with_0() {
    let running = json!({ "Status": "refreshing", "LastRefreshDate": 1_600_000_000 });
    let done = json!({ "Status": "successful", "LastRefreshDate": 1_700_000_000 });
    let server =
        Server::scripted([running.clone(), json!({}), running.clone(), running, done].map(Response::refresh)).await;
    let run = run(command(&server)).await;

    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.out, "status: successful\nlast refresh: 2023-11-14T22:13:20Z\n");
    assert_eq!(run.err, "refreshing\nnot known yet\nrefreshing\n");
    let requests = server.requests();
    assert_eq!(requests[0].json(), json!({ "EndpointArn": ENDPOINT_ARN, "ReplicationInstanceArn": INSTANCE_ARN }));
    assert_eq!(requests[1].json(), json!({ "EndpointArn": ENDPOINT_ARN }));
    let operations = server.operations();
    assert_eq!(operations[0], "RefreshSchemas");
    assert_eq!(operations[1..], ["DescribeRefreshSchemasStatus"; 4]);
}

#[tokio::test]
async fn the_end_of_an_earlier_run_is_ignored() {
    let old = json!({ "Status": "successful", "LastRefreshDate": 1_600_000_000 });
    let failed = json!({ "Status": "failed", "LastRefreshDate": 1_700_000_000, "LastFailureMessage": "ORA-12541" });
    let starts = [old.clone(), json!({ "Status": "refreshing" }), json!({})];
    for (n, start) in starts.into_iter().enumerate() {
        let refreshing = json!({ "Status": "refreshing" });
        let script = [start, old.clone(), old.clone(), refreshing, failed.clone()];
        let server = Server::scripted(script.map(Response::refresh)).await;
        let run = run(command(&server)).await;

        assert_eq!(run.code, Some(1), "start {n}: {}", run.err);
        assert_eq!(run.out, "status: failed\nlast refresh: 2023-11-14T22:13:20Z\nlast failure: ORA-12541\n");
    }
}

#[tokio::test]
async fn an_end_is_accepted_when_it_belongs_to_this_run() {
    let running = json!({ "Status": "refreshing" });
    let done = json!({ "Status": "successful" });
    let seen_running = vec![running.clone(), running.clone(), done.clone()];
    let shown_three_times = vec![running.clone(), done.clone(), done.clone(), done.clone()];
    let failed = json!({ "Status": "failed" });
    let three_times_in_a_row = vec![running, failed, done.clone(), done.clone(), done];
    for script in [seen_running, shown_three_times, three_times_in_a_row] {
        let responses = script.len();
        let server = Server::scripted(script.into_iter().map(Response::refresh)).await;
        let run = run(command(&server)).await;
        assert_eq!((run.code, server.requests().len()), (Some(0), responses), "{}", run.err);
    }
}

#[tokio::test]
async fn a_refused_start_prints_the_remedy_and_exits_with_3() {
    let remedies = [("InvalidResourceStateFault", "already be running"), ("ResourceNotFoundFault", "check both ARNs")];
    for (code, remedy) in remedies {
        let server = Server::scripted([Response::fault(code, "because")]).await;
        let run = run(command(&server)).await;

        assert_eq!((run.code, run.out.as_str()), (Some(3), ""));
        for expected in ["error: RefreshSchemas: ", code, "because", REQUEST_ID, "\n  remedy: ", remedy] {
            assert!(run.err.contains(expected), "{expected:?} is missing: {}", run.err);
        }
    }
}

#[tokio::test]
async fn any_other_error_has_all_details() {
    let refused = Response::fault("AccessDeniedException", "not yours");
    let server = Server::scripted([Response::refresh(json!({ "Status": "refreshing" })), refused]).await;
    let refused = run(command(&server)).await;
    assert_eq!(refused.code, Some(3));
    for expected in ["error: DescribeRefreshSchemasStatus: ", "AccessDeniedException", "not yours", REQUEST_ID] {
        assert!(refused.err.contains(expected), "{expected:?} is missing: {}", refused.err);
    }

    let mut without_credentials = command(&server);
    without_credentials.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    let without_credentials = run(without_credentials).await;
    assert_eq!(without_credentials.code, Some(3));
    let line = "error: RefreshSchemas: no credentials were found; set AWS_ACCESS_KEY_ID";
    assert!(
        without_credentials.err.lines().last().is_some_and(|expected| expected.starts_with(line)),
        "{}",
        without_credentials.err
    );
}

#[tokio::test]
async fn wrong_usage_exits_with_2_before_any_request() {
    let server = Server::scripted([]).await;
    let wrong = [
        (vec!["--timeout", "0s"], "longer than zero"),
        (vec!["--timeout", "soon"], "expected number"),
        (vec!["--wait"], "unexpected argument"),
    ];
    for (arguments, expected) in wrong {
        let mut command = command(&server);
        command.args(arguments);
        let run = run(command).await;
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
        assert!(run.err.contains(expected), "{expected:?} is missing: {}", run.err);
    }
    assert_eq!(server.operations(), [""; 0]);
}

#[tokio::test]
async fn a_refresh_that_takes_too_long_exits_with_4() {
    let server = Server::answering(|_| Response::refresh(json!({ "Status": "refreshing" }))).await;
    let mut command = command(&server);
    command.args(["--timeout", "300ms"]);
    let run = run(command).await;
    assert_eq!(run.code, Some(4), "{}", run.err);
    assert!(run.err.contains("no result after 300ms"), "{}", run.err);
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_ends_the_wait_and_exits_with_130() {
    let (seen, mut polled) = tokio::sync::mpsc::unbounded_channel();
    let server = Server::answering(move |_| {
        // The test may have ended already; then the count is not needed.
        let _ = seen.send(());
        Response::refresh(json!({ "Status": "refreshing" }))
    })
    .await;
    let child = command(&server).spawn().expect("a running example");
    let id = child.id().expect("a process id").to_string();
    for _ in 0..2 {
        tokio::time::timeout(PATIENCE, polled.recv()).await.expect("a request").expect("a server");
    }
    let sent = Command::new("sh").args(["-c", "kill -INT $0", &id]).status().await.expect("a shell");
    assert!(sent.success());

    let run = finish(child.wait_with_output()).await;
    assert_eq!(run.code, Some(130), "{}", run.err);
    assert!(run.err.ends_with("error: interrupted\n"), "{}", run.err);
}
