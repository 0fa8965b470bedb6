//! Determines the members that must be boxed so that every type has a finite size.
//!
//! A structure or union that contains itself through members other than lists and maps would be infinite. One member of
//! each such cycle is boxed: the one that closes the cycle when the shapes are visited in order of their ids, and their
//! members in the model's order. The result therefore does not depend on the order in the file.

use crate::{
    model::{Member, Model, ShapeKind},
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Closed,
}

/// The ids of the members to box.
pub fn boxed_members(model: &Model) -> BTreeSet<ShapeId> {
    let mut boxed = BTreeSet::new();
    let mut states = BTreeMap::new();
    for id in model.shapes.keys() {
        walk(model, id, &mut states, &mut boxed);
    }
    boxed
}

fn members<'a>(model: &'a Model, id: &ShapeId) -> &'a [Member] {
    match &model.shape(id).kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => members,
        _ => &[],
    }
}

/// Depth-first search with an explicit stack: models may be deeper than the thread's stack allows.
fn walk<'a>(
    model: &'a Model,
    root: &'a ShapeId,
    states: &mut BTreeMap<&'a ShapeId, State>,
    boxed: &mut BTreeSet<ShapeId>,
) {
    if states.contains_key(root) {
        return;
    }
    states.insert(root, State::Open);
    let mut stack = vec![(root, members(model, root).iter())];
    while let Some((id, rest)) = stack.last_mut() {
        let Some(member) = rest.next() else {
            states.insert(id, State::Closed);
            stack.pop();
            continue;
        };
        match states.get(&member.target) {
            Some(State::Open) => {
                boxed.insert(member.id.clone());
            }
            Some(State::Closed) => {}
            None => {
                states.insert(&member.target, State::Open);
                stack.push((&member.target, members(model, &member.target).iter()));
            }
        }
    }
}
