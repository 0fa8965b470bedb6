//! The differences that are known, each with its reason: `xtask/tools/parity/known.toml`.

use std::cell::Cell;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::compare::Difference;

/// What may differ.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The version of the official crate that all this is about.
    pub official: String,
    #[serde(default)]
    api: Vec<Entry>,
    #[serde(default)]
    run: Vec<Entry>,
    #[serde(default)]
    programs: Vec<Entry>,
}

/// Differences of one kind. In all patterns `*` stands for any text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where they are.
    pub at: String,
    /// What the official crate has; nothing is the empty text.
    #[serde(default = "anything")]
    official: String,
    /// What this crate has.
    #[serde(default = "anything")]
    ours: String,
    /// Why that is right.
    pub reason: String,
    /// How many were met.
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
    /// When there is none, or it is not as it has to be.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} cannot be used", path.display()))
    }

    /// Reads the text of a list.
    ///
    /// # Errors
    /// When it is not as it has to be; an entry without a reason is none.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let known: Self = toml::from_str(text)?;
        let mut all = known.api.iter().chain(&known.run).chain(&known.programs);
        let without = all.find(|entry| entry.reason.trim().is_empty());
        ensure!(without.is_none(), "the entry `{}` gives no reason", without.map_or("", |entry| &entry.at));
        Ok(known)
    }

    /// The entries of a part.
    pub fn of(&self, part: &str) -> &[Entry] {
        match part {
            "api" => &self.api,
            "run" => &self.run,
            _ => &self.programs,
        }
    }
}

impl Entry {
    /// Whether this difference is one of them.
    pub fn covers(&self, difference: &Difference) -> bool {
        let covers = matches(&self.at, &difference.at)
            && matches(&self.official, &difference.official)
            && matches(&self.ours, &difference.ours);
        self.met.set(self.met.get() + usize::from(covers));
        covers
    }
}

/// Whether a text is of a pattern, in which `*` stands for any text.
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
    fn a_star_stands_for_any_text() {
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
        assert_eq!(error.to_string(), "the entry `a` gives no reason");
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
