//! Edits the version of the package and its changelog, without changing any other text.

mod entry;

pub use entry::{Entry, Since, without_entry};

use anyhow::{Context, bail, ensure};
use dms_codegen::diff::{self, Semver};
use toml_edit::{DocumentMut, Item, Value};
use xtask::package::check_version;

/// Sets the version in the text; comments and order are preserved.
///
/// # Errors
/// When the text is not TOML, or the version is not valid.
pub fn set_version(package_toml: &str, version: &str) -> anyhow::Result<String> {
    check_version(version)?;
    let mut document: DocumentMut = package_toml.parse().context("the text is not TOML")?;
    let has_package = document.contains_key("package");
    match document.get_mut("package").and_then(|package| package.get_mut("version")) {
        Some(Item::Value(value)) => {
            // A comment after the value belongs to the value.
            let decor = value.decor().clone();
            *value = Value::from(version);
            *value.decor_mut() = decor;
            Ok(document.to_string())
        }
        Some(_) => bail!("`version` is not a value"),
        None if has_package => bail!("`package` has no `version`"),
        None => {
            let gap = if package_toml.trim().is_empty() { "" } else { "\n" };
            Ok(format!("[package]\nversion = {version:?}\n{gap}{package_toml}"))
        }
    }
}

/// The end of the heading of an unreleased version.
const UNRELEASED: &str = "(unreleased)";

/// Returns the package's version after a change. An unreleased version
/// includes all changes until it is released, and is increased if one of them requires it. `None` if a version is not
/// three numbers.
#[must_use]
pub fn next_version(changelog: &str, version: &str, change: Semver) -> Option<String> {
    let mut headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    let own = |heading: &str| heading.split_whitespace().next() == Some(version) && heading.ends_with(UNRELEASED);
    if !headings.any(own) {
        return diff::next_version(version, change);
    }
    let Some(released) = last_released(changelog) else { return Some(version.to_owned()) };
    let next = diff::next_version(released, change)?;
    let numbers = |version: &str| version.split('.').map(str::parse).collect::<Result<Vec<u64>, _>>().ok();
    Some(if numbers(&next)? > numbers(version)? { next } else { version.to_owned() })
}

/// Returns the version of the last released section.
#[must_use]
pub fn last_released(changelog: &str) -> Option<&str> {
    let mut headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    headings.find(|heading| !heading.ends_with(UNRELEASED))?.split_whitespace().next()
}

/// Adds lines to the changelog: at the end of the first section if it is unreleased, and otherwise in a new
/// section before it. The section gets the version.
///
/// # Errors
/// When the text has no title to add a section below.
pub fn add_entry(changelog: &str, version: &str, lines: &[String]) -> anyhow::Result<String> {
    let mut text: Vec<String> = changelog.lines().map(str::to_owned).collect();
    ensure!(text.first().is_some_and(|line| line.starts_with("# ")), "the changelog has no title");
    let heading = format!("## {version} {UNRELEASED}");
    let start = match text.iter().position(|line| line.starts_with("## ")) {
        Some(start) if text[start].ends_with(UNRELEASED) => {
            text[start] = heading;
            start
        }
        _ => {
            text.splice(1..1, [String::new(), heading]);
            2
        }
    };
    let end = text[start + 1..].iter().position(|line| line.starts_with("## ")).map_or(text.len(), |at| start + 1 + at);
    let mut last = end;
    while last > start + 1 && text[last - 1].is_empty() {
        last -= 1;
    }
    if last == start + 1 {
        text.insert(last, String::new());
        last += 1;
    }
    text.splice(last..last, lines.iter().map(|line| format!("- {line}")));
    Ok(text.join("\n") + "\n")
}

/// Sets the version of a package of the workspace, which has no source, in a `Cargo.lock`.
#[must_use]
pub fn set_locked(lock: &str, package: &str, version: &str) -> String {
    let name = format!("name = {package:?}");
    let mut lines: Vec<String> = lock.lines().map(str::to_owned).collect();
    let is_own = |at: usize| lines[at] == name && !lines.get(at + 2).is_some_and(|line| line.starts_with("source"));
    let found = (0..lines.len()).find(|at| is_own(*at)).map(|at| at + 1);
    if let Some(line) = found.and_then(|at| lines.get_mut(at)).filter(|line| line.starts_with("version = ")) {
        *line = format!("version = {version:?}");
    }
    lines.join("\n") + "\n"
}

/// Sets the version of a package in the requirements of pip.
///
/// # Errors
/// When the package is not pinned by exactly one plain line: text after a version, such as a hash, would be wrong
/// for another version.
pub fn pin(requirements: &str, package: &str, version: &str) -> anyhow::Result<String> {
    let pinned = format!("{package}==");
    let mut lines: Vec<String> = requirements.lines().map(str::to_owned).collect();
    let mut pins = lines.iter_mut().filter(|line| line.starts_with(&pinned));
    match (pins.next(), pins.next()) {
        (Some(line), None) if !line.contains(char::is_whitespace) => *line = format!("{pinned}{version}"),
        _ => bail!(
            "the requirements do not pin {package} by one plain line\n  remedy: write one line `{pinned}VERSION` with \
             nothing after it"
        ),
    }
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests;
