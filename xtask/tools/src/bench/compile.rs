//! Measures builds of the crate alone, after its dependencies are built.

use std::path::Path;

use anyhow::Context;

use super::results::Measurement;
use super::{Bench, print_progress, process};

/// The official package: its name for Cargo and for rustc.
const OFFICIAL: (&str, &str) = ("aws-sdk-databasemigration", "aws_sdk_databasemigration");
/// Our package, in the same way.
const OURS: (&str, &str) = ("dms-sdk", "dms_sdk");
/// Our package and its runtime, which is a dependency of it.
const WITH_RUNTIME: &[&str] = &[OURS.0, "dms-sdk-runtime"];

/// The number of times that each is built; the best time counts.
const ROUNDS: usize = 3;

const FOLDER: &str = "compile";

/// Builds of our crate with few features: the name in rows, and the package that enables the features.
const SLICES: &[(&str, &str)] = &[
    ("slice_schemas", "slice-schemas"),
    ("slice_replication_tasks", "slice-replication-tasks"),
    ("slice_endpoints", "slice-endpoints"),
    ("slice_endpoints_and_tasks", "slice-endpoints-and-tasks"),
];

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Measurement>> {
    let debug = pair(bench, &["rustc", "--lib"])?;
    let release = pair(bench, &["rustc", "--lib", "--release"])?;
    let [official, ours] =
        [OFFICIAL, OURS].map(|(_, library)| rlib_size(&bench.folder(FOLDER).join("debug/deps"), library));
    let (official, ours) = (official?, ours?);
    let check = pair(bench, &["check"])?;
    let mut rows = vec![
        Measurement::new("compile_debug", debug[0].wall, debug[1].wall),
        Measurement::new("compile_debug_cpu", debug[0].cpu, debug[1].cpu),
        Measurement::new("compile_release", release[0].wall, release[1].wall),
        Measurement::new("compile_release_cpu", release[0].cpu, release[1].cpu),
        Measurement::new("compile_check", check[0].wall, check[1].wall),
        Measurement::new("compile_memory", debug[0].memory, debug[1].memory),
        Measurement::new("compile_rlib", official, ours),
    ];
    rows.extend(slices(bench, [&debug[0], &release[0], &check[0]], official)?);
    rows.extend(with_runtime(bench, debug[0].wall, release[0].wall)?);
    Ok(rows)
}

/// Measures the crate together with its runtime, in comparison with the official crate.
fn with_runtime(bench: &Bench, debug: f64, release: f64) -> anyhow::Result<Vec<Measurement>> {
    let mut rows = Vec::new();
    for (name, package) in [("runtime", OURS.0), ("slice_runtime", "slice-schemas")] {
        let ours = one(bench, &["build"], package, WITH_RUNTIME)?;
        rows.push(Measurement::new(&format!("{name}_debug"), debug, ours.wall));
        let ours = one(bench, &["build", "--release"], package, WITH_RUNTIME)?;
        rows.push(Measurement::new(&format!("{name}_release"), release, ours.wall));
    }
    Ok(rows)
}

/// Measures the crate with the features of some groups, in comparison with the whole official crate.
fn slices(bench: &Bench, official: [&process::Usage; 3], official_rlib: f64) -> anyhow::Result<Vec<Measurement>> {
    let [debug, release, check] = official;
    let mut rows = Vec::new();
    for (name, package) in SLICES {
        let ours = one(bench, &["build"], package, &[OURS.0])?;
        rows.push(Measurement::new(name, debug.wall, ours.wall));
        if *package == "slice-schemas" {
            rows.push(Measurement::new("slice_memory", debug.memory, ours.memory));
            let size = rlib_size(&bench.folder(FOLDER).join("debug/deps"), OURS.1)?;
            rows.push(Measurement::new("slice_rlib", official_rlib, size));
        }
    }
    let ours = one(bench, &["build", "--release"], "slice-schemas", &[OURS.0])?;
    rows.push(Measurement::new("slice_release", release.wall, ours.wall));
    let ours = one(bench, &["check"], "slice-schemas", &[OURS.0])?;
    rows.push(Measurement::new("slice_check", check.wall, ours.wall));
    Ok(rows)
}

/// Returns the best of several builds of `built` with the features that a package of the workspace enables.
fn one(bench: &Bench, arguments: &[&str], package: &str, built: &[&str]) -> anyhow::Result<process::Usage> {
    print_progress(&format!("  cargo {} for {package}", arguments.join(" ")));
    let mut best: Option<process::Usage> = None;
    build(bench, arguments, package)?;
    for _ in 0..bench.rounds(ROUNDS) {
        for package in built {
            clean(bench, arguments, package)?;
        }
        let usage = build(bench, arguments, package)?;
        if best.is_none_or(|best| usage.wall < best.wall) {
            best = Some(usage);
        }
    }
    best.context("nothing was built")
}

/// Removes the build results of a package.
fn clean(bench: &Bench, arguments: &[&str], package: &str) -> anyhow::Result<()> {
    let mut clean = vec!["clean", "--package", package];
    clean.extend(arguments.iter().filter(|argument| **argument == "--release"));
    process::run(&mut bench.cargo(FOLDER, &clean))?;
    Ok(())
}

/// Builds both crates in turns.
fn pair(bench: &Bench, arguments: &[&str]) -> anyhow::Result<[process::Usage; 2]> {
    print_progress(&format!("  cargo {}", arguments.join(" ")));
    let crates = [OFFICIAL.0, OURS.0];
    let mut best: [Option<process::Usage>; 2] = [None; 2];
    for package in crates {
        build(bench, arguments, package)?;
    }
    for _ in 0..bench.rounds(ROUNDS) {
        for (best, package) in best.iter_mut().zip(crates) {
            clean(bench, arguments, package)?;
            let usage = build(bench, arguments, package)?;
            if best.is_none_or(|best| usage.wall < best.wall) {
                *best = Some(usage);
            }
        }
    }
    let [official, ours] = best.map(|usage| usage.context("nothing was built"));
    Ok([official?, ours?])
}

fn build(bench: &Bench, arguments: &[&str], package: &str) -> anyhow::Result<process::Usage> {
    process::run(&mut bench.cargo(FOLDER, &[arguments, &["--package", package]].concat()))
}

/// Returns the size of a library.
fn rlib_size(folder: &Path, library: &str) -> anyhow::Result<f64> {
    let prefix = format!("lib{library}-");
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let sizes = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let is_it = name.starts_with(&prefix) && name.ends_with(".rlib");
        is_it.then(|| entry.metadata().ok())?.map(|metadata| metadata.len())
    });
    let size = sizes.max().with_context(|| format!("there is no {prefix}*.rlib in {}", folder.display()))?;
    Ok(size as f64)
}
