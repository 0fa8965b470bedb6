//! Reports the changes of an update.

use std::collections::{BTreeMap, BTreeSet};

use dms_codegen::diff::{Comparison, Rules, Semver, compare};
use dms_codegen::explain::Explainer;
use dms_codegen::{Diagnostic, Source};
use serde_json::Value;

use crate::diff;
use crate::import::Counts;
use crate::release::{self, Entry, Since};
use xtask::inputs::Inputs;

/// The report about an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateReport {
    /// The text for the terminal, as complete lines.
    pub text: String,
    /// The next version of the package, which may be the current one.
    pub next_version: String,
    /// The changelog with the changes since the last release.
    pub changelog: String,
}

/// The state of the package before the changes: at the last release, or before the first update.
#[derive(Debug, Clone)]
pub struct Before {
    /// The inputs with the model of that state.
    pub inputs: Inputs,
    /// The release of botocore and the version of the package of that state.
    pub since: Since,
}

/// Compares the model before and after an update. Both have the generator's inputs: the model, then the overlay,
/// with the partitions of the release. The text for the terminal compares with the replaced model; version and
/// changelog compare with the state before all unreleased updates. `changelog` has the released versions, without the
/// entry of updates since then.
///
/// Only this function computes the verdicts on an update.
///
/// # Errors
/// When no crate can be generated from one of the models.
pub fn report(
    old: &Inputs,
    before: &Before,
    new: &Inputs,
    botocore: &str,
    changelog: &str,
) -> anyhow::Result<UpdateReport> {
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
    text.push_str(&undescribed(new)?);
    let found = |comparison: &Comparison| match comparison.changes.is_empty() {
        true => "no changes for programs".to_owned(),
        false => format!("{} in Rust, {} on the wire", comparison.verdicts.rust, comparison.verdicts.wire),
    };
    let Since { botocore: origin, version: base } = &before.since;
    text.push_str(&found(&update));
    if !is_first {
        text.push_str(&format!("; since {base} {}", found(&all)));
    }
    let version = &old.settings.version;
    if origin == botocore {
        let change = if base == version { "is kept".to_owned() } else { format!("{version} → {base}, as") };
        text.push_str(&format!("; version: {change} before the updates that are not released\n"));
        return Ok(UpdateReport { text, next_version: base.clone(), changelog: changelog.to_owned() });
    }
    let (verdicts, changes) = match all.changes.is_empty() {
        true => (None, Vec::new()),
        false => (Some(all.verdicts), diff::entries(&all)),
    };
    // The crate names its source, so it changes even if the model does not, and a released version is never changed.
    let change = verdicts.map_or(Semver::Patch, |verdicts| verdicts.rust);
    let next = release::next_version(changelog, base, change).unwrap_or_else(|| version.clone());
    text.push_str(&match next == *version {
        true => format!("; the version is still {version}, {}\n", reason_for_same_version(changelog)),
        false => format!("; next version: {version} → {next}\n"),
    });
    let entry = Entry { botocore, since: (origin, base), verdicts, changes: &changes };
    let changelog = release::add_entry(changelog, &next, &[entry.text()])?;
    Ok(UpdateReport { text, next_version: next, changelog })
}

fn reason_for_same_version(changelog: &str) -> String {
    match release::last_released(changelog) {
        None => "because no version was released yet (`(unreleased)` in CHANGELOG.md)".to_owned(),
        Some(last) => format!("because it is not released yet and includes all changes since {last}"),
    }
}

/// Lists parts of the hand-written files that have no item in the model: their number, and the first names. Complete
/// lines.
pub fn unmatched(warnings: &[Diagnostic]) -> String {
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
    let line = name_list(&names, "not in the model, so the hand-written files' texts about them are left out");
    format!("{}in: {}\n", line, sources.join(", "))
}

/// Lists items that the hand-written files do not describe yet, as complete lines.
fn undescribed(new: &Inputs) -> anyhow::Result<String> {
    let explainer = Explainer::open(&new.sources, Some(&new.partitions), &new.settings)?;
    let of = explainer.catalogue();
    let undocumented: Vec<_> = of.words.iter().filter(|item| !item.documented).map(|item| item.name.as_str()).collect();
    let has_groups = of.operations.iter().any(|operation| operation.group.is_some());
    let ungrouped = of.operations.iter().filter(|operation| has_groups && operation.group.is_none());
    let ungrouped: Vec<_> = ungrouped.map(|operation| operation.name.as_str()).collect();
    let words = name_list(&undocumented, "without documentation (models/words, `cargo xtask list words --missing`)");
    Ok(words + &name_list(&ungrouped, "without a group (models/dms.overlay.json)"))
}

fn name_list(names: &[&str], description: &str) -> String {
    match names.len() {
        0 => String::new(),
        count if count <= MAX_NAMES => format!("{description}: {}\n", names.join(", ")),
        count => format!("{description}: {} and {} more\n", names[..MAX_NAMES].join(", "), count - MAX_NAMES),
    }
}

/// The maximum number of names on a line.
const MAX_NAMES: usize = 12;

/// Lists the counts that changed, as complete lines.
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

/// Counts the contents of a model without its overlay.
fn counts(sources: &[Source]) -> anyhow::Result<Counts> {
    let Some(model) = sources.first() else { return Ok(Counts::default()) };
    let model: Value = serde_json::from_str(&model.text)?;
    Ok(Counts::of(&model))
}
