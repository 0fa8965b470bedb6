//! Measures builds of whole programs: from nothing, and after a change.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;

use super::results::Measurement;
use super::{Bench, print_progress, process};

/// The number of times that a program is rebuilt; the best time counts.
const ROUNDS: usize = 5;

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Measurement>> {
    let mut rows = vec![incremental(bench)?];
    process::run(&mut bench.cargo("fetch", &["fetch"]))?;
    let [official, ours, lean] = ["official", "ours", "lean"].map(|kind| from_nothing(bench, kind, false));
    let ((official, official_binary), (ours, _), (lean, lean_binary)) = (official?, ours?, lean?);
    rows.push(Measurement::new("program_debug", official, ours));
    rows.push(Measurement::new("program_debug_lean", official, lean));
    rows.push(Measurement::new("binary_debug_lean", official_binary, lean_binary));
    if bench.quick {
        return Ok(rows);
    }
    let [official, lean] = ["official", "lean"].map(|kind| from_nothing(bench, kind, true));
    let ((official, official_binary), (lean, lean_binary)) = (official?, lean?);
    rows.push(Measurement::new("program_release_lean", official, lean));
    rows.push(Measurement::new("binary_release_lean", official_binary, lean_binary));
    Ok(rows)
}

/// Returns the seconds of a build from nothing and the size of the binary in bytes.
fn from_nothing(bench: &Bench, kind: &str, release: bool) -> anyhow::Result<(f64, f64)> {
    let (package, profile) = (format!("program-{kind}"), if release { "release" } else { "debug" });
    print_progress(&format!("  {package} from nothing, {profile}"));
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

fn incremental(bench: &Bench) -> anyhow::Result<Measurement> {
    print_progress("  five operations again, after a change");
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
    Ok(Measurement::new("incremental", best[0], best[1]))
}

/// Sets the modification time of the file, so that Cargo rebuilds it.
fn touch(path: &Path) -> anyhow::Result<()> {
    let file = fs::File::options().write(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.with_context(|| format!("cannot touch {}", path.display()))
}
