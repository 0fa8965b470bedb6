//! Prints the changes as a table, as JSON and as Markdown.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use dms_codegen::diff::{Change, Comparison, Semver, Verdicts, Wire};
use serde_json::json;

use super::ComparedModels;
use xtask::console::{BAD, GOOD, STRONG, count, width, wrap};

const SOME: Style = AnsiColor::Yellow.on_default();

fn rust_style(rust: Semver) -> Style {
    match rust {
        Semver::Major => BAD,
        Semver::Minor => SOME,
        Semver::Patch => GOOD,
    }
}

fn wire_style(wire: Wire) -> Style {
    if wire == Wire::Breaking { BAD } else { GOOD }
}

/// Returns a coloured table, followed by the overall verdicts.
pub fn table(found: &ComparedModels<'_>) -> String {
    let ComparedModels { old, new, comparison, .. } = found;
    let title = format!("{STRONG}{old} → {new}{STRONG:#}\n");
    let sum = format!("{}: {}\n", count(comparison.changes.len(), "change"), verdicts(comparison.verdicts));
    [wrap(&title), changes(comparison), wrap(&sum), wrap(&next(found)), "\n".to_owned()].concat()
}

/// Returns the rows of the table; none if there are no changes. If the longest names do not fit next to each other,
/// each change takes several lines.
pub fn changes(comparison: &Comparison) -> String {
    let mut rows = vec![["RUST", "WIRE", "RULE", "WHERE", "WHAT"].map(str::to_owned)];
    rows.extend(comparison.changes.iter().map(|change| {
        let (rust, wire) = (rust_style(change.rust), wire_style(change.wire));
        [
            format!("{rust}{}{rust:#}", change.rust),
            format!("{wire}{}{wire:#}", change.wire),
            change.rule.id().to_owned(),
            change.subject.clone(),
            change.detail.clone(),
        ]
    }));
    if rows.len() == 1 {
        return String::new();
    }
    let longest = |column: usize| rows.iter().map(|row| longest_word(&row[column])).max().unwrap_or(0);
    let longest: [usize; 5] = std::array::from_fn(longest);
    // Two spaces in each column, and the border on both sides.
    let least = longest.iter().map(|word| word + 2).sum::<usize>() + 2;
    if width().is_some_and(|width| width < least) {
        return rows[1..].iter().map(stacked).collect();
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = width() {
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    let (head, rows) = (&rows[0], &rows[1..]);
    table.set_header(head).add_rows(rows);
    let at_least =
        longest.map(|word| ColumnConstraint::LowerBoundary(Width::Fixed(u16::try_from(word + 2).unwrap_or(u16::MAX))));
    table.set_constraints(at_least);
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// Returns the length of the longest name; values of traits may break anywhere.
fn longest_word(cell: &str) -> usize {
    let cell = anstream::adapter::strip_str(cell).to_string();
    let is_name = |word: &&str| !word.contains(['{', '[', '"']);
    cell.split(' ').filter(is_name).map(|word| word.chars().count()).max().unwrap_or(0)
}

fn stacked([rust, wire, rule, subject, detail]: &[String; 5]) -> String {
    let lines = [format!("{rust} {wire} {rule}"), format!("  {subject}"), format!("  {detail}")];
    lines.iter().filter(|line| !line.trim().is_empty()).map(|line| wrap(line) + "\n").collect()
}

fn verdicts(verdicts: Verdicts) -> String {
    let (rust, wire) = (rust_style(verdicts.rust), wire_style(verdicts.wire));
    format!("{rust}{}{rust:#} in Rust, {wire}{}{wire:#} on the wire", verdicts.rust, verdicts.wire)
}

fn next(found: &ComparedModels<'_>) -> String {
    match &found.next {
        Some(next) => format!("next version: {} → {next}", found.version),
        None => format!("next version: {}, nothing changed", found.version),
    }
}

/// Returns the changes as JSON.
pub fn json(found: &ComparedModels<'_>) -> serde_json::Result<String> {
    let ComparedModels { old, new, comparison, version, next } = found;
    serde_json::to_string_pretty(&json!({
        "old": old,
        "new": new,
        "verdicts": comparison.verdicts,
        "version": version,
        "next_version": next,
        "changes": comparison.changes,
    }))
}

/// Returns the changes as Markdown.
pub fn markdown(found: &ComparedModels<'_>) -> String {
    let ComparedModels { old, new, comparison, .. } = found;
    let Verdicts { wire, rust } = comparison.verdicts;
    let mut text = format!("## {} → {}\n\n", code(old), code(new));
    let changes = count(comparison.changes.len(), "change");
    let _ = writeln!(text, "{changes}: **{rust}** in Rust, **{wire}** on the wire; {}.", next(found));
    if comparison.changes.is_empty() {
        return text;
    }
    text.push_str("\n| Rust | wire | rule | where | what |\n|---|---|---|---|---|\n");
    for Change { rule, subject, detail, wire, rust } in &comparison.changes {
        let detail = if detail.is_empty() { String::new() } else { code(detail) };
        let _ = writeln!(text, "| {rust} | {wire} | {} | {} | {detail} |", rule.id(), code(subject));
    }
    text
}

/// Formats any text as code in a table of Markdown.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", text.replace('|', "\\|"))
}
