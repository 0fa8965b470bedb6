//! Calls any operation of the service by its name, with JSON in and out.
//!
//! ```text
//! cargo run --features serde --example dms -- describe-endpoints --input '{"MaxRecords": 20}'
//! ```

use std::io::Read as _;
use std::process::ExitCode;

use aws_config::{BehaviorVersion, Region};
use clap::Parser;
use dms_sdk::Client;
use dms_sdk::call_json::CallJsonError;
use serde_json::Value;

/// Call an operation of the Database Migration Service.
#[derive(Parser)]
#[command(after_help = "Exit status:\n  0  the service answered; its answer is on standard output\n  \
    1  the call failed: no credentials, no connection, refused by the service\n  \
    2  wrong usage: an unknown operation or a wrong input; nothing was sent")]
struct Args {
    /// Operation, such as describe-endpoints or DescribeEndpoints
    #[arg(required_unless_present = "list")]
    operation: Option<String>,
    /// Input as JSON, with the names that the AWS CLI takes: the text itself, @FILE, or - for standard input
    #[arg(long, value_name = "JSON", default_value = "{}", allow_hyphen_values = true)]
    input: String,
    /// Ask for all pages of the answer and put them together
    #[arg(long)]
    paginate: bool,
    /// Print the names of all operations
    #[arg(long, conflicts_with_all = ["operation", "input", "paginate"])]
    list: bool,
    /// Send the request to this address instead of the service's own
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
    /// Region of the service [default: from the environment or the AWS configuration files]
    #[arg(long)]
    region: Option<String>,
}

/// A message, and the exit code.
struct Failure(u8, String);

impl From<CallJsonError> for Failure {
    fn from(error: CallJsonError) -> Self {
        Self(if error.is_usage() { 2 } else { 1 }, error.to_string())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(text) => print(&text),
        Err(Failure(code, message)) => {
            eprintln!("error: {message}");
            ExitCode::from(code)
        }
    }
}

/// Does what was asked and gives what to print.
async fn run(args: Args) -> Result<String, Failure> {
    let Some(operation) = &args.operation else {
        return Ok(Client::operation_names().collect::<Vec<_>>().join("\n"));
    };
    let input = input(&args.input).map_err(|problem| Failure(2, problem))?;
    let client = client(&args).await;
    let output = if args.paginate {
        client.call_json_paginated(operation, input).await?
    } else {
        client.call_json(operation, input).await?
    };
    Ok(format!("{output:#}"))
}

fn input(argument: &str) -> Result<Value, String> {
    let unreadable = |what: &str, error: std::io::Error| format!("cannot read {what}: {error}");
    let text = match argument.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?,
        None if argument == "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|error| unreadable("standard input", error))?;
            text
        }
        None => argument.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| format!("the input is not JSON: {error}"))
}

async fn client(args: &Args) -> Client {
    let mut config = aws_config::defaults(BehaviorVersion::latest());
    if let Some(url) = &args.endpoint_url {
        config = config.endpoint_url(url);
    }
    if let Some(region) = &args.region {
        config = config.region(Region::new(region.clone()));
    }
    Client::new(&config.load().await)
}

/// Prints a text. A reader that goes away early, such as `head`, is no failure.
fn print(text: &str) -> ExitCode {
    use std::io::{ErrorKind, Write as _};
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("error: cannot print: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
