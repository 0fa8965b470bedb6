//! Tests a migration from creation to removal. Every request is signed, and moto verifies the signature.

use std::time::{Duration, SystemTime};

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::primitives::DateTime;
use dms_sdk::types::{
    Filter, MigrationTypeValue, ReplicationEndpointTypeValue, ReplicationTask, StartReplicationTaskTypeValue, Tag,
};
use dms_sdk::waiters::WaiterError;

use crate::filter;
use crate::pauses::NoPause;
use crate::server::{Moto, PATIENCE};

/// Returns a client whose requests moto verifies, and its pauses.
async fn verified(moto: &Moto) -> (Client, NoPause) {
    let (id, secret) = moto.user().await;
    moto.verify_signatures().await;
    let pauses = NoPause::default();
    (moto.impatient_client(&id, &secret, &pauses), pauses)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

fn pairs(tags: &[Tag]) -> Vec<(&str, &str)> {
    let mut pairs: Vec<_> = tags.iter().filter_map(|tag| tag.key().zip(tag.value())).collect();
    pairs.sort_unstable();
    pairs
}

/// Whether this time is during the test. moto writes times in UTC, without a time zone.
fn is_of_this_run(time: Option<&DateTime>, start: SystemTime) -> bool {
    let time = SystemTime::try_from(*time.expect("a time")).expect("a time of today");
    start <= time && time <= SystemTime::now()
}

async fn subnet_group(client: &Client) {
    let create = client
        .create_replication_subnet_group()
        .replication_subnet_group_identifier("migration")
        .replication_subnet_group_description("nets of the migration")
        .subnet_ids("subnet-1")
        .subnet_ids("subnet-2")
        .tags(tag("team", "data"));
    let group = create.send().await.expect("a group").replication_subnet_group.expect("a group");
    assert_eq!(group.replication_subnet_group_identifier(), Some("migration"));
    assert_eq!(group.replication_subnet_group_description(), Some("nets of the migration"));
    assert_eq!((group.vpc_id(), group.subnet_group_status()), (Some("vpc-12345"), Some("Complete")));
    assert_eq!(group.supported_network_types(), ["IPV4"]);

    let by_id =
        |id: &str| client.describe_replication_subnet_groups().filters(filter("replication-subnet-group-id", id));
    let found = by_id("migration").send().await.expect("a page");
    assert_eq!(found.replication_subnet_groups(), [group]);
    assert!(by_id("other").send().await.expect("a page").replication_subnet_groups().is_empty());
    let tags = client.list_tags_for_resource().resource_arn("migration").send().await.expect("tags");
    assert_eq!(pairs(tags.tag_list()), [("team", "data")]);
}

async fn instance(client: &Client, pauses: &NoPause) -> String {
    let start = SystemTime::now();
    let create = client
        .create_replication_instance()
        .replication_instance_identifier("workhorse")
        .replication_instance_class("dms.r5.large")
        .allocated_storage(120)
        .availability_zone("eu-west-1b")
        .engine_version("3.5.4")
        .multi_az(true)
        .publicly_accessible(false)
        .replication_subnet_group_identifier("migration")
        .tags(tag("team", "bücher"))
        .tags(tag("env", "test"));
    let created = create.clone().send().await.expect("an instance").replication_instance.expect("an instance");
    let arn = created.replication_instance_arn().expect("an ARN").to_owned();
    assert_eq!(arn, "arn:aws:dms:eu-west-1:123456789012:rep:workhorse");
    assert_eq!(created.replication_instance_status(), Some("creating"));
    assert_eq!(created.replication_instance_class(), Some("dms.r5.large"));
    assert_eq!((created.allocated_storage(), created.multi_az(), created.publicly_accessible()), (120, true, false));
    assert_eq!((created.availability_zone(), created.engine_version()), (Some("eu-west-1b"), Some("3.5.4")));
    assert_eq!(created.replication_instance_private_ip_addresses(), ["10.0.0.1"]);
    assert!(is_of_this_run(created.instance_create_time(), start), "{:?}", created.instance_create_time());
    let group = created.replication_subnet_group().expect("its group");
    let zones = group.subnets().iter().filter_map(|net| net.subnet_availability_zone()?.name());
    assert_eq!(zones.collect::<Vec<_>>(), ["eu-west-1b"]);
    let twice = create.send().await.expect_err("it is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    // moto is configured to need three polls.
    let waiting = client.wait_until_replication_instance_available().filters(filter("replication-instance-arn", &arn));
    let end = waiting.wait(PATIENCE * 60).await.expect("an available instance").into_result().expect("an output");
    assert_eq!((end.replication_instances().len(), pauses.taken().len()), (1, 2));
    assert_eq!(end.replication_instances()[0].replication_instance_identifier(), Some("workhorse"));

    let tags = client.list_tags_for_resource().resource_arn(&arn).send().await.expect("tags");
    assert_eq!(pairs(tags.tag_list()), [("env", "test"), ("team", "bücher")]);
    arn
}

async fn endpoint(client: &Client, name: &str, kind: ReplicationEndpointTypeValue) -> String {
    let create = client.create_endpoint().endpoint_identifier(name).engine_name("postgres").endpoint_type(kind.clone());
    let create = create.server_name("db.local").port(5432).username("scott").password("tiger").tags(tag("name", name));
    let endpoint = create.send().await.expect("an endpoint").endpoint.expect("an endpoint");
    assert_eq!((endpoint.endpoint_identifier(), endpoint.endpoint_type()), (Some(name), Some(&kind)));
    assert_eq!((endpoint.engine_name(), endpoint.port()), (Some("postgres"), Some(5432)));
    endpoint.endpoint_arn.expect("an ARN")
}

async fn connection(client: &Client, instance: &str, endpoint: &str, pauses: &NoPause) {
    let test = client.test_connection().replication_instance_arn(instance).endpoint_arn(endpoint).send().await;
    let connection = test.expect("a test").connection.expect("a connection");
    assert_eq!((connection.status(), connection.last_failure_message()), (Some("testing"), Some("")));
    assert_eq!((connection.replication_instance_arn(), connection.endpoint_arn()), (Some(instance), Some(endpoint)));
    // moto is configured to need two polls.
    let waiting = client.wait_until_test_connection_succeeds().filters(filter("endpoint-arn", endpoint));
    let end = waiting.wait(PATIENCE * 60).await.expect("a successful test").into_result().expect("an output");
    let statuses: Vec<_> = end.connections().iter().map(|it| (it.endpoint_arn(), it.status())).collect();
    assert_eq!((statuses, pauses.taken().len()), (vec![(Some(endpoint), Some("successful"))], 1));
}

async fn task(client: &Client, instance: &str, [source, target]: [&str; 2]) -> String {
    let start = SystemTime::now();
    let mappings = r#"{"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"ü"}]}"#;
    let create = client
        .create_replication_task()
        .replication_task_identifier("orders-to-lake")
        .source_endpoint_arn(source)
        .target_endpoint_arn(target)
        .replication_instance_arn(instance)
        .migration_type(MigrationTypeValue::FullLoadAndCdc)
        .table_mappings(mappings)
        .replication_task_settings("{}")
        .tags(tag("team", "data"));
    let created = create.send().await.expect("a task").replication_task.expect("a task");
    assert_eq!(created.replication_task_identifier(), Some("orders-to-lake"));
    assert_eq!((created.source_endpoint_arn(), created.target_endpoint_arn()), (Some(source), Some(target)));
    assert_eq!((created.table_mappings(), created.replication_task_settings()), (Some(mappings), Some("{}")));
    assert_eq!(created.migration_type(), Some(&MigrationTypeValue::FullLoadAndCdc));
    assert_eq!((created.status(), created.replication_task_start_date()), (Some("creating"), None));
    assert!(is_of_this_run(created.replication_task_creation_date(), start), "{created:?}");
    let arn = created.replication_task_arn().expect("an ARN").to_owned();
    assert_eq!(described(client, "endpoint-arn", target).await, [created]);
    assert_eq!(described(client, "migration-type", "cdc").await, []);
    let tags = client.list_tags_for_resource().resource_arn(&arn).send().await.expect("tags");
    assert_eq!(pairs(tags.tag_list()), [("team", "data")]);

    // With moto, a task is in creation until it is started.
    let waiting = client.wait_until_replication_task_ready().filters(filter("replication-task-arn", &arn));
    let err = waiting.wait(Duration::from_secs(1)).await.expect_err("a task that does not get ready");
    assert!(matches!(err, WaiterError::ExceededMaxWait(_)), "{err:?}");
    arn
}

async fn described(client: &Client, name: &str, value: &str) -> Vec<ReplicationTask> {
    let call = client.describe_replication_tasks().filters(filter(name, value)).max_records(100);
    call.send().await.expect("a page").replication_tasks.unwrap_or_default()
}

async fn run_and_stop(client: &Client, arn: &str) {
    let begin = SystemTime::now();
    let stop = client.stop_replication_task().replication_task_arn(arn);
    let early = stop.clone().send().await.expect_err("it does not run yet");
    assert_eq!(early.message(), Some("Replication task is not running"));
    assert!(early.into_service_error().is_invalid_resource_state_fault());

    let start = client.start_replication_task().replication_task_arn(arn);
    let start = start.start_replication_task_type(StartReplicationTaskTypeValue::StartReplication);
    let started = start.send().await.expect("a start").replication_task.expect("the task");
    assert!(is_of_this_run(started.replication_task_start_date(), begin), "{started:?}");
    let this = |name| -> Filter { filter(name, arn) };
    let waiting = client.wait_until_replication_task_running().filters(this("replication-task-arn"));
    let running = waiting.wait(PATIENCE).await.expect("a running task").into_result().expect("an output");
    let stats = running.replication_tasks()[0].replication_task_stats().expect("its figures");
    assert_eq!((stats.tables_loaded(), stats.full_load_progress_percent(), stats.stop_date()), (1, 100, None));
    assert_eq!(stats.start_date(), started.replication_task_start_date());

    let stopped = stop.send().await.expect("a stop").replication_task.expect("the task");
    assert_eq!(stopped.status(), Some("stopped"));
    let waiting = client.wait_until_replication_task_stopped().filters(this("replication-task-arn"));
    let end = waiting.wait(PATIENCE).await.expect("a stopped task").into_result().expect("an output");
    let stats = end.replication_tasks()[0].replication_task_stats().expect("its figures");
    assert!(is_of_this_run(stats.stop_date(), begin), "{stats:?}");
    let waiting = client.wait_until_replication_task_ready().filters(this("replication-task-arn"));
    let err = waiting.wait(PATIENCE).await.expect_err("a stopped task never gets ready");
    assert!(matches!(err, WaiterError::FailureState(_)), "{err:?}");
}

async fn tear_down(client: &Client, task: &str, endpoints: [&str; 2], instance: &str) {
    let delete = client.delete_replication_task().replication_task_arn(task);
    let deleted = delete.clone().send().await.expect("a deletion").replication_task.expect("the task");
    assert_eq!((deleted.replication_task_arn(), deleted.status()), (Some(task), Some("deleting")));
    assert_eq!(described(client, "replication-task-arn", task).await, []);
    let gone = delete.send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    for arn in endpoints {
        let deleted = client.delete_endpoint().endpoint_arn(arn).send().await.expect("a deletion");
        assert_eq!(deleted.endpoint().and_then(|it| it.endpoint_arn()), Some(arn));
    }
    assert!(client.describe_connections().send().await.expect("a page").connections().is_empty());
    let delete = client.delete_replication_instance().replication_instance_arn(instance);
    let deleted = delete.clone().send().await.expect("a deletion").replication_instance.expect("the instance");
    assert_eq!(deleted.replication_instance_status(), Some("deleting"));
    let gone = delete.send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    assert!(client.describe_replication_instances().send().await.expect("a page").replication_instances().is_empty());
    never_missing(client, task, endpoints, instance).await;
    let delete = client.delete_replication_subnet_group().replication_subnet_group_identifier("migration");
    delete.send().await.expect("a deletion");
    let groups = client.describe_replication_subnet_groups().send().await.expect("a page");
    assert!(groups.replication_subnet_groups().is_empty());
}

/// moto returns an empty list for deleted resources, where the service returns an error that ends these waits. So they
/// never succeed here; the tests with the scripted server test their end.
async fn never_missing(client: &Client, task: &str, [endpoint, _]: [&str; 2], instance: &str) {
    let briefly = Duration::from_secs(1);
    let waiting = client.wait_until_replication_task_deleted().filters(filter("replication-task-arn", task));
    let err = waiting.wait(briefly).await.expect_err("no end");
    assert!(matches!(err, WaiterError::ExceededMaxWait(_)), "{err:?}");
    let waiting = client.wait_until_endpoint_deleted().filters(filter("endpoint-arn", endpoint));
    let err = waiting.wait(briefly).await.expect_err("no end");
    assert!(matches!(err, WaiterError::ExceededMaxWait(_)), "{err:?}");
    let waiting = client.wait_until_replication_instance_deleted();
    let waiting = waiting.filters(filter("replication-instance-arn", instance));
    let err = waiting.wait(briefly).await.expect_err("no end");
    assert!(matches!(err, WaiterError::ExceededMaxWait(_)), "{err:?}");
}

#[tokio::test]
async fn a_migration_lives_from_creation_to_deletion() {
    let moto = Moto::start(None).await;
    moto.slow_down("dms::replicationinstance", 3).await;
    moto.slow_down("dms::connection", 2).await;
    let (client, pauses) = verified(&moto).await;

    subnet_group(&client).await;
    let instance = instance(&client, &pauses).await;
    let source = endpoint(&client, "orders", ReplicationEndpointTypeValue::Source).await;
    let target = endpoint(&client, "lake", ReplicationEndpointTypeValue::Target).await;
    for endpoint in [&source, &target] {
        connection(&client, &instance, endpoint, &pauses).await;
    }
    let task = task(&client, &instance, [&source, &target]).await;
    run_and_stop(&client, &task).await;
    tear_down(&client, &task, [&source, &target], &instance).await;
}

#[cfg(feature = "serde")]
#[tokio::test]
async fn unsupported_operations_of_moto_are_errors_with_its_page() {
    let known = [
        "CreateEndpoint",
        "CreateReplicationInstance",
        "CreateReplicationSubnetGroup",
        "CreateReplicationTask",
        "DeleteEndpoint",
        "DeleteReplicationInstance",
        "DeleteReplicationSubnetGroup",
        "DeleteReplicationTask",
        "DescribeConnections",
        "DescribeEndpoints",
        "DescribeReplicationInstances",
        "DescribeReplicationSubnetGroups",
        "DescribeReplicationTasks",
        "ListTagsForResource",
        "StartReplicationTask",
        "StopReplicationTask",
        "TestConnection",
    ];
    let moto = Moto::start(None).await;
    let client = moto.client("test", "test", None);
    let once = client.config().to_builder().retry_config(dms_sdk::config::retry::RetryConfig::disabled());
    let client = Client::from_conf(once.build());
    let mut unknown = 0;
    let inputs = crate::inputs::smallest();
    for name in Client::operation_names().filter(|name| !known.contains(name)) {
        let err = client.call_json(name, inputs[name].clone()).await.expect_err(name);
        assert!(err.to_string().starts_with(&format!("{name}: ")), "{err}");
        assert!(err.to_string().contains("500") && err.to_string().contains("<!doctype html>"), "{err}");
        unknown += 1;
    }
    assert_eq!(unknown, 119 - known.len());
}
