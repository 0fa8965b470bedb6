//! All services of the locked release that speak awsJson: which of them become a crate, and why others do not.

use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use dms_codegen::Summary;
use xtask::outln;
use xtask::say::{columns, count, wrapped};
use xtask::shell::Shell;

use super::{build, manifest, order};
use crate::import::{Lock, Release, Wheel, wheel};
use crate::new_service::{Made, make_of};

/// The services that are refused, with the part of the message that tells why.
const REFUSED: &[(&str, &str)] = &[
    ("cloudwatch", "requestcompression"),
    ("cognito-identity", "`smithy.api#auth` lists []"),
    ("cognito-idp", "`smithy.api#auth` lists []"),
    ("healthlake", "streams events"),
    ("kinesis", "streams events"),
    ("logs", "streams events"),
    ("sqs", "`aws.protocols#awsQueryCompatible` is refused"),
    ("timestream-query", "asks the service for its endpoint"),
    ("timestream-write", "asks the service for its endpoint"),
];

/// What became of a service.
struct Row {
    service: String,
    /// How much its crate was made from, or why there is none.
    outcome: Result<Summary, String>,
    /// Whether the crate compiles without a warning, where that was tried.
    compiles: Option<bool>,
    seconds: f64,
}

/// Generates the crates of all services, and compiles them if `check` says so; prints a table, or the sum alone.
///
/// # Errors
/// When the release cannot be had, or a service became a crate or was refused against [`REFUSED`].
pub fn run(shell: &mut Shell, lock: &Lock, check: bool) -> anyhow::Result<()> {
    let root = shell.directory().to_path_buf();
    let manifest = manifest(&root)?;
    let fetched = wheel::fetch(&lock.version, Path::new("python3"), &root)?;
    let mut wheel = Wheel::open(&fetched.path)?;
    let mut rows = Vec::new();
    for service in wheel.services().into_keys() {
        let started = Instant::now();
        let package = format!("{service}-sdk");
        let release = Release::of(&mut wheel, fetched.clone(), &lock.version, &service, &[]);
        let made = release.and_then(|release| make_of(release, &order(lock, &service, package, manifest.clone())));
        let seconds = started.elapsed().as_secs_f64();
        let compiles = made.as_ref().ok().filter(|_| check).map(|made| compiles(shell, &service, made));
        let outcome = made.map(|made| made.summary).map_err(|error| reason(&error));
        // Services of other protocols are none that could be generated.
        if !outcome.as_ref().is_err_and(|reason| reason.starts_with("the service speaks ")) {
            rows.push(Row { service, outcome, compiles, seconds });
        }
    }
    if check {
        print(&rows);
    }
    let generated = rows.iter().filter(|row| row.outcome.is_ok()).count();
    let warned = rows.iter().filter(|row| row.compiles == Some(false)).count();
    outln!("{generated} of {} generated", count(rows.len(), "service"));
    let wrong: Vec<_> = rows.iter().filter_map(Row::unexpected).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(warned == 0, "{} not compile without a warning", count(warned, "crate does"));
    Ok(())
}

/// The first diagnostic of an error that may have several, or all of it.
fn reason(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    text.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or(&text).to_owned()
}

fn compiles(shell: &mut Shell, service: &str, made: &Made) -> bool {
    build(shell, service, made, &["check", "--quiet", "--lib"]).is_ok()
}

impl Row {
    /// What is not as [`REFUSED`] has it.
    fn unexpected(&self) -> Option<String> {
        let service = &self.service;
        let known = REFUSED.iter().find(|(known, _)| known == service).map(|(_, why)| *why);
        match (&self.outcome, known) {
            (Ok(_), Some(_)) => {
                Some(format!("{service} is generated now: take it out of the list of refused services"))
            }
            (Err(reason), None) => Some(format!("{service} is refused: {reason}")),
            (Err(reason), Some(why)) if !reason.contains(why) => {
                Some(format!("{service} is refused for another reason than `{why}`: {reason}"))
            }
            _ => None,
        }
    }
}

fn print(rows: &[Row]) {
    let cells = |row: &Row| {
        let (operations, shapes, why) = match &row.outcome {
            Ok(summary) => (summary.operations.to_string(), summary.shapes.to_string(), String::new()),
            Err(reason) => ("-".to_owned(), "-".to_owned(), reason.clone()),
        };
        let compiles = match row.compiles {
            Some(true) => "yes",
            Some(false) => "no",
            None => "-",
        };
        let seconds = format!("{:.1}", row.seconds);
        vec![row.service.clone(), operations, shapes, seconds, compiles.to_owned(), why]
    };
    let head = ["SERVICE", "OPERATIONS", "SHAPES", "SECONDS", "COMPILES", "REFUSED BECAUSE"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(head.to_vec()).chain(rows.iter().map(cells)).collect();
    columns(&rows).iter().for_each(|line| outln!("{}", wrapped(line)));
}
