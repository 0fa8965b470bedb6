//! An inventory job that reads everything, page by page.

use std::collections::BTreeSet;

use aws_sdk_databasemigration::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::{
        describe_data_migrations::{
            DescribeDataMigrationsError, DescribeDataMigrationsOutput,
            paginator::{DescribeDataMigrationsPaginator, DescribeDataMigrationsPaginatorItems},
        },
        describe_endpoints::DescribeEndpointsError,
    },
    types::{DataMigration, Filter},
};
use serde_json::json;

use crate::support::{fault, ok, requests, scripted};

fn page(ids: &[&str], marker: Option<&str>) -> http::Response<aws_smithy_types::body::SdkBody> {
    let migrations: Vec<_> = ids.iter().map(|id| json!({ "DataMigrationName": id })).collect();
    let endpoints: Vec<_> = ids.iter().map(|id| json!({ "EndpointIdentifier": id })).collect();
    let mut body = json!({ "DataMigrations": migrations, "Endpoints": endpoints });
    if let Some(marker) = marker {
        body["Marker"] = json!(marker);
    }
    ok(body.to_string())
}

fn ids<'a>(migrations: impl IntoIterator<Item = &'a DataMigration>) -> Vec<&'a str> {
    migrations.into_iter().filter_map(DataMigration::data_migration_name).collect()
}

#[tokio::test]
async fn items_are_collected() -> Result<(), aws_sdk_databasemigration::Error> {
    let (client, http) = scripted([page(&["a", "b"], Some("1")), page(&[], Some("2")), page(&["c"], None)]);
    let found: Vec<DataMigration> =
        client.describe_data_migrations().into_paginator().items().send().collect::<Result<_, _>>().await?;
    assert_eq!(ids(&found), ["a", "b", "c"]);
    let sent = requests(&http);
    assert_eq!(
        sent.iter().map(|(_, input)| input["Marker"].as_str()).collect::<Vec<_>>(),
        [None, Some("1"), Some("2")]
    );
    Ok(())
}

#[tokio::test]
async fn page_size_is_the_number_of_records_of_each_request() {
    let (client, http) = scripted([page(&["a"], Some("1")), page(&["b"], None)]);
    let filter = Filter::builder().name("engine-name").values("oracle").values("postgres").build().expect("complete");
    let mut pages = client.describe_endpoints().filters(filter).into_paginator().page_size(20).send();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.expect("a page").endpoints().len();
    }
    assert_eq!(count, 2);
    for (_, input) in requests(&http) {
        assert_eq!(input["MaxRecords"], json!(20));
        assert_eq!(input["Filters"], json!([{ "Name": "engine-name", "Values": ["oracle", "postgres"] }]));
    }
}

#[tokio::test]
async fn try_next_returns_pages_and_then_none() -> Result<(), SdkError<DescribeEndpointsError>> {
    let (client, _) = scripted([page(&["a"], Some("1")), page(&["b"], None)]);
    let mut pages = client.describe_endpoints().into_paginator().send();
    let mut seen = BTreeSet::new();
    while let Some(page) = pages.try_next().await? {
        seen.extend(page.endpoints.unwrap_or_default().into_iter().filter_map(|it| it.endpoint_identifier));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["a", "b"]);
    assert!(pages.try_next().await?.is_none());
    Ok(())
}

#[tokio::test]
async fn a_paginator_starts_at_the_marker_of_the_input() {
    let (client, http) = scripted([page(&["z"], None)]);
    let found = client.describe_data_migrations().marker("25").into_paginator().items().send().try_collect().await;
    assert_eq!(ids(&found.expect("one page")), ["z"]);
    assert_eq!(requests(&http)[0].1, json!({ "Marker": "25" }));
}

#[tokio::test]
async fn a_token_that_repeats_ends_the_pages() {
    let (client, http) = scripted([page(&["a"], Some("1")), page(&["b"], Some("1")), page(&["c"], None)]);
    let pages = client.describe_data_migrations().into_paginator().send();
    let all: Result<Vec<DescribeDataMigrationsOutput>, _> = pages.collect().await;
    assert_eq!(all.expect("two pages").len(), 2, "the service repeats its pages");
    assert_eq!(http.actual_requests().count(), 2);
}

#[tokio::test]
async fn a_token_that_repeats_can_be_followed() {
    let (client, http) = scripted([page(&["a"], Some("1")), page(&["b"], Some("1")), page(&["c"], None)]);
    let paginator: DescribeDataMigrationsPaginator =
        client.describe_data_migrations().into_paginator().stop_on_duplicate_token(false);
    let items: DescribeDataMigrationsPaginatorItems = paginator.items();
    let found = items.send().collect::<Result<Vec<_>, _>>().await.expect("three pages");
    assert_eq!(ids(&found), ["a", "b", "c"]);
    assert_eq!(http.actual_requests().count(), 3);
}

#[tokio::test]
async fn an_empty_token_ends_the_pages() {
    let (client, http) = scripted([page(&["a"], Some("")), page(&["b"], None)]);
    let pages = client.describe_data_migrations().into_paginator().send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(pages.expect("one page").len(), 1);
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test]
async fn an_error_on_a_later_page_comes_after_the_items_before_it() {
    let (client, _) = scripted([page(&["a", "b"], Some("1")), fault("ResourceNotFoundFault", "none such")]);
    let mut items = client.describe_data_migrations().into_paginator().items().send();
    let (mut good, mut bad) = (vec![], vec![]);
    while let Some(item) = items.next().await {
        match item {
            Ok(migration) => good.push(migration),
            Err(error) => bad.push(error),
        }
    }
    assert_eq!(ids(&good), ["a", "b"]);
    assert_eq!(bad.len(), 1);
    assert!(bad[0].as_service_error().is_some_and(DescribeDataMigrationsError::is_resource_not_found_fault));
    assert_eq!(bad[0].code(), Some("ResourceNotFoundFault"));
}

#[tokio::test]
async fn pages_without_one_list_have_no_items_but_pages() {
    let individual = json!({ "IndividualAssessmentNames": ["a", "b"], "Marker": "1" }).to_string();
    let (client, _) = scripted([ok(individual), ok(r#"{"IndividualAssessmentNames":["c"]}"#)]);
    let mut names = vec![];
    let mut pages = client.describe_applicable_individual_assessments().into_paginator().send();
    while let Some(page) = pages.next().await {
        names.extend(page.expect("a page").individual_assessment_names().iter().cloned());
    }
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_dropped_stream_sends_no_more_requests() {
    async fn first(client: &Client) -> Option<String> {
        let mut items = client.describe_data_migrations().into_paginator().items().send();
        items.next().await?.ok()?.data_migration_name
    }
    let (client, http) = scripted([page(&["a"], Some("1")), page(&["b"], Some("2"))]);
    assert_eq!(first(&client).await.as_deref(), Some("a"));
    tokio::task::yield_now().await;
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test]
async fn paginators_are_moved_to_tasks() {
    let (client, _) = scripted([page(&["a"], Some("1")), page(&["b"], None)]);
    let paginator = client.describe_data_migrations().into_paginator();
    let task = tokio::spawn(async move { paginator.items().send().collect::<Result<Vec<_>, _>>().await });
    assert_eq!(task.await.expect("no panic").expect("two pages").len(), 2);
}
