//! Compares calls of every operation with both crates.

use std::fs::{self, File};

use anyhow::{Context, ensure};
use dms_codegen::{Source, explain::Explainer};
use serde_json::Value as Json;

use super::catalogue::Catalogue;
use super::compare::Compared;
use super::workspace::{CRATES, Workspace};
use super::{cases, program};
use xtask::inputs::Inputs;

/// Makes the calls of all cases with both crates, and compares their recorded facets.
///
/// # Errors
/// When the program does not compile on one of them, or fails.
pub fn compare(workspace: &Workspace) -> anyhow::Result<Compared> {
    let inputs = Inputs::read(&[], None, workspace.root())?;
    // Without the overlay, because waiters that only this crate has cannot be compared.
    let sources: &[Source] = &inputs.sources[..1];
    let model = dms_codegen::load(sources).map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let explainer = Explainer::open(sources, Some(&inputs.partitions), &inputs.settings)
        .map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let catalogue = Catalogue::new(&explainer, &model);
    workspace.write("calls.rs", &program::calls(&catalogue))?;
    let cases: String = cases::all(&catalogue).iter().map(|case| format!("{case}\n")).collect();
    workspace.write("cases.jsonl", &cases)?;
    workspace.run(&mut workspace.command(&["build", "--workspace", "--bins"]))?;
    let mut compared = Compared::default();
    let [official, ours] = [call(workspace, CRATES[0])?, call(workspace, CRATES[1])?];
    ensure!(official.len() == ours.len(), "one of the programs skipped cases");
    official.iter().zip(&ours).for_each(|(official, ours)| add(&mut compared, official, ours));
    Ok(compared)
}

/// Makes the calls with the program on a crate.
fn call(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<Json>> {
    let output = workspace.folder().join(format!("{name}.jsonl"));
    let mut command = std::process::Command::new(workspace.binary(name));
    command.stdin(File::open(workspace.folder().join("cases.jsonl"))?).stdout(File::create(&output)?);
    let status = command.status().with_context(|| format!("cannot start the program on {name}"))?;
    ensure!(status.success(), "the program on {name} failed ({status})");
    let text = fs::read_to_string(&output).with_context(|| format!("cannot read {}", output.display()))?;
    text.lines().map(|line| serde_json::from_str(line).context("the program printed a line that is not JSON")).collect()
}

/// Compares all facets of a case.
fn add(compared: &mut Compared, official: &Json, ours: &Json) {
    let [theirs, own] = [official, ours].map(|side| side["facets"].as_object());
    let names = theirs.into_iter().chain(own).flat_map(|facets| facets.keys());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    let id = official["id"].as_str().unwrap_or_default();
    for name in names {
        let [official, ours] = [official, ours].map(|side| texts(&side["facets"][name]));
        compared.add(&format!("{id} · {name}"), &official, &ours);
    }
}

fn texts(facet: &Json) -> Vec<&str> {
    facet.as_array().into_iter().flatten().filter_map(Json::as_str).collect()
}
