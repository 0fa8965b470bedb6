//! Runs a case: a client, a call, and its result.

use crate::{capture::Capture, operations, record::Record, trace::Trace, transport};
use aws_sdk_databasemigration::{
    Client, Config,
    config::{AppName, BehaviorVersion, Builder, Credentials, Region, retry::RetryConfig, retry::RetryPartition},
    error::SdkError,
};
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use serde_json::{Map, Value};
use std::{
    error::Error,
    fmt::Debug,
    time::{Duration, SystemTime},
};

/// The client and the input of a call, and the record of its result.
pub struct Call<'a> {
    /// The client.
    pub client: Client,
    /// The input.
    pub input: &'a Value,
    /// The mode of the call.
    pub mode: &'a str,
    /// The record of the result.
    pub record: Record,
    /// Whether to record facets that are the same for all calls of an operation.
    pub everything: bool,
}

/// Returns all facets of a case.
pub async fn facets(case: &Value, trace: &Trace) -> Map<String, Value> {
    let record = Record::default();
    let name = case["name"].as_str().expect("a name");
    match case["mode"].as_str().expect("a mode") {
        "shape" => operations::shape(name, &case["input"], &record),
        mode => {
            let everything = case["everything"] == true;
            let capture = Capture { record: record.clone(), everything };
            let call = Call {
                client: Client::from_conf(config(case).interceptor(capture).build()),
                input: &case["input"],
                mode,
                record: record.clone(),
                everything,
            };
            trace.take();
            operations::call(name, &call).await;
            record.extend("trace", trace.take());
        }
    }
    record.take()
}

fn config(case: &Value) -> Builder {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", None, None, "parity"))
        .time_source(StaticTimeSource::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)))
        .sleep_impl(transport::Impatient)
        // The retry quota is shared in the process, so each case has its own partition.
        .retry_partition(RetryPartition::new(case["id"].as_str().expect("an id").to_owned()))
        .http_client(transport::answering(&case["replies"]));
    match case["mode"].as_str() {
        Some("endpoint") => config.endpoint_url("https://dms.example.com/below?query"),
        Some("app") => config
            .app_name(AppName::new("parity").expect("a name"))
            .capture_input_attributes(["Marker", "EndpointArn", "Password"])
            .use_fips(true)
            .use_dual_stack(true),
        _ => config,
    }
}

impl Call<'_> {
    /// Returns the changes to the configuration of a call.
    pub fn config_override(&self) -> Builder {
        Config::builder()
            .region(Region::new("eu-west-1"))
            .retry_config(RetryConfig::adaptive().with_max_attempts(2))
            .app_name(AppName::new("override").expect("a name"))
    }

    /// Records the result.
    pub fn outcome<O: Debug, E>(&self, outcome: Result<O, SdkError<E, HttpResponse>>)
    where
        E: Error + Debug + Send + Sync + 'static,
        aws_sdk_databasemigration::Error: From<E>,
        aws_sdk_databasemigration::Error: From<SdkError<E, HttpResponse>>,
    {
        match outcome {
            Ok(output) => self.record.debug("output", &output),
            Err(error) => {
                self.record.debug("error around", &error);
                match error {
                    SdkError::ServiceError(context) => {
                        let error = context.into_err();
                        self.record.debug("error", &error);
                        self.record.debug("error of all operations", &aws_sdk_databasemigration::Error::from(error));
                    }
                    other => {
                        self.record.debug("error of all operations", &aws_sdk_databasemigration::Error::from(other))
                    }
                }
            }
        }
    }
}
