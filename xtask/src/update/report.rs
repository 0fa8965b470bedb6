//! What an update of the model changes, for people.

use dms_codegen::Source;
use serde_json::Value;

use crate::import::Counts;

/// What there is to say of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// For the terminal, whole lines.
    pub text: String,
    /// The version that the package gets; `None` where it keeps its own.
    pub next_version: Option<String>,
    /// What the changelog says of it, one line each.
    pub entries: Vec<String>,
}

/// Compares the model before and after an update, both as the generator reads them: the model first, then the overlay.
///
/// This is the one place where an update is judged. Whatever compares models in more depth belongs here: its findings
/// into the text, and the version that follows from them into `next_version`.
///
/// # Errors
/// When a source is not JSON, which the generator has found out before.
pub fn report(old: &[Source], new: &[Source]) -> anyhow::Result<Report> {
    let (before, after) = (counts(old)?, counts(new)?);
    let rows = [
        ("operations", before.operations, after.operations),
        ("shapes", before.shapes, after.shapes),
        ("enums", before.enums, after.enums),
        ("errors", before.errors, after.errors),
        ("unions", before.unions, after.unions),
        ("paginators", before.paginators, after.paginators),
        ("waiters", before.waiters, after.waiters),
        ("examples", before.examples, after.examples),
        ("defaults", before.defaults, after.defaults),
    ];
    let changed: Vec<_> = rows.iter().filter(|(_, before, after)| before != after).collect();
    let mut text: String =
        changed.iter().map(|(what, before, after)| format!("{what}: {before} → {after}\n")).collect();
    if changed.is_empty() {
        text.push_str("as many operations, shapes, errors, paginators, waiters and examples as before\n");
    }
    let counted: Vec<_> = changed.iter().map(|(what, before, after)| format!("{what} {before} → {after}")).collect();
    let entries = if counted.is_empty() { Vec::new() } else { vec![format!("In the model: {}.", counted.join(", "))] };
    Ok(Report { text, next_version: None, entries })
}

/// How much a model holds, its overlay left aside.
fn counts(sources: &[Source]) -> anyhow::Result<Counts> {
    let Some(model) = sources.first() else { return Ok(Counts::default()) };
    let model: Value = serde_json::from_str(&model.text)?;
    Ok(Counts::of(&model))
}
