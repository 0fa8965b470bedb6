//! Calls any operation of the service by its name, with JSON in and out, and checks documents without a call.
//!
//! ```text
//! cargo run --features serde,documents --example dms -- describe-endpoints --input '{"MaxRecords": 20}'
//! cargo run --features serde,documents --example dms -- check-mappings mappings.json
//! ```

use std::fmt::Display;
use std::io::Read as _;
use std::process::ExitCode;
use std::str::FromStr;

use aws_config::{BehaviorVersion, Region};
use clap::{Parser, Subcommand};
use dms_sdk::Client;
use dms_sdk::call_json::CallJsonError;
use dms_sdk::types::documents::{TableMappings, TaskSettings};
use serde_json::Value;

/// Call an operation of the Database Migration Service.
#[derive(Parser)]
#[command(
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_negates_reqs = true,
    subcommand_value_name = "CHECK",
    subcommand_help_heading = "Checks of documents, without a call"
)]
#[command(after_help = "Exit status:\n  0  the call succeeded; its output is on standard output\n  \
    1  the call failed: no credentials, no connection, refused by the service\n  \
    2  wrong usage: an unknown operation or an invalid input; nothing was sent\n\
    Checks exit with 0 if nothing is found, with 1 if they print problems or differences, and with 2 if a file cannot be read.")]
struct Args {
    #[command(subcommand)]
    check: Option<DocumentCommand>,
    /// Operation, such as describe-endpoints or DescribeEndpoints
    #[arg(required_unless_present = "list")]
    operation: Option<String>,
    /// Input as JSON, with the names of the AWS CLI: the text itself, @FILE, or - for standard input
    #[arg(long, value_name = "JSON", default_value = "{}", allow_hyphen_values = true)]
    input: String,
    /// Request all pages and merge them to one output
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

/// A check of documents. A file is a path, or - for standard input.
#[derive(Subcommand)]
enum DocumentCommand {
    /// Print the problems of table mappings
    CheckMappings {
        /// Table mappings as JSON
        file: String,
    },
    /// Print the problems of task settings
    CheckSettings {
        /// Task settings as JSON
        file: String,
    },
    /// Print the differences between requested settings and those of a task
    DiffSettings {
        /// Requested task settings
        ours: String,
        /// Task settings from the service
        theirs: String,
    },
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
    let args = Args::parse();
    let outcome = match args.check {
        Some(check) => check.run(),
        None => run(args).await,
    };
    match outcome {
        Ok(text) => print(&text),
        // The findings of a check are its output.
        Err(Failure(code, found)) if found.ends_with('\n') => {
            print(found.trim_end());
            ExitCode::from(code)
        }
        Err(Failure(code, message)) => {
            eprintln!("error: {message}");
            ExitCode::from(code)
        }
    }
}

/// Runs the command and returns its output.
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

impl DocumentCommand {
    fn run(&self) -> Result<String, Failure> {
        let found: Vec<String> = match self {
            Self::CheckMappings { file } => lines(&document::<TableMappings>(file)?.check()),
            Self::CheckSettings { file } => lines(&document::<TaskSettings>(file)?.check()),
            Self::DiffSettings { ours, theirs } => {
                lines(&document::<TaskSettings>(ours)?.differences(&document(theirs)?))
            }
        };
        if found.is_empty() { Ok("nothing was found".to_owned()) } else { Err(Failure(1, found.concat())) }
    }
}

fn lines(found: &[impl Display]) -> Vec<String> {
    found.iter().map(|found| format!("{found}\n")).collect()
}

/// Parses the document in a file.
fn document<T: FromStr<Err: Display>>(file: &str) -> Result<T, Failure> {
    let text = text(file).map_err(|problem| Failure(2, problem))?;
    text.parse().map_err(|error| Failure(2, format!("{file}: {error}")))
}

fn input(argument: &str) -> Result<Value, String> {
    let text = match argument.strip_prefix('@') {
        Some(path) => text(path)?,
        None if argument == "-" => text(argument)?,
        None => argument.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| format!("the input is not JSON: {error}"))
}

/// Reads a file, or standard input for `-`.
fn text(file: &str) -> Result<String, String> {
    if file != "-" {
        return std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"));
    }
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    read.map(|_| text).map_err(|error| format!("cannot read standard input: {error}"))
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

/// Prints a text. A closed pipe, such as by `head`, is not a failure.
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
