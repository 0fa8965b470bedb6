//! Replication instances and their subnet groups.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    client::Waiters,
    error::ProvideErrorMetadata,
    types::{ReplicationInstance, ReplicationSubnetGroup},
};

use crate::{ACCOUNT, REGION, by_arn, client, is_of_this_run, pairs, tag, tags};

pub async fn create(client: &Client, id: &str) -> ReplicationInstance {
    let create = client
        .create_replication_instance()
        .replication_instance_identifier(id)
        .replication_instance_class("dms.r5.large")
        .allocated_storage(120)
        .availability_zone("eu-central-1b")
        .engine_version("3.5.4")
        .multi_az(true)
        .publicly_accessible(false)
        .tags(tag("team", "bücher"));
    create.send().await.expect("an instance").replication_instance.expect("an instance")
}

async fn listed(client: &Client) -> Vec<ReplicationInstance> {
    client.describe_replication_instances().send().await.expect("a page").replication_instances.unwrap_or_default()
}

pub async fn instances(client: &Client) {
    let before = listed(client).await.len();
    let created = create(client, "workhorse").await;
    let arn = created.replication_instance_arn().expect("an ARN").to_owned();
    assert_eq!(arn, format!("arn:aws:dms:{REGION}:{ACCOUNT}:rep:workhorse"));
    assert_eq!(created.replication_instance_identifier(), Some("workhorse"));
    assert_eq!(created.replication_instance_class(), Some("dms.r5.large"));
    assert_eq!((created.allocated_storage(), created.multi_az(), created.publicly_accessible()), (120, true, false));
    assert_eq!((created.availability_zone(), created.engine_version()), (Some("eu-central-1b"), Some("3.5.4")));
    assert!(is_of_this_run(created.instance_create_time()), "{created:?}");
    assert_eq!(tags(client, &arn).await, pairs(&[("team", "bücher")]));
    assert!(listed(client).await.contains(&created));

    let waiting = client.wait_until_replication_instance_available().filters(by_arn("replication-instance-arn", &arn));
    let end = waiting.wait(Duration::from_secs(60)).await.expect("available").into_result().expect("an output");
    assert!(end.replication_instances().iter().all(|it| it.replication_instance_status() == Some("available")));

    let modify = client.modify_replication_instance().replication_instance_arn(&arn);
    let modify = modify.replication_instance_class("dms.c5.xlarge").allocated_storage(200).multi_az(false);
    let modified = modify.send().await.expect("a change").replication_instance.expect("an instance");
    assert_eq!(modified.replication_instance_class(), Some("dms.c5.xlarge"));
    assert_eq!((modified.allocated_storage(), modified.multi_az()), (200, false));
    assert_eq!(modified.engine_version(), created.engine_version(), "other settings are unchanged");
    let twice = client.create_replication_instance().replication_instance_identifier("workhorse");
    let twice = twice.replication_instance_class("dms.t3.micro").send().await.expect_err("it is there already");
    assert_eq!(twice.message(), Some("Replication instance 'workhorse' already exists."));
    assert!(twice.into_service_error().is_resource_already_exists_fault());

    let delete = client.delete_replication_instance().replication_instance_arn(&arn);
    let deleted = delete.clone().send().await.expect("a deletion").replication_instance.expect("an instance");
    assert_eq!(deleted, modified);
    let gone = delete.send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    let gone = client.modify_replication_instance().replication_instance_arn(&arn).send().await.expect_err("gone");
    assert!(gone.into_service_error().is_resource_not_found_fault());
    assert_eq!(listed(client).await.len(), before);
}

pub async fn subnet_groups(client: &Client) {
    let listed = async || -> Vec<ReplicationSubnetGroup> {
        let page = client.describe_replication_subnet_groups().send().await.expect("a page");
        page.replication_subnet_groups.unwrap_or_default()
    };
    let nets = |group: &ReplicationSubnetGroup| {
        let nets = group.subnets().iter().filter_map(|net| Some(net.subnet_identifier()?.to_owned()));
        nets.collect::<Vec<_>>()
    };
    let create = client
        .create_replication_subnet_group()
        .replication_subnet_group_identifier("migration")
        .replication_subnet_group_description("nets of the migration")
        .subnet_ids("subnet-1")
        .subnet_ids("subnet-2");
    let group = create.clone().send().await.expect("a group").replication_subnet_group.expect("a group");
    assert_eq!(group.replication_subnet_group_identifier(), Some("migration"));
    assert_eq!(group.replication_subnet_group_description(), Some("nets of the migration"));
    assert_eq!((group.subnet_group_status(), group.vpc_id()), (Some("Complete"), None));
    assert_eq!(nets(&group), ["subnet-1", "subnet-2"]);
    assert!(group.subnets().iter().all(|net| net.subnet_status() == Some("Active")));
    assert_eq!(listed().await, [group]);
    let twice = create.send().await.expect_err("it is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    let modify = client.modify_replication_subnet_group().replication_subnet_group_identifier("migration");
    let modify = modify.replication_subnet_group_description("one net").subnet_ids("subnet-3");
    let group = modify.send().await.expect("a change").replication_subnet_group.expect("a group");
    assert_eq!(
        (group.replication_subnet_group_description(), nets(&group)),
        (Some("one net"), vec!["subnet-3".into()])
    );
    assert_eq!(listed().await, [group]);

    let delete = client.delete_replication_subnet_group().replication_subnet_group_identifier("migration");
    delete.clone().send().await.expect("a deletion");
    let gone = delete.send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    assert_eq!(listed().await, []);
}

#[tokio::test]
async fn instances_are_created_changed_and_deleted() {
    instances(&client().await).await;
}

#[tokio::test]
async fn subnet_groups_are_created_changed_and_deleted() {
    subnet_groups(&client().await).await;
}

#[tokio::test]
async fn a_hundred_concurrently_created_instances_are_listed() {
    let client = client().await;
    let mut making = tokio::task::JoinSet::new();
    for n in 0..100 {
        let client = client.clone();
        making.spawn(async move { create(&client, &format!("workhorse-{n}")).await });
    }
    let mut made = making.join_all().await;
    let mut listed = listed(&client).await;
    let id = |instance: &ReplicationInstance| instance.replication_instance_identifier().map(str::to_owned);
    made.sort_by_key(id);
    listed.sort_by_key(id);
    assert_eq!((listed.len(), &listed), (100, &made));
}
