//! Code around the client as in applications: tasks, generic helpers, caches, fan-out.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    future::Future,
    sync::{Arc, OnceLock},
    time::Duration,
};

use aws_sdk_databasemigration::{
    Client, Error,
    error::{ProvideErrorMetadata, SdkError},
    operation::{RequestId, describe_replication_tasks::DescribeReplicationTasksOutput},
    types::{Endpoint, MigrationTypeValue, ReplicationTask},
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::{fault, ok, replay, requests, response, scripted};

fn assert_send<T: Send + 'static>(value: T) -> T {
    value
}

fn assert_shared<T: Send + Sync + Clone + 'static>(_: &T) {}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_run_in_tasks() {
    let (client, http) = scripted((0..8).map(|_| ok(r#"{"Marker":"m"}"#)));
    let client = Arc::new(client);
    assert_shared(&client);
    assert_shared(client.config());
    let mut tasks = JoinSet::new();
    for n in 0..8 {
        let client = Arc::clone(&client);
        tasks.spawn(async move { client.describe_events().max_records(20 + n).send().await });
    }
    let mut markers = 0;
    while let Some(done) = tasks.join_next().await {
        markers += usize::from(done.expect("no panic").expect("a response").marker().is_some());
    }
    assert_eq!((markers, http.actual_requests().count()), (8, 8));
}

#[tokio::test]
async fn futures_are_sent_and_stored() {
    let (client, _) = scripted([ok("{}"), ok("{}"), ok("{}")]);
    let call = assert_send(client.describe_events().send());
    let customized = assert_send(client.describe_endpoints().customize().send());
    let paginator = assert_send(client.describe_connections().into_paginator());
    drop(client);
    call.await.expect("the handle is still alive");
    customized.await.expect("the handle is still alive");
    assert!(paginator.send().next().await.expect("a page").is_ok());
}

#[tokio::test]
async fn a_client_is_stored_for_the_process() {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    let client = CLIENT.get_or_init(|| scripted([ok("{}")]).0);
    tokio::spawn(client.describe_events().send()).await.expect("no panic").expect("a response");
}

/// Formats any error in the same way.
fn describe(error: &(impl ProvideErrorMetadata + RequestId + ?Sized)) -> String {
    let code = error.code().unwrap_or("-");
    let message = error.message().unwrap_or("-");
    format!("{code}: {message} [{}]", error.request_id().unwrap_or("-"))
}

#[tokio::test]
async fn helpers_take_any_error() {
    let (client, _) = scripted([fault("ResourceNotFoundFault", "none"), fault("Odd", "odd"), fault("X", "y")]);
    let error = client.describe_endpoints().send().await.expect_err("none");
    assert_eq!(describe(&error), "ResourceNotFoundFault: none [a1b2c3d4]");
    assert_eq!(describe(&error.into_service_error()), "ResourceNotFoundFault: none [a1b2c3d4]");
    let error = client.delete_endpoint().send().await.expect_err("odd");
    assert_eq!(describe(&Error::from(error)), "Odd: odd [a1b2c3d4]");
    let error: Box<dyn ProvideErrorMetadata> = Box::new(client.describe_events().send().await.expect_err("x"));
    assert_eq!(error.code(), Some("X"));
}

/// Treats a missing resource as no failure.
async fn absent_is_ok<T, E>(call: impl Future<Output = Result<T, SdkError<E>>>) -> Result<Option<T>, SdkError<E>>
where
    E: ProvideErrorMetadata,
{
    match call.await {
        Ok(output) => Ok(Some(output)),
        Err(error) if error.code() == Some("ResourceNotFoundFault") => Ok(None),
        Err(error) => Err(error),
    }
}

#[tokio::test]
async fn helpers_take_any_call() {
    let gone = || fault("ResourceNotFoundFault", "none");
    let (client, _) = scripted([gone(), ok("{}"), fault("Odd", "odd")]);
    assert!(absent_is_ok(client.delete_endpoint().send()).await.expect("gone is fine").is_none());
    assert!(absent_is_ok(client.delete_replication_task().send()).await.expect("deleted").is_some());
    assert!(absent_is_ok(client.describe_events().send()).await.is_err());
}

/// A retry loop of the application in addition to the client's retries.
async fn persist<T, E, R, F>(times: usize, mut call: impl FnMut() -> F) -> Result<T, SdkError<E, R>>
where
    F: Future<Output = Result<T, SdkError<E, R>>>,
    E: std::error::Error + ProvideErrorMetadata + 'static,
    R: Debug,
{
    let mut last = call().await;
    for _ in 1..times {
        match &last {
            Err(SdkError::ServiceError(context)) if context.err().code() == Some("InvalidResourceStateFault") => {}
            _ => break,
        }
        last = call().await;
    }
    last
}

#[tokio::test]
async fn loops_around_calls() {
    let busy = || fault("InvalidResourceStateFault", "busy");
    let (client, http) = scripted([busy(), busy(), ok("{}"), ok("{}")]);
    let template = client.delete_endpoint().endpoint_arn("arn:e");
    persist(5, || template.clone().send()).await.expect("the third time");
    assert_eq!(requests(&http).iter().filter(|(_, input)| input["EndpointArn"] == "arn:e").count(), 3);
}

fn report(output: &DescribeReplicationTasksOutput) -> BTreeMap<String, Vec<String>> {
    let mut groups: HashMap<&MigrationTypeValue, Vec<&ReplicationTask>> = HashMap::new();
    for task in output.replication_tasks() {
        if let Some(kind) = task.migration_type() {
            groups.entry(kind).or_default().push(task);
        }
    }
    let name = |task: &&ReplicationTask| {
        let id = task.replication_task_identifier().unwrap_or("?");
        let percent = task.replication_task_stats().map_or(0, |it| it.full_load_progress_percent());
        format!("{id} {percent}%")
    };
    groups.into_iter().map(|(kind, tasks)| (kind.to_string(), tasks.iter().map(name).collect())).collect()
}

#[tokio::test]
async fn reports_group_by_enumerations() {
    let task = |id: &str, kind: &str, percent: i32| {
        json!({ "ReplicationTaskIdentifier": id, "MigrationType": kind,
            "ReplicationTaskStats": { "FullLoadProgressPercent": percent } })
    };
    let tasks = [task("a", "cdc", 0), task("b", "full-load", 40), task("c", "cdc", 100), task("d", "odd", 1)];
    let (client, _) = scripted([ok(json!({ "ReplicationTasks": tasks }).to_string())]);
    let output = client.describe_replication_tasks().send().await.expect("a response");
    let expected = [("cdc", vec!["a 0%", "c 100%"]), ("full-load", vec!["b 40%"]), ("odd", vec!["d 1%"])];
    let expected = expected.map(|(kind, all)| (kind.to_owned(), all.into_iter().map(str::to_owned).collect()));
    assert_eq!(report(&output), BTreeMap::from(expected));
}

/// A type of the application that is converted from one of the service.
#[derive(Debug, PartialEq)]
struct Source {
    id: String,
    address: Option<(String, u16)>,
}

impl TryFrom<Endpoint> for Source {
    type Error = &'static str;

    fn try_from(endpoint: Endpoint) -> Result<Self, Self::Error> {
        let Endpoint { endpoint_identifier, server_name, port, .. } = endpoint;
        let port = port.map(u16::try_from).transpose().map_err(|_| "no port")?;
        Ok(Source { id: endpoint_identifier.ok_or("no id")?, address: server_name.zip(port) })
    }
}

#[tokio::test]
async fn types_are_taken_apart() {
    let body = r#"{"Endpoints":[{"EndpointIdentifier":"a","ServerName":"db","Port":5432},{"EndpointIdentifier":"b"},{"Port":-1}]}"#;
    let (client, _) = scripted([ok(body)]);
    let output = client.describe_endpoints().send().await.expect("a response");
    let sources: Vec<_> = output.endpoints.into_iter().flatten().map(Source::try_from).collect();
    assert_eq!(sources[0], Ok(Source { id: "a".into(), address: Some(("db".into(), 5432)) }));
    assert_eq!(sources[1], Ok(Source { id: "b".into(), address: None }));
    assert_eq!(sources[2], Err("no port"));
}

#[tokio::test(start_paused = true)]
async fn calls_race_with_timers() {
    let never = aws_smithy_http_client::test_util::NeverClient::new();
    let config = crate::support::builder(&replay([]))
        .http_client(never)
        .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new());
    let client = Client::from_conf(config.build());
    let call = tokio::time::timeout(Duration::from_secs(3), client.describe_events().send());
    assert!(call.await.is_err());
    tokio::select! {
        _ = client.describe_events().send() => panic!("it never answers"),
        () = tokio::time::sleep(Duration::from_millis(10)) => {}
    }
}

#[tokio::test]
async fn several_calls_at_once() {
    let (client, _) = scripted([ok("{}"), ok("{}"), response(400, r#"{"__type":"Odd"}"#)]);
    let (first, second) =
        tokio::try_join!(client.describe_events().send(), client.describe_events().send()).expect("two");
    assert_eq!(first.events().len() + second.events().len(), 0);
    let third = tokio::try_join!(client.describe_events().send());
    assert_eq!(third.expect_err("odd").code(), Some("Odd"));
}
