//! The known differences with their reasons: `xtask/tools/parity/known.toml`.

use std::cell::Cell;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::compare::Difference;

/// The list of known differences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The version of the official crate of the list.
    pub official: String,
    #[serde(default)]
    api: Vec<KnownDifference>,
    #[serde(default)]
    run: Vec<KnownDifference>,
    #[serde(default)]
    programs: Vec<KnownDifference>,
}

/// Known differences of one kind. In all patterns `*` matches any text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDifference {
    /// Their location.
    pub at: String,
    /// The text of the official crate; empty if it has none.
    #[serde(default = "anything")]
    official: String,
    /// The text of this crate.
    #[serde(default = "anything")]
    ours: String,
    /// The reason.
    pub reason: String,
    /// The number of differences that matched.
    #[serde(skip)]
    pub met: Cell<usize>,
}

fn anything() -> String {
    "*".to_owned()
}

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    /// When the file cannot be read or is not valid.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
    }

    /// Reads the text of a list.
    ///
    /// # Errors
    /// When it is not valid; an entry needs a reason.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let known: Self = toml::from_str(text)?;
        let mut all = known.api.iter().chain(&known.run).chain(&known.programs);
        let without = all.find(|entry| entry.reason.trim().is_empty());
        ensure!(without.is_none(), "the entry `{}` has no reason", without.map_or("", |entry| &entry.at));
        Ok(known)
    }

    /// Returns the entries of a part.
    pub fn of(&self, part: &str) -> &[KnownDifference] {
        match part {
            "api" => &self.api,
            "run" => &self.run,
            _ => &self.programs,
        }
    }
}

impl KnownDifference {
    /// Whether the entry matches this difference.
    pub fn covers(&self, difference: &Difference) -> bool {
        let covers = matches(&self.at, &difference.at)
            && matches(&self.official, &difference.official)
            && matches(&self.ours, &difference.ours);
        self.met.set(self.met.get() + usize::from(covers));
        covers
    }
}

/// Whether a text matches a pattern, in which `*` matches any text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = text.split_once(part) else { return false };
        text = after;
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_matches_any_text() {
        for (pattern, text) in [("*", ""), ("*", "a"), ("a", "a"), ("a*", "ab"), ("*b", "ab"), ("a*c*e", "abcde")] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a", "ab"), ("a*", "ba"), ("*b", "ba"), ("a*c*e", "abde"), ("aa*a", "aa")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn an_entry_has_a_reason() {
        let with = |reason: &str| format!("official = '1.0.0'\n[[api]]\nat = 'a'\nreason = '{reason}'");
        assert_eq!(Known::parse(&with("because")).expect("a list").of("api").len(), 1);
        let error = Known::parse(&with(" ")).expect_err("no reason");
        assert_eq!(error.to_string(), "the entry `a` has no reason");
    }

    #[test]
    fn an_entry_counts_what_it_covers() {
        let text = "official = '1.0.0'\n[[run]]\nat = '*, layers'\nofficial = ''\nours = 'x*'\nreason = 'because'";
        let known = Known::parse(text).expect("a list");
        let covered = Difference::new("A, layers", "", "xy");
        assert!(known.of("run")[0].covers(&covered));
        for other in [("A, bag", "", "xy"), ("A, layers", "z", "xy"), ("A, layers", "", "y")] {
            assert!(!known.of("run")[0].covers(&Difference::new(other.0, other.1, other.2)), "{other:?}");
        }
        assert_eq!(known.of("run")[0].met.get(), 1);
    }
}
