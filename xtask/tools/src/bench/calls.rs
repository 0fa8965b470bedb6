//! Whole calls without a network: what `bench/calls` prints.

use anyhow::Context;
use serde::Deserialize;

use super::results::Row;
use super::{Bench, process, say};

/// A line of the program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    official: f64,
    ours: f64,
    official_allocations: u64,
    ours_allocations: u64,
    floor: Option<f64>,
}

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    say("  building both crates, release");
    process::run(&mut bench.cargo("calls", &["build", "--release", "--package", "calls"]))?;
    say("  calling");
    let mut command = std::process::Command::new(bench.folder("calls").join("release/calls"));
    if bench.quick {
        command.arg("--quick");
    }
    let mut rows = Vec::new();
    for line in process::output(&mut command)?.lines() {
        let line: Line = serde_json::from_str(line).with_context(|| format!("the program printed `{line}`"))?;
        rows.push(Row { floor: line.floor, ..Row::new(&line.id, line.official, line.ours) });
        let allocations = format!("{}_allocations", line.id);
        rows.push(Row::new(&allocations, line.official_allocations as f64, line.ours_allocations as f64));
    }
    Ok(rows)
}
