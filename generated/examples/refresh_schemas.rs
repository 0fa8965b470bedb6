//! Refreshes the schemas of a DMS endpoint, waits for the end, and reports the outcome.
//!
//! ```text
//! cargo run --example refresh_schemas -- --endpoint-arn ARN --replication-instance-arn ARN
//! ```

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region};
use clap::Parser;
use dms_sdk::primitives::DateTimeFormat;
use dms_sdk::types::{RefreshSchemasStatus, RefreshSchemasStatusTypeValue as Status};
use indicatif::{ProgressBar, ProgressStyle};

/// Prints a line to standard output. A closed pipe does not stop the program.
macro_rules! print_stdout {
    ($($text:tt)*) => { _ = writeln!(std::io::stdout(), $($text)*) };
}

/// Prints a line to standard error, or nothing if it is closed.
macro_rules! print_stderr {
    ($($text:tt)*) => { _ = writeln!(std::io::stderr(), $($text)*) };
}

/// Refresh the schemas of a DMS endpoint and wait until the refresh has ended.
#[derive(Parser)]
#[command(after_help = "Exit status:\n  0    the refresh was successful\n  1    the refresh failed\n  \
    2    wrong usage\n  3    a call failed: no credentials, no connection, refused by the service\n  \
    4    the time limit passed\n  130  interrupted by Ctrl-C\n\n\
    After 4 and 130 a started refresh continues in the service.")]
struct Args {
    /// ARN of the endpoint whose schemas are read
    #[arg(long, value_name = "ARN")]
    endpoint_arn: String,
    /// ARN of the replication instance that reads the schemas
    #[arg(long, value_name = "ARN")]
    replication_instance_arn: String,
    /// Send requests to this address instead of the service's own
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
    /// Region of the endpoint [default: from the environment or the AWS configuration files]
    #[arg(long)]
    region: Option<String>,
    /// Pause between two polls of the status
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = positive_duration)]
    poll_interval: Duration,
    /// Time limit for the wait
    #[arg(long, value_name = "DURATION", default_value = "30m", value_parser = positive_duration)]
    timeout: Duration,
}

fn positive_duration(text: &str) -> Result<Duration, String> {
    match humantime::parse_duration(text) {
        Ok(Duration::ZERO) => Err("must be longer than zero".into()),
        parsed => parsed.map_err(|err| err.to_string()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    let spinner = ProgressBar::new_spinner().with_message("starting");
    spinner.set_style(ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("a valid template"));
    spinner.enable_steady_tick(Duration::from_millis(100));

    // Dropping the future stops the program: a request in flight is cancelled.
    let outcome = tokio::select! {
        outcome = tokio::time::timeout(args.timeout, refresh(&args, &spinner)) => Some(outcome),
        _ = tokio::signal::ctrl_c() => None,
    };
    spinner.finish_and_clear();
    match outcome {
        Some(Ok(Ok(end))) => report(&end),
        Some(Ok(Err(failure))) => fail(3, &failure),
        Some(Err(_)) => fail(4, &format!("no result after {}", humantime::format_duration(args.timeout))),
        None => fail(130, "interrupted"),
    }
}

/// Starts a refresh and polls its status until it is `successful` or `failed`, and displays it after every poll. If
/// no progress is needed, use `send_and_wait(limit)` instead of `send()`.
async fn refresh(args: &Args, spinner: &ProgressBar) -> Result<RefreshSchemasStatus, String> {
    let mut config = aws_config::defaults(BehaviorVersion::latest());
    if let Some(url) = &args.endpoint_url {
        config = config.endpoint_url(url);
    }
    if let Some(region) = &args.region {
        config = config.region(Region::new(region.clone()));
    }
    let client = dms_sdk::Client::new(&config.load().await);

    let started = client
        .refresh_schemas()
        .endpoint_arn(&args.endpoint_arn)
        .replication_instance_arn(&args.replication_instance_arn)
        .send()
        .await
        .map_err(|err| {
            let err = dms_sdk::Error::from(err);
            explain(&err, start_remedy(&err))
        })?;
    show(spinner, started.refresh_schemas_status.as_ref());

    let mut run = Run::default();
    loop {
        tokio::time::sleep(args.poll_interval).await;
        let polled = client
            .describe_refresh_schemas_status()
            .endpoint_arn(&args.endpoint_arn)
            .send()
            .await
            .map_err(|err| explain(&err.into(), None))?;
        let now = polled.refresh_schemas_status.unwrap_or_else(|| RefreshSchemasStatus::builder().build());
        if run.has_ended(&now) {
            return Ok(now);
        }
        show(spinner, Some(&now));
    }
}

/// Distinguishes the end of this refresh from that of an earlier one, which the service may still report for a short
/// time. The rule is that of `send_and_wait`.
#[derive(Default)]
struct Run {
    was_running: bool,
    end: Option<Status>,
    times: u32,
}

impl Run {
    /// An end that is reported this many times in a row belongs to this refresh: a short one may start and end between
    /// two polls.
    const REPEATED_ENDS: u32 = 3;

    fn has_ended(&mut self, now: &RefreshSchemasStatus) -> bool {
        self.was_running |= now.status == Some(Status::Refreshing);
        let end = now.status.clone().filter(|status| matches!(status, Status::Successful | Status::Failed));
        self.times = if end == self.end { self.times + 1 } else { 1 };
        self.end = end;
        self.end.is_some() && (self.was_running || self.times >= Self::REPEATED_ENDS)
    }
}

/// Displays the status: next to the spinner on a terminal, otherwise as a line whenever it changes.
fn show(spinner: &ProgressBar, status: Option<&RefreshSchemasStatus>) {
    let now = name(status);
    if spinner.is_hidden() && spinner.message() != now {
        print_stderr!("{now}");
    }
    spinner.set_message(now.to_owned());
}

/// Prints the end state on standard output; its status decides the exit code.
fn report(end: &RefreshSchemasStatus) -> ExitCode {
    print_stdout!("status: {}", name(Some(end)));
    if let Some(Ok(date)) = end.last_refresh_date.map(|date| date.fmt(DateTimeFormat::DateTime)) {
        print_stdout!("last refresh: {date}");
    }
    if let Some(message) = &end.last_failure_message {
        print_stdout!("last failure: {message}");
    }
    ExitCode::from(if end.status == Some(Status::Successful) { 0 } else { 1 })
}

fn name(status: Option<&RefreshSchemasStatus>) -> &str {
    status.and_then(RefreshSchemasStatus::status).map_or("not known yet", Status::as_str)
}

fn fail(code: u8, message: &str) -> ExitCode {
    print_stderr!("error: {message}");
    ExitCode::from(code)
}

/// Returns the remedy for an error at the start of the refresh.
fn start_remedy(error: &dms_sdk::Error) -> Option<&'static str> {
    match error {
        dms_sdk::Error::InvalidResourceStateFault(_) => Some(
            "a refresh may already be running, or the endpoint or the replication instance is not ready: \
             wait until the instance is `available` and the connection test `successful`, then try again",
        ),
        dms_sdk::Error::ResourceNotFoundFault(_) => {
            Some("check both ARNs, and that the endpoint is in this region and account")
        }
        _ => None,
    }
}

/// Formats a failed call in one line, with the message of the error of all operations and the remedy.
fn explain(error: &dms_sdk::Error, remedy: Option<&str>) -> String {
    match remedy {
        Some(remedy) => format!("{error}\n  remedy: {remedy}"),
        None => error.to_string(),
    }
}
