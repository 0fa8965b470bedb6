//! Template strings: `https://{Region}.{partition#dnsSuffix}`.

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
pub enum TemplatePart<'a> {
    /// Literal text.
    Text(String),
    /// A parameter or variable, and the path after `#` if there is one.
    Reference { name: &'a str, path: Option<&'a str> },
}

/// Splits a template; adjacent texts are one part. `{{` and `}}` are literal braces.
///
/// # Errors
/// A description of the error.
pub fn parse(template: &str) -> Result<Vec<TemplatePart<'_>>, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" {
            return Err(format!("`{template}` has a closing brace without an opening one"));
        }
        let (inner, after) =
            rest.split_once('}').ok_or_else(|| format!("`{template}` has an opening brace without a closing one"))?;
        if !text.is_empty() {
            parts.push(TemplatePart::Text(std::mem::take(&mut text)));
        }
        parts.push(reference(inner).ok_or_else(|| format!("`{{{inner}}}` does not name a parameter or variable"))?);
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() || parts.is_empty() {
        parts.push(TemplatePart::Text(text));
    }
    Ok(parts)
}

fn reference(inner: &str) -> Option<TemplatePart<'_>> {
    let (name, path) = match inner.split_once('#') {
        Some((name, path)) => (name, Some(path)),
        None => (inner, None),
    };
    super::params::is_identifier(name).then_some(TemplatePart::Reference { name, path })
}
