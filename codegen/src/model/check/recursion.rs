//! Recursion without an end, and lists and maps that nest too deeply.

use super::MemberChecker;
use crate::model::{Model, ShapeKind};
use crate::smithy::ShapeId;
use std::collections::HashMap;

/// The maximum nesting of lists and maps without a structure or union in between.
const MAX_DEPTH: usize = 32;

pub(super) fn check(checker: &mut MemberChecker<'_, '_>) {
    check_nesting(checker);
    check_required(checker);
}

/// The list or map that a list or map contains. There is at most one, since the keys of maps are strings.
fn nested<'m>(model: &'m Model, id: &ShapeId) -> Option<&'m ShapeId> {
    let target = match &model.shape(id).kind {
        ShapeKind::List(member) => &member.target,
        ShapeKind::Map { value, .. } => &value.target,
        _ => return None,
    };
    matches!(model.shape(target).kind, ShapeKind::List(_) | ShapeKind::Map { .. }).then_some(target)
}

/// Follows every chain of lists and maps once. Each chain that is too long is reported at the shape that exceeds the
/// limit.
fn check_nesting(checker: &mut MemberChecker<'_, '_>) {
    let model = checker.model;
    // `None` while the shape is on the path.
    let mut depths: HashMap<&ShapeId, Option<usize>> = HashMap::new();
    for (id, shape) in &model.shapes {
        if !matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Map { .. }) {
            continue;
        }
        let mut path = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !depths.contains_key(id)) {
            depths.insert(id, None);
            path.push(id);
            next = nested(model, id);
        }
        let mut depth = match next.map(|id| (id, depths.get(id).copied().flatten())) {
            Some((id, None)) => {
                let problem = format!("the list or map contains only itself: {}", cycle(&path, id));
                checker.report_shape(id, problem, "Put a structure or a union with other members in between.");
                MAX_DEPTH + 1
            }
            Some((_, Some(depth))) => depth,
            None => 0,
        };
        for id in path.into_iter().rev() {
            depth += 1;
            if depth == MAX_DEPTH + 1 {
                let problem = format!("lists and maps nest more than {MAX_DEPTH} levels deep");
                checker.report_shape(id, problem, "Put a structure in between.");
            }
            depths.insert(id, Some(depth));
        }
    }
}

/// The part of a path that starts at `id`, followed by `id`.
fn cycle(path: &[&ShapeId], id: &ShapeId) -> String {
    let start = path.iter().position(|other| *other == id).unwrap_or(0);
    let names: Vec<_> = path[start..].iter().map(|id| id.name()).collect();
    match names.as_slice() {
        [first, second, third, _, ..] => format!("{first} → {second} → {third} → … → {}", id.name()),
        few => format!("{} → {}", few.join(" → "), id.name()),
    }
}

/// Reports structures that require themselves, so that no value of them can exist.
fn check_required(checker: &mut MemberChecker<'_, '_>) {
    let model = checker.model;
    let required = |id: &ShapeId| -> Vec<&ShapeId> {
        let ShapeKind::Structure(members) = &model.shape(id).kind else { return Vec::new() };
        let members = members.iter().filter(|member| member.traits.required).map(|member| &member.target);
        members.filter(|target| matches!(model.shape(target).kind, ShapeKind::Structure(_))).collect()
    };
    // False while the shape is on the path.
    let mut done: HashMap<&ShapeId, bool> = HashMap::new();
    for root in model.shapes.keys() {
        if done.contains_key(root) {
            continue;
        }
        let mut path = vec![root];
        let mut todo = vec![required(root)];
        done.insert(root, false);
        while let Some(targets) = todo.last_mut() {
            let Some(target) = targets.pop() else {
                todo.pop();
                done.extend(path.pop().map(|id| (id, true)));
                continue;
            };
            match done.get(target) {
                Some(true) => {}
                Some(false) => {
                    let problem =
                        format!("the structure requires itself, so no value of it can exist: {}", cycle(&path, target));
                    checker.report_shape(target, problem, "Remove `smithy.api#required` from one of these members.");
                }
                None => {
                    done.insert(target, false);
                    path.push(target);
                    todo.push(required(target));
                }
            }
        }
    }
}
