//! Measures the generator with DMS and with services that have more shapes.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;
use xtask::tools::XTASK;

use super::results::Measurement;
use super::{Bench, print_progress, process};

/// Services of botocore that use awsJson, by size.
const SERVICES: &[&str] = &["dms", "ecs", "ssm", "glue", "sagemaker"];

/// The release of botocore with their models.
const BOTOCORE: &str = "1.44.5";

/// The number of times that each is generated; the best time counts.
const ROUNDS: usize = 10;

pub fn measure(bench: &Bench) -> anyhow::Result<Vec<Measurement>> {
    let tools = env::current_exe().context("cannot find this program")?;
    let generator = env::var_os(XTASK).with_context(|| {
        format!("{XTASK} does not name the generator\n  remedy: call this as `cargo xtask bench`, which sets it")
    })?;
    let xtask = |arguments: &[&str]| {
        let mut command =
            Command::new(if arguments[0] == "codegen" { generator.as_os_str() } else { tools.as_os_str() });
        command.args(arguments).current_dir(&bench.root);
        command
    };
    let best = |arguments: &[&str]| -> anyhow::Result<f64> {
        let times = (0..bench.rounds(ROUNDS)).map(|_| process::run(&mut xtask(arguments)).map(|usage| usage.wall));
        times.collect::<anyhow::Result<Vec<_>>>().map(|times| times.into_iter().fold(f64::INFINITY, f64::min))
    };
    let mut rows = vec![Measurement::new("codegen_dms", None, best(&["codegen", "--check"])?)];
    let (mut by_shapes, mut by_lines) = (Vec::new(), Vec::new());
    for service in SERVICES {
        print_progress(&format!("  {service}"));
        let (model, out) =
            (bench.folder(&format!("models/{service}.json")), bench.folder(&format!("crates/{service}")));
        fs::create_dir_all(bench.folder("models")).context("cannot create a folder for the models")?;
        let [model_path, out] = [&model, &out].map(|path| path.to_string_lossy().into_owned());
        process::run(&mut xtask(&["import", "--botocore", BOTOCORE, "--service", service, "--out", &model_path]))?;
        let package = format!("{service}-sdk");
        let generate = ["codegen", "--model", &model_path, "--out", &out, "--package", &package];
        process::run(&mut xtask(&generate))?;
        let seconds = best(&[&generate[..], &["--check"]].concat())?;
        let shapes = count_shapes(&fs::read_to_string(&model).context("cannot read the model")?)?;
        by_shapes.push((seconds / shapes as f64, format!("{service} {shapes} shapes {seconds:.2} s")));
        let lines = count_lines(Path::new(&out))?;
        by_lines.push((seconds / lines as f64, format!("{service} {lines} lines")));
    }
    rows.push(growth("codegen_growth", by_shapes));
    rows.push(growth("codegen_lines", by_lines));
    Ok(rows)
}

/// Returns the ratio of the slowest to the fastest service, for the same size.
fn growth(id: &str, speeds: Vec<(f64, String)>) -> Measurement {
    let slowest = speeds.iter().fold(0.0, |slowest, (speed, _)| speed.max(slowest));
    let fastest = speeds.iter().fold(f64::INFINITY, |fastest, (speed, _)| speed.min(fastest));
    let mut row = Measurement::new(id, None, slowest / fastest);
    row.note = Some(speeds.into_iter().map(|(_, note)| note).collect::<Vec<_>>().join(", "));
    row
}

/// Counts the lines of Rust in a folder.
fn count_lines(folder: &Path) -> anyhow::Result<usize> {
    let mut found = 0;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry.context("cannot read a folder")?.path();
        if path.is_dir() {
            found += count_lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            found += text.lines().count();
        }
    }
    Ok(found)
}

/// Counts the data shapes of a model.
fn count_shapes(model: &str) -> anyhow::Result<usize> {
    let model: Value = serde_json::from_str(model).context("the model is not JSON")?;
    let is_data = |shape: &&Value| !matches!(shape["type"].as_str(), Some("service" | "operation" | "apply"));
    Ok(model["shapes"].as_object().context("the model has no shapes")?.values().filter(is_data).count())
}
