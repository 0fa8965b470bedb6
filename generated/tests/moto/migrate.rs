//! Tests the example `migrate` on moto, as far as moto supports it: to the refresh of schemas, which it does not
//! support, and without that to a task that never becomes ready.

use std::path::PathBuf;

use dms_sdk::Client;
use serde_json::json;
use tokio::process::Command;

use crate::program::{prepared, run};
use crate::server::{Moto, REGION};

/// Returns a command for two endpoints with this name, on a new instance with that name.
async fn command(moto: &Moto, client: &Client, name: &str) -> Command {
    let create = client.create_replication_instance().replication_instance_identifier(name);
    let created = create.replication_instance_class("dms.t3.micro").send().await.expect("an instance");
    let instance = created.replication_instance.and_then(|it| it.replication_instance_arn).expect("an ARN");
    let endpoint = |suffix: &str| {
        json!({ "EndpointIdentifier": format!("{name}-{suffix}"), "EngineName": "mysql", "ServerName": "db.local",
            "Port": 3306, "Username": "scott", "Password": "tiger" })
    };
    let config = json!({ "Source": endpoint("old"), "Target": endpoint("new") });
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("moto-migrate-{name}.json"));
    std::fs::write(&path, config.to_string()).expect("a file");
    let mut command = prepared("migrate");
    command.arg("--config").arg(path).args(["--replication-instance-arn", &instance]);
    command.args(["--endpoint-url", &moto.url(), "--region", REGION, "--poll-interval", "1ms"]);
    command
}

#[tokio::test]
async fn a_migration_reaches_the_refresh() {
    let moto = Moto::start(None).await;
    let client = moto.client("AKIDEXAMPLE", "not-a-secret", None);
    moto.slow_down("dms::connection", 2).await;

    let kept = run(command(&moto, &client, "kept").await).await;
    assert_eq!(kept.code, Some(3), "{}", kept.err);
    let (_, error) = kept.err.split_once("error: the refresh of the schemas: RefreshSchemas: ").expect(&kept.err);
    assert!(error.contains("500") && error.lines().count() == 1, "{error}");
    let endpoints = client.describe_endpoints().send().await.expect("a page").endpoints.unwrap_or_default();
    assert_eq!(endpoints.len(), 2);
    for endpoint in &endpoints {
        let named = format!("endpoint: {} {}\n", endpoint.endpoint_identifier().expect("a name"), {
            endpoint.endpoint_arn().expect("an ARN")
        });
        assert!(kept.out.contains(&named), "{}", kept.out);
    }

    let mut cleaned = command(&moto, &client, "cleaned").await;
    cleaned.arg("--clean-up");
    let cleaned = run(cleaned).await;
    assert_eq!(cleaned.code, Some(3), "{}", cleaned.err);
    assert_eq!(client.describe_endpoints().send().await.expect("a page").endpoints(), endpoints);
}

/// moto returns an empty list for a deleted task, where the service returns an error. So the clean-up does not detect
/// the end of the deletion, and continues with the endpoints after a timeout.
#[tokio::test]
async fn a_migration_waits_for_a_task_that_does_not_become_ready() {
    let moto = Moto::start(None).await;
    let client = moto.client("AKIDEXAMPLE", "not-a-secret", None);
    let mut command = command(&moto, &client, "waiting").await;
    command.args(["--no-refresh", "--clean-up", "--timeout", "5s"]);
    let run = run(command).await;
    assert_eq!(run.code, Some(4), "{}", run.err);
    assert!(run.err.ends_with("error: not done after 5s\n"), "{}", run.err);
    assert!(run.out.contains("task: migrate arn:aws:dms:eu-west-1:123456789012:task:"), "{}", run.out);
    assert!(client.describe_replication_tasks().send().await.expect("a page").replication_tasks().is_empty());
    assert!(client.describe_endpoints().send().await.expect("a page").endpoints().is_empty());
    let (_, last) = run.err.split_once("error: clean-up: ").expect(&run.err);
    assert!(last.starts_with("the task is not deleted: "), "{last}");
}
