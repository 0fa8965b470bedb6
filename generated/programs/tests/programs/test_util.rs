//! The items of the feature `test-util`.

use aws_sdk_databasemigration::{
    Client, Config,
    config::{Builder, Credentials, ProvideCredentials, Region, SharedCredentialsProvider},
};
use aws_smithy_http_client::test_util::capture_request;

async fn sent(builder: Builder) -> (String, String) {
    let (http, captured) = capture_request(None);
    Client::from_conf(builder.http_client(http).build()).describe_events().send().await.expect("a response");
    let request = captured.expect_request();
    let header = |name| request.headers().get(name).unwrap_or_default().to_owned();
    (header("x-amz-date"), header("authorization"))
}

#[tokio::test]
async fn the_defaults_for_tests_are_always_the_same() {
    let first = sent(Config::builder().with_test_defaults_v2()).await;
    let second = sent(Config::builder().with_test_defaults_v2()).await;
    assert_eq!(first, second);
    assert_eq!(first.0, "20090213T233130Z");
    assert!(first.1.contains("Credential=ANOTREAL/20090213/us-east-1/dms/aws4_request"));
}

#[tokio::test]
async fn the_first_version_leaves_the_region_to_the_test() {
    assert_eq!(Config::builder().with_test_defaults().build().region(), None);
    let mut builder = Config::builder();
    builder.apply_test_defaults().set_region(Some(Region::new("eu-west-1")));
    assert!(sent(builder).await.1.contains("/eu-west-1/"));
}

#[tokio::test]
async fn the_second_version_keeps_a_region() {
    let mut builder = Config::builder().region(Region::new("eu-west-2"));
    builder.apply_test_defaults_v2();
    assert_eq!(builder.clone().build().region().map(Region::as_ref), Some("eu-west-2"));
    assert!(sent(builder).await.1.contains("/eu-west-2/"));
}

#[tokio::test]
async fn later_settings_override_earlier_ones() {
    let builder = Config::builder().with_test_defaults_v2().region(Region::new("eu-west-3"));
    let builder = builder.credentials_provider(Credentials::new("MINE", "s", None, None, "test"));
    let (_, authorization) = sent(builder).await;
    assert!(authorization.contains("Credential=MINE/20090213/eu-west-3/"), "{authorization}");
}

#[tokio::test]
async fn credentials_for_tests() {
    let credentials = Credentials::for_tests();
    assert_eq!(credentials.access_key_id(), "ANOTREAL");
    let shared = SharedCredentialsProvider::new(Credentials::for_tests_with_session_token());
    let given = shared.provide_credentials().await.expect("given");
    assert!(given.session_token().is_some());
    let (_, authorization) = sent(Config::builder().with_test_defaults_v2().credentials_provider(shared)).await;
    assert!(authorization.contains("x-amz-security-token"));
}
