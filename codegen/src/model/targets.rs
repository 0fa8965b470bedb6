//! Checks that every reference of a shape resolves to a shape of an allowed kind.

use super::prelude::{self, UNIT};
use crate::smithy::trait_ids::ERROR;
use crate::smithy::{Definition, Definitions, MIXIN, MemberDefinition, Report, ShapeId, ShapeType, did_you_mean};

/// The maximum number of unresolved targets with a suggestion, since each one is compared with every shape.
const SUGGESTIONS: usize = 100;

/// The kind of the shape with this id, including those of the prelude.
pub(super) fn kind_of(id: &str, definitions: &Definitions) -> Option<ShapeType> {
    definitions.get(id).map(|definition| definition.kind).or_else(|| prelude::kind(id))
}

/// The id and kind of the shape that a target refers to, including those of the prelude.
pub(super) fn resolve(target: &str, definitions: &Definitions) -> Option<(ShapeId, ShapeType)> {
    match definitions.get_key_value(target) {
        Some((id, definition)) => Some((id.clone(), definition.kind)),
        None => Some((target.parse().ok()?, prelude::kind(target)?)),
    }
}

/// Checks the targets of all shapes, including those that the service does not use.
pub(super) fn check_targets(definitions: &Definitions, report: &mut Report<'_>) {
    let mut checker = TargetChecker { definitions, report, suggestions: SUGGESTIONS };
    for (id, definition) in definitions {
        checker.check_shape(id.as_str(), definition);
    }
}

struct TargetChecker<'c, 'r> {
    definitions: &'c Definitions,
    report: &'c mut Report<'r>,
    suggestions: usize,
}

impl TargetChecker<'_, '_> {
    fn check_shape(&mut self, id: &str, definition: &Definition) {
        self.check_parts(id, definition);
        for (name, member) in &definition.members {
            self.check_member(id, definition, name, member);
        }
        let bindings = &definition.bindings;
        for (role, target) in [("input", &bindings.input), ("output", &bindings.output)] {
            if let Some(target) = target.as_deref().filter(|target| *target != UNIT) {
                self.check_reference(id, definition, role, target, ShapeType::Structure);
            }
        }
        for target in &bindings.errors {
            let found = self.check_reference(id, definition, "error", target, ShapeType::Structure);
            if found.is_some_and(|error| !error.traits.contains_key(ERROR)) {
                let problem = format!("the error `{target}` does not have the trait `{ERROR}`");
                let remedy =
                    "Add the trait with the value \"client\" or \"server\", or remove the shape from `errors`.";
                self.report.shape(definition.origin, id, problem, remedy);
            }
        }
        for target in &bindings.operations {
            self.check_reference(id, definition, "operation", target, ShapeType::Operation);
        }
        for target in &bindings.resources {
            self.check_reference(id, definition, "resource", target, ShapeType::Resource);
        }
        for target in &bindings.properties {
            if self.kind(id, definition, None, target).is_some_and(|kind| !kind.is_data()) {
                self.wrong_kind(id, definition, "a property", target, "a data shape");
            }
        }
    }

    /// Checks that a shape has the members that its kind requires.
    fn check_parts(&mut self, id: &str, definition: &Definition) {
        let needed: &[&str] = match definition.kind {
            ShapeType::List => &["member"],
            ShapeType::Map => &["key", "value"],
            _ => &[],
        };
        for part in needed.iter().filter(|part| !definition.members.contains_key(**part)) {
            let problem = format!("{} must have a `{part}`", definition.kind.phrase());
            self.report.shape(definition.origin, id, problem, format!("Add `\"{part}\": {{ \"target\": … }}`."));
        }
        let never_empty = matches!(definition.kind, ShapeType::Enum | ShapeType::IntEnum | ShapeType::Union);
        if never_empty && definition.members.is_empty() && !definition.traits.contains_key(MIXIN) {
            let problem = format!("{} must have at least one member", definition.kind.phrase());
            self.report.shape(definition.origin, id, problem, "Add a member, or remove the shape.");
        }
    }

    fn check_member(&mut self, id: &str, definition: &Definition, name: &str, member: &MemberDefinition) {
        let target = member.target.as_str();
        let Some(kind) = self.kind(id, definition, Some((name, member)), target) else { return };
        let is_mixin = self.definitions.get(target).is_some_and(|shape| shape.traits.contains_key(MIXIN));
        let expected = match definition.kind {
            ShapeType::Enum | ShapeType::IntEnum if target != UNIT => Some(UNIT),
            ShapeType::Map if name == "key" && !matches!(kind, ShapeType::String | ShapeType::Enum) => {
                Some("a string or an enum")
            }
            ShapeType::Structure | ShapeType::List | ShapeType::Map if target == UNIT => {
                Some("a shape other than the unit type, which only members of unions may target")
            }
            _ if is_mixin => Some("a shape that is not a mixin"),
            _ if !kind.is_data() => Some("a data shape"),
            _ => None,
        };
        if let Some(expected) = expected {
            let found = if is_mixin { "a mixin".to_owned() } else { kind.phrase() };
            let problem = format!("the member targets `{target}`, {found}; expected {expected}");
            self.report.member(member.origin, id, name, problem, "Use a shape of the expected kind as the target.");
        }
    }

    /// The definition that a reference resolves to, if it has the expected kind.
    fn check_reference(
        &mut self,
        id: &str,
        definition: &Definition,
        role: &str,
        target: &str,
        expected: ShapeType,
    ) -> Option<&Definition> {
        let kind = self.kind(id, definition, None, target)?;
        let found = self.definitions.get(target);
        let is_mixin = found.is_some_and(|shape| shape.traits.contains_key(MIXIN));
        if kind == expected && !is_mixin && found.is_some() {
            return found;
        }
        let exclusion = match (kind == expected, is_mixin) {
            (false, _) => "",
            (true, true) => " that is not a mixin",
            (true, false) => " of the model",
        };
        let expected = format!("{}{exclusion}", expected.phrase());
        self.wrong_kind(id, definition, &format!("the {role}"), target, &expected);
        None
    }

    fn wrong_kind(&mut self, id: &str, definition: &Definition, role: &str, target: &str, expected: &str) {
        let found = kind_of(target, self.definitions).map(ShapeType::phrase).unwrap_or_default();
        let problem = format!("{role} is `{target}`, {found}; expected {expected}");
        self.report.shape(definition.origin, id, problem, format!("Refer to {expected}, or remove the reference."));
    }

    /// The kind of a target; reports a target that does not exist.
    fn kind(
        &mut self,
        id: &str,
        definition: &Definition,
        member: Option<(&str, &MemberDefinition)>,
        target: &str,
    ) -> Option<ShapeType> {
        let kind = kind_of(target, self.definitions);
        if kind.is_none() {
            let problem = format!("the target `{target}` does not exist");
            let remedy = self.suggest(target);
            match member {
                Some((name, member)) => self.report.member(member.origin, id, name, problem, remedy),
                None => self.report.shape(definition.origin, id, problem, remedy),
            }
        }
        kind
    }

    fn suggest(&mut self, target: &str) -> String {
        let otherwise = "Define the shape, or add the source that defines it.";
        if self.suggestions == 0 {
            return otherwise.to_owned();
        }
        self.suggestions -= 1;
        let prelude: Vec<String> = prelude::ids().collect();
        let ids = self.definitions.keys().map(ShapeId::as_str).chain(prelude.iter().map(String::as_str));
        did_you_mean(target, ids, otherwise)
    }
}
