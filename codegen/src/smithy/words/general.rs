//! Texts about a member in all shapes.

use super::document;
use crate::smithy::{
    ast::ShapeType,
    definition::{AppliedTraits, Definitions},
    report::{Origin, Report},
};
use std::collections::{BTreeMap, BTreeSet};

/// The shapes to whose members a text applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MemberSection {
    Input,
    Output,
    Error,
    Any,
}

/// The section that a heading of the first level names; `None` if it is the name of a shape.
pub(super) fn member_section(heading: &str) -> Option<MemberSection> {
    match heading {
        "Members of all inputs" => Some(MemberSection::Input),
        "Members of all outputs" => Some(MemberSection::Output),
        "Members of all errors" => Some(MemberSection::Error),
        "Members of all shapes" => Some(MemberSection::Any),
        _ => None,
    }
}

/// Texts by section and member.
#[derive(Default)]
pub(super) struct General {
    texts: BTreeMap<(MemberSection, String), (String, Origin)>,
}

impl General {
    pub(super) fn add(
        &mut self,
        section: MemberSection,
        member: Option<String>,
        text: String,
        origin: Origin,
        report: &mut Report<'_>,
    ) {
        match member {
            Some(member) => drop(self.texts.insert((section, member), (text, origin))),
            None => {
                let problem = "the text is below a heading for members of many shapes, but names no member";
                report.relative(origin, (1, 1), None, problem, "Put a heading that names the member above it.");
            }
        }
    }

    /// Adds the texts to all members without a text of their own; texts for a section take precedence over those for any
    /// shape.
    pub(super) fn apply(self, definitions: &mut Definitions, report: &mut Report<'_>) {
        let sections = sections(definitions);
        let mut used = BTreeSet::new();
        for (id, definition) in definitions.iter_mut().filter(|(_, definition)| definition.kind == ShapeType::Structure)
        {
            let section = match (sections.get(id.as_str()), definition.traits.contains_key("smithy.api#error")) {
                (Some(section), _) => *section,
                (None, true) => MemberSection::Error,
                (None, false) => MemberSection::Any,
            };
            for (name, member) in &mut definition.members {
                let keys = [(section, name.clone()), (MemberSection::Any, name.clone())];
                let Some(key) = keys.into_iter().find(|key| self.texts.contains_key(key)) else { continue };
                used.insert(key.clone());
                if !is_documented(&member.traits) {
                    let (text, origin) = &self.texts[&key];
                    document(&mut member.traits, text.clone(), *origin);
                }
            }
        }
        for ((_, name), (_, origin)) in self.texts.iter().filter(|(key, _)| !used.contains(*key)) {
            let problem = format!("no shape of this kind has a member `{name}`, which the text documents");
            report.warn(*origin, name, problem, "Remove the text, or rename its heading.");
        }
    }
}

fn is_documented(traits: &AppliedTraits) -> bool {
    traits.contains_key(super::DOCUMENTATION) || traits.contains_key("smithy.api#documentation")
}

/// The inputs and outputs of operations.
fn sections(definitions: &Definitions) -> BTreeMap<String, MemberSection> {
    let mut sections = BTreeMap::new();
    for operation in definitions.values().filter(|definition| definition.kind == ShapeType::Operation) {
        let bindings = &operation.bindings;
        sections.extend(bindings.output.iter().map(|id| (id.clone(), MemberSection::Output)));
        sections.extend(bindings.input.iter().map(|id| (id.clone(), MemberSection::Input)));
    }
    sections
}
