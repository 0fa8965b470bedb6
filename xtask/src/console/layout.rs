//! Wraps text and aligns columns. Lines are broken at spaces only: names and text in backticks
//! are never split, so that both can be copied.

use std::os::fd::AsFd;

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Returns the width of standard output in columns, from `COLUMNS` or the terminal. `None` if output goes
/// to a file or a pipe.
pub fn width() -> Option<usize> {
    width_of(std::io::stdout())
}

/// Like [`width`], for another stream.
pub(super) fn width_of(stream: impl AsFd) -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let of_terminal = || rustix::termios::tcgetwinsize(stream).ok().map(|size| usize::from(size.ws_col));
    columns.or_else(of_terminal).filter(|columns| *columns > 0)
}

/// Wraps text to [`width`], as far as names allow. Continuation lines are indented.
pub fn wrap(text: &str) -> String {
    wrap_to(text, width())
}

pub(super) fn wrap_to(text: &str, width: Option<usize>) -> String {
    width.map_or_else(|| text.to_owned(), |width| wrap_at(text, width))
}

/// Wraps text to `width`, as far as names allow. Continuation lines are indented.
pub fn wrap_at(text: &str, width: usize) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| wrap_line(line, width)).collect();
    lines.join("\n")
}

/// The maximum width of help texts.
const WIDEST: usize = 120;

/// Wraps the end of a help text for clap: joins lines of prose, then wraps all lines.
pub fn help(text: &str) -> String {
    help_within(text, help_width())
}

fn help_within(text: &str, width: usize) -> String {
    let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if is_prose(last) && is_prose(line) => *last = format!("{last} {line}"),
            _ => lines.push(line.to_owned()),
        }
    }
    let indent = |line: &str| if is_prose(line) { String::new() } else { continuation_indent(line) };
    let lines = lines.iter().flat_map(|line| example(line, width));
    lines.map(|line| wrap_indented(&line, width, &indent(&line))).collect::<Vec<_>>().join("\n")
}

/// Splits a line with a command and its description into two lines if it is too wide.
fn example(line: &str, width: usize) -> Vec<String> {
    let start = line.len() - line.trim_start().len();
    match line[start..].split_once("  ") {
        Some((command, does)) if display_width(line) > width => {
            vec![format!("{}{command}", &line[..start]), format!("{}{}", " ".repeat(start + 4), does.trim_start())]
        }
        _ => vec![line.to_owned()],
    }
}

/// Returns the width of help texts.
pub fn help_width() -> usize {
    width().unwrap_or(WIDEST).min(WIDEST)
}

fn wrap_line(line: &str, width: usize) -> String {
    wrap_indented(line, width, &continuation_indent(line))
}

/// Returns the indentation of continuation lines.
fn continuation_indent(line: &str) -> String {
    " ".repeat(line.len() - line.trim_start_matches(' ').len() + 2)
}

fn wrap_indented(line: &str, width: usize, indent: &str) -> String {
    if display_width(line) <= width {
        return line.to_owned();
    }
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::Custom(words))
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::fill(line, options)
}

/// Splits a line into words, each with the spaces after it. Text in backticks is one word.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (mut is_code, mut has_ended) = (false, false);
        let end = rest.char_indices().find_map(|(index, c)| {
            is_code ^= c == '`';
            let ends = has_ended && c != ' ';
            has_ended = c == ' ' && !is_code;
            ends.then_some(index)
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(Word::from(word))
    }))
}

/// Formats rows with aligned columns; the last column is not padded.
pub fn align_columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Formats rows below a head. If a row is wider than [`width`], each row takes several lines: the first cell, and below
/// it the others with their names in the head.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    table_within(head, rows, width())
}

fn table_within(head: &[&str], rows: &[Vec<String>], width: Option<usize>) -> Vec<String> {
    let head_row: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let lines = align_columns(&[&[head_row], rows].concat());
    let Some(width) = width.filter(|width| lines.iter().any(|line| display_width(line) > *width)) else { return lines };
    let (first, others) = head.split_first().unwrap_or((&"", &[]));
    let stacked = |row: &Vec<String>| {
        let cells = row.iter().skip(1).zip(others).filter(|(cell, _)| !cell.is_empty() && *cell != "-");
        let cells: Vec<String> = cells.map(|(cell, name)| format!("{} {cell}", name.to_lowercase())).collect();
        let name = row.first().cloned().unwrap_or_default();
        if cells.is_empty() {
            name
        } else {
            format!("{name}\n{}", wrap_line(&format!("  {}", cells.join("; ")), width))
        }
    };
    let lines = std::iter::once((*first).to_owned()).chain(rows.iter().map(stacked));
    lines.flat_map(|row| row.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_names_and_commands_only() {
        let line =
            "error: the operation `StreamRecords` can be left out with `cargo xtask new-service kinesis --out x`";
        let lines = wrap_to(line, Some(40));
        assert_eq!(
            lines,
            "error: the operation `StreamRecords` can\n  be left out with\n  `cargo xtask new-service kinesis --out x`"
        );
        assert_eq!(wrap_to(line, None), line);
        let coloured = format!("\u{1b}[1m{}\u{1b}[0m", "a".repeat(40));
        assert_eq!(wrap_to(&coloured, Some(40)), coloured, "colour has no width");
        assert_eq!(wrap_to("  one-two three-four", Some(14)), "  one-two\n    three-four");
        assert_eq!(wrap_to("one\n\ntwo\n", Some(2)), "one\n\ntwo\n");
        assert_eq!(wrap_to("a lone ` here and there", Some(8)), "a lone\n  ` here and there");
    }

    #[test]
    fn prose_of_help_texts_flows_and_examples_hang() {
        let text = "Examples:\n  cargo xtask a      one\n\nProse that is on\ntwo lines.";
        assert_eq!(help_within(text, 40), "Examples:\n  cargo xtask a      one\n\nProse that is on two lines.");
        let narrow = "Examples:\n  cargo xtask a\n      one\n\nProse that is on\ntwo lines.";
        assert_eq!(help_within(text, 17), narrow);
    }

    #[test]
    fn a_table_that_is_too_wide_names_each_cell() {
        let rows = [["DescribeThings", "describe_things", "3", "-"], ["Ping", "ping", "0", "yes"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let head = ["OPERATION", "METHOD", "IN", "PAGES"];
        let wide = table_within(&head, &rows, Some(80));
        assert_eq!(wide[1], "DescribeThings  describe_things  3   -");
        assert_eq!(table_within(&head, &rows, None), wide);
        let narrow = [
            "OPERATION",
            "DescribeThings",
            "  method describe_things;",
            "    in 3",
            "Ping",
            "  method ping; in 0; pages",
            "    yes",
        ];
        assert_eq!(table_within(&head, &rows, Some(27)), narrow);
        assert_eq!(table_within(&[], &[], Some(3)), [""]);
    }
}
