//! All services of the locked release that speak awsJson: which of them become a crate, and why others do not.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use xtask::outln;
use xtask::say::{columns, count};
use xtask::shell::Shell;
use xtask::tree::Tree;

use super::{manifest, order};
use crate::import::{Lock, Wheel, wheel};
use crate::new_service::make;

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
    /// Operations and shapes, or why there is no crate.
    outcome: Result<(usize, usize), String>,
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
    let fetched = wheel::fetch(&lock.version, Path::new("python3"), &root)?;
    let services = Wheel::open(&fetched.path)?.services();
    let rows: Vec<Row> = services.iter().filter_map(|service| row(shell, lock, service, check)).collect();
    if check {
        print(&rows);
    }
    let generated = rows.iter().filter(|row| row.outcome.is_ok()).count();
    let warned = rows.iter().filter(|row| row.compiles == Some(false)).count();
    outln!("{generated} of {} generated", count(rows.len(), "service"));
    let wrong: Vec<_> = rows.iter().filter_map(Row::unexpected).collect();
    anyhow::ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    anyhow::ensure!(warned == 0, "{} not compile without a warning", count(warned, "crate does"));
    Ok(())
}

/// One service; `None` where it speaks another protocol.
fn row(shell: &mut Shell, lock: &Lock, service: &str, check: bool) -> Option<Row> {
    let root = shell.directory().to_path_buf();
    let started = Instant::now();
    let package = format!("{service}-sdk");
    let made = make(&order(lock, service, &package, manifest(&root).ok()?), &root);
    let seconds = started.elapsed().as_secs_f64();
    let row = |outcome, compiles| Some(Row { service: service.to_owned(), outcome, compiles, seconds });
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            let text = format!("{error:#}");
            let reason = text.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or(&text);
            return if reason.starts_with("the service speaks ") { None } else { row(Err(reason.to_owned()), None) };
        }
    };
    let counts = Ok((made.summary.operations, made.summary.shapes));
    if !check {
        return row(counts, None);
    }
    let folder = root.join("target/services").join(service);
    let checked = Tree::new(&folder).replace(&made.wanted).and_then(|_| {
        std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
        let mut command = shell.cargo(&["check", "--quiet", "--lib", "--target-dir"]);
        command.arg(root.join("target")).current_dir(&folder);
        shell.run(command)
    });
    row(counts, Some(checked.is_ok()))
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
            Ok((operations, shapes)) => (operations.to_string(), shapes.to_string(), String::new()),
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
    columns(&rows).iter().for_each(|line| outln!("{line}"));
}
