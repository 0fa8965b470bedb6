//! Prints the results of the comparison.

use std::collections::BTreeMap;

use super::compare::{Compared, Difference, excerpts};
use super::known::{Known, KnownDifference};
use xtask::console::{BAD, FAINT, STRONG, align_columns};
use xtask::outln;

/// The maximum length of a text that is printed completely.
const SHORT: usize = 200;

/// Facets that are values and differ between cases.
const VALUES: [&str; 6] = ["builder", "error", "input", "output", "value", "waiter"];

/// The length of the common form of two texts of the same kind.
const FORM: usize = 16;

/// The differences of a part, divided into known and unknown ones.
pub struct PartReport<'k> {
    part: &'static str,
    items: usize,
    known: usize,
    unknown: Vec<Difference>,
    stale: Vec<&'k KnownDifference>,
    notes: Vec<String>,
}

impl<'k> PartReport<'k> {
    /// Separates the known differences from the others.
    pub fn new(part: &'static str, compared: Compared, known: &'k Known) -> Self {
        let entries = known.of(part);
        let all = compared.differences.len();
        let is_unknown = |difference: &Difference| !entries.iter().any(|entry| entry.covers(difference));
        let unknown: Vec<_> = compared.differences.into_iter().filter(is_unknown).collect();
        let stale = entries.iter().filter(|entry| entry.met.get() == 0).collect();
        let notes = compared.notes;
        Self { part, notes, items: compared.items, known: all - unknown.len(), unknown, stale }
    }

    /// Returns the number of unknown differences.
    pub fn unknown(&self) -> usize {
        self.unknown.len()
    }

    /// Returns the number of entries that match no difference.
    pub fn stale(&self) -> usize {
        self.stale.len()
    }

    /// Prints the unknown differences, grouped by kind, and the stale entries.
    pub fn print(&self, verbose: bool) {
        let mut kinds: BTreeMap<Difference, Vec<&Difference>> = BTreeMap::new();
        for difference in &self.unknown {
            let kind = if verbose { difference.clone() } else { kind(difference) };
            kinds.entry(kind).or_default().push(difference);
        }
        for all in kinds.values() {
            let Difference { at, official, ours } = all[0];
            let more = if all.len() > 1 { format!(", and {} more of the kind", all.len() - 1) } else { String::new() };
            let is_long = !verbose && official.len().max(ours.len()) > SHORT;
            let texts = if is_long { excerpts(official, ours) } else { [official.clone(), ours.clone()] };
            let [official, ours] = texts.map(|text| if text.is_empty() { "nothing".to_owned() } else { text });
            outln!("{BAD}{}{BAD:#} {STRONG}{at}{STRONG:#}{FAINT}{more}{FAINT:#}", self.part);
            outln!("  official  {official}\n  ours      {ours}\n");
        }
        for entry in &self.stale {
            let reason = &entry.reason;
            outln!("{BAD}{}{BAD:#} {STRONG}{}{STRONG:#} no longer differs: {reason}\n", self.part, entry.at);
        }
        for note in &self.notes {
            outln!("{FAINT}{}: {note}{FAINT:#}", self.part);
        }
    }
}

/// Removes everything that distinguishes a difference from others of its kind: the case, the operation, names and
/// values.
fn kind(difference: &Difference) -> Difference {
    let Difference { at, official, ours } = difference;
    let (case, facet) = at.split_once(" · ").unwrap_or(("", at));
    let operation = case.split([' ', ',']).find(|word| *word != "until").unwrap_or_default();
    let module = heck::ToSnakeCase::to_snake_case(operation);
    let general = |text: &str| match operation {
        "" => text.to_owned(),
        _ => text.replace(operation, "OPERATION").replace(&format!("::{module}"), "::operation"),
    };
    let [official, ours] = [general(official), general(ours)];
    let is_value = VALUES.iter().any(|value| facet.contains(value)) && !official.is_empty() && !ours.is_empty();
    let texts = if is_value { excerpts(&official, &ours).map(|text| form(&text)) } else { [official, ours] };
    let [official, ours] = texts;
    Difference::new(facet, official, ours)
}

/// Returns the beginning of a text, with all names and all strings replaced by the same one.
fn form(text: &str) -> String {
    let mut form = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next().filter(|_| form.len() < FORM) {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (length, sign) = if is_word(first) {
            (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), 'w')
        } else if first == '"' {
            (quoted_length(rest), 's')
        } else {
            (first.len_utf8(), first)
        };
        form.push(sign);
        rest = &rest[length..];
    }
    form
}

/// Returns the length of the quoted text at the start.
fn quoted_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// Returns a table with a row for each part.
pub fn table(reports: &[PartReport<'_>]) -> String {
    let head = ["part", "compared", "equal", "known", "unknown", "stale"].map(str::to_owned).to_vec();
    let row = |report: &PartReport<'_>| {
        let equal = report.items - report.known - report.unknown();
        let figures = [report.items, equal, report.known, report.unknown(), report.stale()];
        [report.part.to_owned()].into_iter().chain(figures.map(|figure| figure.to_string())).collect()
    };
    align_columns(&[head].into_iter().chain(reports.iter().map(row)).collect::<Vec<_>>()).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &str = "official = '1.0.0'\n\
        [[run]]\nat = '* · layers'\nreason = 'because'\n\
        [[run]]\nat = '* · bag'\nreason = 'it was so once'";

    #[test]
    fn known_unknown_and_stale_are_distinguished() {
        let known = Known::parse(KNOWN).expect("a list");
        let differences = ["A, send · layers", "B, send · layers", "A, send · output"];
        let differences = differences.map(|at| Difference::new(at, "one", "other")).to_vec();
        let report = PartReport::new("run", Compared { items: 7, differences, ..Compared::default() }, &known);
        assert_eq!((report.known, report.unknown(), report.stale()), (2, 1, 1));
        assert_eq!(report.stale[0].at, "* · bag");
        let lines: Vec<_> = table(&[report]).lines().map(str::to_owned).collect();
        assert_eq!(lines[0], "part  compared  equal  known  unknown  stale");
        assert_eq!(lines[1], "run   7         4      2      1        1");
    }

    #[test]
    fn differences_of_a_kind_differ_in_operation_and_value_only() {
        let difference = |operation: &str, facet: &str, official: &str, ours: &str| {
            kind(&Difference::new(format!("{operation}, send · {facet}"), official, ours))
        };
        let layers = |operation: &str| difference(operation, "layers", &format!("the one of {operation}"), "");
        assert_eq!(layers("CreateEndpoint"), layers("DeleteEndpoint"));
        let values = [("Some(Active)", "Some(\"a \\\" b\")"), ("Some(FullLoad)", "Some(\"full-load\")")];
        let [one, other] = values.map(|(official, ours)| difference("A", "output", official, ours));
        assert_eq!(one, other);
        assert_ne!(one, difference("A", "output", "Some(Active)", "None"));
        assert_ne!(layers("A"), difference("A", "layers", "another", ""));
    }
}
