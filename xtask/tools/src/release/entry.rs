//! What an update writes into the changelog, and how the next one takes it back: the section that is not released yet says
//! what changed since the last release, however many updates there were.

use dms_codegen::diff::{Semver, Verdicts};

use super::{UNRELEASED, next_version};
use xtask::say::wrapped_at;

const BEGINNING: &str = "- The model is that of botocore ";
const ALL: &str = "  - All changes since ";

/// How wide the lines of the changelog are.
const WIDTH: usize = 120;

/// What the changelog says of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The release of botocore.
    pub botocore: &'a str,
    /// The one before, and the version of the package that had it.
    pub since: (&'a str, &'a str),
    /// The verdicts on what changed, if something did.
    pub verdicts: Option<Verdicts>,
    /// What changed, one line each.
    pub changes: &'a [String],
}

impl Entry<'_> {
    /// The text, without the hyphen that begins it.
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
        wrapped_at(&lines.join("\n"), WIDTH)
    }
}

/// What an entry said came before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The release of botocore.
    pub botocore: String,
    /// The version of the package.
    pub version: String,
}

/// The changelog without the entry that an update wrote, with the heading as it was before, and what it was before. `None`
/// where no update has written one since the last release.
#[must_use]
pub fn taken_back(changelog: &str, version: &str) -> (String, Option<Since>) {
    let mut lines: Vec<String> = changelog.lines().map(str::to_owned).collect();
    let Some((heading, entry)) = find(&lines) else { return (changelog.to_owned(), None) };
    let (mut since, rust) = read(&lines[entry.clone()], version);
    let start = entry.start;
    lines.drain(entry);
    // The empty line that was made for the entry.
    if lines[start - 1].is_empty() && lines.get(start).is_none_or(String::is_empty) {
        lines.remove(start - 1);
    }
    let end = end_of_section(&lines, heading);
    let is_empty = lines[heading + 1..end].iter().all(String::is_empty);
    let mut others = lines.iter().enumerate().filter(|(at, line)| *at != heading && line.starts_with("## ")).peekable();
    // A section of the update's own: it stands before that of the version of then, or before none.
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
    // Somebody has chosen another version since, and it stays.
    since.version = version.to_owned();
    let (mut lines, heading) = (text.lines().map(str::to_owned).collect::<Vec<_>>(), heading);
    let chosen = format!("## {version} {UNRELEASED}");
    match lines.get(heading).is_some_and(|line| line.ends_with(UNRELEASED)) {
        true => lines[heading] = chosen,
        false => drop(lines.splice(heading..heading, [chosen, String::new()])),
    }
    (lines.join("\n") + "\n", Some(since))
}

/// The heading of the section that is not released, and the lines of the entry in it.
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

/// What came before an entry, and what the entry was to programs.
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
