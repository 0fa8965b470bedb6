//! The verdict for Rust against the compiler: each program is compiled on the crates before and after.

use super::crates::{Group, WORKSPACE, bin};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The programs of a package that do not compile, each with what the compiler says first.
fn failing(group: &Group, side: &str) -> BTreeMap<String, String> {
    let mut command = WORKSPACE.cargo("check");
    command.args(["--keep-going", "--message-format=json", "--bins", "--package"]);
    command.arg(format!("on-{}-{side}", group.name));
    let output = command.output().unwrap();
    let mut failed = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let of = message["target"]["name"].as_str().unwrap_or_default().to_owned();
        match message["reason"].as_str() {
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                failed.entry(of).or_insert_with(|| text.to_owned());
            }
            Some("compiler-artifact") => {
                seen.insert(of);
            }
            _ => {}
        }
    }
    let missing =
        group.rules.iter().map(|rule| bin(*rule)).filter(|bin| !seen.contains(bin) && !failed.contains_key(bin));
    let missing: Vec<String> = missing.collect();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(missing.is_empty(), "cargo did not come to {missing:?}\n{said}\n{failed:#?}");
    failed
}

#[test]
fn programs_compile_as_the_verdicts_say() {
    for group in &WORKSPACE.groups {
        let before = failing(group, "before");
        assert!(before.is_empty(), "programs that do not compile on the crates they were written for: {before:#?}");
        let after = failing(group, "after");
        let broken: BTreeSet<String> = after.keys().cloned().collect();
        let said = group.breaking();
        let wrong: Vec<&String> = said.symmetric_difference(&broken).collect();
        let messages: Vec<&String> = wrong.iter().filter_map(|name| after.get(*name)).collect();
        assert!(wrong.is_empty(), "verdicts and programs disagree: {wrong:?}\n{messages:#?}");
    }
}
