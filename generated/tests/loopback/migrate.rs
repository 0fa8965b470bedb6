//! Tests of the example `migrate`.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tokio::process::Command;

use crate::program::{PATIENCE, finish, prepared, run};
use crate::server::{INSTANCE_ARN, REGION, REQUEST_ID, Request, Response, Server};

const TASK_ARN: &str = "arn:aws:dms:eu-west-1:123456789012:task:NIGHTLY";

/// Creates a file with this text, for one test.
fn file(test: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("migrate-{test}.json"));
    std::fs::write(&path, text).expect("a file");
    path
}

fn config() -> Value {
    json!({
        "Source": { "EndpointIdentifier": "old", "EngineName": "mysql", "MySQLSettings": { "EventsPollInterval": 5 } },
        "Target": { "EndpointIdentifier": "new", "EngineName": "postgres", "Port": 5432 },
        "Settings": { "FullLoadSettings": { "MaxFullLoadSubTasks": 4 } },
    })
}

fn command(server: &Server, test: &str, config: &Value, more: &[&str]) -> Command {
    let mut command = prepared("migrate");
    command.arg("--config").arg(file(test, &config.to_string()));
    command.args(["--replication-instance-arn", INSTANCE_ARN, "--endpoint-url", &server.url(), "--region", REGION]);
    command.args(["--poll-interval", "1ms"]).args(more);
    command
}

/// A service that responds to polls in order, and repeats the last response.
struct Service {
    connections: Polls,
    refreshes: Polls,
    /// Each task with its tables.
    tasks: Polls,
    tables: Mutex<Value>,
    is_deleted: AtomicBool,
    /// Refused operations with their error codes.
    refused: &'static [(&'static str, &'static str)],
}

type Polls = Mutex<VecDeque<Value>>;

fn polls(answers: impl IntoIterator<Item = Value>) -> Polls {
    Mutex::new(answers.into_iter().collect())
}

fn next(polls: &Polls) -> Value {
    let mut polls = polls.lock().expect("the polls");
    if polls.len() > 1 { polls.pop_front().expect("an answer") } else { polls[0].clone() }
}

fn task(status: &str, percent: u32) -> Value {
    json!({ "ReplicationTaskArn": TASK_ARN, "Status": status, "MigrationType": "full-load",
        "ReplicationTaskStats": { "FullLoadProgressPercent": percent } })
}

fn stopped(reason: &str, percent: u32) -> Value {
    let mut task = task("stopped", percent);
    task["StopReason"] = format!("Stop Reason {reason}").into();
    task
}

fn table(name: &str, state: &str, rows: u32) -> Value {
    json!({ "SchemaName": "sales", "TableName": name, "TableState": state, "FullLoadRows": rows })
}

/// Returns the statistics of two tables at one time.
fn tables(orders: (&str, u32), items: (&str, u32)) -> Value {
    json!([table("orders", orders.0, orders.1), table("items", items.0, items.1)])
}

impl Service {
    /// Creates a service on which everything succeeds until the task has started; the argument has the states after
    /// that.
    fn new<const N: usize>(tasks: [(Value, Value); N]) -> Self {
        let before = ["creating", "ready"].map(|status| (task(status, 0), json!([])));
        Self {
            connections: polls([json!({ "Status": "testing" }), json!({ "Status": "successful" })]),
            refreshes: polls([json!({ "Status": "refreshing" }), json!({ "Status": "successful" })]),
            tasks: polls(before.into_iter().chain(tasks).map(|(task, tables)| json!([task, tables]))),
            tables: Mutex::default(),
            is_deleted: AtomicBool::new(false),
            refused: &[],
        }
    }

    async fn start(self) -> Server {
        Server::answering(move |request| self.answer(request)).await
    }

    fn answer(&self, request: &Request) -> Response {
        let (operation, input) = (request.operation(), request.json());
        if let Some((_, code)) = self.refused.iter().find(|(name, _)| *name == operation) {
            return Response::fault(code, "because");
        }
        let output = match operation {
            "CreateEndpoint" => {
                let kind = input["EndpointType"].as_str().expect("a type");
                json!({ "Endpoint": { "EndpointArn": format!("arn:{kind}") } })
            }
            "DescribeConnections" => json!({ "Connections": [next(&self.connections)] }),
            "DescribeRefreshSchemasStatus" => json!({ "RefreshSchemasStatus": next(&self.refreshes) }),
            "CreateReplicationTask" => json!({ "ReplicationTask": task("creating", 0) }),
            "DescribeReplicationTasks" if self.is_deleted.load(Ordering::Relaxed) => {
                return Response::fault("ResourceNotFoundFault", "no such task");
            }
            "DescribeReplicationTasks" => {
                let now = next(&self.tasks);
                *self.tables.lock().expect("the tables") = now[1].clone();
                json!({ "ReplicationTasks": [now[0]] })
            }
            // One table on each page.
            "DescribeTableStatistics" => {
                let tables = self.tables.lock().expect("the tables");
                match input["Marker"].as_str() {
                    None => json!({ "TableStatistics": [tables[0]], "Marker": "2" }),
                    Some(_) => json!({ "TableStatistics": [tables[1]] }),
                }
            }
            "DeleteReplicationTask" => {
                self.is_deleted.store(true, Ordering::Relaxed);
                json!({})
            }
            _ => json!({}),
        };
        Response::json(200, output)
    }
}

/// A successful full load.
fn good() -> Service {
    Service::new([
        (task("starting", 0), tables(("Before load", 0), ("Before load", 0))),
        (task("running", 30), tables(("Full load", 70), ("Before load", 0))),
        (task("running", 60), tables(("Full load", 90), ("Full load", 4))),
        (stopped("FULL_LOAD_ONLY_FINISHED", 100), tables(("Table completed", 100), ("Table completed", 20))),
    ])
}

const CREATION: [&str; 11] = [
    "CreateEndpoint",
    "CreateEndpoint",
    "TestConnection",
    "DescribeConnections",
    "DescribeConnections",
    "TestConnection",
    "DescribeConnections",
    "DescribeConnections",
    "DescribeConnections",
    "RefreshSchemas",
    "DescribeRefreshSchemasStatus",
];

const CREATED: &str = "endpoint: old arn:source\nendpoint: new arn:target\n";

#[tokio::test]
async fn a_full_load_is_followed_to_its_end() {
    let server = good().start().await;
    let tables = ["--schema", "sales", "--table", "orders", "--table", "item%", "--task", "nightly"];
    let run = run(command(&server, "whole", &config(), &tables)).await;
    assert_eq!(run.code, Some(0), "{}", run.err);
    let created = format!("{CREATED}task: nightly {TASK_ARN}\n");
    assert_eq!(
        run.out,
        format!("{created}status: stopped\nstop reason: FULL_LOAD_ONLY_FINISHED\nloaded: 120 rows of 2 tables\n")
    );
    let expected = "creating the endpoint old\ncreating the endpoint new\ntesting the connection to the source\n\
        testing the connection to the target\nrefreshing the schemas of the source\ncreating the task nightly\n\
        starting the task\nthe task: starting\nsales.orders: Before load\nsales.items: Before load\n\
        the task: running\nsales.orders: Full load\nsales.items: Full load\n\
        the task: stopped\nsales.orders: Table completed, 100 rows\nsales.items: Table completed, 20 rows\n";
    let left = [TASK_ARN, "arn:source", "arn:target"].map(|arn| format!("left in the service: {arn}\n"));
    assert_eq!(run.err, format!("{expected}{}", left.concat()));

    let operations = server.operations();
    assert_eq!(operations[..CREATION.len()], CREATION);
    let rest: Vec<_> = operations[CREATION.len()..].iter().map(String::as_str).collect();
    let look = ["DescribeReplicationTasks", "DescribeTableStatistics", "DescribeTableStatistics"];
    let begin = ["DescribeRefreshSchemasStatus", "CreateReplicationTask", "DescribeReplicationTasks"];
    let start = ["DescribeReplicationTasks", "StartReplicationTask"];
    assert_eq!(rest, [&begin[..], &start, &look, &look, &look, &look].concat());
}

#[tokio::test]
async fn requests_have_the_configured_values() {
    let server = good().start().await;
    let tables = ["--schema", "sales", "--table", "orders", "--table", "item%", "--task", "nightly"];
    let run = run(command(&server, "inputs", &config(), &tables)).await;
    assert_eq!(run.code, Some(0), "{}", run.err);
    let requests = server.requests();
    let input = |operation: &str| requests.iter().find(|it| it.operation() == operation).expect(operation).json();
    let endpoint = json!({ "EndpointIdentifier": "old", "EndpointType": "source", "EngineName": "mysql",
        "MySQLSettings": { "EventsPollInterval": 5 } });
    assert_eq!(input("CreateEndpoint"), endpoint);
    assert_eq!(
        requests[1].json(),
        json!({ "EndpointIdentifier": "new", "EndpointType": "target", "EngineName": "postgres", "Port": 5432 })
    );
    let source = json!({ "EndpointArn": "arn:source", "ReplicationInstanceArn": INSTANCE_ARN });
    assert_eq!((input("TestConnection"), input("RefreshSchemas")), (source.clone(), source));
    assert_eq!(requests[5].json()["EndpointArn"], "arn:target");

    let task = input("CreateReplicationTask");
    assert_eq!((&task["ReplicationTaskIdentifier"], &task["MigrationType"]), (&json!("nightly"), &json!("full-load")));
    assert_eq!((&task["SourceEndpointArn"], &task["TargetEndpointArn"]), (&json!("arn:source"), &json!("arn:target")));
    assert_eq!(task["ReplicationInstanceArn"], INSTANCE_ARN);
    let parsed = |member: &str| -> Value {
        serde_json::from_str(task[member].as_str().expect("a text")).expect("JSON in the text")
    };
    assert_eq!(parsed("ReplicationTaskSettings"), config()["Settings"]);
    let rule = |n: u32, table: &str| {
        json!({ "rule-type": "selection", "rule-id": n.to_string(), "rule-name": n.to_string(),
            "object-locator": { "schema-name": "sales", "table-name": table }, "rule-action": "include" })
    };
    assert_eq!(parsed("TableMappings"), json!({ "rules": [rule(1, "orders"), rule(2, "item%")] }));

    let start = json!({ "ReplicationTaskArn": TASK_ARN, "StartReplicationTaskType": "start-replication" });
    assert_eq!(input("StartReplicationTask"), start);
    let pages: Vec<_> = requests.iter().filter(|it| it.operation() == "DescribeTableStatistics").collect();
    assert_eq!(pages[0].json(), json!({ "ReplicationTaskArn": TASK_ARN }));
    assert_eq!(pages[1].json(), json!({ "ReplicationTaskArn": TASK_ARN, "Marker": "2" }));
}

/// Returns the operations from the first deletion on.
fn deletions(server: &Server) -> Vec<String> {
    let is_of_clean_up = |name: &String| name.starts_with("Delete") || name == "StopReplicationTask";
    server.operations().into_iter().filter(is_of_clean_up).collect()
}

#[tokio::test]
async fn created_resources_are_deleted_on_request() {
    let server = good().start().await;
    let run = run(command(&server, "clean", &config(), &["--clean-up"])).await;
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(deletions(&server), ["DeleteReplicationTask", "DeleteEndpoint", "DeleteEndpoint"]);
    let expected = "deleting the task\ndeleting the endpoint arn:source\ndeleting the endpoint arn:target\n";
    assert!(run.err.ends_with(expected), "{}", run.err);
}

#[tokio::test]
async fn resources_that_cannot_be_deleted_are_named_and_the_others_are_deleted() {
    let refused = &[("DeleteReplicationTask", "InvalidResourceStateFault")];
    let server = Service { refused, ..good() }.start().await;
    let run = run(command(&server, "unclean", &config(), &["--clean-up"])).await;
    assert_eq!(run.code, Some(3), "{}", run.err);
    assert_eq!(deletions(&server), ["DeleteReplicationTask", "DeleteEndpoint", "DeleteEndpoint"]);
    let expected = format!(
        "left in the service: {TASK_ARN}\n\
         error: DeleteReplicationTask: InvalidResourceStateFault: because (request id {REQUEST_ID})\n"
    );
    assert!(run.err.ends_with(&expected), "{}", run.err);
}

#[tokio::test]
async fn a_connection_that_fails_is_reported_with_its_reason() {
    let failed = json!({ "Status": "failed", "LastFailureMessage": "Test Endpoint failed:\nno route to db.local" });
    let connections = || polls([json!({ "Status": "testing" }), failed.clone()]);
    let server = Service { connections: connections(), ..good() }.start().await;
    let run = run(command(&server, "connection", &config(), &["--clean-up"])).await;
    assert_eq!((run.code, run.out.as_str()), (Some(1), CREATED), "{}", run.err);
    let line = run.err.lines().last().expect("a line");
    assert!(line.starts_with("error: the connection to the source: "), "{line}");
    assert!(line.ends_with(": Test Endpoint failed: no route to db.local"), "{line}");
    assert_eq!(server.operations()[5..], ["DeleteEndpoint", "DeleteEndpoint"]);
}

#[tokio::test]
async fn a_failed_refresh_is_reported_with_its_reason_and_can_be_skipped() {
    let refreshes =
        || polls([json!({ "Status": "refreshing" }), json!({ "Status": "failed", "LastFailureMessage": "full" })]);
    let server = Service { refreshes: refreshes(), ..good() }.start().await;
    let failed = run(command(&server, "refresh", &config(), &[])).await;
    assert_eq!(failed.code, Some(1), "{}", failed.err);
    assert!(failed.err.contains("error: the refresh of the schemas: "), "{}", failed.err);
    assert!(failed.err.ends_with(": full\n"), "{}", failed.err);

    let server = Service { refreshes: refreshes(), ..good() }.start().await;
    let without = run(command(&server, "no-refresh", &config(), &["--no-refresh"])).await;
    assert_eq!(without.code, Some(0), "{}", without.err);
    assert!(!server.operations().contains(&"RefreshSchemas".to_owned()));
}

#[tokio::test]
async fn a_task_that_fails_is_reported_with_its_reason() {
    let with_message = |mut task: Value, message: &str| {
        task["LastFailureMessage"] = message.into();
        task
    };
    let done = || tables(("Table completed", 100), ("Table completed", 20));
    let (mut failed, low) = (task("failed", 40), stopped("STOPPED_DUE_TO_LOW_DISK", 100));
    failed["StopReason"] = "Stop Reason FATAL_ERROR".into();
    let ends = [
        (
            with_message(failed, "Last Error\nORA-01555"),
            done(),
            "the task is failed: FATAL_ERROR: Last Error ORA-01555",
        ),
        (low, done(), "the task stopped: STOPPED_DUE_TO_LOW_DISK"),
        (stopped("NORMAL", 55), done(), "the task stopped when 55 % were loaded"),
        (
            stopped("FULL_LOAD_ONLY_FINISHED", 100),
            tables(("Table completed", 100), ("Table error", 3)),
            "not all tables were loaded; sales.items: Table error",
        ),
    ];
    for (n, (end, tables, expected)) in ends.into_iter().enumerate() {
        let server = Service::new([(task("running", 0), done()), (end, tables)]).start().await;
        let run = run(command(&server, &format!("end-{n}"), &config(), &["--clean-up"])).await;
        assert_eq!(run.code, Some(1), "{}", run.err);
        assert!(run.err.ends_with(&format!("error: {expected}\n")), "{expected}: {}", run.err);
        assert_eq!(deletions(&server), ["DeleteReplicationTask", "DeleteEndpoint", "DeleteEndpoint"]);
    }
}

#[tokio::test]
async fn a_task_that_does_not_become_ready_is_a_failure() {
    let mut service = good();
    service.tasks = polls([json!([task("creating", 0), []]), json!([task("failed", 0), []])]);
    let server = service.start().await;
    let run = run(command(&server, "never-ready", &config(), &["--clean-up"])).await;
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("error: the task migrate does not become ready: "), "{}", run.err);
    assert!(!server.operations().contains(&"StartReplicationTask".to_owned()));
    assert_eq!(deletions(&server), ["DeleteReplicationTask", "DeleteEndpoint", "DeleteEndpoint"]);
}

#[tokio::test]
async fn a_call_that_is_refused_exits_with_3() {
    let operations = [
        ("CreateEndpoint", "error: CreateEndpoint: "),
        ("TestConnection", "error: the connection to the source: TestConnection: "),
        ("DescribeConnections", "error: the connection to the source: DescribeConnections: "),
        ("RefreshSchemas", "error: the refresh of the schemas: RefreshSchemas: "),
        ("CreateReplicationTask", "error: CreateReplicationTask: "),
        ("StartReplicationTask", "error: StartReplicationTask: "),
        ("DescribeTableStatistics", "error: DescribeTableStatistics: "),
    ];
    for (operation, expected) in operations {
        let refused = vec![(operation, "AccessDeniedException")].leak();
        let server = Service { refused, ..good() }.start().await;
        let run = run(command(&server, operation, &config(), &[])).await;
        assert_eq!(run.code, Some(3), "{operation}: {}", run.err);
        let line = run.err.lines().last().expect("a line");
        assert!(line.starts_with(expected) && line.contains("(AccessDeniedException): because"), "{line}");
    }
}

#[tokio::test]
async fn a_task_that_is_still_running_is_stopped_before_it_is_deleted() {
    let running = (task("running", 30), tables(("Full load", 70), ("Before load", 0)));
    let server = Service::new([running]).start().await;
    let run = run(command(&server, "limit", &config(), &["--clean-up", "--timeout", "2s"])).await;
    assert_eq!(run.code, Some(4), "{}", run.err);
    assert!(run.err.contains("error: not done after 2s\n"), "{}", run.err);
    // The task of this server never stops.
    assert_eq!(deletions(&server)[0], "StopReplicationTask");
    assert!(run.err.contains(&format!("left in the service: {TASK_ARN}\n")), "{}", run.err);
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_exits_with_130_after_the_clean_up() {
    let (seen, mut looked) = tokio::sync::mpsc::unbounded_channel();
    let running = (task("running", 30), tables(("Full load", 70), ("Before load", 0)));
    let service =
        Service { refused: &[("StopReplicationTask", "InvalidResourceStateFault")], ..Service::new([running]) };
    let server = Server::answering(move |request| {
        if request.operation() == "DescribeTableStatistics" {
            // The test may have ended already; then the count is not needed.
            let _ = seen.send(());
        }
        service.answer(request)
    })
    .await;
    let child = command(&server, "ctrl-c", &config(), &["--clean-up"]).spawn().expect("a running example");
    let id = child.id().expect("a process id").to_string();
    tokio::time::timeout(PATIENCE, looked.recv()).await.expect("a request").expect("a server");
    let sent = Command::new("sh").args(["-c", "kill -INT $0", &id]).status().await.expect("a shell");
    assert!(sent.success());

    let run = finish(child.wait_with_output()).await;
    assert_eq!(run.code, Some(130), "{}", run.err);
    assert!(run.err.ends_with("error: interrupted\n") && !run.err.contains("left in"), "{}", run.err);
    let all = ["StopReplicationTask", "DeleteReplicationTask", "DeleteEndpoint", "DeleteEndpoint"];
    assert_eq!(deletions(&server), all);
}

#[tokio::test]
async fn wrong_usage_exits_with_2_before_any_request() {
    let server = Server::scripted([]).await;
    let with = |path: &str, value: Value| {
        let mut config = config();
        *config.pointer_mut(path).expect("a member") = value;
        config
    };
    let wrong: [(Value, &[&str], &str); 11] = [
        (config(), &["--timeout", "0s"], "longer than zero"),
        (config(), &["--table", ""], "--schema, --table: rules[0].object-locator.table-name: is missing"),
        (
            with("/Settings", json!({ "FullLoadSettings": { "CommitRate": 0, "CommitRates": 1 } })),
            &[],
            "Settings: FullLoadSettings.CommitRates: there is no such member; did you mean `CommitRate`?; \
                FullLoadSettings.CommitRate: 0 is out of range: it is 1 to 50000",
        ),
        (with("/Settings", json!({ "Logging": 1 })), &[], "Settings: `Logging`: expected an object, found a number"),
        (config(), &["--migration-type", "half-load"], "invalid value 'half-load'"),
        (json!([]), &[], "is not a JSON object"),
        (json!({ "Source": {} }), &[], "Source: `EndpointIdentifier` is missing"),
        (json!({ "Source": config()["Source"] }), &[], "`Target` is missing"),
        (with("/Source", json!({ "Enginename": "mysql" })), &[], "Source: "),
        (with("/Target/Port", json!("many")), &[], "Target: "),
        (with("/Target/EngineName", Value::Null), &[], "Target: `EngineName` is missing"),
    ];
    for (config, arguments, expected) in wrong {
        let run = run(command(&server, "usage", &config, arguments)).await;
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{expected}: {}", run.err);
        assert!(run.err.contains(expected), "{expected:?} is missing: {}", run.err);
    }
    let mut more = config();
    more["Sink"] = json!({});
    let unknown = run(command(&server, "usage-more", &more, &[])).await;
    assert!(unknown.code == Some(2) && unknown.err.contains("there is no member `Sink`"), "{}", unknown.err);
    more = config();
    more["Source"]["Prot"] = json!(1);
    let unknown = run(command(&server, "usage-member", &more, &[])).await;
    assert!(unknown.code == Some(2) && unknown.err.contains("has no member `Prot`"), "{}", unknown.err);
    let mut missing = prepared("migrate");
    missing.args(["--config", "no/such/file", "--replication-instance-arn", INSTANCE_ARN]);
    let missing = run(missing).await;
    assert!(missing.code == Some(2) && missing.err.contains("cannot read no/such/file"), "{}", missing.err);
    assert_eq!(server.operations(), [""; 0]);
}
