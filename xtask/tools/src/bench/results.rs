//! The subjects that are measured, their bounds, and the results.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// A subject that is measured.
pub struct Subject {
    /// Its name in rows.
    pub id: &'static str,
    /// Its description.
    pub description: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The bound that it should keep.
    pub bound: Bound,
}

/// The unit of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, printed as seconds, milliseconds or microseconds.
    Seconds,
    /// Bytes, printed in megabytes.
    Bytes,
    /// A number without a unit.
    Count,
    /// A ratio.
    Times,
}

/// The bound that a value should keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// At most this fraction of the official crate's value.
    Ratio(f64),
    /// At most this value.
    Most(f64),
    /// The value is printed and has no bound.
    None,
}

const fn subject(id: &'static str, description: &'static str, unit: Unit, bound: Bound) -> Subject {
    Subject { id, description, unit, bound }
}

/// All subjects, in the order in which they are printed.
pub const SUBJECTS: &[Subject] = &[
    subject("compile_debug", "crate alone, debug", Unit::Seconds, Bound::Ratio(0.14)),
    subject("compile_debug_cpu", "crate alone, debug, time of all cores", Unit::Seconds, Bound::None),
    subject("compile_release", "crate alone, release", Unit::Seconds, Bound::Ratio(0.12)),
    subject("compile_release_cpu", "crate alone, release, time of all cores", Unit::Seconds, Bound::None),
    subject("compile_check", "`cargo check` of the crate alone", Unit::Seconds, Bound::Ratio(0.15)),
    subject("compile_memory", "peak memory of rustc on the crate, debug", Unit::Bytes, Bound::Ratio(0.25)),
    subject("compile_rlib", "debug rlib", Unit::Bytes, Bound::Ratio(0.06)),
    subject("slice_schemas", "connections and schemas alone, debug", Unit::Seconds, Bound::Ratio(0.03)),
    subject("slice_release", "connections and schemas alone, release", Unit::Seconds, Bound::Ratio(0.03)),
    subject("slice_replication_tasks", "replication tasks alone, debug", Unit::Seconds, Bound::Ratio(0.045)),
    subject("slice_endpoints", "endpoints alone, debug", Unit::Seconds, Bound::Ratio(0.07)),
    subject("slice_endpoints_and_tasks", "endpoints and replication tasks, debug", Unit::Seconds, Bound::Ratio(0.09)),
    subject("slice_rlib", "debug rlib, connections and schemas alone", Unit::Bytes, Bound::Ratio(0.02)),
    subject("slice_memory", "peak memory, connections and schemas alone", Unit::Bytes, Bound::Ratio(0.12)),
    subject("slice_check", "`cargo check`, connections and schemas alone", Unit::Seconds, Bound::Ratio(0.08)),
    subject("runtime_debug", "crate with its runtime, debug", Unit::Seconds, Bound::None),
    subject("runtime_release", "crate with its runtime, release", Unit::Seconds, Bound::None),
    subject("slice_runtime_debug", "connections and schemas with the runtime, debug", Unit::Seconds, Bound::None),
    subject("slice_runtime_release", "connections and schemas with the runtime, release", Unit::Seconds, Bound::None),
    subject("program_debug", "whole program from nothing, debug, default features", Unit::Seconds, Bound::Ratio(0.75)),
    subject(
        "program_debug_lean",
        "whole program from nothing, debug, lean, one group",
        Unit::Seconds,
        Bound::Ratio(0.43),
    ),
    subject(
        "program_release_lean",
        "whole program from nothing, release, lean, one group",
        Unit::Seconds,
        Bound::Ratio(0.42),
    ),
    subject("binary_debug_lean", "its binary, debug, lean, one group", Unit::Bytes, Bound::Ratio(0.48)),
    subject("binary_release_lean", "its binary, release, lean", Unit::Bytes, Bound::Ratio(0.55)),
    subject(
        "incremental",
        "a program with 5 operations again, after a change, debug",
        Unit::Seconds,
        Bound::Ratio(1.0),
    ),
    subject(
        "describe_refresh_schemas_status",
        "call of DescribeRefreshSchemasStatus",
        Unit::Seconds,
        Bound::Ratio(0.60),
    ),
    subject("describe_endpoints_100", "call of DescribeEndpoints, 100 endpoints", Unit::Seconds, Bound::Ratio(0.40)),
    subject("describe_endpoints_2000", "call of DescribeEndpoints, 2,000 endpoints", Unit::Seconds, Bound::Ratio(0.40)),
    subject("modify_replication_task_48k", "call of ModifyReplicationTask, 48 KB", Unit::Seconds, Bound::Ratio(0.60)),
    subject("create_endpoint_20", "call of CreateEndpoint, 20 settings", Unit::Seconds, Bound::Ratio(0.60)),
    subject(
        "describe_refresh_schemas_status_allocations",
        "allocations of the first of these",
        Unit::Count,
        Bound::None,
    ),
    subject("describe_endpoints_100_allocations", "allocations of the second", Unit::Count, Bound::None),
    subject(
        "read_endpoints_100",
        "parsing 100 endpoints, compared with serde_json's derive",
        Unit::Seconds,
        Bound::Ratio(1.0),
    ),
    subject("codegen_dms", "`codegen --check` for DMS, whole process", Unit::Seconds, Bound::Most(0.25)),
    subject("codegen_growth", "slowest to fastest service by 1,000 shapes", Unit::Times, Bound::None),
    subject("codegen_lines", "slowest to fastest service by 1,000 lines written", Unit::Times, Bound::Most(1.3)),
];

/// A value that is at most this many times its floor cannot be improved.
const AT_FLOOR: f64 = 1.05;

/// The result for one subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The id of the subject.
    pub id: String,
    /// The official crate's value, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<f64>,
    /// Our value.
    pub ours: f64,
    /// The lower bound: a call that serializes and deserializes nothing, or a program without a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<f64>,
    /// The day of the measurement.
    pub date: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Measurement {
    /// Creates a row with today's date.
    pub fn new(id: &str, official: impl Into<Option<f64>>, ours: f64) -> Self {
        let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        Self { id: id.to_owned(), official: official.into(), ours, floor: None, date: now[..10].to_owned(), note: None }
    }

    /// Our value divided by the official crate's value.
    pub fn ratio(&self) -> Option<f64> {
        self.official.map(|official| self.ours / official)
    }

    /// Our value divided by the floor.
    pub fn above_floor(&self) -> Option<f64> {
        self.floor.map(|floor| self.ours / floor)
    }

    /// `met` or `missed` for the bound, `at its floor` if a missed bound cannot be reached; empty if there is no bound.
    pub fn verdict(&self, bound: Bound) -> &'static str {
        let is_met = match (bound, self.ratio()) {
            (Bound::Ratio(most), Some(ratio)) => ratio <= most,
            (Bound::Most(most), _) => self.ours <= most,
            _ => return "",
        };
        match self.above_floor() {
            _ if is_met => "met",
            Some(times) if times <= AT_FLOOR => "at its floor",
            _ => "missed",
        }
    }
}

/// All rows, and the machine of the latest measurement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Its number of cores and its compiler.
    pub machine: String,
    /// The rows, in the order of [`SUBJECTS`].
    pub rows: Vec<Measurement>,
}

impl Results {
    /// Reads earlier results; there are none if the file does not exist.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        serde_json::from_str(&text)
            .with_context(|| format!("{} contains no results; delete it to measure again", path.display()))
    }

    /// Adds new rows; they replace rows with the same subject.
    pub fn merge(&mut self, rows: Vec<Measurement>) {
        for row in rows {
            self.rows.retain(|old| old.id != row.id);
            self.rows.push(row);
        }
        let position = |row: &Measurement| SUBJECTS.iter().position(|subject| subject.id == row.id);
        // Rows of removed subjects are dropped.
        self.rows.retain(|row| position(row).is_some());
        self.rows.sort_by_key(position);
    }

    /// Returns the rows with their subjects.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Subject, &Measurement)> {
        let row = |subject: &Subject| self.rows.iter().find(|row| row.id == subject.id);
        SUBJECTS.iter().filter_map(move |subject| Some((subject, row(subject)?)))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self).context("cannot write the results as JSON")?;
        super::write(path, &format!("{text}\n"))
    }
}

/// Describes the machine.
///
/// # Errors
/// When `rustc --version` fails.
pub fn machine() -> anyhow::Result<String> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let rustc = super::process::output(Command::new("rustc").arg("--version"))?;
    Ok(format!("{}, {}", xtask::console::count(cores, "core"), rustc.trim()))
}
