//! White space in JSON: none, or indented.

/// The parts of a JSON text that are not white space between tokens: single punctuation marks, strings, and runs of
/// other characters.
fn tokens(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([' ', '\n', '\r', '\t']);
        let end = match rest.as_bytes().first()? {
            b'"' => string_end(rest),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => rest.find([' ', '\n', '\r', '\t', '{', '}', '[', ']', ',', ':', '"']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

/// The end of the string at the start of the text.
fn string_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A JSON text without white space between its tokens.
pub(super) fn compact(json: &str) -> String {
    tokens(json).collect()
}

/// A JSON text with a line for each member and item.
pub(super) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0;
    let mut tokens = tokens(json).peekable();
    while let Some(token) = tokens.next() {
        match token {
            "{" | "[" => {
                out.push_str(token);
                if let Some(close @ ("}" | "]")) = tokens.peek().copied() {
                    out.push_str(close);
                    tokens.next();
                } else {
                    depth += 1;
                    new_line(depth, &mut out);
                }
            }
            "}" | "]" => {
                depth -= 1;
                new_line(depth, &mut out);
                out.push_str(token);
            }
            "," => {
                out.push_str(token);
                new_line(depth, &mut out);
            }
            ":" => out.push_str(": "),
            other => out.push_str(other),
        }
    }
    out
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}
