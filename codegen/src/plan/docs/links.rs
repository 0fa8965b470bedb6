//! Links in documentation: `CreateThing` in backticks and square brackets links to an operation, a shape or a waiter of
//! the model, `Thing$Name` to a member.

use crate::{
    model::{Model, Operation, Shape, ShapeKind},
    plan::{names, scope::Scope},
    smithy::{ShapeId, did_you_mean},
};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

/// Resolves links.
pub struct Links<'a> {
    pub model: &'a Model,
    pub scope: &'a Scope,
}

/// A problem with a link, and the remedy.
type Unknown = (String, String);

/// A range of a text, and its replacement.
type Replacement = (std::ops::Range<usize>, String);

impl Links<'_> {
    /// The text with links into the crate. A link that does not resolve becomes code.
    pub fn resolve(&self, text: &str) -> (String, Vec<Unknown>) {
        if !text.contains("[`") {
            return (text.to_owned(), Vec::new());
        }
        let (mut replacements, mut unknown): (Vec<Replacement>, _) = (Vec::new(), Vec::new());
        for range in shortcuts(text) {
            let name = text[range.clone()].trim_matches(['[', ']', '`']);
            match self.link(name) {
                Some(link) => replacements.push((range, link)),
                None => {
                    replacements.push((range, format!("`{name}`")));
                    let remedy = did_you_mean(name, self.names(), "Name a shape, operation or waiter of the model.");
                    unknown
                        .push((format!("the documentation links to `{name}`, which the model does not have"), remedy));
                }
            }
        }
        (replaced(text, replacements), unknown)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let operations = self.model.operations.iter().map(|operation| operation.id.name());
        operations.chain(self.model.shapes.keys().map(ShapeId::name))
    }

    /// A link as rustdoc writes it.
    fn link(&self, name: &str) -> Option<String> {
        let (shape, member) = name.split_once('$').map_or((name, None), |(shape, member)| (shape, Some(member)));
        if let Some(operation) = self.operation(shape).filter(|_| member.is_none()) {
            let method = names::operation_name(operation.id.name());
            return Some(format!("[`{method}`](crate::Client::{method})"));
        }
        let is_waiter = |operation: &Operation| operation.traits.waitable.contains_key(shape);
        if member.is_none() && self.model.operations.iter().any(is_waiter) {
            let method = names::waiter_method(shape);
            return Some(format!("[`{method}`](crate::client::Waiters::{method})"));
        }
        let found = self.shape(shape)?;
        let (path, title) = self.type_of(found)?;
        match member {
            None => Some(format!("[`{title}`]({path})")),
            Some(member) => member_link(found, &path, &title, member),
        }
    }

    /// The shape with this name or id; of two with the same name, the one that is not part of a document.
    fn shape(&self, name: &str) -> Option<&Shape> {
        let called = self.model.shapes.values().filter(|found| found.id.name() == name || found.id.as_str() == name);
        called.min_by_key(|found| self.model.documents.contains(&found.id))
    }

    fn operation(&self, name: &str) -> Option<&Operation> {
        self.model.operations.iter().find(|operation| operation.id.name() == name)
    }

    /// The path and the name of the type that a shape becomes.
    fn type_of(&self, shape: &Shape) -> Option<(String, String)> {
        if self.scope.has(&shape.id) {
            let path = self.scope.path(&shape.id);
            return Some((path.to_string(), path.name.as_str().to_owned()));
        }
        let is_input = |operation: &&Operation| operation.input.as_ref() == Some(&shape.id);
        let is_output = |operation: &&Operation| operation.output.as_ref() == Some(&shape.id);
        let input = self.model.operations.iter().find(is_input).map(|operation| (operation, "Input"));
        let end = input.or_else(|| self.model.operations.iter().find(is_output).map(|operation| (operation, "Output")));
        let (operation, suffix) = end?;
        let name = names::type_name(operation.id.name()).affixed("", suffix);
        let module = names::operation_name(operation.id.name());
        Some((format!("crate::operation::{module}::{}", name.as_str()), name.as_str().to_owned()))
    }
}

fn member_link(shape: &Shape, path: &str, title: &str, member: &str) -> Option<String> {
    match &shape.kind {
        ShapeKind::Enum(values) => {
            let value = values.iter().find(|value| value.value == member || value.name == member)?;
            let variant = names::variant_name(&value.name);
            let variant = variant.as_str();
            Some(format!("[`{title}::{variant}`](variant@{path}::{variant})"))
        }
        ShapeKind::Union(members) => {
            let variant = names::variant_name(members.iter().find(|of| of.name() == member)?.name());
            let variant = variant.as_str();
            Some(format!("[`{title}::{variant}`](variant@{path}::{variant})"))
        }
        kind => {
            let field = names::field_name(kind.members().iter().find(|of| of.name() == member)?.name());
            let field = field.as_str();
            Some(format!("[`{title}::{field}`](field@{path}::{field})"))
        }
    }
}

/// The ranges of names in backticks and square brackets without an address.
fn shortcuts(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut accept = |_: BrokenLink<'_>| Some((CowStr::from(""), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(text, Options::ENABLE_TABLES, Some(&mut accept));
    let ranges = parser.into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { link_type: LinkType::ShortcutUnknown, .. }) => Some(range),
        _ => None,
    });
    ranges.filter(|range| text[range.clone()].starts_with("[`") && text[range.clone()].ends_with("`]")).collect()
}

/// The text without links into the crate, for use outside of rustdoc.
pub fn unlinked(text: &str) -> String {
    let mut replacements = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if dest_url.contains("crate::") {
            let whole = &text[range.clone()];
            let label = whole.find("](").map_or(whole, |end| &whole[1..end]);
            replacements.push((range, label.to_owned()));
        }
    }
    replaced(text, replacements)
}

fn replaced(text: &str, replacements: Vec<Replacement>) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut from = 0;
    for (range, replacement) in replacements {
        out.push_str(&text[from..range.start]);
        out.push_str(&replacement);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}
