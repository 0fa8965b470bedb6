//! Unit tests of an application with `aws-smithy-mocks`.

use aws_sdk_databasemigration::{
    Client,
    error::{ErrorMetadata, ProvideErrorMetadata},
    operation::{
        create_endpoint::{CreateEndpointError, CreateEndpointOutput},
        describe_data_migrations::DescribeDataMigrationsOutput,
        describe_endpoints::DescribeEndpointsError,
        describe_replication_tasks::{DescribeReplicationTasksError, DescribeReplicationTasksOutput},
        test_connection::TestConnectionOutput,
    },
    types::{Connection, DataMigration, Endpoint, ReplicationTask, error::ResourceNotFoundFault},
};
use aws_smithy_async::test_util::InstantSleep;
use aws_smithy_mocks::{MockResponse, MockResponseInterceptor, RuleMode, create_mock_http_client, mock, mock_client};
use aws_smithy_runtime_api::{client::orchestrator::HttpResponse, http::StatusCode};
use aws_smithy_types::body::SdkBody;

fn task(status: &str) -> DescribeReplicationTasksOutput {
    DescribeReplicationTasksOutput::builder()
        .replication_tasks(ReplicationTask::builder().status(status).build())
        .build()
}

/// The code under test.
async fn status(client: &Client, id: &str) -> Result<Option<String>, DescribeReplicationTasksError> {
    let filter = aws_sdk_databasemigration::types::Filter::builder().name("replication-task-id").values(id).build();
    let tasks = client.describe_replication_tasks().filters(filter.expect("complete")).send().await;
    match tasks {
        Ok(output) => Ok(output.replication_tasks.unwrap_or_default().into_iter().next().and_then(|it| it.status)),
        Err(error) => match error.into_service_error() {
            DescribeReplicationTasksError::ResourceNotFoundFault(_) => Ok(None),
            other => Err(other),
        },
    }
}

#[tokio::test]
async fn an_output_is_returned() {
    let rule = mock!(Client::describe_replication_tasks).then_output(|| task("running"));
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    assert_eq!(status(&client, "a").await.expect("found").as_deref(), Some("running"));
    assert_eq!(rule.num_calls(), 1);
}

#[tokio::test]
async fn a_modeled_error_is_returned() {
    let rule = mock!(Client::describe_replication_tasks).then_error(|| {
        DescribeReplicationTasksError::ResourceNotFoundFault(ResourceNotFoundFault::builder().message("none").build())
    });
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    assert_eq!(status(&client, "a").await.expect("not found is no error"), None);
}

#[tokio::test]
async fn an_unmodeled_error_is_returned() {
    let rule = mock!(Client::describe_replication_tasks).then_error(|| {
        DescribeReplicationTasksError::generic(ErrorMetadata::builder().code("AccessDenied").message("no").build())
    });
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    let error = status(&client, "a").await.expect_err("denied");
    assert_eq!((error.code(), error.message()), (Some("AccessDenied"), Some("no")));
}

#[tokio::test]
async fn requests_are_matched() {
    let by_name = |name: &'static str, status: &'static str| {
        mock!(Client::describe_replication_tasks)
            .match_requests(move |input| input.filters().iter().any(|it| it.values() == [name]))
            .then_output(move || task(status))
    };
    let (a, b) = (by_name("a", "running"), by_name("b", "stopped"));
    let client = mock_client!(aws_sdk_databasemigration, RuleMode::MatchAny, [&a, &b]);
    assert_eq!(status(&client, "b").await.expect("found").as_deref(), Some("stopped"));
    assert_eq!(status(&client, "a").await.expect("found").as_deref(), Some("running"));
    assert_eq!(status(&client, "b").await.expect("found").as_deref(), Some("stopped"));
    assert_eq!((a.num_calls(), b.num_calls()), (1, 2));
}

#[tokio::test]
async fn rules_in_sequence_are_used_up() {
    let first = mock!(Client::describe_replication_tasks).then_output(|| task("creating"));
    let second = mock!(Client::describe_replication_tasks).then_output(|| task("ready"));
    let client = mock_client!(aws_sdk_databasemigration, RuleMode::Sequential, [&first, &second]);
    assert_eq!(status(&client, "a").await.expect("found").as_deref(), Some("creating"));
    assert_eq!(status(&client, "a").await.expect("found").as_deref(), Some("ready"));
    assert_eq!((first.num_calls(), second.num_calls()), (1, 1));
}

#[tokio::test]
async fn a_sequence_shows_retries() {
    let rule = mock!(Client::describe_replication_tasks)
        .sequence()
        .http_status(503, None)
        .times(2)
        .output(|| task("running"))
        .build();
    let client = mock_client!(aws_sdk_databasemigration, RuleMode::Sequential, [&rule], |config| {
        config.sleep_impl(InstantSleep::unlogged())
    });
    assert_eq!(status(&client, "a").await.expect("found").as_deref(), Some("running"));
    assert_eq!(rule.num_calls(), 3);
    assert!(rule.is_exhausted());
}

#[tokio::test]
async fn a_sequence_repeats_its_last_response() {
    let rule = mock!(Client::describe_replication_tasks)
        .sequence()
        .error(|| DescribeReplicationTasksError::generic(ErrorMetadata::builder().code("Odd").build()))
        .output(|| task("running"))
        .repeatedly()
        .build();
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    assert!(status(&client, "a").await.is_err());
    for _ in 0..3 {
        assert!(status(&client, "a").await.is_ok());
    }
}

#[tokio::test]
async fn raw_responses_are_parsed() {
    let rule = mock!(Client::describe_endpoints).then_http_response(|| {
        let body = r#"{"__type":"ResourceNotFoundFault","message":"gone"}"#;
        HttpResponse::new(StatusCode::try_from(400).expect("a status"), SdkBody::from(body))
    });
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    let error = client.describe_endpoints().send().await.expect_err("gone").into_service_error();
    assert!(matches!(error, DescribeEndpointsError::ResourceNotFoundFault(inner) if inner.message() == Some("gone")));
}

#[tokio::test]
async fn outputs_are_computed_from_inputs() {
    let create = mock!(Client::create_endpoint).then_compute_output(|input| {
        let endpoint = Endpoint::builder()
            .set_endpoint_identifier(input.endpoint_identifier.clone())
            .set_engine_name(input.engine_name().map(str::to_uppercase))
            .build();
        CreateEndpointOutput::builder().endpoint(endpoint).build()
    });
    let test = mock!(Client::test_connection).then_compute_response(|input| match input.endpoint_arn() {
        Some("arn:good") => MockResponse::Output(
            TestConnectionOutput::builder().connection(Connection::builder().status("testing").build()).build(),
        ),
        _ => MockResponse::Error(
            aws_sdk_databasemigration::operation::test_connection::TestConnectionError::ResourceNotFoundFault(
                ResourceNotFoundFault::builder().build(),
            ),
        ),
    });
    let client = mock_client!(aws_sdk_databasemigration, RuleMode::MatchAny, [&create, &test]);
    let created = client.create_endpoint().endpoint_identifier("a").engine_name("mysql").send().await.expect("created");
    let endpoint = created.endpoint().expect("an endpoint");
    assert_eq!((endpoint.endpoint_identifier(), endpoint.engine_name()), (Some("a"), Some("MYSQL")));
    assert!(client.test_connection().endpoint_arn("arn:good").send().await.is_ok());
    let error = client.test_connection().endpoint_arn("arn:bad").send().await.expect_err("bad");
    assert!(error.as_service_error().is_some_and(|it| it.is_resource_not_found_fault()));
}

#[tokio::test]
async fn pages_are_mocked() {
    let page = |marker: Option<&'static str>, id: &'static str, next: Option<&'static str>| {
        mock!(Client::describe_data_migrations).match_requests(move |input| input.marker() == marker).then_output(
            move || {
                DescribeDataMigrationsOutput::builder()
                    .data_migrations(DataMigration::builder().data_migration_name(id).build())
                    .set_marker(next.map(Into::into))
                    .build()
            },
        )
    };
    let (first, last) = (page(None, "a", Some("1")), page(Some("1"), "b", None));
    let client = mock_client!(aws_sdk_databasemigration, RuleMode::MatchAny, &[first, last]);
    let found = client.describe_data_migrations().into_paginator().items().send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(found.expect("two pages").len(), 2);
}

#[tokio::test]
async fn an_error_of_a_creation_is_recognized() {
    let rule = mock!(Client::create_endpoint).then_error(|| {
        CreateEndpointError::ResourceAlreadyExistsFault(
            aws_sdk_databasemigration::types::error::ResourceAlreadyExistsFault::builder()
                .message("there")
                .resource_arn("arn:e")
                .build(),
        )
    });
    let client = mock_client!(aws_sdk_databasemigration, [&rule]);
    let error = client.create_endpoint().send().await.expect_err("there").into_service_error();
    let CreateEndpointError::ResourceAlreadyExistsFault(inner) = &error else { panic!("{error:?}") };
    assert_eq!((inner.message(), inner.resource_arn()), (Some("there"), Some("arn:e")));
    assert!(error.is_resource_already_exists_fault() && !error.is_access_denied_fault());
}

#[tokio::test]
async fn the_parts_of_the_macro_are_used_directly() {
    let rule = mock!(Client::describe_replication_tasks).then_output(|| task("running"));
    let config = aws_sdk_databasemigration::Config::builder()
        .with_test_defaults_v2()
        .http_client(create_mock_http_client())
        .interceptor(MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny).with_rule(&rule))
        .build();
    let client = Client::from_conf(config);
    assert!(status(&client, "a").await.is_ok());
    assert_eq!(rule.num_calls(), 1);
}
