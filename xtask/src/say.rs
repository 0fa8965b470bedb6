//! How commands speak: results to standard output, errors to standard error, colour only on a terminal.

use anstyle::{AnsiColor, Style};

/// What is wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is right.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What stands between the two.
pub const FAINT: Style = Style::new().dimmed();

/// A heading, or the name of what is spoken of.
pub const STRONG: Style = Style::new().bold();
/// What is to be found by the eye: names in Rust.
pub const NAME: Style = AnsiColor::Cyan.on_default();

/// Prints why a command could not do its work.
pub fn error(error: &anyhow::Error) {
    anstream::eprintln!("{BAD}error:{BAD:#} {error:#}");
}

/// `1 file`, `2 files`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Rows as text with the columns one below the other; the last column is as wide as it is.
pub fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
