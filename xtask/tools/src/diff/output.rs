//! The changes for people, programs and pull requests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, Table, presets};
use dms_codegen::diff::{Change, Comparison, Semver, Verdicts, Wire};
use serde_json::json;

use super::Found;
use xtask::say::{BAD, GOOD, STRONG, count};

/// More than this is written only as JSON, Markdown and table, and summed up in a changelog.
const ENTRIES: usize = 12;

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

/// A table in colour, with the verdicts on everything below it.
pub fn table(found: &Found<'_>) -> String {
    let Found { old, new, comparison, .. } = found;
    let mut text = format!("{STRONG}{old} → {new}{STRONG:#}\n");
    text.push_str(&changes(comparison));
    let _ = writeln!(text, "{}: {}", count(comparison.changes.len(), "change"), verdicts(comparison.verdicts));
    let _ = writeln!(text, "{}", next(found));
    text
}

/// The rows of the table; nothing where there are no changes.
pub fn changes(comparison: &Comparison) -> String {
    if comparison.changes.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = terminal_width() {
        table.set_width(width);
    }
    table.set_header(["RUST", "WIRE", "RULE", "WHERE", "WHAT"]);
    for change in &comparison.changes {
        let (rust, wire) = (rust_style(change.rust), wire_style(change.wire));
        table.add_row([
            format!("{rust}{}{rust:#}", change.rust),
            format!("{wire}{}{wire:#}", change.wire),
            change.rule.id().to_owned(),
            change.subject.clone(),
            change.detail.clone(),
        ]);
    }
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// The columns of the terminal; without one, lines are as long as they are.
fn terminal_width() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    Some(size.ws_col).filter(|width| *width >= 60)
}

fn verdicts(verdicts: Verdicts) -> String {
    let (rust, wire) = (rust_style(verdicts.rust), wire_style(verdicts.wire));
    format!("{rust}{}{rust:#} in Rust, {wire}{}{wire:#} on the wire", verdicts.rust, verdicts.wire)
}

fn next(found: &Found<'_>) -> String {
    match &found.next {
        Some(next) => format!("next version: {} → {next}", found.version),
        None => format!("next version: {}, nothing changed", found.version),
    }
}

/// For programs.
pub fn json(found: &Found<'_>) -> serde_json::Result<String> {
    let Found { old, new, comparison, version, next } = found;
    serde_json::to_string_pretty(&json!({
        "old": old,
        "new": new,
        "verdicts": comparison.verdicts,
        "version": version,
        "next_version": next,
        "changes": comparison.changes,
    }))
}

/// For pull requests.
pub fn markdown(found: &Found<'_>) -> String {
    let Found { old, new, comparison, .. } = found;
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

/// Text as code in a table of Markdown, whatever stands in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", text.replace('|', "\\|"))
}

/// What a changelog says of the changes: the verdicts, what breaks programs, and how much of everything else there is.
pub fn entries(comparison: &Comparison) -> Vec<String> {
    let Verdicts { wire, rust } = comparison.verdicts;
    let mut entries = vec![format!("To programs the update of the model is {rust}, on the wire {wire}.")];
    let (told, counted): (Vec<&Change>, Vec<&Change>) =
        comparison.changes.iter().partition(|change| change.rust == Semver::Major);
    let told_and_why = |change: &&Change| {
        let detail = if change.detail.is_empty() { String::new() } else { format!(": {}", code(&change.detail)) };
        format!("{} {}{detail}. {}", change.rule.id(), code(&change.subject), change.rule.reason())
    };
    entries.extend(told.iter().take(ENTRIES).map(told_and_why));
    if told.len() > ENTRIES {
        entries.push(format!("{} more changes that break programs.", told.len() - ENTRIES));
    }
    let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
    counted.iter().for_each(|change| *rest.entry(change.rule.id()).or_default() += 1);
    if !rest.is_empty() {
        let rest: Vec<String> = rest.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
        entries.push(format!("In the model besides: {}.", rest.join(", ")));
    }
    entries
}
