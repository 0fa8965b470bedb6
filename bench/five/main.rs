//! A program with five operations, to measure rebuilds after a change.

use dms::types::{Filter, MigrationTypeValue, StartReplicationTaskTypeValue};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), dms::Error> {
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest()).load().await;
    let client = dms::Client::new(&config);
    let arguments: Vec<String> = std::env::args().collect();
    let [_, source, target, instance] = &arguments[..] else { panic!("three ARNs: source, target, instance") };

    let filter = Filter::builder().name("endpoint-arn").values(source).build()?;
    let endpoints = client.describe_endpoints().filters(filter).send().await?;
    for endpoint in endpoints.endpoints() {
        println!("{}", endpoint.endpoint_identifier().unwrap_or_default());
    }
    let tested = client.test_connection().endpoint_arn(source).replication_instance_arn(instance).send().await?;
    println!("{:?}", tested.connection().and_then(|connection| connection.status()));
    let status = client.describe_refresh_schemas_status().endpoint_arn(source).send().await?;
    println!("{:?}", status.refresh_schemas_status().and_then(|status| status.status()));
    let created = client
        .create_replication_task()
        .replication_task_identifier("nightly")
        .source_endpoint_arn(source)
        .target_endpoint_arn(target)
        .replication_instance_arn(instance)
        .migration_type(MigrationTypeValue::FullLoad)
        .table_mappings("{}")
        .send()
        .await?;
    let task = created.replication_task().and_then(|task| task.replication_task_arn()).unwrap_or_default();
    let started = client
        .start_replication_task()
        .replication_task_arn(task)
        .start_replication_task_type(StartReplicationTaskTypeValue::StartReplication)
        .send()
        .await?;
    println!("{started:?}");
    Ok(())
}
