//! Converts text of a model to Markdown that rustdoc renders without warnings.
//!
//! A text can contain anything: brackets that look like links, tags, code that is not Rust, fences without an end.
//! Outside of code spans, everything with a meaning for rustdoc beyond Markdown is escaped. Code blocks become plain
//! text, so that none is compiled as a test.

/// Whether a character must not be in a comment, because it controls the terminal or the direction of text.
fn is_steering(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text as a code span, whatever it contains.
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_steering(c) { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let edge = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    let pad = if edge { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A JSON value as a code span.
pub fn literal(value: &serde_json::Value) -> String {
    code(&value.to_string())
}

/// Converts HTML, which models have in their CommonMark, to Markdown. A text without tags is unchanged.
pub fn from_html(text: &str) -> String {
    if !has_tags(text) {
        return text.to_owned();
    }
    let html = without_unknown_tags(text);
    // A text that is not valid HTML is unchanged.
    htmd::HtmlToMarkdown::builder().skip_tags(vec!["script", "style"]).build().convert(&html).unwrap_or(text.to_owned())
}

/// Tags that are recognized: those of HTML that are used in documentation, and those that AWS adds.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "caution",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "important",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "replaceable",
    "script",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
];

/// Escapes every `<` that does not begin a tag, such as in `Vec<String>` and `<https://example.com>`.
fn without_unknown_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if part.starts_with("https://") || part.starts_with("http://") {
            // A bare address becomes a link later.
            out.push_str(&part.replacen('>', "", 1));
            continue;
        }
        let name: String = part.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_tag = TAGS.contains(&name.to_ascii_lowercase().as_str()) || part.starts_with("!--");
        out.push_str(if is_tag { "<" } else { "&lt;" });
        out.push_str(part);
    }
    out
}

/// Whether there is a closing tag, or a paragraph, a break or a list item, which need none.
fn has_tags(text: &str) -> bool {
    const OPEN: [&str; 6] = ["<p>", "<p/>", "<br>", "<br/>", "<br />", "<li>"];
    let is_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    text.match_indices("</").any(|(at, _)| is_name(&text[at + 2..])) || OPEN.iter().any(|tag| text.contains(tag))
}

/// A model's documentation as Markdown for rustdoc.
pub fn sanitize(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().map(|c| if is_steering(c) && c != '\n' { ' ' } else { c }).collect();
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.trim().lines() {
        let trimmed = line.trim_start();
        let ticks = trimmed.chars().take_while(|&c| c == '`').count();
        let tildes = trimmed.chars().take_while(|&c| c == '~').count();
        match &fence {
            Some(open) if trimmed.trim_end() == *open => {
                lines.push(open.clone());
                fence = None;
            }
            Some(_) => lines.push(line.to_owned()),
            None if ticks >= 3 || tildes >= 3 => {
                let open = trimmed[..ticks.max(tildes)].to_owned();
                lines.push(format!("{open}text"));
                fence = Some(open);
            }
            None => lines.push(prose(line)),
        }
    }
    lines.extend(fence);
    lines.join("\n")
}

/// A line outside of code blocks. Its indentation is limited, since a deep one would make it a code block.
fn prose(line: &str) -> String {
    let body = line.trim_start();
    let indent = (line.len() - body.len()).min(3);
    let mut out = " ".repeat(indent);
    let mut rest = body;
    while let Some(next) = rest.find(['\\', '`', '[', '<', 'h']) {
        out.push_str(&rest[..next]);
        rest = &rest[next..];
        rest = match rest.as_bytes()[0] {
            b'\\' => escape(rest, &mut out),
            b'`' => code_span(rest, &mut out),
            b'[' => link(rest, &mut out),
            b'<' => angle(rest, &mut out),
            _ => address(rest, &mut out),
        };
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}

/// Copies a backslash and the character that it escapes.
fn escape<'a>(text: &'a str, out: &mut String) -> &'a str {
    let length = if text[1..].starts_with(|c: char| c.is_ascii_punctuation()) { 2 } else { 1 };
    out.push_str(&text[..length]);
    &text[length..]
}

/// Copies a code span; a backtick that does not begin one is escaped.
fn code_span<'a>(text: &'a str, out: &mut String) -> &'a str {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let fence = &text[..ticks];
    if let Some(end) = text[ticks..].find(fence) {
        let length = ticks + end + ticks;
        out.push_str(&text[..length]);
        return &text[length..];
    }
    out.push_str(&"\\`".repeat(ticks));
    &text[ticks..]
}

/// Copies `[text](https://…)`; any other bracket is escaped, so that it does not link to an item.
fn link<'a>(text: &'a str, out: &mut String) -> &'a str {
    if let Some(length) = link_length(text) {
        out.push_str(&text[..length]);
        return &text[length..];
    }
    out.push_str("\\[");
    &text[1..]
}

fn link_length(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    let words = &text[1..close];
    let target = text[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let address = &target[..end];
    let plain = !words.contains(['[', '`', '<']) && !address.contains(char::is_whitespace);
    let absolute = address.starts_with("https://") || address.starts_with("http://");
    (plain && absolute).then_some(close + 2 + end + 1)
}

/// Copies `<https://…>`; any other `<` is escaped.
fn angle<'a>(text: &'a str, out: &mut String) -> &'a str {
    let is_address = text.starts_with("<https://") || text.starts_with("<http://");
    if let Some(end) = text.find('>').filter(|&end| is_address && !text[..end].contains(char::is_whitespace)) {
        out.push_str(&text[..=end]);
        return &text[end + 1..];
    }
    out.push_str("\\<");
    &text[1..]
}

/// Converts a bare address to a link.
fn address<'a>(text: &'a str, out: &mut String) -> &'a str {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        out.push('h');
        return &text[1..];
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>()[]`\"'".contains(c)).unwrap_or(text.len());
    let bare = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    out.push('<');
    out.push_str(bare);
    out.push('>');
    &text[bare.len()..]
}
