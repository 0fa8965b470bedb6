//! Stateful programs on a service in memory: winterbaume, which was written independently for the official crate. It
//! replaces the HTTP client and supports 42 operations; it has no pagination and ignores filters.
//! A deleted resource is an empty list and not an error, so waiters for deletions never succeed.
//!
//! As for the other programs, only the line in `Cargo.toml` selects the crate.

#![allow(clippy::result_large_err, reason = "the errors of both crates are as large as they are")]

mod catalogue;
mod certificates;
mod endpoints;
mod instances;
mod subscriptions;
mod tasks;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aws_sdk_databasemigration::{
    Client, Config,
    config::{
        BehaviorVersion, ConfigBag, Intercept, Region, RuntimeComponents,
        interceptors::BeforeTransmitInterceptorContextRef,
    },
    error::BoxError,
    primitives::DateTime,
    types::{Filter, Tag},
};
use winterbaume_core::{MockAws, StatefulService};
use winterbaume_databasemigration::{DatabaseMigrationService, DmsStateView};

const REGION: &str = "eu-central-1";
const ACCOUNT: &str = "123456789012";

/// Records which operations were called.
#[derive(Clone, Debug, Default)]
struct Called(Arc<Mutex<BTreeSet<String>>>);

impl Intercept for Called {
    fn name(&self) -> &'static str {
        "Called"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target").ok_or("no operation")?;
        let name = target.strip_prefix("AmazonDMSv20160101.").ok_or("another service")?;
        self.0.lock().map_err(|_| "poisoned")?.insert(name.to_owned());
        Ok(())
    }
}

/// Returns a client of a new service with this state, which records its calls.
async fn client_of(state: DmsStateView, called: &Called) -> Client {
    let service = DatabaseMigrationService::new();
    service.restore(ACCOUNT, REGION, state).await.expect("a valid state");
    let mock = MockAws::builder().with_service(service).build();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(mock.credentials_provider())
        .http_client(mock.http_client())
        .interceptor(called.clone());
    Client::from_conf(config.build())
}

/// Returns a client of a new and empty service.
async fn client() -> Client {
    client_of(DmsStateView::default(), &Called::default()).await
}

fn by_arn(name: &str, arn: &str) -> Filter {
    Filter::builder().name(name).values(arn).build().expect("a full filter")
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

/// Returns the tags of a resource, sorted by key.
async fn tags(client: &Client, arn: &str) -> Vec<(String, String)> {
    let listed = client.list_tags_for_resource().resource_arn(arn).send().await.expect("tags");
    assert!(listed.tag_list().iter().all(|tag| tag.resource_arn() == Some(arn)), "{listed:?}");
    let mut tags: Vec<_> =
        listed.tag_list.unwrap_or_default().into_iter().filter_map(|tag| tag.key.zip(tag.value)).collect();
    tags.sort();
    tags
}

fn pairs(tags: &[(&str, &str)]) -> Vec<(String, String)> {
    tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// Whether a time is during this run; the service has times in seconds.
fn is_of_this_run(time: Option<&DateTime>) -> bool {
    let now = DateTime::from(std::time::SystemTime::now()).secs();
    time.is_some_and(|time| (now - 600..=now).contains(&time.secs()))
}

#[tokio::test]
async fn all_operations_of_the_service_are_called() {
    let called = Called::default();
    let client = client_of(DmsStateView::default(), &called).await;
    instances::subnet_groups(&client).await;
    instances::instances(&client).await;
    endpoints::endpoints(&client).await;
    endpoints::connections(&client).await;
    endpoints::tagging(&client).await;
    tasks::tasks(&client).await;
    certificates::certificates(&client).await;
    subscriptions::subscriptions(&client).await;
    let client = client_of(catalogue::state(), &called).await;
    catalogue::sizes_and_versions(&client).await;
    catalogue::endpoint_kinds(&client).await;
    catalogue::events_and_maintenance(&client).await;
    catalogue::assessments(&client).await;
    let called = called.0.lock().expect("the record").clone();
    assert_eq!(called.iter().map(String::as_str).collect::<Vec<_>>(), OPERATIONS);
}

/// The operations that the service's documentation lists, in alphabetical order.
const OPERATIONS: [&str; 42] = [
    "AddTagsToResource",
    "CreateEndpoint",
    "CreateEventSubscription",
    "CreateReplicationInstance",
    "CreateReplicationSubnetGroup",
    "CreateReplicationTask",
    "DeleteCertificate",
    "DeleteEndpoint",
    "DeleteEventSubscription",
    "DeleteReplicationInstance",
    "DeleteReplicationSubnetGroup",
    "DeleteReplicationTask",
    "DescribeAccountAttributes",
    "DescribeApplicableIndividualAssessments",
    "DescribeCertificates",
    "DescribeConnections",
    "DescribeEndpointSettings",
    "DescribeEndpointTypes",
    "DescribeEndpoints",
    "DescribeEngineVersions",
    "DescribeEventCategories",
    "DescribeEventSubscriptions",
    "DescribeEvents",
    "DescribeOrderableReplicationInstances",
    "DescribePendingMaintenanceActions",
    "DescribeReplicationInstances",
    "DescribeReplicationSubnetGroups",
    "DescribeReplicationTaskAssessmentResults",
    "DescribeReplicationTaskAssessmentRuns",
    "DescribeReplicationTaskIndividualAssessments",
    "DescribeReplicationTasks",
    "ImportCertificate",
    "ListTagsForResource",
    "ModifyEndpoint",
    "ModifyEventSubscription",
    "ModifyReplicationInstance",
    "ModifyReplicationSubnetGroup",
    "ModifyReplicationTask",
    "RemoveTagsFromResource",
    "StartReplicationTask",
    "StopReplicationTask",
    "TestConnection",
];

#[tokio::test]
async fn an_unsupported_operation_is_an_error_with_the_message_of_the_service() {
    use aws_sdk_databasemigration::error::ProvideErrorMetadata;
    let error = client().await.refresh_schemas().endpoint_arn("arn:e").replication_instance_arn("arn:i").send().await;
    let error = error.expect_err("not known");
    assert_eq!(error.code(), Some("NotImplementedError"));
    assert_eq!(error.message(), Some("RefreshSchemas is not yet implemented in winterbaume-dms"));
    assert_eq!(error.raw_response().map(|response| response.status().as_u16()), Some(501));
}

#[tokio::test]
async fn clients_share_a_service_and_regions_do_not() {
    let service = DatabaseMigrationService::new();
    let mock = MockAws::builder().with_service(service).build();
    let client = |region| {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region))
            .credentials_provider(mock.credentials_provider())
            .http_client(mock.http_client());
        Client::from_conf(config.build())
    };
    endpoints::create(&client("eu-west-1"), "orders").await;
    let count = async |region| client(region).describe_endpoints().send().await.expect("a page").endpoints().len();
    assert_eq!((count("eu-west-1").await, count("us-west-2").await), (1, 0));
}
