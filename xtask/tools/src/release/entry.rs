//! The changelog entry of an update, and its removal by the next update: the unreleased section lists
//! all changes since the last release, for any number of updates.

use dms_codegen::diff::{Semver, Verdicts};

use super::{UNRELEASED, next_version};
use xtask::console::wrap_at;

const BEGINNING: &str = "- The model is that of botocore ";
const ALL: &str = "  - All changes since ";

/// The width of the lines of the changelog.
const WIDTH: usize = 120;

/// The changelog entry of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The release of botocore.
    pub botocore: &'a str,
    /// The previous release, and the version of the package with it.
    pub since: (&'a str, &'a str),
    /// The verdicts on the changes, if there are any.
    pub verdicts: Option<Verdicts>,
    /// The changes, one line each.
    pub changes: &'a [String],
}

impl Entry<'_> {
    /// Returns the text without the hyphen at the start.
    #[must_use]
    pub fn text(&self) -> String {
        let (before, version) = self.since;
        let found = match self.verdicts {
            Some(Verdicts { rust, wire }) => format!(": {rust} in Rust, {wire} on the wire"),
            None => String::new(),
        };
        let mut lines = vec![format!("{}{}, after {before}{found}.", &BEGINNING[2..], self.botocore)];
        lines.extend(self.changes.iter().map(|change| format!("  - {change}")));
        lines.push(format!("{ALL}{version}: `cargo xtask diff botocore:{before} botocore:{}`.", self.botocore));
        wrap_at(&lines.join("\n"), WIDTH)
    }
}

/// The versions before an update, as its entry names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The release of botocore.
    pub botocore: String,
    /// The version of the package.
    pub version: String,
}

/// Removes the entry of an update from the changelog and restores the heading; returns the versions before the update.
/// `None` if there is no such entry since the last release.
#[must_use]
pub fn without_entry(changelog: &str, version: &str) -> (String, Option<Since>) {
    let mut lines: Vec<String> = changelog.lines().map(str::to_owned).collect();
    let Some((heading, entry)) = find(&lines) else { return (changelog.to_owned(), None) };
    let (mut since, rust) = read(&lines[entry.clone()], version);
    let start = entry.start;
    lines.drain(entry);
    // The empty line that was added for the entry.
    if lines[start - 1].is_empty() && lines.get(start).is_none_or(String::is_empty) {
        lines.remove(start - 1);
    }
    let end = end_of_section(&lines, heading);
    let is_empty = lines[heading + 1..end].iter().all(String::is_empty);
    let mut others = lines.iter().enumerate().filter(|(at, line)| *at != heading && line.starts_with("## ")).peekable();
    // The update added this section if it is before the section of the previous version, or if that has none.
    let is_own = match others.peek() {
        None => !lines[heading].starts_with(&format!("## {} ", since.version)),
        Some(_) => others.any(|(_, line)| line.strip_prefix("## ") == Some(since.version.as_str())),
    };
    if is_empty && is_own {
        lines.drain(heading..end);
        if heading == lines.len() {
            lines.pop();
        }
    } else {
        lines[heading] = format!("## {} {UNRELEASED}", since.version);
    }
    let text = lines.join("\n") + "\n";
    if next_version(&text, &since.version, rust).as_deref() == Some(version) {
        return (text, Some(since));
    }
    // The version was changed by hand since then; it is kept.
    since.version = version.to_owned();
    let (mut lines, heading) = (text.lines().map(str::to_owned).collect::<Vec<_>>(), heading);
    let chosen = format!("## {version} {UNRELEASED}");
    match lines.get(heading).is_some_and(|line| line.ends_with(UNRELEASED)) {
        true => lines[heading] = chosen,
        false => drop(lines.splice(heading..heading, [chosen, String::new()])),
    }
    (lines.join("\n") + "\n", Some(since))
}

/// Returns the heading of the unreleased section, and the lines of the entry in it.
fn find(lines: &[String]) -> Option<(usize, std::ops::Range<usize>)> {
    let heading =
        lines.iter().position(|line| line.starts_with("## ")).filter(|at| lines[*at].ends_with(UNRELEASED))?;
    let end = end_of_section(lines, heading);
    let start = (heading..end).find(|at| lines[*at].starts_with(BEGINNING))?;
    let length = lines[start + 1..end].iter().take_while(|line| line.starts_with("  ")).count();
    Some((heading, start..start + 1 + length))
}

fn end_of_section(lines: &[String], heading: usize) -> usize {
    let next = lines[heading + 1..].iter().position(|line| line.starts_with("## "));
    next.map_or(lines.len(), |next| heading + 1 + next)
}

/// Returns the versions before an entry, and its verdict in Rust.
fn read(entry: &[String], version: &str) -> (Since, Semver) {
    let after = entry[0].split_once(", after ").map_or("", |(_, after)| after);
    let (botocore, found) = after.split_once(": ").unwrap_or((after.trim_end_matches('.'), ""));
    let named = entry.iter().find_map(|line| line.strip_prefix(ALL)?.split_once(": ")).map(|(version, _)| version);
    let rust = match found.split(' ').next() {
        Some("major") => Semver::Major,
        Some("minor") => Semver::Minor,
        _ => Semver::Patch,
    };
    (Since { botocore: botocore.to_owned(), version: named.unwrap_or(version).to_owned() }, rust)
}
