//! Shared code of the programs: a client with prepared responses, as in test suites of applications.

use std::time::{Duration, SystemTime};

use aws_sdk_databasemigration::{Client, Config, config::Builder};
use aws_smithy_async::test_util::{InstantSleep, ManualTimeSource, instant_time_and_sleep};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

pub const ENDPOINT: &str = "https://dms.us-east-1.amazonaws.com/";

/// Creates a response of the service.
pub fn response(status: u16, body: impl Into<SdkBody>) -> http::Response<SdkBody> {
    http::Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amzn-requestid", "a1b2c3d4")
        .body(body.into())
        .expect("a valid response")
}

pub fn ok(body: impl Into<SdkBody>) -> http::Response<SdkBody> {
    response(200, body)
}

/// Creates an error response of the service.
pub fn fault(code: &str, message: &str) -> http::Response<SdkBody> {
    response(400, serde_json::json!({ "__type": code, "message": message }).to_string())
}

fn blank_request() -> http::Request<SdkBody> {
    http::Request::builder().uri(ENDPOINT).body(SdkBody::empty()).expect("a valid request")
}

pub fn replay(responses: impl IntoIterator<Item = http::Response<SdkBody>>) -> StaticReplayClient {
    StaticReplayClient::new(responses.into_iter().map(|response| ReplayEvent::new(blank_request(), response)).collect())
}

pub fn builder(http: &StaticReplayClient) -> Builder {
    Config::builder().with_test_defaults_v2().sleep_impl(InstantSleep::unlogged()).http_client(http.clone())
}

/// Returns a client that gets these responses in order.
pub fn scripted(responses: impl IntoIterator<Item = http::Response<SdkBody>>) -> (Client, StaticReplayClient) {
    let http = replay(responses);
    (Client::from_conf(builder(&http).build()), http)
}

/// Like [`scripted`], but sleeps advance its clock and take no time.
pub fn scripted_in_time(responses: impl IntoIterator<Item = http::Response<SdkBody>>) -> Timed {
    let http = replay(responses);
    let (clock, sleep) = instant_time_and_sleep(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let config = builder(&http).time_source(clock.clone()).sleep_impl(sleep.clone()).build();
    Timed { client: Client::from_conf(config), http, clock, sleep }
}

pub struct Timed {
    pub client: Client,
    pub http: StaticReplayClient,
    pub clock: ManualTimeSource,
    pub sleep: InstantSleep,
}

/// Returns the operation and the input of every request.
pub fn requests(http: &StaticReplayClient) -> Vec<(String, Value)> {
    http.actual_requests()
        .map(|request| {
            let target = request.headers().get("x-amz-target").expect("the header of the operation");
            let name = target.strip_prefix("AmazonDMSv20160101.").expect("the prefix of the service");
            let body = request.body().bytes().expect("a body in memory");
            (name.to_owned(), serde_json::from_slice(body).expect("JSON"))
        })
        .collect()
}

pub fn operations(http: &StaticReplayClient) -> Vec<String> {
    requests(http).into_iter().map(|(name, _)| name).collect()
}
