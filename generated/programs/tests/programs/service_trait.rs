//! The pattern of applications that hide the client behind a trait, to replace it in tests.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

use aws_sdk_databasemigration::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::{
        describe_replication_tasks::{DescribeReplicationTasksError, DescribeReplicationTasksOutput},
        start_replication_task::{StartReplicationTaskError, StartReplicationTaskOutput},
    },
    types::{Filter, ReplicationTask, StartReplicationTaskTypeValue, error::InvalidResourceStateFault},
};
use aws_smithy_runtime_api::{client::orchestrator::HttpResponse, http::StatusCode};

use crate::support::{ok, scripted};

type Answer<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, SdkError<E>>> + Send + 'a>>;

trait DmsApi: Send + Sync {
    fn tasks<'a>(
        &'a self,
        filters: Vec<Filter>,
    ) -> Answer<'a, DescribeReplicationTasksOutput, DescribeReplicationTasksError>;

    fn start<'a>(
        &'a self,
        arn: &'a str,
        how: StartReplicationTaskTypeValue,
    ) -> Answer<'a, StartReplicationTaskOutput, StartReplicationTaskError>;
}

impl DmsApi for Client {
    fn tasks<'a>(
        &'a self,
        filters: Vec<Filter>,
    ) -> Answer<'a, DescribeReplicationTasksOutput, DescribeReplicationTasksError> {
        Box::pin(self.describe_replication_tasks().set_filters(Some(filters)).send())
    }

    fn start<'a>(
        &'a self,
        arn: &'a str,
        how: StartReplicationTaskTypeValue,
    ) -> Answer<'a, StartReplicationTaskOutput, StartReplicationTaskError> {
        Box::pin(async move {
            self.start_replication_task().replication_task_arn(arn).start_replication_task_type(how).send().await
        })
    }
}

/// The code that a mocking library would generate.
#[derive(Default)]
struct MockDms {
    tasks: Mutex<VecDeque<Result<DescribeReplicationTasksOutput, SdkError<DescribeReplicationTasksError>>>>,
    starts: Mutex<VecDeque<Result<StartReplicationTaskOutput, SdkError<StartReplicationTaskError>>>>,
    started: Mutex<Vec<(String, StartReplicationTaskTypeValue)>>,
}

impl DmsApi for MockDms {
    fn tasks<'a>(
        &'a self,
        _filters: Vec<Filter>,
    ) -> Answer<'a, DescribeReplicationTasksOutput, DescribeReplicationTasksError> {
        let answer = self.tasks.lock().expect("no panic").pop_front().expect("an answer");
        Box::pin(std::future::ready(answer))
    }

    fn start<'a>(
        &'a self,
        arn: &'a str,
        how: StartReplicationTaskTypeValue,
    ) -> Answer<'a, StartReplicationTaskOutput, StartReplicationTaskError> {
        self.started.lock().expect("no panic").push((arn.to_owned(), how));
        let answer = self.starts.lock().expect("no panic").pop_front().expect("an answer");
        Box::pin(std::future::ready(answer))
    }
}

struct Restarter<A> {
    api: Arc<A>,
}

impl<A: DmsApi> Restarter<A> {
    async fn restart_stopped(&self) -> Result<Vec<String>, String> {
        let tasks = self.api.tasks(vec![]).await.map_err(|error| error.code().unwrap_or("unknown").to_owned())?;
        let mut restarted = vec![];
        let stopped = tasks.replication_tasks().iter().filter(|it| it.status() == Some("stopped"));
        for arn in stopped.filter_map(|it| it.replication_task_arn()) {
            match self.api.start(arn, StartReplicationTaskTypeValue::ResumeProcessing).await {
                Ok(_) => restarted.push(arn.to_owned()),
                Err(error) => match error.into_service_error() {
                    it if it.is_invalid_resource_state_fault() => continue,
                    it => return Err(it.code().unwrap_or("unknown").to_owned()),
                },
            }
        }
        Ok(restarted)
    }
}

fn task(arn: &str, status: &str) -> ReplicationTask {
    ReplicationTask::builder().replication_task_arn(arn).status(status).build()
}

fn response(status: u16) -> HttpResponse {
    HttpResponse::new(StatusCode::try_from(status).expect("a status"), "{}".into())
}

#[tokio::test]
async fn with_a_mock() {
    let api = Arc::new(MockDms::default());
    let tasks = [task("a", "stopped"), task("b", "running"), task("c", "stopped")];
    let output = DescribeReplicationTasksOutput::builder().set_replication_tasks(Some(tasks.into())).build();
    api.tasks.lock().expect("no panic").push_back(Ok(output));
    let busy = StartReplicationTaskError::InvalidResourceStateFault(InvalidResourceStateFault::builder().build());
    api.starts
        .lock()
        .expect("no panic")
        .extend([Err(SdkError::service_error(busy, response(400))), Ok(StartReplicationTaskOutput::builder().build())]);
    let restarted = Restarter { api: api.clone() }.restart_stopped().await;
    assert_eq!(restarted, Ok(vec!["c".to_owned()]));
    assert_eq!(api.started.lock().expect("no panic").len(), 2);
}

#[tokio::test]
async fn with_a_mock_that_never_reaches_the_service() {
    let api = Arc::new(MockDms::default());
    api.tasks.lock().expect("no panic").push_back(Err(SdkError::timeout_error("too slow")));
    assert_eq!(Restarter { api }.restart_stopped().await, Err("unknown".to_owned()));
}

#[tokio::test]
async fn with_the_client() {
    let tasks = r#"{"ReplicationTasks":[{"ReplicationTaskArn":"a","Status":"stopped"}]}"#;
    let (client, http) = scripted([ok(tasks), ok("{}")]);
    let restarter = Restarter { api: Arc::new(client) };
    assert_eq!(restarter.restart_stopped().await, Ok(vec!["a".to_owned()]));
    let sent = crate::support::requests(&http);
    assert_eq!(sent[1].1["StartReplicationTaskType"], "resume-processing");
}

#[tokio::test]
async fn as_an_object() {
    let (client, _) = scripted([ok("{}")]);
    let api: Box<dyn DmsApi> = Box::new(client);
    assert!(api.tasks(vec![]).await.is_ok());
}
