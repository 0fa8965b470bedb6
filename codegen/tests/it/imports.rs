//! The dependencies between the files of the project.

mod graph;

use graph::{Crate, Uses};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::Path,
};

/// The cycles of files that use each other, with the names that they import.
fn circles(uses: &Uses) -> BTreeMap<BTreeSet<String>, String> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|file| (file, reach(uses, file))).collect();
    let mut circles = BTreeMap::new();
    for file in uses.keys() {
        let circle: BTreeSet<&String> = reached[file]
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|r| r.contains(file)))
            .collect();
        let mut ties = String::new();
        for from in &circle {
            for (to, names) in uses[*from].iter().filter(|(to, _)| circle.contains(to)) {
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                writeln!(ties, "  {from} -> {to}: {}", names.join(", ")).unwrap();
            }
        }
        if !circle.is_empty() {
            circles.insert(circle.into_iter().cloned().collect(), ties);
        }
    }
    circles
}

/// The files that `file` uses, directly or indirectly.
fn reach<'u>(uses: &'u Uses, file: &'u String) -> BTreeSet<&'u String> {
    let (mut found, mut next) = (BTreeSet::new(), vec![file]);
    while let Some(file) = next.pop() {
        next.extend(uses.get(file).into_iter().flat_map(BTreeMap::keys).filter(|file| found.insert(*file)));
    }
    found
}

/// The dependencies between directories and files at the root of the crate: the passes of the generator. The compilers
/// of endpoint rules and JMESPath belong to `plan`, which calls them; they use its names and types.
fn of_passes(uses: &Uses) -> Uses {
    let pass = |file: &str| match file.split('/').next().unwrap_or(file).trim_end_matches(".rs") {
        "endpoint_rules" | "jmespath" | "tokens" => "plan".to_owned(),
        pass => pass.to_owned(),
    };
    let mut passes = Uses::new();
    for (from, files) in uses.iter().filter(|(from, _)| *from != "lib.rs") {
        for (to, names) in files.iter().filter(|(to, _)| pass(to) != pass(from)) {
            passes.entry(pass(from)).or_default().entry(pass(to)).or_default().extend(names.iter().cloned());
        }
    }
    passes
}

fn root(path: &str) -> Uses {
    let uses = Crate::parse(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).uses();
    assert!(uses.len() > 10, "{path}: too few imports were found");
    uses
}

#[test]
fn no_circles_between_files() {
    let mut report = String::new();
    for path in
        ["src/lib.rs", "client/src/lib.rs", "runtime/src/lib.rs", "../xtask/src/lib.rs", "../xtask/tools/src/lib.rs"]
    {
        for (circle, ties) in circles(&root(path)) {
            writeln!(report, "{path}: {} files\n{ties}", circle.len()).unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn no_circles_between_passes() {
    let report: String = circles(&of_passes(&root("src/lib.rs"))).into_values().collect();
    assert!(report.is_empty(), "{report}");
}
