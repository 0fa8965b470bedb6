//! Programs print responses with `{:?}` and store such texts in snapshots.

use aws_sdk_databasemigration::{
    operation::{
        describe_account_attributes::DescribeAccountAttributesInput,
        describe_endpoints::{DescribeEndpointsError, DescribeEndpointsInput, DescribeEndpointsOutput},
    },
    types::{
        DataProviderSettings, DmsTransferSettings, DocDbDataProviderSettings, Filter, MigrationTypeValue,
        MySqlSettings, RefreshSchemasStatus, RefreshSchemasStatusTypeValue, Tag, error::ResourceNotFoundFault,
    },
};
use aws_smithy_types::error::ErrorMetadata;

use crate::support::{ok, scripted};

#[test]
fn enumerations() {
    assert_eq!(format!("{:?}", MigrationTypeValue::FullLoadAndCdc), "FullLoadAndCdc");
    let unknown = MigrationTypeValue::from("some-day");
    assert_eq!(format!("{unknown:?}"), r#"Unknown(UnknownVariantValue("some-day"))"#);
    assert_eq!(unknown.to_string(), "some-day");
}

#[test]
fn structures() {
    let status = RefreshSchemasStatus::builder().status(RefreshSchemasStatusTypeValue::Refreshing).build();
    let expected = "RefreshSchemasStatus { endpoint_arn: None, replication_instance_arn: None, status: Some(Refreshing), \
                    last_refresh_date: None, last_failure_message: None }";
    assert_eq!(format!("{status:?}"), expected);
    let filter = Filter::builder().name("n").values("v").build().expect("both are set");
    assert_eq!(format!("{filter:?}"), r#"Filter { name: "n", values: ["v"] }"#);
    let expected = "Filter {\n    name: \"n\",\n    values: [\n        \"v\",\n    ],\n}";
    assert_eq!(format!("{filter:#?}"), expected);
}

#[test]
fn sensitive_members() {
    for password in [None, Some("hunter2".to_owned())] {
        let settings = MySqlSettings::builder().set_password(password).build();
        let text = format!("{settings:?}");
        assert!(text.contains(r#", password: "*** Sensitive Data Redacted ***", "#), "{text}");
    }
}

#[test]
fn unions() {
    let settings = DocDbDataProviderSettings::builder().port(27017).build();
    let text = format!("{:?}", DataProviderSettings::DocDbSettings(settings));
    assert!(
        text.starts_with("DocDbSettings(DocDbDataProviderSettings { server_name: None, port: Some(27017), "),
        "{text}"
    );
}

#[tokio::test]
async fn outputs_with_the_id_of_their_request() {
    let made = DescribeEndpointsOutput::builder().build();
    assert_eq!(format!("{made:?}"), "DescribeEndpointsOutput { marker: None, endpoints: None, _request_id: None }");
    let (client, _) = scripted([ok("{}")]);
    let output = client.describe_endpoints().send().await.expect("a response");
    let expected = r#"DescribeEndpointsOutput { marker: None, endpoints: None, _request_id: Some("a1b2c3d4") }"#;
    assert_eq!(format!("{output:?}"), expected);
}

#[test]
fn inputs() {
    let input = DescribeEndpointsInput::builder().max_records(20).build().expect("nothing is required");
    let expected = "DescribeEndpointsInput { filters: None, max_records: Some(20), marker: None }";
    assert_eq!(format!("{input:?}"), expected);
    let nothing = DescribeAccountAttributesInput::builder().build().expect("nothing is required");
    assert_eq!(format!("{nothing:?}"), "DescribeAccountAttributesInput");
}

#[test]
fn builders() {
    assert_eq!(format!("{:?}", Filter::builder().name("n")), r#"FilterBuilder { name: Some("n"), values: None }"#);
    let expected = r#"TagBuilder { key: Some("k"), value: None, resource_arn: None }"#;
    assert_eq!(format!("{:?}", Tag::builder().key("k")), expected);
    let expected = "DescribeEndpointsInputBuilder { filters: None, max_records: None, marker: None }";
    assert_eq!(format!("{:?}", DescribeEndpointsInput::builder()), expected);
    let expected = "DescribeEndpointsOutputBuilder { marker: None, endpoints: None, _request_id: None }";
    assert_eq!(format!("{:?}", DescribeEndpointsOutput::builder()), expected);
    let expected = "DmsTransferSettingsBuilder { service_access_role_arn: None, bucket_name: None }";
    assert_eq!(format!("{:?}", DmsTransferSettings::builder()), expected);
    let expected = "ResourceNotFoundFaultBuilder { message: None, meta: None }";
    assert_eq!(format!("{:?}", ResourceNotFoundFault::builder()), expected);
}

#[test]
fn errors() {
    let fault = ResourceNotFoundFault::builder().message("gone").build();
    let meta = "ErrorMetadata { code: None, message: None, extras: None }";
    let expected = format!("ResourceNotFoundFault {{ message: Some(\"gone\"), meta: {meta} }}");
    assert_eq!(format!("{fault:?}"), expected);
    let error = DescribeEndpointsError::ResourceNotFoundFault(fault);
    assert_eq!(format!("{error:?}"), format!("ResourceNotFoundFault({expected})"));
    let unhandled = DescribeEndpointsError::generic(ErrorMetadata::builder().code("Odd").build());
    let meta = r#"ErrorMetadata { code: Some("Odd"), message: None, extras: None }"#;
    assert_eq!(format!("{unhandled:?}"), format!("Unhandled(Unhandled {{ source: {meta}, meta: {meta} }})"));
}
