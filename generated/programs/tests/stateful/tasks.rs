//! Replication tasks from creation to deletion.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    client::Waiters,
    error::ProvideErrorMetadata,
    types::{MigrationTypeValue, ReplicationTask, StartReplicationTaskTypeValue},
};

use crate::{by_arn, client, endpoints, instances, is_of_this_run, pairs, tag, tags};

const MAPPINGS: &str = r#"{"rules":[{"rule-type":"selection","object-locator":{"schema-name":"%"}}]}"#;
const A_MINUTE: Duration = Duration::from_secs(60);

async fn create(client: &Client) -> ReplicationTask {
    let instance = instances::create(client, "runner").await.replication_instance_arn.expect("an ARN");
    let source = endpoints::create(client, "from").await.endpoint_arn.expect("an ARN");
    let target = endpoints::create(client, "to").await.endpoint_arn.expect("an ARN");
    let create = client
        .create_replication_task()
        .replication_task_identifier("nightly")
        .source_endpoint_arn(&source)
        .target_endpoint_arn(&target)
        .replication_instance_arn(&instance)
        .migration_type(MigrationTypeValue::FullLoad)
        .table_mappings(MAPPINGS)
        .replication_task_settings("{\"Logging\":null}")
        .tags(tag("team", "data"));
    let task = create.clone().send().await.expect("a task").replication_task.expect("a task");
    assert_eq!(task.source_endpoint_arn(), Some(source.as_str()));
    assert_eq!(task.target_endpoint_arn(), Some(target.as_str()));
    assert_eq!(task.replication_instance_arn(), Some(instance.as_str()));
    let twice = create.send().await.expect_err("it is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");
    task
}

pub async fn tasks(client: &Client) {
    let task = create(client).await;
    let arn = task.replication_task_arn().expect("an ARN").to_owned();
    assert_eq!((task.replication_task_identifier(), task.status()), (Some("nightly"), Some("ready")));
    assert_eq!(task.migration_type(), Some(&MigrationTypeValue::FullLoad));
    assert_eq!((task.table_mappings(), task.replication_task_settings()), (Some(MAPPINGS), Some("{\"Logging\":null}")));
    assert!(is_of_this_run(task.replication_task_creation_date()), "{task:?}");
    assert_eq!(task.replication_task_start_date(), None);
    assert_eq!(tags(client, &arn).await, pairs(&[("team", "data")]));
    let page = client.describe_replication_tasks().without_settings(true).send().await.expect("a page");
    assert_eq!(page.replication_tasks(), [task]);

    let modify = client.modify_replication_task().replication_task_arn(&arn).migration_type(MigrationTypeValue::Cdc);
    let modified = modify.table_mappings("{}").replication_task_settings("[]").send().await.expect("a change");
    let modified = modified.replication_task.expect("a task");
    assert_eq!(modified.migration_type(), Some(&MigrationTypeValue::Cdc));
    assert_eq!((modified.table_mappings(), modified.replication_task_settings()), (Some("{}"), Some("[]")));
    run(client, &arn).await;

    let delete = client.delete_replication_task().replication_task_arn(&arn);
    let deleted = delete.clone().send().await.expect("a deletion").replication_task.expect("a task");
    assert_eq!((deleted.replication_task_arn(), deleted.status()), (Some(arn.as_str()), Some("stopped")));
    assert!(client.describe_replication_tasks().send().await.expect("a page").replication_tasks().is_empty());
    let gone = delete.send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    let gone = client.start_replication_task().replication_task_arn(&arn).send().await.expect_err("it is gone");
    assert_eq!(gone.message(), Some(format!("Replication task '{arn}' not found.").as_str()));
    assert!(gone.into_service_error().is_resource_not_found_fault());
    let gone = client.stop_replication_task().replication_task_arn(&arn).send().await.expect_err("it is gone");
    assert!(gone.into_service_error().is_resource_not_found_fault());
    let gone = client.modify_replication_task().replication_task_arn(&arn).send().await.expect_err("it is gone");
    assert!(gone.into_service_error().is_resource_not_found_fault());
}

async fn run(client: &Client, arn: &str) {
    let filter = || by_arn("replication-task-arn", arn);
    client.wait_until_replication_task_ready().filters(filter()).wait(A_MINUTE).await.expect("a ready task");
    let start = client.start_replication_task().replication_task_arn(arn);
    let start = start.start_replication_task_type(StartReplicationTaskTypeValue::StartReplication);
    let started = start.send().await.expect("a start").replication_task.expect("a task");
    assert_eq!(started.status(), Some("running"));
    assert!(is_of_this_run(started.replication_task_start_date()), "{started:?}");
    let waiting = client.wait_until_replication_task_running().filters(filter());
    let end = waiting.wait(A_MINUTE).await.expect("a running task").into_result().expect("an output");
    assert_eq!(end.replication_tasks(), [started]);

    let stop = client.stop_replication_task().replication_task_arn(arn).send().await.expect("a stop");
    assert_eq!(stop.replication_task().and_then(|it| it.status()), Some("stopped"));
    let waiting = client.wait_until_replication_task_stopped().filters(filter());
    let end = waiting.wait(A_MINUTE).await.expect("a stopped task").into_result().expect("an output");
    assert_eq!(end.replication_tasks()[0].status(), Some("stopped"));
    let failed = client.wait_until_replication_task_ready().filters(filter()).wait(A_MINUTE).await;
    assert!(failed.is_err(), "a stopped task never becomes ready");
}

#[tokio::test]
async fn tasks_are_created_run_and_deleted() {
    tasks(&client().await).await;
}
