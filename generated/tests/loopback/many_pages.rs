//! Tests of long sequences: hundreds of pages, waits for deletions, and a complete refresh of schemas.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use dms_sdk::Client;
use dms_sdk::client::Waiters;
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::types::{Filter, RefreshSchemasStatusTypeValue as Status};
use dms_sdk::waiters::WaiterError;
use serde_json::{Value, json};

use crate::pauses::NoPause;
use crate::server::{ENDPOINT_ARN, INSTANCE_ARN, Request, Response, Server};

const PAGES: usize = 500;
const HOURS: Duration = Duration::from_secs(100 * 3600);

fn number(request: &Request) -> usize {
    match &request.json()["Marker"] {
        Value::Null => 0,
        marker => {
            marker.as_str().and_then(|marker| marker.strip_prefix("m\u{fc}/+=")?.parse().ok()).expect("our marker")
        }
    }
}

/// Returns a page with three schemas; every fifth page is empty.
fn page(request: &Request) -> Response {
    let page = number(request);
    let count = if page % 5 == 4 { 0 } else { 3 };
    let names: Vec<_> = (0..count).map(|n| format!("SCHEMA_{page}_{n}")).collect();
    let marker = (page + 1 < PAGES).then(|| format!("m\u{fc}/+={}", page + 1));
    Response::json(200, json!({ "Schemas": names, "Marker": marker }))
}

fn all_names() -> Vec<String> {
    let full = (0..PAGES).filter(|page| page % 5 != 4);
    full.flat_map(|page| (0..3).map(move |n| format!("SCHEMA_{page}_{n}"))).collect()
}

fn order(server: &Server) -> Vec<usize> {
    server.requests().iter().map(number).collect()
}

#[tokio::test]
async fn all_of_500_pages_arrive_once_and_in_order() {
    let server = Server::answering(page).await;
    let call = server.client().describe_schemas().endpoint_arn(ENDPOINT_ARN).max_records(20);
    let pages = call.clone().into_paginator().send().collect::<Result<Vec<_>, _>>().await.expect("all pages");
    let names: Vec<_> = pages.iter().flat_map(|page| page.schemas().iter().cloned()).collect();
    assert_eq!((pages.len(), names), (PAGES, all_names()));
    assert_eq!(order(&server), (0..PAGES).collect::<Vec<_>>());
    assert!(server.requests().iter().all(|request| request.json()["MaxRecords"] == 20));

    let names = call.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await.expect("all items");
    assert_eq!(names, all_names());
    assert_eq!(order(&server).len(), 2 * PAGES);
}

#[tokio::test]
async fn transient_errors_cost_attempts_but_no_pages() {
    let failed = Mutex::new(HashMap::new());
    let server = Server::answering(move |request| {
        let mut failed = failed.lock().expect("the record");
        let failures: &mut usize = failed.entry(number(request)).or_default();
        *failures += 1;
        match (number(request) % 7, *failures) {
            (0, 1) => Response::text(503, "text/html", "<html></html>"),
            (3, 1) => Response::Reset,
            (3, 2) => Response::fault("ThrottlingException", "slow down"),
            _ => page(request),
        }
    })
    .await;
    let client = server.impatient_client(&NoPause::default());
    let items = client.describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().items().send();
    assert_eq!(items.collect::<Result<Vec<_>, _>>().await.expect("all items"), all_names());
    let mut expected = Vec::new();
    for page in 0..PAGES {
        let attempts = match page % 7 {
            0 => 2,
            3 => 3,
            _ => 1,
        };
        expected.extend(std::iter::repeat_n(page, attempts));
    }
    assert_eq!(order(&server), expected);
}

#[cfg(feature = "serde")]
#[tokio::test]
async fn a_call_by_name_merges_500_pages() {
    let server = Server::answering(page).await;
    let input = json!({ "EndpointArn": ENDPOINT_ARN });
    let output = server.client().call_json_paginated("describe-schemas", input).await.expect("all pages");
    assert_eq!(output, json!({ "Schemas": all_names() }));
    assert_eq!(order(&server), (0..PAGES).collect::<Vec<_>>());
}

/// Starts a server on which a resource is being deleted for this number of polls, and then does not exist.
async fn deleting(polls: usize, list: &'static str, status: &'static str) -> Server {
    let left = Mutex::new(polls);
    Server::answering(move |_| {
        let mut left = left.lock().expect("the count");
        if *left == 0 {
            return Response::fault("ResourceNotFoundFault", "gone");
        }
        *left -= 1;
        Response::json(200, json!({ list: [{ status: "deleting" }] }))
    })
    .await
}

fn by_arn(name: &str) -> Filter {
    Filter::builder().name(name).values("arn").build().expect("a full filter")
}

#[tokio::test]
async fn waits_for_deletions_end_when_the_resource_is_not_found() {
    for polls in [0, 1, 40] {
        let pauses = NoPause::default();
        let server = deleting(polls, "ReplicationTasks", "Status").await;
        let waiting = server.impatient_client(&pauses).wait_until_replication_task_deleted();
        let end = waiting.filters(by_arn("replication-task-arn")).wait(HOURS).await.expect("deleted");
        assert_eq!(end.into_result().expect_err("the expected error").code(), Some("ResourceNotFoundFault"));
        assert_eq!((server.requests().len(), pauses.taken().len()), (polls + 1, polls));
        let expected = json!({ "Filters": [{ "Name": "replication-task-arn", "Values": ["arn"] }] });
        assert!(server.requests().iter().all(|request| request.json() == expected));

        let server = deleting(polls, "Endpoints", "Status").await;
        let waiting = server.impatient_client(&pauses).wait_until_endpoint_deleted();
        waiting.filters(by_arn("endpoint-arn")).wait(HOURS).await.expect("deleted");
        assert_eq!((server.requests().len(), pauses.taken().len()), (polls + 1, polls));

        let server = deleting(polls, "ReplicationInstances", "ReplicationInstanceStatus").await;
        let waiting = server.impatient_client(&pauses).wait_until_replication_instance_deleted();
        waiting.filters(by_arn("replication-instance-arn")).wait(HOURS).await.expect("deleted");
        assert_eq!((server.requests().len(), pauses.taken().len()), (polls + 1, polls));
    }
}

/// Starts a server on which a resource is being deleted at first, and then has this status.
async fn brought_back(list: &'static str, status: &'static str, value: &str) -> Server {
    let response = |value: &str| Response::json(200, json!({ list: [{ status: value }] }));
    Server::scripted([response("deleting"), response(value)]).await
}

#[tokio::test]
async fn a_resource_that_is_restored_ends_the_wait() {
    let client = |server: &Server| server.impatient_client(&NoPause::default());
    let tasks = brought_back("ReplicationTasks", "Status", "ready").await;
    let end = client(&tasks).wait_until_replication_task_deleted().wait(HOURS).await;
    assert!(matches!(end, Err(WaiterError::FailureState(_))), "{end:?}");

    let instances = brought_back("ReplicationInstances", "ReplicationInstanceStatus", "available").await;
    let end = client(&instances).wait_until_replication_instance_deleted().wait(HOURS).await;
    assert!(matches!(end, Err(WaiterError::FailureState(_))), "{end:?}");

    let endpoints = brought_back("Endpoints", "Status", "active").await;
    let end = client(&endpoints).wait_until_endpoint_deleted().wait(HOURS).await;
    assert!(matches!(end, Err(WaiterError::FailureState(_))), "{end:?}");

    for server in [tasks, instances, endpoints] {
        assert_eq!(server.requests().len(), 2);
    }
}

/// Returns a service with one endpoint whose schemas are refreshed in six polls, some of which fail transiently.
fn refreshing() -> impl Fn(&Request) -> Response {
    let state = Mutex::new((None::<usize>, 0));
    move |request| {
        let mut state = state.lock().expect("the state");
        let (polls, requests) = &mut *state;
        *requests += 1;
        let about = |status: &str, date: Option<u32>| {
            let arns = (ENDPOINT_ARN, INSTANCE_ARN);
            Response::refresh(json!({ "EndpointArn": arns.0, "ReplicationInstanceArn": arns.1, "Status": status,
                "LastRefreshDate": date }))
        };
        match (request.operation(), *polls) {
            (_, _) if *requests % 4 == 0 => Response::text(500, "text/html", "<html></html>"),
            ("RefreshSchemas", Some(1..)) => Response::fault("InvalidResourceStateFault", "a refresh is under way"),
            ("RefreshSchemas", _) => {
                *polls = Some(6);
                about("refreshing", None)
            }
            ("DescribeRefreshSchemasStatus", None) => Response::fault("ResourceNotFoundFault", "never refreshed"),
            ("DescribeRefreshSchemasStatus", Some(0)) => about("successful", Some(1_700_000_000)),
            ("DescribeRefreshSchemasStatus", Some(left)) => {
                *polls = Some(left - 1);
                about("refreshing", None)
            }
            _ => page(request),
        }
    }
}

async fn status(client: &Client) -> Result<Option<Status>, dms_sdk::Error> {
    let response = client.describe_refresh_schemas_status().endpoint_arn(ENDPOINT_ARN).send().await?;
    Ok(response.refresh_schemas_status.and_then(|it| it.status))
}

#[tokio::test]
async fn schemas_are_refreshed_waited_for_and_listed() {
    let server = Server::answering(refreshing()).await;
    let pauses = NoPause::default();
    let client = server.impatient_client(&pauses);
    let early = status(&client).await.expect_err("nothing was refreshed yet");
    assert!(matches!(early, dms_sdk::Error::ResourceNotFoundFault(_)), "{early:?}");

    let refresh = client.refresh_schemas().endpoint_arn(ENDPOINT_ARN).replication_instance_arn(INSTANCE_ARN);
    let started = refresh.clone().send().await.expect("a start").refresh_schemas_status.expect("a status");
    assert_eq!((started.status(), started.last_refresh_date()), (Some(&Status::Refreshing), None));
    let twice = refresh.clone().send().await.expect_err("it is under way").into_service_error();
    assert!(twice.is_invalid_resource_state_fault(), "{twice:?}");
    assert_eq!(status(&client).await.expect("a status"), Some(Status::Refreshing));

    pauses.taken();
    let end = client.wait_until_schemas_refreshed().endpoint_arn(ENDPOINT_ARN).wait(HOURS).await.expect("refreshed");
    let end = end.into_result().expect("an output").refresh_schemas_status.expect("a status");
    assert_eq!(
        (end.status(), end.last_refresh_date().map(|it| it.secs())),
        (Some(&Status::Successful), Some(1_700_000_000))
    );
    assert_eq!((end.endpoint_arn(), end.replication_instance_arn()), (Some(ENDPOINT_ARN), Some(INSTANCE_ARN)));
    assert!(pauses.taken().iter().filter(|pause| **pause >= Duration::from_secs(2)).count() >= 5);

    let items = client.describe_schemas().endpoint_arn(ENDPOINT_ARN).into_paginator().items().send();
    assert_eq!(items.collect::<Result<Vec<_>, _>>().await.expect("all items"), all_names());
    // Refreshed schemas can be refreshed again.
    refresh.send().await.expect("a start");
}
