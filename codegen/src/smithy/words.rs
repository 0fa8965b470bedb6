//! Documentation in Markdown: a heading for each shape or operation, and below it a heading for each member, value or
//! waiter.
//!
//! The text below a heading becomes the trait `rust.client#documentation` of the named item. A text about an item that
//! the model does not have is a warning, because the crate must still be generated from an older model.

mod general;
mod parse;

use super::{
    Source,
    ast::ShapeType,
    definition::{AppliedTrait, AppliedTraits, Definition, Definitions},
    nearest::did_you_mean,
    report::{Origin, Report},
    shape_id::ShapeId,
    trait_ids,
};
use general::General;
use parse::{Entry, parse};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Documentation for this generator: Markdown whose links may name shapes.
pub(crate) const DOCUMENTATION: &str = "rust.client#documentation";

/// The same for the waiters of an operation, by the waiter's name.
pub(crate) const WAITER_DOCUMENTATION: &str = "rust.client#waiterDocumentation";

/// Whether a source is documentation and not a model.
pub(super) fn is_words(source: &Source) -> bool {
    source.name.ends_with(".md")
}

/// Adds the documentation of the Markdown sources to shapes and members.
pub(super) fn apply_all(sources: &[Source], definitions: &mut Definitions, report: &mut Report<'_>) {
    let words: Vec<_> = sources.iter().enumerate().filter(|(_, source)| is_words(source)).collect();
    if words.is_empty() {
        return;
    }
    let mut target = Target { ids: ids(definitions), general: General::default(), seen: HashMap::new() };
    for (index, source) in words {
        for entry in parse(index, &source.text, report) {
            target.apply(entry, definitions, report);
        }
    }
    target.general.apply(definitions, report);
}

/// Shapes by their ids without the namespace and by their whole ids. Of two with one name, the shape of the service
/// wins.
fn ids(definitions: &Definitions) -> HashMap<String, ShapeId> {
    let services = definitions.iter().filter(|(_, definition)| definition.kind == ShapeType::Service);
    let namespaces: Vec<&str> = services.map(|(id, _)| id.namespace()).collect();
    // Later entries win.
    let (own, others): (Vec<_>, Vec<_>) = definitions.keys().partition(|id| namespaces.contains(&id.namespace()));
    let bare = others.into_iter().chain(own).map(|id| (id.name().to_owned(), id.clone()));
    bare.chain(definitions.keys().map(|id| (id.to_string(), id.clone()))).collect()
}

struct Target {
    ids: HashMap<String, ShapeId>,
    general: General,
    seen: HashMap<(String, Option<String>), Origin>,
}

impl Target {
    fn apply(&mut self, entry: Entry, definitions: &mut Definitions, report: &mut Report<'_>) {
        let Entry { shape, member, text, origin } = entry;
        let name = member.as_ref().map_or_else(|| shape.clone(), |member| format!("{shape}${member}"));
        if let Some(first) = self.seen.insert((shape.clone(), member.clone()), origin) {
            let first = report.location_text(first);
            let problem = format!("`{name}` is documented twice, first in {first}");
            report.shape(origin, &name, problem, "Keep one of the two texts.");
            return;
        }
        if let Some(section) = general::member_section(&shape) {
            return self.general.add(section, member, text, origin, report);
        }
        let definition = self.ids.get(&shape).and_then(|id| definitions.get_mut(id));
        let Some(definition) = definition else {
            let names = self.ids.keys().map(String::as_str).filter(|name| !name.contains('#'));
            let remedy = did_you_mean(&shape, names, "Remove the text, or rename its heading.");
            // A warning for each member below the heading would only repeat this one.
            if member.is_none() {
                report.warn(origin, &name, format!("the model has no `{shape}`, which the text documents"), remedy);
            }
            return;
        };
        match member {
            None => document(&mut definition.traits, text, origin),
            Some(member) => document_member(definition, &shape, &member, text, origin, report),
        }
    }
}

fn document(traits: &mut AppliedTraits, text: String, origin: Origin) {
    traits.insert(DOCUMENTATION.to_owned(), AppliedTrait { value: Value::String(text), origin });
}

fn document_member(
    definition: &mut Definition,
    shape: &str,
    member: &str,
    text: String,
    origin: Origin,
    report: &mut Report<'_>,
) {
    let is_enumeration = matches!(definition.kind, ShapeType::Enum | ShapeType::IntEnum);
    if definition.kind == ShapeType::Operation {
        if waiters(definition).any(|name| name == member) {
            let entry = definition.traits.entry(WAITER_DOCUMENTATION.to_owned());
            let applied = entry.or_insert_with(|| AppliedTrait { value: Value::Object(Map::new()), origin });
            applied.value[member] = Value::String(text);
            return;
        }
    } else if is_enumeration {
        let of = definition.members.iter_mut().find(|(name, of)| value_of(name, &of.traits) == member);
        if let Some((_, found)) = of {
            return document(&mut found.traits, text, origin);
        }
    } else if let Some(found) = definition.members.get_mut(member) {
        return document(&mut found.traits, text, origin);
    }
    let (what, names): (_, Vec<String>) = match definition.kind {
        ShapeType::Operation => ("waiter", waiters(definition).map(str::to_owned).collect()),
        _ if is_enumeration => {
            ("value", definition.members.iter().map(|(name, of)| value_of(name, &of.traits)).collect())
        }
        _ => ("member", definition.members.keys().cloned().collect()),
    };
    let problem = format!("`{shape}` has no {what} `{member}`, which the text documents");
    let remedy = did_you_mean(member, names.iter().map(String::as_str), "Remove the text, or rename its heading.");
    report.warn(origin, &format!("{shape}${member}"), problem, remedy);
}

fn waiters(operation: &Definition) -> impl Iterator<Item = &str> {
    let waitable = operation.traits.get(trait_ids::WAITABLE).and_then(|applied| applied.value.as_object());
    waitable.into_iter().flat_map(|waiters| waiters.keys().map(String::as_str))
}

/// The value of an enumeration's member as it is written in a heading.
fn value_of(name: &str, traits: &AppliedTraits) -> String {
    match traits.get(trait_ids::ENUM_VALUE).map(|applied| &applied.value) {
        None => name.to_owned(),
        Some(Value::String(value)) => value.clone(),
        Some(value) => value.to_string(),
    }
}
