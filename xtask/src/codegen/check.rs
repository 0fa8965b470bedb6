//! Prints how a crate on disk differs from what the generator makes of its model.

use std::fmt::Write as _;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::Verdict;
use crate::console::{BAD, FAINT, GOOD, count};
use crate::tree::{Comparison, Difference, DifferenceKind, Tree, Wanted};
use crate::{out, outln};

/// The maximum number of paths that are listed.
const MAX_PATHS: usize = 30;
/// The maximum number of files whose changed lines are printed.
const MAX_DIFFS: usize = 5;
/// The maximum number of lines that are printed for each of them.
const MAX_LINES: usize = 20;
/// The time limit for finding the shortest diff of one file; after that, a longer diff is used.
const PATIENCE: Duration = Duration::from_millis(200);

/// Compares `tree` with `wanted` and prints the differences; `fixing` is the command that removes them.
///
/// # Errors
/// When the tree cannot be read, or hand-written files are at the paths of generated ones.
pub fn check(tree: &Tree, wanted: &Wanted, fixing: &str) -> anyhow::Result<Verdict> {
    let comparison = Comparison::new(tree, wanted)?;
    let is_interrupted = tree.is_interrupted();
    let root = tree.root.display();
    if comparison.is_clean() && comparison.obstacles.is_empty() && !is_interrupted {
        outln!("{GOOD}{root} is up to date{GOOD:#}: {}", count(comparison.unchanged, "file"));
        return Ok(Verdict::Good);
    }
    out!("{}", list(&comparison.differences));
    let changed = comparison.differences.iter().filter(|difference| difference.kind == DifferenceKind::Changed);
    for difference in changed.take(MAX_DIFFS) {
        outln!("{}", diff(difference));
    }
    if is_interrupted {
        outln!("an earlier run was interrupted and left its working files");
    }
    comparison.refuse_obstacles(tree)?;
    outln!(
        "{BAD}{root} is out of date{BAD:#}: {} missing, {} changed, {} stale\nfix it with: {fixing}",
        comparison.count(DifferenceKind::Missing),
        comparison.count(DifferenceKind::Changed),
        comparison.count(DifferenceKind::Stale) + comparison.count(DifferenceKind::Empty),
    );
    Ok(Verdict::Bad)
}

fn list(differences: &[Difference<'_>]) -> String {
    let mut text = String::new();
    for Difference { path, kind, .. } in differences.iter().take(MAX_PATHS) {
        let word = match kind {
            DifferenceKind::Missing => "missing",
            DifferenceKind::Changed => "changed",
            DifferenceKind::Stale => "stale",
            DifferenceKind::Empty => "empty",
        };
        _ = writeln!(text, "{word:<8} {}", path.display());
    }
    match differences.len().saturating_sub(MAX_PATHS) {
        0 => {}
        more => _ = writeln!(text, "… and {more} more"),
    }
    text
}

fn diff(difference: &Difference<'_>) -> String {
    let found = String::from_utf8_lossy(&difference.found);
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*found, difference.wanted);
    let path = difference.path.display();
    let mut lines = vec![format!("\n--- {path} (on disk)"), format!("+++ {path} (from the model)")];
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        lines.push(format!("{FAINT}{}{FAINT:#}", hunk.header()));
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => BAD,
                ChangeTag::Insert => GOOD,
                ChangeTag::Equal => anstyle::Style::new(),
            };
            lines.push(format!("{style}{}{}{style:#}", change.tag(), change.value().trim_end_matches(['\r', '\n'])));
        }
    }
    let hidden = lines.len().saturating_sub(MAX_LINES + 2);
    lines.truncate(MAX_LINES + 2);
    if hidden > 0 {
        lines.push(format!("{FAINT}… {}{FAINT:#}", count(hidden, "more line")));
    }
    lines.join("\n")
}
