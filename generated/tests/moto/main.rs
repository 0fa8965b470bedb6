//! Tests the generated client with moto, an independent mock of the service: it does not depend
//! on this client, and it verifies signatures.
//!
//! The program is `$MOTO_SERVER`, or `moto-venv/bin/moto_server` in the target directory, where
//! `cargo xtask test` puts it. It supports 17 operations and responds to all others with HTML. Its timestamps are
//! strings without a time zone, which awsJson does not allow and the client accepts.

#[cfg(feature = "serde")]
#[path = "../support/inputs.rs"]
mod inputs;
mod lifecycle;
#[cfg(feature = "serde")]
mod migrate;
#[path = "../support/pauses.rs"]
mod pauses;
#[cfg(feature = "serde")]
#[path = "../loopback/program.rs"]
mod program;
mod server;
mod signatures;

use dms_sdk::client::Waiters;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::types::{Filter, MySqlSettings, ReplicationEndpointTypeValue, Tag};

use crate::server::{Moto, PATIENCE};

fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values(value).build().expect("a full filter")
}

#[tokio::test]
async fn an_endpoint_lives_from_creation_to_deletion() {
    let moto = Moto::start(None).await;
    let client = moto.client("test", "test", None);
    let create = client.create_replication_instance().replication_instance_identifier("workhorse");
    let instance = create.replication_instance_class("dms.t3.micro").send().await.expect("an instance");
    let instance = instance.replication_instance.and_then(|it| it.replication_instance_arn).expect("an ARN");

    let mut arns = Vec::new();
    for name in ["orders", "billing"] {
        let call = client.create_endpoint().endpoint_identifier(name).engine_name("mysql").server_name("db.local");
        let call =
            call.endpoint_type(ReplicationEndpointTypeValue::Source).port(3306).username("scott").password("tiger");
        let call =
            call.my_sql_settings(MySqlSettings::builder().events_poll_interval(5).server_timezone("UTC").build());
        let response = call.tags(Tag::builder().key("team").value("bücher").build()).send().await.expect("an endpoint");
        let endpoint = response.endpoint.expect("an endpoint");
        assert_eq!(endpoint.my_sql_settings().and_then(|settings| settings.events_poll_interval()), Some(5));
        assert_eq!((endpoint.port(), endpoint.username()), (Some(3306), Some("scott")));
        arns.push(endpoint.endpoint_arn.expect("an ARN"));
    }

    let pages = client.describe_endpoints().filters(filter("endpoint-id", "billing")).into_paginator().send();
    let pages = pages.collect::<Result<Vec<_>, _>>().await.expect("a page");
    let found: Vec<_> = pages.iter().flat_map(|page| page.endpoints()).filter_map(|it| it.endpoint_arn()).collect();
    assert_eq!(found, [arns[1].as_str()]);

    let tags = client.list_tags_for_resource().resource_arn(&arns[0]).send().await.expect("tags");
    let tags: Vec<_> = tags.tag_list().iter().map(|tag| (tag.key(), tag.value())).collect();
    assert_eq!(tags, [(Some("team"), Some("bücher"))]);

    let test = client.test_connection().replication_instance_arn(&instance).endpoint_arn(&arns[0]).send().await;
    let connection = test.expect("a test").connection.expect("a connection");
    assert_eq!(connection.replication_instance_identifier(), Some("workhorse"));
    let waiting = client.wait_until_test_connection_succeeds().filters(filter("endpoint-arn", &arns[0]));
    let end = waiting.wait(PATIENCE).await.expect("a successful test");
    let connections = end.into_result().expect("an output").connections.unwrap_or_default();
    assert_eq!(connections.len(), 1);
    assert_eq!(connections[0].endpoint_arn(), Some(arns[0].as_str()));

    for arn in &arns {
        let deleted = client.delete_endpoint().endpoint_arn(arn).send().await.expect("a deletion");
        assert_eq!(deleted.endpoint.and_then(|it| it.status), Some("deleting".to_owned()));
    }
    assert!(client.describe_endpoints().send().await.expect("a page").endpoints().is_empty());
}

#[tokio::test]
async fn errors_arrive_as_their_variants() {
    let moto = Moto::start(None).await;
    let client = moto.client("test", "test", None);

    let missing = client.delete_endpoint().endpoint_arn("arn:none").send().await.expect_err("no such endpoint");
    assert_eq!(
        (missing.code(), missing.message()),
        (Some("ResourceNotFoundFault"), Some("Endpoint could not be found."))
    );
    assert!(missing.into_service_error().is_resource_not_found_fault());

    let create = client.create_replication_subnet_group().replication_subnet_group_identifier("group");
    let create = create.replication_subnet_group_description("two nets").subnet_ids("subnet-1").subnet_ids("subnet-2");
    let group = create.clone().send().await.expect("a group").replication_subnet_group.expect("a group");
    let zones = group.subnets().iter().filter_map(|net| net.subnet_availability_zone()?.name());
    assert_eq!(zones.collect::<Vec<_>>(), ["us-east-1a"]);
    let twice = create.send().await.expect_err("the group is there already").into_service_error();
    assert!(twice.is_resource_already_exists_fault(), "{twice:?}");

    let delete = client.delete_replication_subnet_group().replication_subnet_group_identifier("group");
    delete.clone().send().await.expect("a deletion");
    let gone = delete.send().await.expect_err("the group is gone").into_service_error();
    assert!(gone.is_resource_not_found_fault(), "{gone:?}");

    let call = client.create_endpoint().endpoint_identifier("odd").engine_name("mysql");
    let invalid = call.endpoint_type("sideways".into()).send().await.expect_err("no such type");
    assert_eq!((invalid.code(), invalid.message()), (Some("ValidationError"), Some("Invalid endpoint type")));

    let unknown = client.refresh_schemas().endpoint_arn("arn:none").send().await.expect_err("moto has no such call");
    assert_eq!(unknown.raw_response().map(|response| response.status().as_u16()), Some(500));
}
