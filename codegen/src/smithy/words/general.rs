//! Texts about a member in all shapes.

use super::document;
use crate::smithy::{
    ast::Kind,
    definition::{AppliedTraits, Definitions},
    report::{Origin, Report},
};
use std::collections::{BTreeMap, BTreeSet};

/// The shapes to whose members a text applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Input,
    Output,
    Error,
    Any,
}

/// The role that a heading of the first level names; `None` if it is the name of a shape.
pub(super) fn role(heading: &str) -> Option<Role> {
    match heading {
        "Members of all inputs" => Some(Role::Input),
        "Members of all outputs" => Some(Role::Output),
        "Members of all errors" => Some(Role::Error),
        "Members of all shapes" => Some(Role::Any),
        _ => None,
    }
}

/// Texts by role and member.
#[derive(Default)]
pub(super) struct General {
    texts: BTreeMap<(Role, String), (String, Origin)>,
}

impl General {
    pub(super) fn add(
        &mut self,
        role: Role,
        member: Option<String>,
        text: String,
        origin: Origin,
        report: &mut Report<'_>,
    ) {
        match member {
            Some(member) => drop(self.texts.insert((role, member), (text, origin))),
            None => {
                let problem = "the text is below a heading for members of many shapes, but names no member";
                report.relative(origin, (1, 1), None, problem, "Put a heading that names the member above it.");
            }
        }
    }

    /// Adds the texts to all members without a text of their own; texts for a role take precedence over those for any
    /// shape.
    pub(super) fn apply(self, definitions: &mut Definitions, report: &mut Report<'_>) {
        let ends = ends(definitions);
        let mut used = BTreeSet::new();
        for (id, definition) in definitions.iter_mut().filter(|(_, definition)| definition.kind == Kind::Structure) {
            let role = match (ends.get(id.as_str()), definition.traits.contains_key("smithy.api#error")) {
                (Some(role), _) => *role,
                (None, true) => Role::Error,
                (None, false) => Role::Any,
            };
            for (name, member) in &mut definition.members {
                let keys = [(role, name.clone()), (Role::Any, name.clone())];
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
fn ends(definitions: &Definitions) -> BTreeMap<String, Role> {
    let mut ends = BTreeMap::new();
    for operation in definitions.values().filter(|definition| definition.kind == Kind::Operation) {
        let bindings = &operation.bindings;
        ends.extend(bindings.output.iter().map(|id| (id.clone(), Role::Output)));
        ends.extend(bindings.input.iter().map(|id| (id.clone(), Role::Input)));
    }
    ends
}
