//! Tests of error responses.

use dms_sdk::Client;
use dms_sdk::error::{ProvideErrorMetadata, SdkError};
use dms_sdk::operation::RequestId;
use dms_sdk::operation::describe_refresh_schemas_status::DescribeRefreshSchemasStatusError as StatusError;
use dms_sdk::operation::refresh_schemas::RefreshSchemasError;
use serde_json::json;

use crate::server::{ENDPOINT_ARN, REQUEST_ID, Response, Server};

async fn refresh_error(client: &Client) -> SdkError<RefreshSchemasError> {
    client.refresh_schemas().endpoint_arn(ENDPOINT_ARN).send().await.expect_err("an error")
}

async fn status_error(client: &Client) -> SdkError<StatusError> {
    client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await.expect_err("an error")
}

fn assert_details<E: ProvideErrorMetadata + RequestId>(err: &E, code: &str) {
    assert_eq!((err.code(), err.message()), (Some(code), Some("because")));
    assert_eq!(err.request_id(), Some(REQUEST_ID));
}

#[tokio::test]
async fn every_modelled_error_of_refresh_schemas_is_its_variant() {
    type Is = fn(&RefreshSchemasError) -> bool;
    let modelled: [(&str, Is); 4] = [
        ("InvalidResourceStateFault", RefreshSchemasError::is_invalid_resource_state_fault),
        ("KMSKeyNotAccessibleFault", RefreshSchemasError::is_kms_key_not_accessible_fault),
        ("ResourceNotFoundFault", RefreshSchemasError::is_resource_not_found_fault),
        ("ResourceQuotaExceededFault", RefreshSchemasError::is_resource_quota_exceeded_fault),
    ];
    let server = Server::scripted(modelled.map(|(code, _)| Response::fault(code, "because"))).await;
    let client = server.client();
    for (code, _) in modelled {
        let err = refresh_error(&client).await;
        assert_details(&err, code);
        assert!(err.to_string().contains("service error"), "{err}");
        let err = err.into_service_error();
        assert_details(&err, code);
        assert!(err.to_string().contains("because"), "{err}");
        let variants: Vec<_> = modelled.iter().filter(|(_, is)| is(&err)).map(|(code, _)| *code).collect();
        assert_eq!(variants, [code]);
    }
    assert_eq!(server.requests().len(), modelled.len(), "a fault of the caller's is not retried");
}

#[tokio::test]
async fn every_modelled_error_of_the_status_is_its_variant() {
    let codes = ["InvalidResourceStateFault", "ResourceNotFoundFault"];
    let server = Server::scripted(codes.map(|code| Response::fault(code, "because"))).await;
    let client = server.client();

    match status_error(&client).await.into_service_error() {
        StatusError::InvalidResourceStateFault(fault) => {
            assert_details(&fault, codes[0]);
            assert_eq!(fault.message(), Some("because"));
        }
        other => panic!("{other:?}"),
    }
    match status_error(&client).await.into_service_error() {
        StatusError::ResourceNotFoundFault(fault) => assert_details(&fault, codes[1]),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_the_operation_does_not_model_has_code_message_and_request_id() {
    // The second code is modelled, but for other operations.
    for code in ["AccessDeniedException", "KMSKeyNotAccessibleFault"] {
        let server = Server::scripted([Response::fault(code, "because")]).await;
        let err = status_error(&server.client()).await;
        assert_details(&err, code);
        let err = err.into_service_error();
        assert_details(&err, code);
        assert!(!err.is_invalid_resource_state_fault() && !err.is_resource_not_found_fault(), "{err:?}");
        assert!(err.to_string().contains(code), "{err}");
        assert_details(&dms_sdk::Error::from(err), code);
    }
}

#[tokio::test]
async fn an_operation_s_error_becomes_the_crate_s_error() {
    let server = Server::scripted([Response::fault("ResourceNotFoundFault", "because")]).await;
    let err = dms_sdk::Error::from(status_error(&server.client()).await);
    assert!(matches!(err, dms_sdk::Error::ResourceNotFoundFault(_)), "{err:?}");
    assert_details(&err, "ResourceNotFoundFault");
}

#[tokio::test]
async fn the_code_is_found_in_all_locations_and_forms() {
    const CODE: &str = "ResourceNotFoundFault";
    let spellings = [
        CODE.to_owned(),
        format!("{CODE}:http://internal.amazon.com/coral/com.amazon.coral.service/"),
        format!("com.amazonaws.databasemigrationservice#{CODE}"),
        format!("com.amazonaws.databasemigrationservice#{CODE}:http://internal.amazon.com/"),
    ];
    for spelling in &spellings {
        let responses = [
            Response::json(400, json!({ "message": "because" })).with_header("x-amzn-errortype", spelling),
            Response::json(400, json!({ "code": spelling, "message": "because" })),
            Response::json(400, json!({ "__type": spelling, "message": "because" })),
            Response::json(400, json!({ "__type": spelling, "Message": "because" })),
            Response::json(400, json!({ "Message": "because", "__type": "Other", "code": spelling })),
            Response::json(400, json!({ "__type": "Other", "code": "Another", "message": "because" }))
                .with_header("x-amzn-errortype", spelling),
        ];
        let calls = responses.len();
        let server = Server::scripted(responses).await;
        let client = server.client();
        for n in 0..calls {
            let err = status_error(&client).await;
            assert_details(&err, CODE);
            assert!(err.into_service_error().is_resource_not_found_fault(), "{spelling} in response {n}");
        }
    }
}

#[tokio::test]
async fn an_error_without_a_message_is_still_its_variant() {
    let bare =
        Response::text(400, "application/x-amz-json-1.1", "").with_header("x-amzn-errortype", "ResourceNotFoundFault");
    let server = Server::scripted([bare, Response::json(400, json!({ "__type": "ResourceNotFoundFault" }))]).await;
    let client = server.client();
    for _ in 0..2 {
        let err = status_error(&client).await;
        assert_eq!((err.code(), err.message()), (Some("ResourceNotFoundFault"), None));
        assert!(err.into_service_error().is_resource_not_found_fault());
    }
}

#[tokio::test]
async fn an_error_with_any_content_has_status_and_body() {
    let deep = "[".repeat(100_000);
    let bodies = [
        ("text/html", "<html><body><h1>403 Forbidden</h1></body></html>"),
        ("text/xml", "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>"),
        ("application/x-amz-json-1.1", "{\"__type\":\"ResourceNotFoundFault\",\"mess"),
        ("application/x-amz-json-1.1", "{\"__type\":[1],\"message\":{}}"),
        ("application/x-amz-json-1.1", "\"ResourceNotFoundFault\""),
        ("application/x-amz-json-1.1", "null"),
        ("application/x-amz-json-1.1", "\u{0}\u{FFFD}"),
        ("application/x-amz-json-1.1", ""),
        ("application/x-amz-json-1.1", &deep),
    ];
    for (content_type, body) in bodies {
        let server = Server::scripted([Response::text(403, content_type, body.to_owned())]).await;
        let err = status_error(&server.client()).await;
        let response = err.raw_response().unwrap_or_else(|| panic!("{err:?} has no response"));
        assert_eq!(response.status().as_u16(), 403);
        assert_eq!(response.body().bytes(), Some(body.as_bytes()));
        assert!(err.as_service_error().is_some(), "{err:?}");
        assert_eq!(server.requests().len(), 1, "{body:.50}");
    }
}

#[tokio::test]
async fn the_crate_s_error_has_all_details_in_one_line() {
    let message = format!("RefreshSchemas: ResourceNotFoundFault: no such endpoint (request id {REQUEST_ID})");
    let server = Server::scripted([Response::fault("ResourceNotFoundFault", "no such\nendpoint")]).await;
    let err = refresh_error(&server.client()).await.into_service_error();
    assert_eq!(err.to_string(), message);
    assert_eq!(dms_sdk::Error::from(err).to_string(), message);

    let server = Server::scripted([Response::fault("AccessDeniedException", "not you")]).await;
    let err = dms_sdk::Error::from(status_error(&server.client()).await);
    let message = "DescribeRefreshSchemasStatus: unhandled error (AccessDeniedException): not you (request id";
    assert!(err.to_string().starts_with(message), "{err}");
}

#[tokio::test]
async fn the_crate_s_error_has_the_reason_of_a_failed_connection() {
    let config = Server::scripted([]).await.config().endpoint_url("http://127.0.0.1:1");
    let config = config.retry_config(dms_sdk::config::retry::RetryConfig::disabled());
    let err = dms_sdk::Error::from(status_error(&Client::from_conf(config.build())).await);
    assert!(err.to_string().starts_with("DescribeRefreshSchemasStatus: the connection was refused; "), "{err}");
    assert!(err.is_retryable() && !err.is_throttling());
}

#[tokio::test]
async fn the_crate_s_error_reports_retryable_errors() {
    let faults = [
        ("ResourceNotFoundFault", 400, false, false),
        ("ThrottlingException", 400, true, true),
        ("RequestTimeout", 400, true, false),
        ("AnyError", 500, true, false),
        ("AnyError", 400, false, false),
    ];
    for (code, status, retryable, throttling) in faults {
        let server = Server::scripted([Response::json(status, json!({ "__type": code, "message": "because" }))]).await;
        let config = server.config().retry_config(dms_sdk::config::retry::RetryConfig::disabled());
        let err = dms_sdk::Error::from(status_error(&Client::from_conf(config.build())).await);
        assert_eq!((err.is_retryable(), err.is_throttling()), (retryable, throttling), "{code} {status}");
    }
}

#[tokio::test]
async fn a_throttled_key_is_retried() {
    let good = Response::json(200, json!({}));
    let server = Server::scripted([Response::fault("KMSThrottlingFault", "slow down"), good]).await;
    let call = server.client().create_event_subscription().subscription_name("a").sns_topic_arn("b");
    call.send().await.expect("a second try");
    assert_eq!(server.operations(), ["CreateEventSubscription"; 2]);
}
