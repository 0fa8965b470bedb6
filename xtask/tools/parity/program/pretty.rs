//! Parses the output of `{:#?}` by its indentation, because the runtime exposes its bag and its components only in this
//! form.

/// The first characters of the last line of a part.
const CLOSING: [char; 3] = ['}', ')', ']'];

/// A part of a `Debug` text, with the parts that are one level deeper.
#[derive(Debug, Default)]
pub struct Part {
    /// Its first line.
    pub line: String,
    /// The nested parts.
    pub inner: Vec<Part>,
}

/// Parses the text of `{value:#?}`.
pub fn parse(text: &str) -> Part {
    let mut open: Vec<(usize, Part)> = vec![(0, Part::default())];
    for line in text.lines() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len() + 1;
        close(&mut open, indent);
        let mut part = Part { line: trimmed.to_owned(), inner: vec![] };
        let before = open.last_mut().map(|(_, part)| &mut part.inner).filter(|_| trimmed.starts_with(CLOSING));
        match before.and_then(Vec::pop) {
            // The end of a map's key, and the start of its value.
            Some(key) if trimmed.ends_with(['{', '(', '[']) => {
                part.line = format!("{} {trimmed}", key.flat());
                open.push((indent, part));
            }
            Some(mut before) => {
                before.inner.push(part);
                open.push((indent, before));
            }
            None => open.push((indent, part)),
        }
    }
    close(&mut open, 1);
    open.pop().and_then(|(_, mut root)| root.inner.pop()).unwrap_or_default()
}

/// Closes all parts that are at `indent` or deeper.
fn close(open: &mut Vec<(usize, Part)>, indent: usize) {
    while open.len() > 1 && open.last().is_some_and(|(at, _)| *at >= indent) {
        let Some((_, part)) = open.pop() else { return };
        if let Some((_, outer)) = open.last_mut() {
            outer.inner.push(part);
        }
    }
}

impl Part {
    /// Prints the part on one line. Maps are sorted, because most are unordered.
    pub fn flat(&self) -> String {
        let mut inner: Vec<_> = self.inner.iter().map(Self::flat).collect();
        if self.line == "{" || self.line.ends_with(": {") {
            inner.sort_by_key(|text| (text.starts_with('}'), text.clone()));
        }
        inner.insert(0, self.line.clone());
        inner.join(" ")
    }

    /// Returns the nested parts, without closing lines.
    pub fn items(&self) -> impl Iterator<Item = &Part> {
        self.inner.iter().filter(|part| !part.line.starts_with(CLOSING))
    }

    /// Returns the field of this name, here or in nested parts.
    pub fn find(&self, name: &str) -> Option<&Part> {
        self.field(name).or_else(|| self.items().find_map(|part| part.find(name)))
    }

    /// Returns the field of this name.
    pub fn field(&self, name: &str) -> Option<&Part> {
        self.items().find(|part| part.line.split(':').next() == Some(name))
    }
}
