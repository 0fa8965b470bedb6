//! What an update of the model changes, for people.

use dms_codegen::Source;
use dms_codegen::diff::{Rules, Semver, Verdicts, compare};
use dms_codegen::explain::Book;
use serde_json::Value;

use crate::diff;
use crate::import::Counts;
use crate::release;
use xtask::inputs::Inputs;

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

/// Compares the model before and after an update, both as the generator reads them: the model first, then the overlay,
/// with the partitions of its release and the version of the package before. The changelog says which versions there are.
///
/// This is the one place where an update is judged.
///
/// # Errors
/// When the model before gives no crate, or the one after: then there is nothing to compare.
pub fn report(old: &Inputs, new: &Inputs, changelog: &str) -> anyhow::Result<Report> {
    let open = |inputs: &Inputs| diff::open(&inputs.sources, &inputs.partitions);
    let comparison = compare(&open(old)?, &open(new)?, &Rules::default());
    let mut text = counted(&old.sources, &new.sources)?;
    text.push_str(&diff::changes(&comparison));
    text.push_str(&left_to_write(new)?);
    let Verdicts { rust, wire } = comparison.verdicts;
    let version = &old.settings.version;
    let is_same = comparison.changes.is_empty();
    // The crate names its source even where nothing else changed, and what was released stays as it is.
    let next_version = release::next_version(changelog, version, if is_same { Semver::Patch } else { rust });
    let next = next_version.as_deref().unwrap_or(version);
    let found = if is_same {
        "nothing changed that a program could notice".to_owned()
    } else {
        format!("{rust} in Rust, {wire} on the wire")
    };
    text.push_str(&format!("{found}; next version: {version} → {next}\n"));
    let entries = if is_same { Vec::new() } else { diff::entries(&comparison) };
    Ok(Report { text, next_version, entries })
}

/// What the hand-written files do not know of yet, whole lines.
fn left_to_write(new: &Inputs) -> anyhow::Result<String> {
    let book = Book::open(&new.sources, Some(&new.partitions), &new.settings)?;
    let of = book.catalogue();
    let undocumented: Vec<_> = of.words.iter().filter(|item| !item.documented).map(|item| item.name.as_str()).collect();
    let has_groups = of.operations.iter().any(|operation| operation.group.is_some());
    let ungrouped = of.operations.iter().filter(|operation| has_groups && operation.group.is_none());
    let ungrouped: Vec<_> = ungrouped.map(|operation| operation.name.as_str()).collect();
    let told = |names: &[&str], what: &str| match names.len() {
        0 => String::new(),
        count if count <= NAMED => format!("{what}: {}\n", names.join(", ")),
        count => format!("{what}: {} and {} more\n", names[..NAMED].join(", "), count - NAMED),
    };
    let words = told(&undocumented, "without words (models/words, `cargo xtask list words --missing`)");
    Ok(words + &told(&ungrouped, "without a group (models/dms.overlay.json)"))
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
