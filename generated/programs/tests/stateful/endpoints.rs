//! Endpoints, connections to them, and tags.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    client::Waiters,
    error::ProvideErrorMetadata,
    types::{Endpoint, ReplicationEndpointTypeValue as Kind},
};

use crate::{by_arn, client, instances, pairs, tag, tags};

pub async fn create(client: &Client, id: &str) -> Endpoint {
    let create = client
        .create_endpoint()
        .endpoint_identifier(id)
        .endpoint_type(Kind::Source)
        .engine_name("postgres")
        .username("scott")
        .password("tiger")
        .server_name("bücher.local")
        .port(5432)
        .database_name("orders")
        .extra_connection_attributes("a=\"b\";c=\\d")
        .tags(tag("team", "data"));
    create.send().await.expect("an endpoint").endpoint.expect("an endpoint")
}

async fn listed(client: &Client) -> Vec<Endpoint> {
    client.describe_endpoints().send().await.expect("a page").endpoints.unwrap_or_default()
}

pub async fn endpoints(client: &Client) {
    let created = create(client, "orders").await;
    let arn = created.endpoint_arn().expect("an ARN").to_owned();
    assert_eq!((created.endpoint_identifier(), created.endpoint_type()), (Some("orders"), Some(&Kind::Source)));
    assert_eq!((created.engine_name(), created.username()), (Some("postgres"), Some("scott")));
    assert_eq!((created.server_name(), created.port()), (Some("bücher.local"), Some(5432)));
    assert_eq!((created.database_name(), created.status()), (Some("orders"), Some("active")));
    assert_eq!(created.extra_connection_attributes(), Some("a=\"b\";c=\\d"));
    assert!(listed(client).await.contains(&created));
    assert_eq!(tags(client, &arn).await, pairs(&[("team", "data")]));
    let pages = client.describe_endpoints().into_paginator().send().collect::<Result<Vec<_>, _>>().await;
    assert!(pages.expect("one page").iter().any(|page| page.endpoints().contains(&created)));

    let modify = client.modify_endpoint().endpoint_arn(&arn).endpoint_type(Kind::Target).engine_name("mysql");
    let modify = modify.server_name("db.local").port(3306).username("adams").database_name("billing");
    let modified = modify.send().await.expect("a change").endpoint.expect("an endpoint");
    assert_eq!((modified.endpoint_type(), modified.engine_name()), (Some(&Kind::Target), Some("mysql")));
    assert_eq!((modified.server_name(), modified.port()), (Some("db.local"), Some(3306)));
    assert_eq!((modified.username(), modified.database_name()), (Some("adams"), Some("billing")));
    assert_eq!(modified.extra_connection_attributes(), created.extra_connection_attributes());
    let twice = client.create_endpoint().endpoint_identifier("orders").endpoint_type(Kind::Source).engine_name("mysql");
    let twice = twice.send().await.expect_err("it is there already");
    assert_eq!(twice.message(), Some("Endpoint 'orders' already exists."));
    assert!(twice.into_service_error().is_resource_already_exists_fault());

    let delete = client.delete_endpoint().endpoint_arn(&arn);
    assert_eq!(delete.clone().send().await.expect("a deletion").endpoint, Some(modified));
    let gone = delete.send().await.expect_err("it is gone");
    assert_eq!(gone.message(), Some(format!("Endpoint '{arn}' not found.").as_str()));
    assert!(gone.into_service_error().is_resource_not_found_fault());
    let gone = client.modify_endpoint().endpoint_arn(&arn).send().await.expect_err("it is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");
    assert_eq!(listed(client).await, []);
}

pub async fn connections(client: &Client) {
    let instance = instances::create(client, "prober").await.replication_instance_arn.expect("an ARN");
    let endpoint = create(client, "probed").await.endpoint_arn.expect("an ARN");
    let listed = async || client.describe_connections().send().await.expect("a page").connections.unwrap_or_default();
    assert_eq!(listed().await, []);

    let test = client.test_connection().replication_instance_arn(&instance).endpoint_arn(&endpoint);
    let connection = test.send().await.expect("a test").connection.expect("a connection");
    assert_eq!(connection.replication_instance_arn(), Some(instance.as_str()));
    assert_eq!(connection.endpoint_arn(), Some(endpoint.as_str()));
    assert_eq!(connection.replication_instance_identifier(), Some("prober"));
    assert_eq!((connection.endpoint_identifier(), connection.status()), (Some("probed"), Some("successful")));
    assert_eq!(connection.last_failure_message(), None);
    let waiting = client.wait_until_test_connection_succeeds().filters(by_arn("endpoint-arn", &endpoint));
    let end = waiting.wait(Duration::from_secs(60)).await.expect("a success").into_result().expect("an output");
    assert_eq!(end.connections(), [connection]);

    for (instance, endpoint) in [("arn:none", endpoint.as_str()), (instance.as_str(), "arn:none")] {
        let test = client.test_connection().replication_instance_arn(instance).endpoint_arn(endpoint);
        let missing = test.send().await.expect_err("one is missing").into_service_error();
        assert!(missing.is_resource_not_found_fault() && missing.message().is_some_and(|it| it.contains("arn:none")));
    }
    client.delete_endpoint().endpoint_arn(&endpoint).send().await.expect("a deletion");
    client.delete_replication_instance().replication_instance_arn(&instance).send().await.expect("a deletion");
}

pub async fn tagging(client: &Client) {
    let arn = "arn:aws:dms:eu-central-1:123456789012:endpoint:TAGGED";
    assert_eq!(tags(client, arn).await, []);
    let add = client.add_tags_to_resource().resource_arn(arn).tags(tag("b", "\u{1F600} \"2\"")).tags(tag("a", "1"));
    add.tags(tag("empty", "")).send().await.expect("tags");
    assert_eq!(tags(client, arn).await, pairs(&[("a", "1"), ("b", "\u{1F600} \"2\""), ("empty", "")]));
    client.add_tags_to_resource().resource_arn(arn).tags(tag("a", "one")).send().await.expect("a tag");
    client.remove_tags_from_resource().resource_arn(arn).tag_keys("b").tag_keys("none").send().await.expect("removed");
    assert_eq!(tags(client, arn).await, pairs(&[("a", "one"), ("empty", "")]));
}

#[tokio::test]
async fn endpoints_are_created_changed_and_deleted() {
    endpoints(&client().await).await;
}

#[tokio::test]
async fn connections_are_tested() {
    connections(&client().await).await;
}

#[tokio::test]
async fn resources_are_tagged() {
    tagging(&client().await).await;
}
