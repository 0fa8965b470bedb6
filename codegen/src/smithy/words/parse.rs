//! Splits Markdown into texts by heading.

use crate::smithy::report::{Origin, Report};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::ops::Range;

/// The text below one heading.
pub(super) struct Entry {
    /// The heading of the first level.
    pub shape: String,
    /// The heading of the second level, if the text is below such a heading.
    pub member: Option<String>,
    /// The text; its headings begin at the first level.
    pub text: String,
    pub origin: Origin,
}

struct Heading {
    level: HeadingLevel,
    range: Range<usize>,
}

/// Parses a source and reports errors in it.
pub(super) fn parse(source: usize, text: &str, report: &mut Report<'_>) -> Vec<Entry> {
    let headings = headings(text);
    let outer: Vec<_> = headings.iter().filter(|heading| heading.level <= HeadingLevel::H2).collect();
    let before = &text[..outer.first().map_or(text.len(), |heading| heading.range.start)];
    if !before.trim().is_empty() {
        let problem = "there is text before the first heading, which documents nothing";
        report.source(source, problem, "Begin with a heading that names a shape or operation: `# CreateThing`.");
    }
    let mut entries = Vec::new();
    let mut shape: Option<String> = None;
    for (index, heading) in outer.iter().enumerate() {
        let origin = Origin { source, offset: heading.range.start };
        let end = outer.get(index + 1).map_or(text.len(), |next| next.range.start);
        let inner = headings.iter().filter(|inner| inner.range.start > heading.range.start && inner.range.end <= end);
        let body = raise(text, heading.range.end..end, inner);
        let name = text[heading.range.clone()].trim().trim_matches('#').trim().to_owned();
        let (shape_name, member) = match (heading.level, &shape) {
            (HeadingLevel::H1, _) => (shape.insert(name).clone(), None),
            (_, Some(shape)) => (shape.clone(), Some(name)),
            (_, None) => {
                let problem = format!("the heading `{name}` is of the second level, but no shape is above it");
                report.shape(origin, &name, problem, "Put the heading of its shape above it: `# CreateThingInput`.");
                continue;
            }
        };
        // A shape may have a heading that only groups its members.
        if !body.is_empty() {
            entries.push(Entry { shape: shape_name, member, text: body, origin });
        }
    }
    entries
}

fn headings(text: &str) -> Vec<Heading> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let headings = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(Heading { level, range }),
        _ => None,
    });
    headings.collect()
}

/// The text in a range, with its headings raised by two levels.
fn raise<'h>(text: &str, range: Range<usize>, inner: impl Iterator<Item = &'h Heading>) -> String {
    let mut raised = String::with_capacity(range.len());
    let mut from = range.start;
    for heading in inner {
        raised.push_str(&text[from..heading.range.start]);
        from = heading.range.start + 2;
    }
    raised.push_str(&text[from..range.end]);
    raised.trim().to_owned()
}
