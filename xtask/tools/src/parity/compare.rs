//! Compares lists of texts of both crates.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The result of comparing a part.
#[derive(Debug, Default)]
pub struct Compared {
    /// The number of items on either side.
    pub items: usize,
    /// The items that differ.
    pub differences: Vec<Difference>,
    /// Other results as text.
    pub notes: Vec<String>,
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The location of the difference.
    pub at: String,
    /// The text of the official crate; empty if it has none.
    pub official: String,
    /// The text of this crate; empty if it has none.
    pub ours: String,
}

impl Difference {
    /// Creates a difference.
    pub fn new(at: impl Into<String>, official: impl Into<String>, ours: impl Into<String>) -> Self {
        Self { at: at.into(), official: official.into(), ours: ours.into() }
    }
}

impl Compared {
    /// Compares two lists of texts, whose order matters.
    pub fn add(&mut self, at: &str, official: &[&str], ours: &[&str]) {
        for operation in capture_diff_slices(Algorithm::Myers, official, ours) {
            let (gone, new) = (&official[operation.old_range()], &ours[operation.new_range()]);
            if matches!(operation, DiffOp::Equal { .. }) {
                self.items += gone.len();
                continue;
            }
            let pairs = pairs(gone, new);
            self.items += pairs.len();
            self.differences.extend(pairs.into_iter().map(|(gone, new)| Difference::new(at, gone, new)));
        }
    }
}

/// Pairs different texts of both sides: first texts that start with the same name, and then the remaining ones.
fn pairs<'a>(gone: &[&'a str], new: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut new: Vec<_> = new.iter().map(|new| Some(*new)).collect();
    let same = gone.iter().map(|gone| {
        let same = new.iter_mut().find(|new| new.is_some_and(|new| name(new) == name(gone)));
        (*gone, same.and_then(Option::take))
    });
    let same: Vec<_> = same.collect();
    let mut left = new.into_iter().flatten();
    let mut pairs: Vec<_> =
        same.into_iter().map(|(gone, new)| (gone, new.or_else(|| left.next()).unwrap_or(""))).collect();
    pairs.extend(left.map(|new| ("", new)));
    pairs
}

/// Returns the name at the start of a text.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '-' | ' ')).unwrap_or(text.len());
    &text[..end]
}

/// The number of characters of an excerpt before and after the first difference.
const AROUND: (usize, usize) = (60, 120);

/// Returns excerpts of two texts around the first difference, from the start of the field.
pub fn excerpts(official: &str, ours: &str) -> [String; 2] {
    let common = official.char_indices().zip(ours.chars()).find(|((_, one), other)| one != other);
    let first = common.map_or(official.len().min(ours.len()), |((at, _), _)| at);
    let least = official[..first].char_indices().rev().nth(AROUND.0).map_or(0, |(at, _)| at);
    let start = official[least..first].rfind([',', '{', '(', '[']).map_or(least, |at| least + at + 1);
    [official, ours].map(|text| {
        let rest = &text[start..];
        let end = first - start;
        let end = rest[end..].char_indices().nth(AROUND.1).map_or(rest.len(), |(at, _)| end + at);
        let (before, after) = (if start > 0 { "…" } else { "" }, if end < rest.len() { "…" } else { "" });
        format!("{before}{}{after}", rest[..end].trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(official: &[&str], ours: &[&str]) -> (usize, Vec<(String, String)>) {
        let mut compared = Compared::default();
        compared.add("here", official, ours);
        let pair = |difference: Difference| (difference.official, difference.ours);
        (compared.items, compared.differences.into_iter().map(pair).collect())
    }

    #[test]
    fn missing_new_and_changed_items_are_distinguished() {
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(compared(&["a", "b"], &["a", "b"]), (2, vec![]));
        assert_eq!(compared(&["a", "b"], &["b"]), (2, vec![pair("a", "")]));
        assert_eq!(compared(&["a"], &["a", "b"]), (2, vec![pair("", "b")]));
        assert_eq!(compared(&["a", "b", "c"], &["a", "x", "c"]), (3, vec![pair("b", "x")]));
        assert_eq!(compared(&["a", "b"], &["b", "a"]).1.len(), 2, "the order matters");
        let [one, two, other] = ["A { a: 1 }", "B { b: 1 }", "B { b: 2 }"];
        assert_eq!(compared(&[one, two], &[other]), (2, vec![pair(one, ""), pair(two, other)]));
    }

    #[test]
    fn an_excerpt_starts_with_the_field_that_differs() {
        let texts = ["Response { id: 1, status: Some(Active) }", "Response { id: 1, status: Some(\"active\") }"];
        assert_eq!(excerpts(texts[0], texts[1]), ["…Active) }", "…\"active\") }"]);
        assert_eq!(excerpts("ä: 1", "ä: 2"), ["ä: 1", "ä: 2"]);
        assert_eq!(excerpts("a", "ab"), ["a", "ab"]);
        let [long, _] = excerpts(&"x".repeat(500), &format!("{}y", "x".repeat(200)));
        assert!(long.starts_with('…') && long.ends_with('…') && long.chars().count() < 200, "{long}");
    }
}
