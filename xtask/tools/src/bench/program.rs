//! Building whole programs: from nothing, and again after a change.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;

use super::results::Row;
use super::{Bench, process, say};

/// How often a program is built again; the best time counts.
const ROUNDS: usize = 5;

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let mut rows = vec![incremental(bench)?];
    process::run(&mut bench.cargo("fetch", &["fetch"]))?;
    let [official, ours, lean] = ["official", "ours", "lean"].map(|kind| from_nothing(bench, kind, false));
    let ((official, official_binary), (ours, _), (lean, lean_binary)) = (official?, ours?, lean?);
    rows.push(Row::new("program_debug", official, ours));
    rows.push(Row::new("program_debug_lean", official, lean));
    rows.push(Row::new("binary_debug_lean", official_binary, lean_binary));
    if bench.quick {
        return Ok(rows);
    }
    let [official, lean] = ["official", "lean"].map(|kind| from_nothing(bench, kind, true));
    let ((official, official_binary), (lean, lean_binary)) = (official?, lean?);
    rows.push(Row::new("program_release_lean", official, lean));
    rows.push(Row::new("binary_release_lean", official_binary, lean_binary));
    Ok(rows)
}

/// Seconds, and the binary's bytes.
fn from_nothing(bench: &Bench, kind: &str, release: bool) -> anyhow::Result<(f64, f64)> {
    let (package, profile) = (format!("program-{kind}"), if release { "release" } else { "debug" });
    say(&format!("  {package} from nothing, {profile}"));
    let folder = bench.folder(&package);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let mut arguments = vec!["build", "--package", &package];
    arguments.extend(release.then_some("--release"));
    let usage = process::run(&mut bench.cargo(&package, &arguments))?;
    let binary = folder.join(profile).join(&package);
    let size = binary.metadata().with_context(|| format!("cannot find {}", binary.display()))?.len();
    Ok((usage.wall, size as f64))
}

fn incremental(bench: &Bench) -> anyhow::Result<Row> {
    say("  five operations again, after a change");
    let source = bench.root.join("bench/five/main.rs");
    let kinds = ["five-official", "five-ours"];
    let build = |kind: &str| {
        let mut command = bench.cargo("five", &["build", "--package", kind]);
        command.env("CARGO_INCREMENTAL", "1");
        process::run(&mut command)
    };
    let mut best = [f64::INFINITY; 2];
    for kind in kinds {
        build(kind)?;
    }
    for _ in 0..bench.rounds(ROUNDS) {
        for (best, kind) in best.iter_mut().zip(kinds) {
            touch(&source)?;
            *best = best.min(build(kind)?.wall);
        }
    }
    Ok(Row::new("incremental", best[0], best[1]))
}

/// Makes Cargo think that the file has changed.
fn touch(path: &Path) -> anyhow::Result<()> {
    let file = fs::File::options().write(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.with_context(|| format!("cannot touch {}", path.display()))
}
