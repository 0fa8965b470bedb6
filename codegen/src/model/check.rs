//! Checks of the complete model, which need more than one shape or trait.

mod defaults;
mod operations;
mod pagination;
mod recursion;

use super::{Member, Model, Operation};
use crate::smithy::{Definitions, Report, ShapeId};

/// Reports all errors in combinations of shapes and traits.
pub(super) fn check_model(model: &Model, definitions: &Definitions, report: &mut Report<'_>) {
    let mut checker = MemberChecker { model, definitions, report };
    defaults::check(&mut checker);
    recursion::check(&mut checker);
    for operation in &model.operations {
        pagination::check(&mut checker, operation);
        operations::check(&mut checker, operation);
    }
}

/// A model and its definitions, which have the locations.
struct MemberChecker<'c, 'r> {
    model: &'c Model,
    definitions: &'c Definitions,
    report: &'c mut Report<'r>,
}

impl MemberChecker<'_, '_> {
    fn report_shape(&mut self, id: &ShapeId, problem: String, remedy: &str) {
        if let Some(definition) = self.definitions.get(id) {
            self.report.shape(definition.origin, id.as_str(), problem, remedy);
        }
    }

    /// Reports an error about a shape's trait at the location of the trait.
    fn report_trait(&mut self, id: &ShapeId, name: &str, problem: String, remedy: &str) {
        let Some(definition) = self.definitions.get(id) else { return };
        let origin = definition.traits.get(name).map_or(definition.origin, |applied| applied.origin);
        self.report.shape(origin, id.as_str(), problem, remedy);
    }

    /// Reports an error about a member's trait at the location of the trait.
    fn report_member_trait(&mut self, member: &Member, name: &str, problem: String, remedy: &str) {
        let shape = member.id.without_member();
        let found = self.definitions.get(&shape).and_then(|definition| definition.members.get(member.name()));
        let Some(definition) = found else { return };
        let origin = definition.traits.get(name).map_or(definition.origin, |applied| applied.origin);
        self.report.member(origin, shape.as_str(), member.name(), problem, remedy);
    }

    /// The members of an operation's input or output.
    fn members_of(&self, structure: Option<&ShapeId>) -> &[Member] {
        structure.map(|id| self.model.shape(id).kind.members()).unwrap_or_default()
    }

    fn input_members(&self, operation: &Operation) -> &[Member] {
        self.members_of(operation.input.as_ref())
    }
}
