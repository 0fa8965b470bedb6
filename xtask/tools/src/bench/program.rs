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
    let (ours, _) = from_nothing(bench, "ours", false)?;
    let debug = lean(bench, false)?;
    rows.push(Measurement::new("program_debug", debug.official.0, ours));
    rows.extend(debug.rows("program_debug_lean", "binary_debug_lean"));
    if !bench.quick {
        rows.extend(lean(bench, true)?.rows("program_release_lean", "binary_release_lean"));
    }
    Ok(rows)
}

/// The seconds of builds from nothing, and the sizes of the binaries.
struct Lean {
    /// The program on the official crate.
    official: (f64, f64),
    /// The program with a minimum of dependencies, on our crate.
    ours: (f64, f64),
    /// The same program without a client.
    floor: (f64, f64),
}

fn lean(bench: &Bench, release: bool) -> anyhow::Result<Lean> {
    let [official, ours, floor] = ["official", "lean", "floor"].map(|kind| from_nothing(bench, kind, release));
    Ok(Lean { official: official?, ours: ours?, floor: floor? })
}

impl Lean {
    fn rows(&self, time: &str, size: &str) -> [Measurement; 2] {
        let row = |id, value: fn(&(f64, f64)) -> f64| Measurement {
            floor: Some(value(&self.floor)),
            ..Measurement::new(id, value(&self.official), value(&self.ours))
        };
        [row(time, |(seconds, _)| *seconds), row(size, |(_, bytes)| *bytes)]
    }
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
