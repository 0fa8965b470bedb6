//! What an update of the model changes, for people.

use std::collections::{BTreeMap, BTreeSet};

use dms_codegen::diff::{Comparison, Rules, Semver, compare};
use dms_codegen::explain::Book;
use dms_codegen::{Diagnostic, Source};
use serde_json::Value;

use crate::diff;
use crate::import::Counts;
use crate::release::{self, Entry, Since};
use xtask::inputs::Inputs;

/// What there is to say of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// For the terminal, whole lines.
    pub text: String,
    /// The version that the package gets, which may be the one it has.
    pub next_version: String,
    /// The changelog with what changed since the last release.
    pub changelog: String,
}

/// What the package was when its changes began to count: at the last release, or before the first update.
#[derive(Debug, Clone)]
pub struct Before {
    /// With the model of then.
    pub inputs: Inputs,
    /// The release of botocore and the version of the package of then.
    pub since: Since,
}

/// Compares the model before and after an update, both as the generator reads them: the model first, then the overlay,
/// with the partitions of its release. What is said on the terminal counts from the model that is replaced; version and
/// changelog count from what the package was before. `changelog` says which versions there are, and nothing of updates
/// since then.
///
/// This is the one place where an update is judged.
///
/// # Errors
/// When one of the models gives no crate: then there is nothing to compare.
pub fn report(old: &Inputs, before: &Before, new: &Inputs, botocore: &str, changelog: &str) -> anyhow::Result<Report> {
    let open = |inputs: &Inputs| diff::open(&inputs.sources, &inputs.partitions);
    let (old_side, new_side) = (open(old)?, open(new)?);
    let update = compare(&old_side, &new_side, &Rules::default());
    let is_first = before.inputs.sources[0].text == old.sources[0].text;
    let all = match is_first {
        true => update.clone(),
        false => compare(&open(&before.inputs)?, &new_side, &Rules::default()),
    };
    let mut text = counted(&old.sources, &new.sources)?;
    text.push_str(&diff::changes(&update));
    text.push_str(&left_to_write(new)?);
    let found = |comparison: &Comparison| match comparison.changes.is_empty() {
        true => "nothing changed that a program could notice".to_owned(),
        false => format!("{} in Rust, {} on the wire", comparison.verdicts.rust, comparison.verdicts.wire),
    };
    let Since { botocore: origin, version: base } = &before.since;
    text.push_str(&found(&update));
    if !is_first {
        text.push_str(&format!("; since {base} {}", found(&all)));
    }
    let version = &old.settings.version;
    if origin == botocore {
        let stays = if base == version { "stays".to_owned() } else { format!("{version} → {base}, as") };
        text.push_str(&format!("; version: {stays} before the updates that are not released\n"));
        return Ok(Report { text, next_version: base.clone(), changelog: changelog.to_owned() });
    }
    let (verdicts, changes) = match all.changes.is_empty() {
        true => (None, Vec::new()),
        false => (Some(all.verdicts), diff::entries(&all)),
    };
    // The crate names its source even where nothing else changed, and what was released stays as it is.
    let change = verdicts.map_or(Semver::Patch, |verdicts| verdicts.rust);
    let next = release::next_version(changelog, base, change).unwrap_or_else(|| version.clone());
    text.push_str(&match next == *version {
        true => format!("; the version stays {version}, {}\n", why_it_stays(changelog)),
        false => format!("; next version: {version} → {next}\n"),
    });
    let entry = Entry { botocore, since: (origin, base), verdicts, changes: &changes };
    let changelog = release::add_entry(changelog, &next, &[entry.text()])?;
    Ok(Report { text, next_version: next, changelog })
}

fn why_it_stays(changelog: &str) -> String {
    match release::last_released(changelog) {
        None => "because no version was released yet (`(unreleased)` in CHANGELOG.md)".to_owned(),
        Some(last) => format!("because it is not released yet and follows from {last} with what changed since"),
    }
}

/// What the hand-written files say of what the model does not have: how often, and the first names. Whole lines.
pub fn misfits(warnings: &[Diagnostic]) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        let source = warning.location.as_ref().map_or("links between texts", |location| location.source.as_str());
        *sources.entry(source).or_default() += 1;
    }
    let sources: Vec<_> = sources.iter().map(|(source, n)| format!("{source} {n}")).collect();
    let name =
        |warning: &'_ Diagnostic| warning.shape.as_deref().map(|id| id.rsplit('#').next().unwrap_or(id).to_owned());
    let names: BTreeSet<String> = warnings.iter().filter_map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let told = told(&names, "hand-written files say something of what the model does not have, which is left out");
    format!("{}in: {}\n", told, sources.join(", "))
}

/// What the hand-written files do not know of yet, whole lines.
fn left_to_write(new: &Inputs) -> anyhow::Result<String> {
    let book = Book::open(&new.sources, Some(&new.partitions), &new.settings)?;
    let of = book.catalogue();
    let undocumented: Vec<_> = of.words.iter().filter(|item| !item.documented).map(|item| item.name.as_str()).collect();
    let has_groups = of.operations.iter().any(|operation| operation.group.is_some());
    let ungrouped = of.operations.iter().filter(|operation| has_groups && operation.group.is_none());
    let ungrouped: Vec<_> = ungrouped.map(|operation| operation.name.as_str()).collect();
    let words = told(&undocumented, "without words (models/words, `cargo xtask list words --missing`)");
    Ok(words + &told(&ungrouped, "without a group (models/dms.overlay.json)"))
}

fn told(names: &[&str], what: &str) -> String {
    match names.len() {
        0 => String::new(),
        count if count <= NAMED => format!("{what}: {}\n", names.join(", ")),
        count => format!("{what}: {} and {} more\n", names[..NAMED].join(", "), count - NAMED),
    }
}

/// How many names a line has.
const NAMED: usize = 12;

/// What there is more or less of, whole lines.
fn counted(old: &[Source], new: &[Source]) -> anyhow::Result<String> {
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
    let changed = rows.iter().filter(|(_, before, after)| before != after);
    Ok(changed.map(|(what, before, after)| format!("{what}: {before} → {after}\n")).collect())
}

/// How much a model holds, its overlay left aside.
fn counts(sources: &[Source]) -> anyhow::Result<Counts> {
    let Some(model) = sources.first() else { return Ok(Counts::default()) };
    let model: Value = serde_json::from_str(&model.text)?;
    Ok(Counts::of(&model))
}
