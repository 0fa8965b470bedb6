//! Prints a row of Markdown for each model that differs from the one before it. Partitions are ignored: they are not
//! part of the service.

use std::collections::BTreeMap;
use std::path::Path;

use dms_codegen::diff::{Comparison, Rules, Side, compare};

use super::{Args, read::Reader};
use xtask::console::FAINT;
use xtask::{errln, outln};

/// Prints the table.
pub fn run(args: &Args, rules: &Rules, root: &Path) -> anyhow::Result<()> {
    let reader = Reader { service: &args.service, python: &args.python, root };
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    let mut before: Option<(&str, Side)> = None;
    for name in &args.models {
        let after = match reader.plan_single(&reader.text(name)?) {
            Ok(side) => side,
            Err(error) => {
                errln!("{FAINT}left out: {error:#}{FAINT:#}");
                left_out.push(short(name));
                continue;
            }
        };
        if let Some((old, before)) = &before {
            let comparison = compare(before, &after, rules);
            if !comparison.changes.is_empty() {
                rows.push(row(old, name, &comparison));
            }
        }
        before = Some((name, after));
    }
    outln!("| from | to | changes | wire | Rust |\n|---|---|---|---|---|");
    rows.iter().for_each(|row| outln!("{row}"));
    if !left_out.is_empty() {
        outln!("\nLeft out, because no crate can be generated from the model: {}.", left_out.join(", "));
    }
    Ok(())
}

fn short(name: &str) -> &str {
    name.strip_prefix("botocore:").unwrap_or(name)
}

fn row(old: &str, new: &str, comparison: &Comparison) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    comparison.changes.iter().for_each(|change| *counts.entry(change.rule.id()).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
    let verdicts = comparison.verdicts;
    format!("| {} | {} | {} | {} | {} |", short(old), short(new), counts.join(", "), verdicts.wire, verdicts.rust)
}
