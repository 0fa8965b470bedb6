//! A service that is overwhelmed: how often a call is made again, and that it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dms_sdk::config::retry::RetryConfig;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::{Client, Error};
use serde_json::json;

use crate::server::{ENDPOINT_ARN, Reply, Server};

/// Answers with this status, or with this code, whatever is asked.
async fn storm(status: u16, code: &'static str) -> Server {
    Server::answering(move |_| Reply::json(status, json!({ "__type": code, "message": "too much" }))).await
}

fn client(server: &Server, attempts: u32) -> Client {
    let retries = RetryConfig::standard()
        .with_max_attempts(attempts)
        .with_initial_backoff(Duration::from_millis(1))
        .with_max_backoff(Duration::from_millis(2));
    Client::from_conf(server.config().retry_config(retries).build())
}

async fn fail(client: &Client) -> Error {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.expect_err("a storm").into()
}

#[tokio::test]
async fn each_kind_of_storm_is_met_with_just_the_attempts_that_are_allowed() {
    let kinds = [
        (429, "TooManyRequestsException"),
        (400, "ThrottlingException"),
        (400, "Throttling"),
        (400, "RequestLimitExceeded"),
        (500, "InternalFailure"),
        (502, "BadGateway"),
        (503, "ServiceUnavailable"),
        (504, "GatewayTimeout"),
    ];
    for (status, code) in kinds {
        for attempts in [1, 2, 5] {
            let server = storm(status, code).await;
            let error = fail(&client(&server, attempts)).await;
            assert_eq!(error.code(), Some(code), "{status}");
            assert_eq!(server.requests().len(), attempts as usize, "{status} {code}");
            for (index, request) in server.requests().iter().enumerate() {
                let header = request.header("amz-sdk-request");
                assert!(header.contains(&format!("attempt={}; max={attempts}", index + 1)), "{header}");
            }
        }
    }
}

#[tokio::test]
async fn what_the_caller_did_wrong_is_not_tried_again() {
    for (status, code) in [(400, "ValidationException"), (403, "AccessDeniedFault"), (404, "NotFound"), (400, "Other")]
    {
        let server = storm(status, code).await;
        assert_eq!(fail(&client(&server, 5)).await.code(), Some(code));
        assert_eq!(server.requests().len(), 1, "{status} {code}");
    }
}

#[tokio::test]
async fn a_long_storm_uses_up_the_tokens_that_all_calls_of_a_client_share() {
    let server = storm(503, "ServiceUnavailable").await;
    let client = client(&server, 3);
    for _ in 0..200 {
        fail(&client).await;
    }
    // 200 calls of three attempts each would be 600; the bucket holds 500 tokens, and each new attempt takes five.
    let attempts = server.requests().len();
    assert!((201..=301).contains(&attempts), "{attempts}");
}

#[tokio::test]
async fn a_storm_that_ends_is_survived_by_calls_in_parallel() {
    let arrived = AtomicUsize::new(0);
    let server = Server::answering(move |_| match arrived.fetch_add(1, Ordering::Relaxed) {
        0..20 => Reply::json(503, json!({ "__type": "ServiceUnavailable" })),
        _ => Reply::refresh(json!({ "Status": "successful" })),
    })
    .await;
    let client = client(&server, 10);
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("a reply in the end");
    }
    assert_eq!(server.requests().len(), 40);
}
