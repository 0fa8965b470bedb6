//! Measures whole calls without a network, with the program `bench/calls`.

use anyhow::Context;
use serde::Deserialize;

use super::results::Measurement;
use super::{Bench, print_progress, process};

/// A line that the program prints.
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

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Measurement>> {
    print_progress("  building both crates, release");
    process::run(&mut bench.cargo("calls", &["build", "--release", "--package", "calls"]))?;
    print_progress("  calling");
    let mut command = std::process::Command::new(bench.folder("calls").join("release/calls"));
    if bench.quick {
        command.arg("--quick");
    }
    let mut rows = Vec::new();
    for line in process::output(&mut command)?.lines() {
        let line: Line = serde_json::from_str(line).with_context(|| format!("the program printed `{line}`"))?;
        let measured = Measurement::new(&line.id, line.official, line.ours);
        rows.push(Measurement { floor: line.floor, ..measured });
        let allocations = format!("{}_allocations", line.id);
        rows.push(Measurement::new(&allocations, line.official_allocations as f64, line.ours_allocations as f64));
    }
    Ok(rows)
}
