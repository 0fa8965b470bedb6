//! `{:#?}` taken apart by its indentation: the runtime shows what its bag and its components hold in no other way.

/// What the last line of a part begins with.
const CLOSING: [char; 3] = ['}', ')', ']'];

/// A part of a text of `Debug`, with the parts that are one step further in.
#[derive(Debug, Default)]
pub struct Part {
    /// Its first line.
    pub line: String,
    /// What is inside.
    pub inner: Vec<Part>,
}

/// Takes the text of `{value:#?}` apart.
pub fn parse(text: &str) -> Part {
    let mut open: Vec<(usize, Part)> = vec![(0, Part::default())];
    for line in text.lines() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len() + 1;
        close(&mut open, indent);
        let mut part = Part { line: trimmed.to_owned(), inner: vec![] };
        let before = open.last_mut().map(|(_, part)| &mut part.inner).filter(|_| trimmed.starts_with(CLOSING));
        match before.and_then(Vec::pop) {
            // The end of a map's key, and the beginning of the value.
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

/// Ends all parts that are as far in as `indent`, or further.
fn close(open: &mut Vec<(usize, Part)>, indent: usize) {
    while open.len() > 1 && open.last().is_some_and(|(at, _)| *at >= indent) {
        let Some((_, part)) = open.pop() else { return };
        if let Some((_, outer)) = open.last_mut() {
            outer.inner.push(part);
        }
    }
}

impl Part {
    /// In one line. Maps are sorted, for most have no order.
    pub fn flat(&self) -> String {
        let mut inner: Vec<_> = self.inner.iter().map(Self::flat).collect();
        if self.line == "{" || self.line.ends_with(": {") {
            inner.sort_by_key(|text| (text.starts_with('}'), text.clone()));
        }
        inner.insert(0, self.line.clone());
        inner.join(" ")
    }

    /// The parts inside without those that only close.
    pub fn items(&self) -> impl Iterator<Item = &Part> {
        self.inner.iter().filter(|part| !part.line.starts_with(CLOSING))
    }

    /// The field of this name, here or further in.
    pub fn find(&self, name: &str) -> Option<&Part> {
        self.field(name).or_else(|| self.items().find_map(|part| part.find(name)))
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Part> {
        self.items().find(|part| part.line.split(':').next() == Some(name))
    }
}
