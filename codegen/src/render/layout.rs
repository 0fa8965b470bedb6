//! The layout that prettyplease does not give: a row of a macro's table a line, and blank lines between methods.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::fmt::Write as _;

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

/// The text of an item with a blank line before each item in it that follows the end of another.
pub fn spaced(item: &str, text: &mut String) {
    let mut is_end = false;
    for line in item.split_inclusive('\n') {
        let content = line.strip_prefix("    ").unwrap_or_default();
        if is_end && STARTS.iter().any(|start| content.starts_with(start)) {
            text.push('\n');
        }
        is_end = matches!(content, "}\n") || (!content.starts_with([' ', '/']) && content.ends_with(";\n"));
        text.push_str(line);
    }
}

/// How an item in an item begins, where a blank line can stand before it.
const STARTS: &[&str] = &["///", "#[", "pub fn ", "pub const fn ", "pub type ", "fn "];
