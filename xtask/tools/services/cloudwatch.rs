//! CloudWatch: compressed requests, and errors with the codes of awsQuery.

use cloudwatch_sdk as sdk;

mod harness;

use harness::Service;
use sdk::{error::ProvideErrorMetadata as _, types::MetricDatum};
use serde_json::json;

#[tokio::test]
async fn a_call_is_sent_and_its_response_is_read() {
    let service = Service::answering(json!({}));
    let datum = MetricDatum::builder().metric_name("m").value(1.5).build().unwrap();
    service.client().put_metric_data().namespace("n").metric_data(datum).send().await.unwrap();
    assert_eq!(service.header("content-encoding"), None);
    let body = json!({ "Namespace": "n", "MetricData": [{ "MetricName": "m", "Value": 1.5 }] });
    let (url, target) = ("https://monitoring.eu-west-1.amazonaws.com/", "GraniteServiceVersion20100801.PutMetricData");
    service.assert_request(url, target, "application/x-amz-json-1.0", body);
}

#[tokio::test]
async fn a_large_request_is_compressed() {
    let service = Service::answering(json!({}));
    let datum = MetricDatum::builder().metric_name("m".repeat(20_000)).build().unwrap();
    service.client().put_metric_data().namespace("n").metric_data(datum).send().await.unwrap();
    assert_eq!(service.header("content-encoding").as_deref(), Some("gzip"));
    assert!(service.header("content-length").unwrap().parse::<usize>().unwrap() < 1_000);
}

#[tokio::test]
async fn an_error_is_recognized_by_its_code_of_aws_query() {
    let service =
        Service::failing("LimitExceededFault", "too many").with_header("x-amzn-query-error", "LimitExceeded;Sender");
    let error = service.client().put_metric_alarm().alarm_name("a").send().await.unwrap_err().into_service_error();
    assert!(error.is_limit_exceeded_fault());
    assert_eq!((error.code(), error.message()), (Some("LimitExceeded"), Some("too many")));
}
