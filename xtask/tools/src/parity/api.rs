//! Public items of both crates, as rustdoc knows them.
//!
//! Much of this crate is aliases of a few generic types. Rustdoc lists the methods of the generic type; here every
//! alias gets the methods that fit it, with its own types in their signatures. Names are compared without their paths,
//! and without lifetimes.

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

/// Has rustdoc list the items of both crates, and compares them. What only this crate has is no difference.
///
/// # Errors
/// When rustdoc fails, or writes another format than expected.
pub fn compare(workspace: &Workspace) -> anyhow::Result<Compared> {
    let [official, ours] = [items(workspace, OFFICIAL)?, items(workspace, PACKAGE)?];
    Ok(compare_items(&official, &ours))
}

fn items(workspace: &Workspace, package: &str) -> anyhow::Result<BTreeMap<String, Item>> {
    // Private items too: what a private trait makes of a type is in signatures.
    let flags = ["-Zunstable-options", "--output-format", "json", "--document-private-items"];
    let arguments = [&["rustdoc", "-p", package, "--lib", "--"][..], &flags].concat();
    // What rustdoc offers as JSON is not stable yet. The variable makes cargo build anew, hence a folder of its own.
    let folder = workspace.folder().join("rustdoc");
    workspace.run(workspace.command(&arguments).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &folder))?;
    let file = folder.join("doc").join(package.replace('-', "_")).with_extension("json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let json = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    let listed = Crate::new(json).map(|listed| items::list(&listed)).filter(|items| !items.is_empty());
    listed.with_context(|| format!("{} is in a format that is not known here", file.display()))
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
