//! A whole migration: two endpoints, tests of their connections, a refresh of the schemas, and a task that is followed
//! table by table until it ends.
//!
//! ```text
//! cargo run --features serde,documents --example migrate -- --config migration.json --replication-instance-arn ARN
//! ```

mod plan;
mod progress;

use std::error::Error as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region};
use clap::Parser;
use dms_sdk::client::Waiters;
use dms_sdk::config::timeout::TimeoutConfig;
use dms_sdk::config::{AsyncSleep, Sleep, StalledStreamProtectionConfig};
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::types::{Filter, MigrationTypeValue, StartReplicationTaskTypeValue, TableStatistics};
use dms_sdk::waiters::WaiterError;
use dms_sdk::{Client, Error};
use serde_json::Value;

use crate::plan::Plan;
use crate::progress::{Progress, bare, judge};

/// Prints a line to standard output. A closed pipe does not stop the program.
macro_rules! print_stdout {
    ($($text:tt)*) => { _ = writeln!(std::io::stdout(), $($text)*) };
}

/// Prints a line to standard error, or nothing if it is closed.
macro_rules! print_stderr {
    ($($text:tt)*) => { _ = writeln!(std::io::stderr(), $($text)*) };
}

/// Migrate a database: create two endpoints and a task, run the task, and follow it to its end.
#[derive(Parser)]
#[command(after_help = "The configuration is a JSON file. `Source` and `Target` are inputs of CreateEndpoint; \
    `Settings`,\nwhich is optional, are the settings of the task:\n  \
    {\"Source\": {\"EndpointIdentifier\": \"old\", \"EngineName\": \"oracle\", \"ServerName\": …},\n   \
    \"Target\": {\"EndpointIdentifier\": \"new\", \"EngineName\": \"aurora-postgresql\", …},\n   \
    \"Settings\": {\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 4}}}\n\n\
    A task that replicates changes runs until Ctrl-C, the time limit, or its own stop position.\n\n\
    Exit status:\n  0    the task has stopped, and all tables were loaded\n  \
    1    the migration failed: a connection, the refresh, the task or a table\n  2    wrong usage\n  \
    3    a call failed: no credentials, no connection, refused by the service\n  \
    4    the time limit passed\n  130  interrupted by Ctrl-C\n\n\
    Without --clean-up all created resources remain in the service, and a running task continues.")]
struct Args {
    /// Description of source and target, see below
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// ARN of the replication instance that runs the task
    #[arg(long, value_name = "ARN")]
    replication_instance_arn: String,
    /// Name of the task
    #[arg(long, value_name = "NAME", default_value = "migrate")]
    task: String,
    /// Schemas to migrate; % matches any text
    #[arg(long, value_name = "PATTERN", default_value = "%")]
    schema: String,
    /// Tables to migrate; may be repeated
    #[arg(long, value_name = "PATTERN", default_value = "%")]
    table: Vec<String>,
    /// What to copy: existing rows, changes, or both
    #[arg(long, value_name = "TYPE", default_value = "full-load")]
    #[arg(value_parser = ["full-load", "cdc", "full-load-and-cdc"])]
    migration_type: String,
    /// Do not refresh the list of the source's schemas
    #[arg(long)]
    no_refresh: bool,
    /// Delete the task and the endpoints at the end, also after a failure or Ctrl-C
    #[arg(long)]
    clean_up: bool,
    /// Send requests to this address instead of the service's own
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
    /// Region of the service [default: from the environment or the AWS configuration files]
    #[arg(long)]
    region: Option<String>,
    /// Pause between two polls
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = positive_duration)]
    poll_interval: Duration,
    /// Time limit; the clean-up has the same limit
    #[arg(long, value_name = "DURATION", default_value = "24h", value_parser = positive_duration)]
    timeout: Duration,
}

fn positive_duration(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(Duration::ZERO) => Err("must be longer than zero".into()),
        parsed => parsed.map_err(|err| err.to_string()),
    }
}

/// The exit code, and the reason in one line.
struct Failure(u8, String);

/// Returns the failure of a call.
fn call(error: impl Into<Error>) -> Failure {
    Failure(3, error.into().to_string())
}

/// Returns the failure of a wait during the clean-up.
fn wait(end: &str, error: impl Into<Error>) -> Failure {
    Failure(3, format!("the task is not {end}: {}", error.into()))
}

/// Returns the failure of `send_and_wait`: of a call, or of the work if the error has no details of a call.
fn work(what: &str, error: &Error) -> Failure {
    let is_of_a_call = error.code().is_some() || error.is_retryable() || error.source().is_some();
    Failure(if is_of_a_call { 3 } else { 1 }, format!("{what}: {error}"))
}

fn usage(message: String) -> Failure {
    Failure(2, message)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    let plan = match Plan::read(&args.config, &args.schema, &args.table) {
        Ok(plan) => plan,
        Err(failure) => return end(Err(failure)),
    };
    let mut migration = Migration::new(&args).await;
    let outcome = within(args.timeout, migration.run(&plan)).await;
    migration.progress.clear();
    if !args.clean_up {
        migration.created.names().for_each(|name| print_stderr!("left in the service: {name}"));
        return end(outcome);
    }
    let cleaned = within(args.timeout, migration.clean_up()).await;
    migration.created.names().for_each(|name| print_stderr!("left in the service: {name}"));
    match (outcome, cleaned) {
        (Ok(()), cleaned) => end(cleaned),
        (failed, Ok(())) => end(failed),
        (failed, Err(Failure(_, message))) => {
            print_stderr!("error: clean-up: {message}");
            end(failed)
        }
    }
}

/// Runs a part of the program until it ends, the time is over, or the user interrupts it. Dropping the future stops
/// it: a request in flight is cancelled.
async fn within(limit: Duration, part: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::select! {
        outcome = tokio::time::timeout(limit, part) => outcome.unwrap_or_else(|_| {
            Err(Failure(4, format!("not done after {}", humantime::format_duration(limit))))
        }),
        _ = tokio::signal::ctrl_c() => Err(Failure(130, "interrupted".into())),
    }
}

fn end(outcome: Result<(), Failure>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(code, message)) => {
            print_stderr!("error: {message}");
            ExitCode::from(code)
        }
    }
}

/// The resources that this program has created.
#[derive(Default)]
struct Created {
    task: Option<String>,
    endpoints: Vec<String>,
    may_run: bool,
}

impl Created {
    fn names(&self) -> impl Iterator<Item = &String> {
        self.task.iter().chain(&self.endpoints)
    }
}

/// A sleep implementation that limits the pauses of waiters.
#[derive(Debug)]
struct AtMost(Duration);

impl AsyncSleep for AtMost {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(tokio::time::sleep(duration.min(self.0)))
    }
}

struct Migration<'a> {
    args: &'a Args,
    client: Client,
    /// The same client for waits, with pauses that are limited to the poll interval. It has no timeouts, which would be
    /// limited too.
    waits: Client,
    progress: Progress,
    created: Created,
}

impl<'a> Migration<'a> {
    async fn new(args: &'a Args) -> Self {
        let mut config = aws_config::defaults(BehaviorVersion::latest());
        if let Some(url) = &args.endpoint_url {
            config = config.endpoint_url(url);
        }
        if let Some(region) = &args.region {
            config = config.region(Region::new(region.clone()));
        }
        let client = Client::new(&config.load().await);
        let waits = client.config().to_builder().sleep_impl(AtMost(args.poll_interval));
        let waits = waits.timeout_config(TimeoutConfig::disabled());
        let waits = waits.stalled_stream_protection(StalledStreamProtectionConfig::disabled());
        let (progress, created) = (Progress::default(), Created::default());
        Self { args, client, waits: Client::from_conf(waits.build()), progress, created }
    }

    async fn run(&mut self, plan: &Plan) -> Result<(), Failure> {
        let source = self.create_endpoint(&plan.source).await?;
        let target = self.create_endpoint(&plan.target).await?;
        for (kind, arn) in [("source", &source), ("target", &target)] {
            self.progress.print(&format!("testing the connection to the {kind}"));
            let test = self.waits.test_connection().endpoint_arn(arn);
            let test = test.replication_instance_arn(&self.args.replication_instance_arn);
            let tested = test.send_and_wait(self.args.timeout).await;
            tested.map_err(|err| work(&format!("the connection to the {kind}"), &err))?;
        }
        if !self.args.no_refresh {
            self.progress.print("refreshing the schemas of the source");
            let refresh = self.waits.refresh_schemas().endpoint_arn(&source);
            let refresh = refresh.replication_instance_arn(&self.args.replication_instance_arn);
            let refreshed = refresh.send_and_wait(self.args.timeout).await;
            refreshed.map_err(|err| work("the refresh of the schemas", &err))?;
        }
        let task = self.create_task(plan, &source, &target).await?;
        self.start(&task).await?;
        self.follow(&task).await
    }

    async fn create_endpoint(&mut self, input: &Value) -> Result<String, Failure> {
        let name = input["EndpointIdentifier"].as_str().unwrap_or_default();
        self.progress.print(&format!("creating the endpoint {name}"));
        let output = self.client.call_json("CreateEndpoint", input.clone()).await;
        let output = output.map_err(|err| Failure(if err.is_usage() { 2 } else { 3 }, err.to_string()))?;
        let arn = output["Endpoint"]["EndpointArn"].as_str();
        let arn = arn.ok_or_else(|| Failure(3, format!("the service returned no ARN of the endpoint {name}")))?;
        print_stdout!("endpoint: {name} {arn}");
        self.created.endpoints.push(arn.to_owned());
        Ok(arn.to_owned())
    }

    /// Creates the task and waits until it can be started.
    async fn create_task(&mut self, plan: &Plan, source: &str, target: &str) -> Result<String, Failure> {
        let name = &self.args.task;
        self.progress.print(&format!("creating the task {name}"));
        let create = self
            .client
            .create_replication_task()
            .replication_task_identifier(name)
            .source_endpoint_arn(source)
            .target_endpoint_arn(target)
            .replication_instance_arn(&self.args.replication_instance_arn)
            .migration_type(MigrationTypeValue::from(self.args.migration_type.as_str()))
            .table_mappings(&plan.mappings)
            .set_replication_task_settings(plan.settings.as_ref().map(String::from));
        let task = create.send().await.map_err(call)?.replication_task.and_then(|task| task.replication_task_arn);
        let arn = task.ok_or_else(|| Failure(3, format!("the service returned no ARN of the task {name}")))?;
        print_stdout!("task: {name} {arn}");
        self.created.task = Some(arn.clone());
        let ready = self.waits.wait_until_replication_task_ready().filters(by_arn(&arn)).wait(self.args.timeout).await;
        ready.map_err(|err| {
            let code = if matches!(err, WaiterError::FailureState(_)) { 1 } else { 3 };
            Failure(code, format!("the task {name} does not become ready: {}", Error::from(err)))
        })?;
        Ok(arn)
    }

    async fn start(&mut self, task: &str) -> Result<(), Failure> {
        self.progress.print("starting the task");
        let start = self.client.start_replication_task().replication_task_arn(task);
        let start = start.start_replication_task_type(StartReplicationTaskTypeValue::StartReplication);
        // It may be running even if this is interrupted before the response arrives.
        self.created.may_run = true;
        start.send().await.map(drop).map_err(call)
    }

    /// Displays the task and its tables until the task has ended, and returns the result.
    async fn follow(&mut self, arn: &str) -> Result<(), Failure> {
        loop {
            let describe = self.client.describe_replication_tasks().filters(by_arn(arn)).without_settings(true);
            let tasks = describe.send().await.map_err(call)?.replication_tasks.unwrap_or_default();
            let task = tasks.into_iter().next().ok_or_else(|| Failure(1, "the task no longer exists".into()))?;
            let statistics = self.client.describe_table_statistics().replication_task_arn(arn);
            let pages = statistics.into_paginator().items().send();
            let tables: Vec<_> = pages.collect::<Result<_, _>>().await.map_err(call)?;
            self.progress.show(&task, &tables);
            if let Some(outcome) = judge(&task, &tables) {
                self.created.may_run = false;
                self.progress.clear();
                let rows: i64 = tables.iter().map(TableStatistics::full_load_rows).sum();
                print_stdout!("status: {}", task.status().unwrap_or_default());
                task.stop_reason().into_iter().for_each(|reason| print_stdout!("stop reason: {}", bare(reason)));
                print_stdout!("loaded: {rows} rows of {} tables", tables.len());
                return outcome.map_err(|reason| Failure(1, reason));
            }
            tokio::time::sleep(self.args.poll_interval).await;
        }
    }

    /// Deletes the created resources. If one cannot be deleted, the others are still deleted.
    async fn clean_up(&mut self) -> Result<(), Failure> {
        let mut outcome = Ok(());
        if let Some(arn) = self.created.task.clone() {
            print_stderr!("deleting the task");
            match self.delete_task(&arn).await {
                Ok(()) => self.created.task = None,
                Err(failure) => outcome = Err(failure),
            }
        }
        for arn in self.created.endpoints.clone() {
            print_stderr!("deleting the endpoint {arn}");
            match self.client.delete_endpoint().endpoint_arn(&arn).send().await {
                Ok(_) => self.created.endpoints.retain(|endpoint| *endpoint != arn),
                Err(err) => outcome = outcome.and(Err(call(err))),
            }
        }
        outcome
    }

    async fn delete_task(&mut self, arn: &str) -> Result<(), Failure> {
        // Some time is reserved for the endpoints.
        let limit = self.args.timeout / 3;
        if self.created.may_run {
            let stopping = self.client.stop_replication_task().replication_task_arn(arn).send().await;
            match stopping.map_err(Error::from) {
                Ok(_) => {
                    let stopped = self.waits.wait_until_replication_task_stopped().filters(by_arn(arn));
                    stopped.wait(limit).await.map_err(|err| wait("stopped", err))?;
                }
                // The task is not running.
                Err(Error::InvalidResourceStateFault(_)) => {}
                Err(err) => return Err(call(err)),
            }
        }
        self.client.delete_replication_task().replication_task_arn(arn).send().await.map_err(call)?;
        let deleted = self.waits.wait_until_replication_task_deleted().filters(by_arn(arn));
        deleted.wait(limit).await.map(drop).map_err(|err| wait("deleted", err))
    }
}

fn by_arn(task: &str) -> Filter {
    Filter::builder().name("replication-task-arn").values(task).build().expect("a filter with all its members")
}
