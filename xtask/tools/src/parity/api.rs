//! Compares the public items of both crates with rustdoc.
//!
//! Many types of this crate are aliases of a few generic types. Rustdoc lists the methods of the generic type; here
//! every alias gets its applicable methods, with its own types in their signatures. Names are compared without their
//! paths, and without lifetimes.

mod items;
mod types;

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;

use super::compare::{Compared, Difference};
use super::workspace::{OFFICIAL, Workspace};
use items::Item;
use types::Crate;
use xtask::inputs::PACKAGE;

/// Lists the items of both crates with rustdoc, and compares them. Items that only this crate has are no differences.
///
/// # Errors
/// When rustdoc fails, or writes an unexpected format.
pub fn compare(workspace: &Workspace) -> anyhow::Result<Compared> {
    let [official, ours] = [items(workspace, OFFICIAL)?, items(workspace, PACKAGE)?];
    Ok(compare_items(&official, &ours))
}

fn items(workspace: &Workspace, package: &str) -> anyhow::Result<BTreeMap<String, Item>> {
    // Private items too: associated types of private traits are in signatures.
    let flags = ["-Zunstable-options", "--output-format", "json", "--document-private-items"];
    let arguments = [&["rustdoc", "-p", package, "--lib", "--"][..], &flags].concat();
    // Rustdoc's JSON is unstable. The variable makes Cargo rebuild everything, hence a separate folder.
    let folder = workspace.folder().join("rustdoc");
    workspace.run(workspace.command(&arguments).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &folder))?;
    let file = folder.join("doc").join(package.replace('-', "_")).with_extension("json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let json = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let listed = Crate::new(json).map(|listed| items::list(&listed)).filter(|items| !items.is_empty());
    listed.with_context(|| format!("{} has an unknown format", file.display()))
}

fn compare_items(official: &BTreeMap<String, Item>, ours: &BTreeMap<String, Item>) -> Compared {
    let mut compared = Compared { items: official.len(), ..Compared::default() };
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (name, item) in official {
        let own = ours.get(name);
        let count = counts.entry(item.kind).or_default();
        count[0] += 1;
        count[1] += usize::from(own.is_some());
        count[2] += usize::from(own == Some(item));
        if own != Some(item) {
            let text = |item: &Item| format!("{} {}", item.kind, item.signature).trim_end().to_owned();
            compared.differences.push(Difference::new(name, text(item), own.map(text).unwrap_or_default()));
        }
    }
    let note =
        |(kind, [all, named, same]): (&str, [usize; 3])| format!("{kind}: {named} of {all} by name, {same} equal");
    compared.notes = counts.into_iter().map(note).collect();
    compared
}

#[cfg(test)]
mod tests;
