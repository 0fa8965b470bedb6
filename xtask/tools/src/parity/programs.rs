//! Runs the drop-in programs on both crates.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use serde_json::Value as Json;

use super::compare::{Compared, Difference};
use super::workspace::{CRATES, Workspace};

/// The result of a test that passes.
const PASSED: &str = "ok";

/// Runs the programs, and compares the results of their tests.
///
/// # Errors
/// When they do not compile on one of the crates, or cannot be started.
pub fn compare(workspace: &Workspace) -> anyhow::Result<Compared> {
    let programs = build(workspace)?;
    let [official, ours] = [run(workspace, CRATES[0], &programs)?, run(workspace, CRATES[1], &programs)?];
    Ok(compare_ends(&official, &ours))
}

/// A package, one of its programs, and the path of the binary.
type Program = (String, String, PathBuf);

/// Builds all of them at once, so that both crates share their dependencies and features.
fn build(workspace: &Workspace) -> anyhow::Result<Vec<Program>> {
    let mut command = workspace.command(&["test", "--workspace", "--tests", "--no-run", "--message-format"]);
    let output =
        command.arg("json-render-diagnostics").stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    ensure!(output.status.success(), "the programs do not compile on one of the crates ({})", output.status);
    let messages = String::from_utf8(output.stdout).context("the messages of Cargo are not UTF-8")?;
    let program = |line: &str| {
        let message: Json = serde_json::from_str(line).ok()?;
        let file = PathBuf::from(message["executable"].as_str()?);
        let manifest = PathBuf::from(message["manifest_path"].as_str()?);
        let package = manifest.parent()?.file_name()?.to_str()?.to_owned();
        let is_test = message["target"]["kind"][0] == "test";
        is_test.then_some((package, message["target"]["name"].as_str()?.to_owned(), file))
    };
    Ok(messages.lines().filter_map(program).collect())
}

/// Runs a package's programs, and returns the results of their tests.
fn run(workspace: &Workspace, package: &str, programs: &[Program]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut ends = BTreeMap::new();
    for (_, name, file) in programs.iter().filter(|program| program.0 == package) {
        let mut command = Command::new(file);
        command.current_dir(workspace.folder().join(package)).stdin(Stdio::null()).stderr(Stdio::null());
        let output = command.output().with_context(|| format!("cannot start {}", file.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        ends.extend(text.lines().filter_map(end).map(|(test, end)| (format!("{name}::{test}"), end.to_owned())));
    }
    ensure!(!ends.is_empty(), "the programs on {package} have no tests");
    Ok(ends)
}

/// Parses a line of the test harness; returns the name of the test and its result.
fn end(line: &str) -> Option<(&str, &str)> {
    let (test, end) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    Some((test, end))
}

/// Compares results; a test that fails on both crates differs as well.
fn compare_ends(official: &BTreeMap<String, String>, ours: &BTreeMap<String, String>) -> Compared {
    let names = official.keys().chain(ours.keys()).collect::<std::collections::BTreeSet<_>>();
    let mut compared = Compared { items: names.len(), ..Compared::default() };
    for name in names {
        let [official, ours] = [official, ours].map(|ends| ends.get(name).map_or("", String::as_str));
        if official != ours || official != PASSED {
            compared.differences.push(Difference::new(name, official, ours));
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_of_a_test_is_read() {
        assert_eq!(end("test errors::codes ... ok"), Some(("errors::codes", "ok")));
        assert_eq!(end("test slow - should panic ... FAILED"), Some(("slow - should panic", "FAILED")));
        assert_eq!(end("test result: ok. 3 passed"), None);
        assert_eq!(end("running 3 tests"), None);
    }

    #[test]
    fn tests_that_do_not_pass_on_both_differ() {
        let ends = |ends: [&str; 3]| {
            let names = ["a", "b", "c"].into_iter().zip(ends).filter(|(_, end)| !end.is_empty());
            names.map(|(name, end)| (name.to_owned(), end.to_owned())).collect::<BTreeMap<_, _>>()
        };
        let different = |official, ours| {
            let compared = compare_ends(&ends(official), &ends(ours));
            (compared.items, compared.differences.into_iter().map(|one| one.at).collect::<Vec<_>>())
        };
        assert_eq!(different(["ok", "ok", "ok"], ["ok", "ok", "ok"]), (3, vec![]));
        assert_eq!(different(["ok", "ok", "FAILED"], ["ok", "FAILED", "FAILED"]), (3, vec!["b".into(), "c".into()]));
        assert_eq!(different(["ok", "", "ok"], ["ok", "ok", ""]), (3, vec!["b".into(), "c".into()]));
    }
}
