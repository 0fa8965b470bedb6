//! Documentation: the text of the model if there is one, and facts such as constraints.

pub mod facts;
pub mod front;
mod links;
mod markdown;
pub mod readme;
mod render;

use super::{
    field::{Field, Presence},
    names::Ident,
    role::Role,
};
use crate::model::{EnumMember, Member, Model, Operation, Service, Shape, ShapeKind, Traits, Waiter};
pub use markdown::{code, literal, sanitize};
pub use render::render;

/// The parts that are not empty, as paragraphs.
fn paragraphs<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The documentation in the model, as converted by [`render`].
fn words(traits: &Traits) -> Option<String> {
    traits.documentation_text().map(str::to_owned)
}

/// The first sentence of a text, on one line.
fn first_sentence(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let line = paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line,
    }
}

/// Splits a text before its first heading that begins with `heading`.
fn split_at_heading<'a>(text: &'a str, heading: &str) -> (&'a str, &'a str) {
    let mut in_code = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        in_code ^= line.starts_with("```");
        if !in_code && line.starts_with(heading) {
            return (text[..at].trim_end(), &text[at..]);
        }
        at += line.len();
    }
    (text, "")
}

fn words_or(traits: &Traits, facts: impl FnOnce() -> String) -> String {
    words(traits).unwrap_or_else(facts)
}

/// The note of `#[deprecated]`, empty if the model has no reason.
pub fn deprecation(traits: &Traits) -> Option<String> {
    let deprecated = traits.deprecated.as_ref()?;
    let since = deprecated.since.as_ref().map(|since| format!("since {since}"));
    let parts: Vec<String> = deprecated.message.clone().into_iter().chain(since).collect();
    Some(parts.join(", "))
}

/// A structure of `crate::types` or an error.
pub fn structure(shape: &Shape, role: Role) -> String {
    let name = code(shape.id.name());
    let facts = || match role {
        Role::Error(_) => format!("The error {name}."),
        _ => format!("The structure {name}."),
    };
    paragraphs([words_or(&shape.traits, facts), facts::error(&shape.traits)])
}

/// An operation's input or output.
pub fn input_or_output(shape: &Shape, operation: &Ident, role: Role) -> String {
    let name = code(shape.id.name());
    let kind = if role == Role::Input { "input" } else { "output" };
    paragraphs([
        words(&shape.traits).unwrap_or_default(),
        format!("The {kind} of {}: the structure {name} of the model.", operation.link()),
    ])
}

/// The input or output of an operation that has none in the model.
pub fn empty_structure(operation: &Ident, role: Role) -> String {
    match role {
        Role::Input => format!("Nothing: the operation {} has no input.", operation.link()),
        _ => format!("No members: the operation {} has no output, so it has the request id only.", operation.link()),
    }
}

/// A union.
pub fn union(shape: &Shape) -> String {
    words_or(&shape.traits, || format!("The union {}: exactly one of its variants.", code(shape.id.name())))
}

/// An enumeration.
pub fn enumeration(shape: &Shape) -> String {
    let facts = || format!("The values of {}.", code(shape.id.name()));
    let growth = "Other values of the service become `Unknown`.";
    paragraphs([words_or(&shape.traits, facts), growth.to_owned()])
}

/// A value of an enumeration.
pub fn enum_value(member: &EnumMember) -> String {
    words_or(&member.traits, || format!("{} on the wire.", code(&member.value)))
}

/// A field of a structure.
pub fn member(model: &Model, member: &Member, rust: &Ident, presence: &Presence) -> String {
    let target = model.shape(&member.target);
    let text = words(&member.traits).or_else(|| words(&target.traits).filter(|_| is_simple(target)));
    with_facts(text, member, facts::member(model, member, rust, presence))
}

/// A member without documentation and facts is documented by its name.
fn with_facts(words: Option<String>, member: &Member, facts: String) -> String {
    match words {
        None if facts.is_empty() => format!("The member {}.", code(member.name())),
        words => paragraphs([words.unwrap_or_default(), facts]),
    }
}

/// Whether a shape has no page in the documentation, so that its members have its text.
fn is_simple(shape: &Shape) -> bool {
    !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_))
}

/// A variant of a union.
pub fn variant(model: &Model, member: &Member, rust: &Ident) -> String {
    let facts = facts::member(model, member, rust, &Presence::Optional);
    with_facts(words(&member.traits), member, facts)
}

/// A variant of an operation's error.
pub fn error_variant(shape: &Shape) -> String {
    words_or(&shape.traits, || format!("The error {}.", code(shape.id.name())))
}

/// An operation: its documentation, the required members, the errors and examples. Texts about errors are in the last
/// section of the documentation, `Errors`.
pub fn operation(model: &Model, service: &Service, shape: &Operation, input: &[Field], examples: &str) -> String {
    let facts = || format!("Calls {} of {}.", code(shape.id.name()), service_title(service));
    let words = words_or(&shape.traits, facts);
    let (lead, sections) = split_at_heading(&words, "# ");
    let (sections, errors) = split_at_heading(sections, "# Errors");
    paragraphs([
        lead.to_owned(),
        facts::required_members(input),
        facts::signing(shape.signing).to_owned(),
        facts::pagination(&shape.traits),
        facts::completion(&shape.traits),
        facts::waiters(&shape.traits),
        reference(service, shape.id.name()),
        sections.to_owned(),
        facts::errors(model, shape, errors),
        examples.to_owned(),
    ])
}

/// A waiter: its documentation and acceptors.
pub fn waiter(operation: &Ident, waiter: &Waiter) -> String {
    let facts = || format!("Waits by polling [`{operation}`](crate::Client::{operation}).");
    let words = waiter.documentation.clone().filter(|words| !words.is_empty());
    paragraphs([words.unwrap_or_else(facts), facts::waiter(operation, waiter)])
}

fn service_title(service: &Service) -> String {
    sanitize(service.traits.title.as_deref().unwrap_or(&service.sdk_id))
}

/// A link to the page of the operation, if the model has the address of the API reference.
fn reference(service: &Service, operation: &str) -> String {
    let pages = &service.traits.external_documentation;
    match pages.get("API Reference") {
        Some(base) => format!("[API reference]({}/API_{operation}.html)", base.trim_end_matches('/')),
        None => String::new(),
    }
}
