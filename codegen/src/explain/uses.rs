//! Which operations use a shape, and how.

use super::Explainer;
use crate::{
    model::{Model, ShapeKind},
    smithy::ShapeId,
};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// One use of a shape by an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The operation.
    pub operation: String,
    /// The client's method for it.
    pub method: String,
    /// `input`, `output` or `error`.
    pub direction: &'static str,
    /// The shortest path of members that leads to the shape; empty for the input, output or error itself.
    pub path: String,
}

/// All uses of a shape: in the order of the operations, the input first.
pub fn of(explainer: &Explainer<'_>, id: &ShapeId) -> Vec<Use> {
    let mut uses = Vec::new();
    for (shape, operation) in explainer.model.operations.iter().zip(&explainer.plan.operations) {
        let inputs_and_outputs = [("input", &shape.input), ("output", &shape.output)];
        let inputs_and_outputs =
            inputs_and_outputs.into_iter().filter_map(|(direction, end)| Some((direction, end.as_ref()?)));
        let errors = shape.errors.iter().map(|error| ("error", error));
        let mut seen = Vec::new();
        for (direction, end) in inputs_and_outputs.chain(errors) {
            let Some(path) = path(&explainer.model, end, id) else { continue };
            let path = match direction {
                "error" => {
                    [end.name(), &path].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
                }
                _ => path,
            };
            if !seen.contains(&(direction, path.clone())) {
                seen.push((direction, path.clone()));
                let method = operation.module.to_string();
                uses.push(Use { operation: shape.id.name().to_owned(), method, direction, path });
            }
        }
    }
    uses
}

/// The shortest path from one shape to another.
fn path(model: &Model, from: &ShapeId, to: &ShapeId) -> Option<String> {
    let mut paths = BTreeMap::from([(from, String::new())]);
    let mut queue = VecDeque::from([from]);
    while let Some(id) = queue.pop_front() {
        let path = paths[id].clone();
        if id == to {
            return Some(path);
        }
        for (target, step) in steps(model, id) {
            paths.entry(target).or_insert_with(|| {
                queue.push_back(target);
                let dot = if path.is_empty() || step.starts_with(['[', '{']) { "" } else { "." };
                format!("{path}{dot}{step}")
            });
        }
    }
    None
}

fn steps<'m>(model: &'m Model, id: &ShapeId) -> Vec<(&'m ShapeId, &'m str)> {
    match &model.shape(id).kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            let documents =
                members.iter().filter_map(|member| Some((member.traits.json_text.as_ref()?, member.name())));
            members.iter().map(|member| (&member.target, member.name())).chain(documents).collect()
        }
        ShapeKind::List(item) => vec![(&item.target, "[]")],
        ShapeKind::Map { key, value } => vec![(&value.target, "{}"), (&key.target, "{key}")],
        _ => Vec::new(),
    }
}
