//! Compares the verdict for Rust with the compiler: each program is compiled with the crates before and after.

use crate::crates::{WORKSPACE, bin, breaking, is_for_feature, refused};
use dms_codegen::diff::Rule;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The programs that do not compile with the crate of a side, each with the compiler's output.
fn failing(side: &str) -> BTreeMap<String, String> {
    let [mut failed, with_one_feature] =
        [false, true].map(|with_one| failing_package(side, if with_one { "-feature" } else { "" }, with_one));
    failed.extend(with_one_feature);
    failed
}

/// The programs of a package, which has those of some rules.
fn failing_package(side: &str, suffix: &str, with_one: bool) -> BTreeMap<String, String> {
    let mut command = WORKSPACE.cargo("check");
    command.args(["--keep-going", "--message-format=json", "--bins", "--package"]);
    command.arg(format!("on-{side}{suffix}"));
    let output = command.output().unwrap();
    let mut failed: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let of = message["target"]["name"].as_str().unwrap_or_default().to_owned();
        match message["reason"].as_str() {
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                failed.entry(of).or_default().push_str(text);
            }
            Some("compiler-artifact") => {
                seen.insert(of);
            }
            _ => {}
        }
    }
    let rules = Rule::ALL.iter().filter(|rule| is_for_feature(**rule) == with_one);
    let missing = rules.map(|rule| bin(*rule)).filter(|bin| !seen.contains(bin) && !failed.contains_key(bin));
    let missing: Vec<String> = missing.collect();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(missing.is_empty(), "cargo did not come to {missing:?}\n{said}\n{failed:#?}");
    failed
}

/// Checks that exactly these programs do not compile.
#[track_caller]
fn assert_failing(failed: &BTreeMap<String, String>, expected: &BTreeSet<String>) {
    let found: BTreeSet<String> = failed.keys().cloned().collect();
    let wrong: Vec<&String> = expected.symmetric_difference(&found).collect();
    let messages: Vec<&String> = wrong.iter().filter_map(|name| failed.get(*name)).collect();
    assert!(wrong.is_empty(), "verdicts and programs disagree: {wrong:?}\n{messages:#?}");
}

#[test]
fn programs_compile_according_to_the_verdicts() {
    let refused = refused();
    let before = failing("before");
    assert_failing(&before, &refused);
    assert_failing(&failing("after"), &breaking().union(&refused).cloned().collect());
    assert_eq!(refused.iter().collect::<Vec<_>>(), ["AddedWaiter-refused"]);
    // It also lacks the waiters of other rules, so a failure alone is not sufficient.
    let said = &before["AddedWaiter-refused"];
    assert!(said.contains("waiter::Sealed` is not implemented for `Double`"), "another mistake than meant: {said}");
}
