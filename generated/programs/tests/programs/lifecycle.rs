//! A deployment tool: it creates a migration, runs it and removes it.

use std::{collections::BTreeMap, time::Duration};

use aws_sdk_databasemigration::{
    Client, Error,
    client::Waiters,
    error::BoxError,
    operation::create_endpoint::builders::CreateEndpointFluentBuilder,
    primitives::{DateTime, DateTimeFormat},
    types::{
        DmsSslModeValue, Filter, MigrationTypeValue, PostgreSqlSettings, ReplicationEndpointTypeValue, S3Settings,
        StartReplicationTaskTypeValue, Tag,
    },
};
use serde_json::json;

use crate::support::{Timed, fault, ok, operations, requests, scripted, scripted_in_time};

const MAX_WAIT: Duration = Duration::from_secs(1800);

struct Deployment {
    instance: String,
    source: String,
    target: String,
    task: String,
}

fn by_arn(name: &str, arn: &str) -> Result<Filter, BoxError> {
    Ok(Filter::builder().name(name).values(arn).build()?)
}

fn tags(pairs: &BTreeMap<&str, &str>) -> Vec<Tag> {
    pairs.iter().map(|(key, value)| Tag::builder().key(*key).value(*value).build()).collect()
}

fn endpoint(client: &Client, id: &str, kind: ReplicationEndpointTypeValue) -> CreateEndpointFluentBuilder {
    client.create_endpoint().endpoint_identifier(id).endpoint_type(kind).ssl_mode(DmsSslModeValue::Require)
}

async fn network(client: &Client, subnets: &[&str]) -> Result<(), Error> {
    client
        .create_replication_subnet_group()
        .replication_subnet_group_identifier("migration")
        .replication_subnet_group_description("subnets of the migration")
        .set_subnet_ids(Some(subnets.iter().map(|id| id.to_string()).collect()))
        .send()
        .await?;
    Ok(())
}

async fn instance(client: &Client) -> Result<String, BoxError> {
    let created = client
        .create_replication_instance()
        .replication_instance_identifier("migrator")
        .replication_instance_class("dms.r5.large")
        .allocated_storage(100)
        .multi_az(false)
        .vpc_security_group_ids("sg-1")
        .vpc_security_group_ids("sg-2")
        .replication_subnet_group_identifier("migration")
        .set_tags(Some(tags(&BTreeMap::from([("team", "data"), ("env", "test")]))))
        .send()
        .await?;
    let arn = created.replication_instance().and_then(|it| it.replication_instance_arn()).ok_or("no ARN")?.to_owned();
    let ready = client
        .wait_until_replication_instance_available()
        .filters(by_arn("replication-instance-arn", &arn)?)
        .wait(MAX_WAIT)
        .await?;
    let output = ready.into_result()?;
    assert_eq!(output.replication_instances()[0].replication_instance_private_ip_addresses(), ["10.0.0.7"]);
    Ok(arn)
}

async fn connect(client: &Client, instance: &str, endpoint: &str) -> Result<(), BoxError> {
    client.test_connection().replication_instance_arn(instance).endpoint_arn(endpoint).send().await?;
    client
        .wait_until_test_connection_succeeds()
        .filters(by_arn("endpoint-arn", endpoint)?)
        .filters(by_arn("replication-instance-arn", instance)?)
        .wait(MAX_WAIT)
        .await?;
    Ok(())
}

async fn deploy(client: &Client) -> Result<Deployment, BoxError> {
    network(client, &["subnet-a", "subnet-b"]).await?;
    let instance = instance(client).await?;
    let settings = PostgreSqlSettings::builder().heartbeat_enable(true).slot_name("dms").build();
    let source = endpoint(client, "orders", ReplicationEndpointTypeValue::Source)
        .engine_name("postgres")
        .server_name("db.example.com")
        .port(5432)
        .database_name("orders")
        .username("dms")
        .password("hunter2")
        .postgre_sql_settings(settings)
        .send()
        .await?
        .endpoint
        .and_then(|it| it.endpoint_arn)
        .ok_or("no source")?;
    let lake = S3Settings::builder().bucket_name("lake").data_format("parquet".into()).build();
    let target = endpoint(client, "lake", ReplicationEndpointTypeValue::Target)
        .engine_name("s3")
        .s3_settings(lake)
        .send()
        .await?
        .endpoint
        .and_then(|it| it.endpoint_arn)
        .ok_or("no target")?;
    connect(client, &instance, &source).await?;
    connect(client, &instance, &target).await?;
    let task = client
        .create_replication_task()
        .replication_task_identifier("orders-to-lake")
        .source_endpoint_arn(&source)
        .target_endpoint_arn(&target)
        .replication_instance_arn(&instance)
        .migration_type(MigrationTypeValue::FullLoadAndCdc)
        .table_mappings(json!({ "rules": [] }).to_string())
        .cdc_start_time(DateTime::from_str("2024-03-01T00:00:00Z", DateTimeFormat::DateTime)?)
        .send()
        .await?;
    let task = task.replication_task.and_then(|it| it.replication_task_arn).ok_or("no task")?;
    client
        .wait_until_replication_task_ready()
        .filters(by_arn("replication-task-arn", &task)?)
        .without_settings(true)
        .wait(MAX_WAIT)
        .await?;
    Ok(Deployment { instance, source, target, task })
}

async fn run(client: &Client, task: &str) -> Result<i32, BoxError> {
    let started = client
        .start_replication_task()
        .replication_task_arn(task)
        .start_replication_task_type(StartReplicationTaskTypeValue::StartReplication)
        .send()
        .await?;
    assert_eq!(started.replication_task().and_then(|it| it.status()), Some("starting"));
    let filter = by_arn("replication-task-arn", task)?;
    client.wait_until_replication_task_running().filters(filter.clone()).wait(MAX_WAIT).await?;
    client.stop_replication_task().replication_task_arn(task).send().await?;
    let poll = client.wait_until_replication_task_stopped().filters(filter).wait(MAX_WAIT).await?;
    let output = poll.into_result()?;
    let stats = output.replication_tasks().first().and_then(|it| it.replication_task_stats()).ok_or("no stats")?;
    Ok(stats.tables_loaded())
}

async fn tear_down(client: &Client, deployment: &Deployment) -> Result<(), BoxError> {
    let Deployment { instance, source, target, task } = deployment;
    client.delete_replication_task().replication_task_arn(task).send().await?;
    let filter = by_arn("replication-task-arn", task)?;
    client.wait_until_replication_task_deleted().filters(filter).wait(MAX_WAIT).await?;
    for endpoint in [source, target] {
        client.delete_endpoint().endpoint_arn(endpoint).send().await?;
        let filter = by_arn("endpoint-arn", endpoint)?;
        client.wait_until_endpoint_deleted().filters(filter).wait(MAX_WAIT).await?;
    }
    client.delete_replication_instance().replication_instance_arn(instance).send().await?;
    let filter = by_arn("replication-instance-arn", instance)?;
    client.wait_until_replication_instance_deleted().filters(filter).wait(MAX_WAIT).await?;
    client.delete_replication_subnet_group().replication_subnet_group_identifier("migration").send().await?;
    Ok(())
}

fn instances(status: &str) -> http::Response<aws_smithy_types::body::SdkBody> {
    let one = json!({ "ReplicationInstanceArn": "arn:i", "ReplicationInstanceStatus": status,
        "ReplicationInstancePrivateIpAddresses": ["10.0.0.7"] });
    ok(json!({ "ReplicationInstances": [one] }).to_string())
}

fn tasks(status: &str) -> http::Response<aws_smithy_types::body::SdkBody> {
    let one = json!({ "ReplicationTaskArn": "arn:t", "Status": status,
        "ReplicationTaskStats": { "TablesLoaded": 12, "FullLoadProgressPercent": 100 } });
    ok(json!({ "ReplicationTasks": [one] }).to_string())
}

fn connections(status: &str) -> http::Response<aws_smithy_types::body::SdkBody> {
    ok(json!({ "Connections": [{ "Status": status }] }).to_string())
}

#[tokio::test]
async fn a_migration_is_deployed() {
    let one = |kind: &str, key: &str, arn: &str| ok(json!({ kind: { key: arn } }).to_string());
    let Timed { client, http, sleep, .. } = scripted_in_time([
        ok(r#"{"ReplicationSubnetGroup":{}}"#),
        one("ReplicationInstance", "ReplicationInstanceArn", "arn:i"),
        instances("creating"),
        instances("available"),
        one("Endpoint", "EndpointArn", "arn:s"),
        one("Endpoint", "EndpointArn", "arn:l"),
        ok(r#"{"Connection":{"Status":"testing"}}"#),
        connections("testing"),
        connections("successful"),
        ok("{}"),
        connections("successful"),
        one("ReplicationTask", "ReplicationTaskArn", "arn:t"),
        tasks("creating"),
        tasks("ready"),
    ]);
    let deployment = deploy(&client).await.expect("deployed");
    assert_eq!(deployment.instance, "arn:i");
    assert_eq!((deployment.source.as_str(), deployment.target.as_str()), ("arn:s", "arn:l"));
    assert_eq!(deployment.task, "arn:t");
    assert!(sleep.logs().len() >= 3, "one wait for the instance, one for a connection, one for the task");

    let sent = requests(&http);
    assert_eq!(
        sent[0].1,
        json!({ "ReplicationSubnetGroupIdentifier": "migration",
            "ReplicationSubnetGroupDescription": "subnets of the migration", "SubnetIds": ["subnet-a", "subnet-b"] })
    );
    assert_eq!(sent[1].1["VpcSecurityGroupIds"], json!(["sg-1", "sg-2"]));
    assert_eq!(sent[1].1["Tags"], json!([{ "Key": "env", "Value": "test" }, { "Key": "team", "Value": "data" }]));
    assert_eq!(sent[1].1["MultiAZ"], json!(false));
    assert_eq!(sent[2].1, json!({ "Filters": [{ "Name": "replication-instance-arn", "Values": ["arn:i"] }] }));
    assert_eq!(sent[4].1["PostgreSQLSettings"], json!({ "HeartbeatEnable": true, "SlotName": "dms" }));
    assert_eq!(sent[5].1["S3Settings"], json!({ "BucketName": "lake", "DataFormat": "parquet" }));
    let (name, task) = &sent[11];
    assert_eq!((name.as_str(), &task["MigrationType"]), ("CreateReplicationTask", &json!("full-load-and-cdc")));
    assert_eq!(task["CdcStartTime"], json!(1_709_251_200));
    assert_eq!(sent[12].1["WithoutSettings"], json!(true));
}

#[tokio::test]
async fn a_task_runs_and_stops() {
    let Timed { client, http, .. } = scripted_in_time([
        ok(r#"{"ReplicationTask":{"Status":"starting"}}"#),
        tasks("starting"),
        tasks("running"),
        ok("{}"),
        tasks("running"),
        tasks("stopped"),
    ]);
    assert_eq!(run(&client, "arn:t").await.expect("ran"), 12);
    let expected = ["StartReplicationTask", "DescribeReplicationTasks", "DescribeReplicationTasks"];
    assert_eq!(operations(&http)[..3], expected);
    assert_eq!(operations(&http)[3], "StopReplicationTask");
}

#[tokio::test]
async fn everything_is_deleted() {
    let gone = || fault("ResourceNotFoundFault", "gone");
    let Timed { client, http, .. } = scripted_in_time([
        ok("{}"),
        tasks("deleting"),
        gone(),
        ok("{}"),
        gone(),
        ok("{}"),
        gone(),
        ok("{}"),
        gone(),
        ok("{}"),
    ]);
    let [instance, source, target, task] = ["arn:i", "arn:s", "arn:l", "arn:t"].map(str::to_owned);
    let deployment = Deployment { instance, source, target, task };
    tear_down(&client, &deployment).await.expect("torn down");
    assert_eq!(operations(&http).iter().filter(|name| name.starts_with("Delete")).count(), 5);
}

#[tokio::test]
async fn a_failed_step_ends_the_deployment_with_its_error() {
    let (client, http) = scripted([fault("ReplicationSubnetGroupDoesNotCoverEnoughAZs", "two are needed")]);
    let error = network(&client, &["subnet-a"]).await.expect_err("one subnet is not enough");
    let Error::ReplicationSubnetGroupDoesNotCoverEnoughAZs(inner) = error else {
        panic!("another error: {error:?}");
    };
    assert_eq!(inner.message(), Some("two are needed"));
    assert_eq!(operations(&http), ["CreateReplicationSubnetGroup"]);
}
