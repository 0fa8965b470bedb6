//! Generates crates for all services of the locked release that use awsJson, and checks which of them are refused.

use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use dms_codegen::Summary;
use xtask::console::{align_columns, count, wrap};
use xtask::outln;
use xtask::shell::Shell;

use super::{build, inputs, manifest};
use crate::import::{Lock, Release, Wheel, wheel};
use crate::new_service::{GeneratedCrate, generate_from};

/// The services that are refused, with the part of the message that has the reason.
const REFUSED: &[(&str, &str)] =
    &[("timestream-query", "requires endpoint discovery"), ("timestream-write", "requires endpoint discovery")];

/// The services that are generated only without the operations that the message names.
const IN_PART: &[(&str, &[&str])] = &[
    ("healthlake", &["UpdateProfileWithAgent"]),
    ("kinesis", &["SubscribeToShard"]),
    ("logs", &["GetLogObject", "StartLiveTail"]),
];

/// The result for a service.
struct ServiceResult {
    service: String,
    /// The summary of its crate, or the reason why there is none.
    outcome: Result<Summary, String>,
    /// The operations that were left out, as the message about the whole service suggests.
    without: Vec<String>,
    /// Whether the crate compiles without a warning, if that was tested.
    compiles: Option<bool>,
    seconds: f64,
}

/// Generates the crates of all services, and compiles them if `check` is set; prints a table, or only the totals.
///
/// # Errors
/// When the release is not available, or a result is not as in [`REFUSED`] and [`IN_PART`].
pub fn run(shell: &mut Shell, lock: &Lock, check: bool) -> anyhow::Result<()> {
    let root = shell.directory().to_path_buf();
    let manifest = manifest(&root)?;
    let fetched = wheel::fetch(&lock.version, Path::new("python3"), &root)?;
    let mut wheel = Wheel::open(&fetched.path)?;
    let mut rows = Vec::new();
    for service in wheel.services().into_keys() {
        let started = Instant::now();
        let package = format!("{service}-sdk");
        let mut generate = |without: &[String]| {
            let release = Release::of(&mut wheel, fetched.clone(), &lock.version, &service, without)?;
            generate_from(release, &inputs(lock, &service, package.clone(), manifest.clone()))
        };
        let (mut generated, mut without) = (generate(&[]), Vec::new());
        if let Some(error) = generated.as_ref().err().filter(|_| IN_PART.iter().any(|(name, _)| *name == service)) {
            without = left_out(&format!("{error:#}"));
            generated = generate(&without);
        }
        let seconds = started.elapsed().as_secs_f64();
        let compiles = generated.as_ref().ok().filter(|_| check).map(|generated| compiles(shell, &service, generated));
        let outcome = generated.map(|generated| generated.summary).map_err(|error| reason(&error));
        // Services with other protocols are not supported.
        if !outcome.as_ref().is_err_and(|reason| reason.starts_with("the service supports ")) {
            rows.push(ServiceResult { service, outcome, without, compiles, seconds });
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
    let wrong: Vec<_> = rows.iter().filter_map(ServiceResult::unexpected).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    ensure!(warned == 0, "{} not compile without a warning", count(warned, "crate does"));
    Ok(())
}

/// Returns the operations that a remedy suggests to leave out.
fn left_out(error: &str) -> Vec<String> {
    let arguments = error.split("--without ").skip(1);
    let name = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    arguments.map(name).collect()
}

/// Returns the first diagnostic of an error, or the whole error.
fn reason(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    text.lines().find_map(|line| line.strip_prefix("error: ")).unwrap_or(&text).to_owned()
}

fn compiles(shell: &mut Shell, service: &str, generated: &GeneratedCrate) -> bool {
    build(shell, service, generated, &["check", "--quiet", "--lib"]).is_ok()
}

impl ServiceResult {
    /// Returns a message if the result is not as in [`REFUSED`] and [`IN_PART`].
    fn unexpected(&self) -> Option<String> {
        let service = &self.service;
        let in_part = IN_PART.iter().find(|(name, _)| name == service).map_or(&[][..], |(_, without)| without);
        if self.without != in_part {
            let (found, known) = (self.without.join(", "), in_part.join(", "));
            return Some(format!("{service} is generated without [{found}], not without [{known}]"));
        }
        let known = REFUSED.iter().find(|(known, _)| known == service).map(|(_, why)| *why);
        match (&self.outcome, known) {
            (Ok(_), Some(_)) => {
                Some(format!("{service} is generated now: remove it from the list of refused services"))
            }
            (Err(reason), None) => Some(format!("{service} is refused: {reason}")),
            (Err(reason), Some(why)) if !reason.contains(why) => {
                Some(format!("{service} is refused for another reason than `{why}`: {reason}"))
            }
            _ => None,
        }
    }
}

fn print(rows: &[ServiceResult]) {
    let cells = |row: &ServiceResult| {
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
    align_columns(&rows).iter().for_each(|line| outln!("{}", wrap(line)));
}
