//! Runs a case: a client, and its call.

use crate::{call::Call, capture::Capture, operations, record::Record, trace::Trace, transport};
use aws_sdk_databasemigration::{
    Client, Config,
    config::{AppName, BehaviorVersion, Builder, Credentials, Region, retry::RetryPartition},
};
use aws_smithy_async::time::StaticTimeSource;
use serde_json::{Map, Value};
use std::time::{Duration, SystemTime};

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
        .http_client(transport::answering(&case["responses"]));
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
