//! Layout that prettyplease does not support: tables in macros, lines of full width, blank lines between methods.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::{borrow::Cow, fmt::Write as _};

/// A macro call in braces, with one line for each part that ends with `;`.
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

/// Whether there is no space between a token and those before it.
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
                ',' | ';' | '.' | '?' | '<' | '>' => true,
                ':' => token.spacing() == Spacing::Alone || punct(last).is_none(),
                _ => false,
            },
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Parenthesis && matches!(last, Some(TokenTree::Ident(_)))
            }
            _ => false,
        }
}

/// Adds an item as prettyplease formats it, with two changes: lists that fit in the line width become one line, and
/// inner items are separated by blank lines.
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

/// The starts of inner items, before which there can be a blank line.
const STARTS: &[&str] = &["///", "#[", "pub fn ", "pub const fn ", "pub type ", "fn "];

/// The maximum width of a line. prettyplease breaks lines earlier and has no setting for it.
const WIDTH: usize = 120;

/// Joins a list that ends with the last line to one line, if it fits. Tuples are not joined, since the last comma can
/// matter.
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

#[cfg(test)]
mod tests {
    fn item(text: &str) -> String {
        let mut laid_out = String::new();
        super::item(text, &mut laid_out);
        laid_out
    }

    #[test]
    fn lists_that_fit_become_one_line() {
        let text = "fn a(\n    b: C<\n        D,\n    >,\n) -> E {\n    f(\n        g,\n    )\n}\n";
        assert_eq!(item(text), "fn a(b: C<D>) -> E {\n    f(g)\n}\n");
    }

    #[test]
    fn tuples_comments_chains_and_long_lists_stay() {
        let long = format!("fn a(\n    {}: B,\n) {{}}\n", "b".repeat(110));
        for text in ["const A: (B,) = (\n    b,\n);\n", "f(\n    // why\n    a,\n);\n", "f(\n    .a()\n)\n", &long] {
            assert_eq!(item(text), text);
        }
    }

    #[test]
    fn methods_have_a_blank_line_between_them() {
        let text = "impl A {\n    const B: C = D;\n    fn e() {\n        if f {\n        }\n        g();\n    }\n    /// H\n    fn h() {}\n}\n";
        let spaced = "impl A {\n    const B: C = D;\n\n    fn e() {\n        if f {\n        }\n        g();\n    }\n\n    /// H\n    fn h() {}\n}\n";
        assert_eq!(item(text), spaced);
    }

    #[test]
    fn a_table_has_a_line_for_each_row() {
        let call: syn::Macro = syn::parse_quote! {
            crate::macros::t! { A, "A" { b: C }; 0 => a = -1, "A" X; b: Vec<crate::types::B>; c = ::std::f(&a.b, "x")?; }
        };
        let lines = [
            "crate::macros::t! {",
            "    A, \"A\" { b: C };",
            "    0 => a = -1, \"A\" X;",
            "    b: Vec<crate::types::B>;",
            "    c = ::std::f(&a.b, \"x\")?;",
            "}\n",
        ];
        assert_eq!(super::table(&call), lines.join("\n"));
    }
}
