//! A row of Markdown for each model that differs from the one before it. Partitions are left aside: they are not the
//! service's.

use std::collections::BTreeMap;
use std::path::Path;

use dms_codegen::diff::{Comparison, Rules, compare};

use super::{Args, read::Reader};

/// Prints the table.
pub fn run(args: &Args, rules: &Rules, root: &Path) -> anyhow::Result<()> {
    let reader = Reader { service: &args.service, python: &args.python, root };
    let open = |name: &str| reader.alone(&reader.text(name)?);
    let mut rows = Vec::new();
    let mut before = (args.models[0].as_str(), open(&args.models[0])?);
    for name in &args.models[1..] {
        let after = open(name)?;
        let comparison = compare(&before.1, &after, rules);
        if !comparison.changes.is_empty() {
            rows.push(row(before.0, name, &comparison));
        }
        before = (name, after);
    }
    anstream::println!("| from | to | changes | wire | Rust |\n|---|---|---|---|---|");
    rows.iter().for_each(|row| anstream::println!("{row}"));
    Ok(())
}

fn row(old: &str, new: &str, comparison: &Comparison) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    comparison.changes.iter().for_each(|change| *counts.entry(change.rule.id()).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
    let short = |name: &str| name.strip_prefix("botocore:").unwrap_or(name).to_owned();
    let verdicts = comparison.verdicts;
    format!("| {} | {} | {} | {} | {} |", short(old), short(new), counts.join(", "), verdicts.wire, verdicts.rust)
}
