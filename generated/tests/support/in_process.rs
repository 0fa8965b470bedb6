//! A client with a connector in the process of the test.

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector, http_client_fn};
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::{BehaviorVersion, Builder, Config, Credentials, Region};

/// Returns the configuration of a client that sends each request once, to this connector.
pub fn config(connector: impl HttpConnector + 'static) -> Builder {
    let connector = SharedHttpConnector::new(connector);
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| connector.clone()))
}
