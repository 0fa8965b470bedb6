//! Builders of inputs and types, and their contents.

use std::time::Duration;

use aws_sdk_databasemigration::{
    Client,
    error::BuildError,
    operation::{
        create_endpoint::{
            CreateEndpointInput,
            builders::{CreateEndpointFluentBuilder, CreateEndpointInputBuilder},
        },
        create_replication_task::CreateReplicationTaskInput,
        describe_endpoints::{DescribeEndpointsInput, DescribeEndpointsOutput},
        describe_table_statistics::DescribeTableStatisticsInput,
    },
    primitives::DateTime,
    types::{
        DataProviderSettings, Endpoint, Filter, OracleDataProviderSettings, PostgreSqlDataProviderSettings,
        RecommendationSettings, ReplicationTask, S3Settings, TableToReload, Tag,
        builders::{FilterBuilder, S3SettingsBuilder, TagBuilder},
    },
};

use crate::support::{ok, requests, scripted};

#[test]
fn missing_required_members_are_errors() {
    let complete: Result<Filter, BuildError> = Filter::builder().name("a").values("b").values("c").build();
    let filter = complete.expect("complete");
    assert_eq!((filter.name(), filter.values()), ("a", &["b".to_owned(), "c".to_owned()][..]));
    assert_eq!(filter.name, "a");
    assert!(Filter::builder().name("a").build().is_err());
    assert!(Filter::builder().values("a").build().is_err());
    assert!(TableToReload::builder().schema_name("s").build().is_err());
    assert!(RecommendationSettings::builder().instance_sizing_type("x").workload_type("y").build().is_ok());
}

#[test]
fn question_marks_in_helpers() -> Result<(), BuildError> {
    fn filters(pairs: &[(&str, &str)]) -> Result<Vec<Filter>, BuildError> {
        pairs.iter().map(|(name, value)| Filter::builder().name(*name).values(*value).build()).collect()
    }
    assert_eq!(filters(&[("a", "1"), ("b", "2")])?.len(), 2);
    let tables = ["x", "y"].map(|it| TableToReload::builder().schema_name("s").table_name(it).build());
    let tables: Vec<TableToReload> = tables.into_iter().collect::<Result<_, _>>()?;
    assert_eq!(tables[1].table_name(), "y");
    Ok(())
}

#[test]
fn setters_and_getters() {
    let builder: S3SettingsBuilder = S3Settings::builder()
        .bucket_name("b")
        .set_bucket_folder(Some("f".into()))
        .cdc_max_batch_interval(60)
        .set_date_partition_enabled(None)
        .enable_statistics(true);
    assert_eq!(builder.get_bucket_name(), &Some("b".to_owned()));
    assert_eq!(builder.get_cdc_max_batch_interval(), &Some(60));
    assert_eq!(builder.get_date_partition_enabled(), &None);
    assert_eq!(builder, builder.clone());
    let settings = builder.set_bucket_folder(None).build();
    assert_eq!((settings.bucket_name(), settings.bucket_folder()), (Some("b"), None));
    assert_eq!(settings.cdc_max_batch_interval(), Some(60));
    assert_eq!(settings.enable_statistics, Some(true));
    assert_eq!(S3SettingsBuilder::default().build(), S3Settings::builder().build());
    let named: (TagBuilder, FilterBuilder) = Default::default();
    assert_eq!((named.0.get_key(), named.1.get_name()), (&None, &None));
}

#[test]
fn lists_are_appended_set_and_read() {
    let input = CreateEndpointInput::builder()
        .tags(Tag::builder().key("a").build())
        .tags(Tag::builder().key("b").value("1").build());
    assert_eq!(input.get_tags().as_ref().map(Vec::len), Some(2));
    let input = input.set_tags(Some(vec![Tag::builder().key("c").build()])).build().expect("nothing is required");
    assert_eq!(input.tags().iter().filter_map(Tag::key).collect::<Vec<_>>(), ["c"]);
    let none = CreateEndpointInput::builder().build().expect("nothing is required");
    assert!(none.tags().is_empty() && none.tags.is_none());
}

#[test]
fn inputs_are_built_alone() {
    let input: CreateEndpointInput = CreateEndpointInputBuilder::default()
        .endpoint_identifier("a".to_owned())
        .port(1521)
        .s3_settings(S3Settings::builder().build())
        .build()
        .expect("nothing is required");
    assert_eq!((input.endpoint_identifier(), input.port()), (Some("a"), Some(1521)));
    assert_eq!(input, input.clone());
    let input = CreateReplicationTaskInput::builder().cdc_start_time(DateTime::from_secs(5)).build().expect("built");
    assert_eq!(input.cdc_start_time().map(DateTime::secs), Some(5));
    let input = DescribeTableStatisticsInput::builder().max_records(5).build().expect("built");
    assert_eq!(input.max_records, Some(5));
}

#[tokio::test]
async fn fluent_builders_are_stored_and_displayed() {
    struct Draft {
        call: CreateEndpointFluentBuilder,
        owner: String,
    }
    impl Draft {
        fn new(client: &Client, owner: &str) -> Self {
            Draft { call: client.create_endpoint(), owner: owner.into() }
        }
        fn engine(self, engine: &str) -> Self {
            Draft { call: self.call.engine_name(engine), ..self }
        }
        fn summary(&self) -> String {
            format!("{}: {}", self.owner, self.call.get_engine_name().as_deref().unwrap_or("?"))
        }
    }
    let (client, http) = scripted([ok("{}"), ok("{}")]);
    let draft = Draft::new(&client, "ann");
    assert_eq!(draft.summary(), "ann: ?");
    let draft = draft.engine("oracle");
    assert_eq!(draft.summary(), "ann: oracle");
    assert_eq!(draft.call.as_input().get_engine_name().as_deref(), Some("oracle"));
    let template = draft.call.clone();
    template.clone().endpoint_identifier("one").send().await.expect("a response");
    template.endpoint_identifier("two").send().await.expect("a response");
    let sent = requests(&http);
    assert_eq!((&sent[0].1["EngineName"], &sent[1].1["EngineName"]), (&"oracle".into(), &"oracle".into()));
    assert_eq!((&sent[0].1["EndpointIdentifier"], &sent[1].1["EndpointIdentifier"]), (&"one".into(), &"two".into()));
}

#[tokio::test]
async fn builders_are_folded() {
    let (client, http) = scripted([ok("{}")]);
    let tags = [("a", "1"), ("b", "2")];
    let call = tags.iter().fold(client.add_tags_to_resource().resource_arn("arn:x"), |call, (key, value)| {
        call.tags(Tag::builder().key(*key).value(*value).build())
    });
    let call = if call.get_tags().is_some() { call } else { call.set_tags(Some(vec![])) };
    call.send().await.expect("a response");
    assert_eq!(requests(&http)[0].1["Tags"][1]["Key"], "b");
}

#[tokio::test]
async fn inputs_of_one_call_are_reused_for_another() {
    let (client, http) = scripted([ok("{}")]);
    let input: DescribeEndpointsInput =
        DescribeEndpointsInput::builder().max_records(7).marker("m").build().expect("built");
    let DescribeEndpointsInput { max_records, marker, filters, .. } = input;
    client
        .describe_endpoints()
        .set_max_records(max_records)
        .set_marker(marker)
        .set_filters(filters)
        .send()
        .await
        .expect("a response");
    assert_eq!(requests(&http)[0].1, serde_json::json!({ "MaxRecords": 7, "Marker": "m" }));
}

#[test]
fn unions_are_built_and_looked_into() {
    let settings = DataProviderSettings::PostgreSqlSettings(
        PostgreSqlDataProviderSettings::builder().server_name("db").port(5432).build(),
    );
    assert!(settings.is_postgre_sql_settings() && !settings.is_oracle_settings() && !settings.is_unknown());
    assert_eq!(settings.as_postgre_sql_settings().map(|it| it.port()).ok(), Some(Some(5432)));
    let other = settings.as_oracle_settings().expect_err("it is another");
    assert_eq!(other, &settings);
    let server = match &settings {
        DataProviderSettings::PostgreSqlSettings(inner) => inner.server_name(),
        DataProviderSettings::OracleSettings(inner) => OracleDataProviderSettings::server_name(inner),
        _ => None,
    };
    assert_eq!(server, Some("db"));
}

#[test]
fn outputs_are_built_for_unit_tests() {
    let output = DescribeEndpointsOutput::builder()
        .endpoints(Endpoint::builder().endpoint_identifier("a").build())
        .endpoints(Endpoint::builder().build())
        .marker("m")
        .build();
    assert_eq!((output.endpoints().len(), output.marker()), (2, Some("m")));
    assert_eq!(output, output.clone());
    let task = ReplicationTask::builder()
        .replication_task_creation_date(DateTime::from(std::time::UNIX_EPOCH + Duration::from_secs(9)))
        .build();
    assert_eq!(task.replication_task_creation_date, Some(DateTime::from_secs(9)));
}
