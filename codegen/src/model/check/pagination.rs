//! `paginated` must name members that exist and have the right types.

use super::MemberChecker;
use crate::smithy::trait_ids::PAGINATED;
use crate::{
    model::{Member, Operation, ShapeKind},
    smithy::{ShapeId, did_you_mean},
};

pub(super) fn check(checker: &mut MemberChecker<'_, '_>, operation: &Operation) {
    let Some(paginated) = &operation.traits.paginated else { return };
    let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
    let is_token = |kind: &ShapeKind| matches!(kind, ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::Map { .. });
    let is_size =
        |kind: &ShapeKind| matches!(kind, ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long);
    let is_items = |kind: &ShapeKind| matches!(kind, ShapeKind::List(_) | ShapeKind::Map { .. });
    let mut path = Path { checker, operation };
    path.check("inputToken", input, &paginated.input_token, "a string or a map", is_token);
    path.check("outputToken", output, &paginated.output_token, "a string or a map", is_token);
    if let Some(size) = &paginated.page_size {
        path.check("pageSize", input, size, "an integer", is_size);
    }
    if let Some(items) = &paginated.items {
        path.check("items", output, items, "a list or a map", is_items);
    }
    let members = checker.input_members(operation);
    if let Some(token) = members.iter().find(|member| member.name() == paginated.input_token && member.traits.required)
    {
        let problem = format!("`inputToken` is `{}`, which is required, but the first page has no token", token.name());
        checker.report_trait(&operation.id, PAGINATED, problem, "Remove `smithy.api#required` from the member.");
    }
}

struct Path<'p, 'c, 'r> {
    checker: &'p mut MemberChecker<'c, 'r>,
    operation: &'p Operation,
}

impl Path<'_, '_, '_> {
    /// Follows a path of member names from `structure` and checks the type of the last member.
    fn check(
        &mut self,
        property: &str,
        structure: Option<&ShapeId>,
        path: &str,
        expected: &str,
        accepts: impl Fn(&ShapeKind) -> bool,
    ) {
        let model = self.checker.model;
        let Some(mut at) = structure else {
            let side = if matches!(property, "inputToken" | "pageSize") { "input" } else { "output" };
            let problem = format!("`{property}` is `{path}`, but the operation has no {side}");
            return self.report(problem, "Remove the trait, or give the operation an input and an output.");
        };
        // Only paths in outputs may have several members; the token and the page size are members of the input itself.
        let deepest = if property == "inputToken" || property == "pageSize" { 1 } else { usize::MAX };
        for name in path.splitn(deepest, '.') {
            let shape = model.shape(at);
            let ShapeKind::Structure(members) = &shape.kind else {
                let problem =
                    format!("`{property}` is `{path}`, but `{at}` is not a structure, so it has no member `{name}`");
                return self.report(problem, "Use a path through structures only.");
            };
            let Some(member) = members.iter().find(|member| member.name() == name) else {
                let problem = format!("`{property}` is `{path}`, but `{at}` has no member `{name}`");
                let names = members.iter().map(Member::name);
                let remedy = did_you_mean(
                    name,
                    names,
                    "Use a member that exists; separate the names of nested members with dots.",
                );
                return self.report(problem, &remedy);
            };
            at = &member.target;
        }
        if !accepts(&model.shape(at).kind) {
            let problem = format!("`{property}` is `{path}`, which targets `{at}`; expected {expected}");
            self.report(problem, "Use a member of the expected type.");
        }
    }

    fn report(&mut self, problem: String, remedy: &str) {
        self.checker.report_trait(&self.operation.id, PAGINATED, problem, remedy);
    }
}
