//! The layout that prettyplease does not give: tables of macros, lines as long as elsewhere, blank lines between methods.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::{borrow::Cow, fmt::Write as _};

/// A call of a macro in braces, with a line for what stands before each `;`.
pub fn table(call: &syn::Macro) -> String {
    let path = call.path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::");
    let mut text = format!("{path}! {{\n");
    let mut row = Vec::new();
    for token in call.tokens.clone() {
        let is_end = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        row.push(token);
        if is_end {
            text.push_str("    ");
            line(&row, &mut text);
            text.push('\n');
            row.clear();
        }
    }
    text.push_str("}\n");
    text
}

fn line(tokens: &[TokenTree], text: &mut String) {
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && !is_tight(&tokens[..index], token) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => self::group(group.delimiter(), group.stream(), text),
            other => drop(write!(text, "{other}")),
        }
    }
}

fn group(delimiter: Delimiter, content: TokenStream, text: &mut String) {
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    };
    text.push_str(open);
    line(&content.into_iter().collect::<Vec<_>>(), text);
    text.push_str(close);
}

/// Whether a token stands right after those before it.
fn is_tight(before: &[TokenTree], token: &TokenTree) -> bool {
    let punct = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Punct(punct)) => Some((punct.as_char(), punct.spacing())),
        _ => None,
    };
    let mut back = before.iter().rev();
    let (last, last_but_one) = (back.next(), back.next());
    let is_after_path = match punct(last) {
        Some((':', spacing)) => spacing == Spacing::Joint || matches!(punct(last_but_one), Some((':', Spacing::Joint))),
        Some(('<' | '&' | '-' | '.', _)) => true,
        Some((_, spacing)) => spacing == Spacing::Joint,
        None => false,
    };
    is_after_path
        || match token {
            TokenTree::Punct(token) => match token.as_char() {
                ',' | ';' | '.' | '<' | '>' => true,
                ':' => token.spacing() == Spacing::Alone || punct(last).is_none(),
                _ => false,
            },
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Parenthesis && matches!(last, Some(TokenTree::Ident(_)))
            }
            _ => false,
        }
}

/// Adds an item as prettyplease has it: lists that fit in the width of this repository become one line, and what
/// follows the end of another item in it gets a blank line before it.
pub fn item(item: &str, text: &mut String) {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for line in item.lines() {
        lines.push(Cow::Borrowed(line));
        if line.trim_start().starts_with([')', '>', ']']) {
            join(&mut lines);
        }
    }
    let mut is_end = false;
    for line in &lines {
        let content = line.strip_prefix("    ").unwrap_or_default();
        if is_end && STARTS.iter().any(|start| content.starts_with(start)) {
            text.push('\n');
        }
        is_end = content == "}" || (!content.starts_with([' ', '/']) && content.ends_with(';'));
        text.push_str(line);
        text.push('\n');
    }
}

/// How an item in an item begins, where a blank line can stand before it.
const STARTS: &[&str] = &["///", "#[", "pub fn ", "pub const fn ", "pub type ", "fn "];

/// How long a line can be. prettyplease breaks lines earlier and cannot be told otherwise.
const WIDTH: usize = 120;

/// Makes one line of a list that ends with the last line, if it fits. A tuple stays, as its last comma can matter.
fn join(lines: &mut Vec<Cow<'_, str>>) {
    let Some((last, before)) = lines.split_last() else { return };
    let indent = indentation(last);
    let items = before.iter().rev().take_while(|line| indentation(line) == indent + 4).count();
    let Some(first) = before.len().checked_sub(items + 1) else { return };
    let (open, items) = (&before[first], &before[first + 1..]);
    let is_list = indentation(open) == indent
        && !open.trim_start().starts_with("//")
        && items.iter().all(|item| !item.trim_start().starts_with(['/', '#', '.']))
        && match open.strip_suffix('(') {
            Some(name) => name.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '>' | '!')),
            None => open.ends_with(['<', '[']),
        };
    let length: usize = items.iter().map(|item| item.trim_start().len() + 1).sum();
    if !is_list || open.len() + length + last.len() - indent > WIDTH + 2 {
        return;
    }
    let items = items.iter().map(|item| item.trim_start()).collect::<Vec<_>>().join(" ");
    let joined = format!("{open}{}{}", items.strip_suffix(',').unwrap_or(&items), last.trim_start());
    if joined.len() <= WIDTH {
        lines.truncate(first);
        lines.push(Cow::Owned(joined));
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
