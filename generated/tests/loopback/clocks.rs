//! Tests with a wrong clock of the client: the service returns its time, and the next signature uses it.

use std::time::{Duration, SystemTime};

use dms_sdk::Client;
use dms_sdk::primitives::{DateTime, DateTimeFormat};

use crate::server::{ENDPOINT_ARN, Request, Response, Server, is_good};

const HOUR: i64 = 3600;

/// Returns the time this number of seconds from now, in the format of `Date`.
fn date(seconds: i64) -> String {
    DateTime::from_secs(now() + seconds).fmt(DateTimeFormat::HttpDate).expect("a date of these days")
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
    i64::try_from(since.as_secs()).expect("a time of these days")
}

/// Returns the difference of the signature's time from now in seconds; the scope must have the same day.
fn signed(request: &Request) -> i64 {
    let time = request.header("x-amz-date");
    let [day, clock] = [&time[..8], &time[9..15]];
    assert!(request.header("authorization").contains(&format!("/{day}/eu-west-1/dms/")), "{request:#?}");
    let text = format!("{}-{}-{}T{}:{}:{}Z", &day[..4], &day[4..6], &day[6..], &clock[..2], &clock[2..4], &clock[4..]);
    DateTime::from_str(&text, DateTimeFormat::DateTime).expect("a time").secs() - now()
}

/// Whether this is the expected offset; a minute is much longer than any request here.
fn is_about(offset: i64, meant: i64) -> bool {
    (offset - meant).abs() < 60
}

#[tokio::test]
async fn every_error_of_a_wrong_clock_is_retried_with_the_right_time() {
    let codes = [
        "RequestTimeTooSkewed",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "AuthFailure",
        "AccessDeniedException",
    ];
    for code in codes {
        for offset in [3 * HOUR, -3 * HOUR, 48 * HOUR, -400 * 24 * HOUR, 40 * 365 * 24 * HOUR] {
            let skewed = Response::fault(code, "wrong time").with_header("date", &date(offset));
            let server = Server::scripted([skewed, Response::success()]).await;
            assert!(is_good(&server.client()).await, "{code}");
            let requests = server.requests();
            assert!(is_about(signed(&requests[0]), 0), "{code}: {requests:#?}");
            assert!(is_about(signed(&requests[1]), offset), "{code}: {requests:#?}");
            assert_ne!(requests[0].header("authorization"), requests[1].header("authorization"));
        }
    }
}

#[tokio::test]
async fn a_client_caches_the_service_s_time_and_updates_it() {
    let at = |offset| date(offset);
    let skewed = Response::fault("RequestTimeTooSkewed", "wrong time").with_header("date", &at(2 * HOUR));
    let good = |offset: i64| Response::success().with_header("date", &at(offset));
    let server = Server::scripted([skewed, good(2 * HOUR), good(2 * HOUR), good(0), good(0), good(0)]).await;
    let client = server.client();
    for _ in 0..4 {
        assert!(is_good(&client).await);
    }
    let offsets: Vec<_> = server.requests().iter().map(signed).collect();
    // The second call starts with the cached time. The time of the last response is used, also of an error.
    for (offset, meant) in offsets.iter().zip([0, 2 * HOUR, 2 * HOUR, 2 * HOUR, 0]) {
        assert!(is_about(*offset, meant), "{offsets:?}");
    }
    assert_eq!(offsets.len(), 5);
    // Another client has no cached time.
    assert!(is_good(&server.client()).await);
    assert!(is_about(signed(&server.requests()[5]), 0));
}

#[tokio::test]
async fn a_signature_that_is_refused_at_the_right_time_is_not_sent_again() {
    let refused = || Response::fault("InvalidSignatureException", "wrong secret");
    let responses = [
        refused().with_header("date", &date(120)),
        refused().with_header("date", "some day"),
        // A cached response has no current time.
        refused().with_header("date", &date(3 * HOUR)).with_header("age", "10800"),
        Response::fault("ResourceNotFoundFault", "gone").with_header("date", &date(3 * HOUR)),
    ];
    for response in responses {
        let server = Server::scripted([response, Response::success()]).await;
        assert!(!is_good(&server.client()).await);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_correction_can_be_switched_off() {
    let skewed = Response::fault("RequestTimeTooSkewed", "wrong time").with_header("date", &date(3 * HOUR));
    let server = Server::scripted([skewed, Response::success()]).await;
    let client = Client::from_conf(server.config().disable_clock_skew_correction(true).build());
    assert!(!is_good(&client).await);
    assert!(is_good(&client).await);
    assert!(server.requests().iter().all(|request| is_about(signed(request), 0)), "{:#?}", server.requests());
}

#[tokio::test]
async fn a_clock_that_stays_wrong_ends_after_three_attempts() {
    let server =
        Server::answering(|_| Response::fault("RequestTimeTooSkewed", "wrong").with_header("date", &date(9 * HOUR)))
            .await;
    let call = server.client().describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send();
    let call = tokio::time::timeout(Duration::from_secs(60), call).await.expect("an end");
    assert_eq!(
        dms_sdk::error::ProvideErrorMetadata::code(&call.expect_err("the refusal")),
        Some("RequestTimeTooSkewed")
    );
    assert_eq!(server.requests().len(), 3);
}
