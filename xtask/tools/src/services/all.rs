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
const REFUSED: &[(&str, &str)] =
    &[("timestream-query", "requires endpoint discovery"), ("timestream-write", "requires endpoint discovery")];

/// The services that are refused as a whole and generated without the operations that the message says to leave out.
const IN_PART: &[(&str, &[&str])] = &[
    ("healthlake", &["UpdateProfileWithAgent"]),
    ("kinesis", &["SubscribeToShard"]),
    ("logs", &["GetLogObject", "StartLiveTail"]),
];

/// What became of a service.
struct Row {
    service: String,
    /// How much its crate was made from, or why there is none.
    outcome: Result<Summary, String>,
    /// The operations that were left out, as the message about the whole service says it.
    without: Vec<String>,
    /// Whether the crate compiles without a warning, where that was tried.
    compiles: Option<bool>,
    seconds: f64,
}

/// Generates the crates of all services, and compiles them if `check` says so; prints a table, or the sum alone.
///
/// # Errors
/// When the release cannot be had, or a service became a crate or was refused against [`REFUSED`] and [`IN_PART`].
pub fn run(shell: &mut Shell, lock: &Lock, check: bool) -> anyhow::Result<()> {
    let root = shell.directory().to_path_buf();
    let manifest = manifest(&root)?;
    let fetched = wheel::fetch(&lock.version, Path::new("python3"), &root)?;
    let mut wheel = Wheel::open(&fetched.path)?;
    let mut rows = Vec::new();
    for service in wheel.services().into_keys() {
        let started = Instant::now();
        let package = format!("{service}-sdk");
        let mut make = |without: &[String]| {
            let release = Release::of(&mut wheel, fetched.clone(), &lock.version, &service, without)?;
            make_of(release, &order(lock, &service, package.clone(), manifest.clone()))
        };
        let (mut made, mut without) = (make(&[]), Vec::new());
        if let Some(error) = made.as_ref().err().filter(|_| IN_PART.iter().any(|(name, _)| *name == service)) {
            without = left_out(&format!("{error:#}"));
            made = make(&without);
        }
        let seconds = started.elapsed().as_secs_f64();
        let compiles = made.as_ref().ok().filter(|_| check).map(|made| compiles(shell, &service, made));
        let outcome = made.map(|made| made.summary).map_err(|error| reason(&error));
        // Services of other protocols are none that could be generated.
        if !outcome.as_ref().is_err_and(|reason| reason.starts_with("the service supports ")) {
            rows.push(Row { service, outcome, without, compiles, seconds });
        }
    }
    if check {
        print(&rows);
    }
    let generated = rows.iter().filter(|row| row.outcome.is_ok()).count();
    let in_part = rows.iter().filter(|row| row.outcome.is_ok() && !row.without.is_empty()).count();
    let warned = rows.iter().filter(|row| row.compiles == Some(false)).count();
    let services = count(rows.len(), "service");
    outln!("{generated} of {services} generated, {in_part} of them without the operations that cannot be called");
    let wrong: Vec<_> = rows.iter().filter_map(Row::unexpected).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(warned == 0, "{} not compile without a warning", count(warned, "crate does"));
    Ok(())
}

/// The operations that a remedy says to leave out.
fn left_out(error: &str) -> Vec<String> {
    let arguments = error.split("--without ").skip(1);
    let name = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    arguments.map(name).collect()
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
    /// What is not as [`REFUSED`] and [`IN_PART`] have it.
    fn unexpected(&self) -> Option<String> {
        let service = &self.service;
        let in_part = IN_PART.iter().find(|(name, _)| name == service).map_or(&[][..], |(_, without)| without);
        if self.without != in_part {
            let (found, known) = (self.without.join(", "), in_part.join(", "));
            return Some(format!("{service} has to do without [{found}], not without [{known}]"));
        }
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
            Ok(summary) => (summary.operations.to_string(), summary.shapes.to_string(), row.without.join(", ")),
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
    let head =
        ["SERVICE", "OPERATIONS", "SHAPES", "SECONDS", "COMPILES", "WITHOUT, OR REFUSED BECAUSE"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(head.to_vec()).chain(rows.iter().map(cells)).collect();
    columns(&rows).iter().for_each(|line| outln!("{}", wrapped(line)));
}
