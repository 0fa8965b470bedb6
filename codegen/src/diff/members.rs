//! Members of structures and unions.

use super::{Findings, Rule, Side, Targets, side::excerpt, traits, wire::wire};
use crate::{
    model::{Member, Shape},
    plan::{
        field::{Field, Presence},
        role::Role,
        types::Type,
    },
};
use serde_json::Value;

/// A structure before and after. For inputs and outputs of operations, the two may be different shapes.
pub(super) struct Pair<'a> {
    pub old: &'a Side,
    pub new: &'a Side,
    pub was: &'a Shape,
    pub is: &'a Shape,
    /// The role of the structure, which determines what its members are in Rust.
    pub role: Role,
}

impl Pair<'_> {
    fn is_sent(&self) -> bool {
        self.new.is_sent(&self.is.id)
    }

    fn before(&self, member: &Member) -> Field {
        self.old.field(member, self.role)
    }

    fn after(&self, member: &Member) -> Field {
        self.new.field(member, self.role)
    }
}

/// Compares two structures.
pub(super) fn structures(pair: &Pair<'_>, findings: &mut Findings) {
    let (before, after) = (pair.was.kind.members(), pair.is.kind.members());
    let key = pair.new.key(&pair.is.id);
    for member in after {
        match find(before, member) {
            Some(was) => {
                target(pair.old, pair.new, (was, member), findings);
                required(pair, was, member, findings);
                let key = pair.new.key(&member.id);
                default(&key, was.traits.default.clone(), member.traits.default.clone(), findings);
            }
            None => added(pair, member, findings),
        }
    }
    for member in before.iter().filter(|member| find(after, member).is_none()) {
        let is_kept = is_message(pair.role, &pair.before(member));
        let rule = if is_kept { Rule::RemovedMemberErrorMessage } else { Rule::RemovedMember };
        findings.push(rule, format!("{key}${}", member.name()), pair.old.ty(&member.target));
    }
    if order(before, after) != order(after, before) {
        findings.push(Rule::ChangedMemberOrder, &key, "the members are in another order");
    }
    let (could_fail, can_fail) = (
        before.iter().any(|member| pair.before(member).presence == Presence::Required),
        after.iter().any(|member| pair.after(member).presence == Presence::Required),
    );
    if could_fail != can_fail {
        let describe = |fallible| if fallible { "build() returns a Result" } else { "build() returns the value" };
        findings.pair(Rule::ChangedBuilder, key, describe(could_fail), describe(can_fail));
    }
}

fn added(pair: &Pair<'_>, member: &Member, findings: &mut Findings) {
    let field = pair.after(member);
    let has_default = member.traits.default.as_ref().is_some_and(|default| !default.is_null());
    let rule = if is_message(pair.role, &field) {
        Rule::AddedMemberErrorMessage
    } else if !member.traits.required || has_default {
        Rule::AddedMember
    } else if pair.is_sent() {
        Rule::AddedRequiredMember
    } else {
        Rule::AddedRequiredMemberOutput
    };
    findings.push(rule, pair.new.key(&member.id), rust_type(&field));
}

/// Whether the field is the message that every error has anyway.
fn is_message(role: Role, field: &Field) -> bool {
    matches!(role, Role::Error(_))
        && field.ident.as_str() == "message"
        && field.ty == Type::String
        && field.presence == Presence::Optional
}

/// The type of the field.
fn rust_type(field: &Field) -> String {
    match field.presence {
        Presence::Optional => format!("Option<{}>", field.ty),
        _ => field.ty.to_string(),
    }
}

fn required(pair: &Pair<'_>, was: &Member, is: &Member, findings: &mut Findings) {
    let key = pair.new.key(&is.id);
    match (was.traits.required, is.traits.required) {
        (false, true) if pair.is_sent() => findings.push(Rule::AddedRequiredTrait, &key, "required"),
        (false, true) => findings.push(Rule::AddedRequiredTraitOutput, &key, "required"),
        (true, false) => findings.push(Rule::RemovedRequiredTrait, &key, "no longer required"),
        _ => {}
    }
    let (before, after) = (pair.before(was), pair.after(is));
    if (before.presence == Presence::Optional) != (after.presence == Presence::Optional) {
        findings.pair(Rule::ChangedNullability, key, &rust_type(&before), &rust_type(&after));
    }
}

/// Compares two defaults; null means no default.
pub(super) fn default(key: &str, was: Option<Value>, is: Option<Value>, findings: &mut Findings) {
    match (was.filter(|value| !value.is_null()), is.filter(|value| !value.is_null())) {
        (None, Some(default)) => findings.push(Rule::AddedDefault, key, excerpt(&default)),
        (Some(default), None) => findings.push(Rule::RemovedDefault, key, excerpt(&default)),
        (Some(before), Some(after)) if before != after => {
            findings.pair(Rule::ChangedDefault, key, &excerpt(&before), &excerpt(&after));
        }
        _ => {}
    }
}

/// Compares two members that have the same name: their traits and their targets.
pub(super) fn target(old: &Side, new: &Side, (was, is): (&Member, &Member), findings: &mut Findings) {
    written(old, new, (was, is), findings);
    let (before, after) = (old.key(&was.target), new.key(&is.target));
    if before == after {
        return;
    }
    let is_same_type = old.ty(&was.target) == new.ty(&is.target);
    let is_same_wire = wire(old, &was.target, &mut Vec::new()) == wire(new, &is.target, &mut Vec::new());
    let rule = match (is_same_wire, is_same_type) {
        (true, true) => Rule::ChangedMemberTargetSameType,
        (true, false) => Rule::ChangedMemberTargetSameWire,
        (false, true) => Rule::ChangedMemberTargetWireOnly,
        (false, false) => Rule::ChangedMemberTarget,
    };
    findings.pair(rule, new.key(&is.id), &before, &after);
    let (was, target) = (old.model.shape(&was.target), new.model.shape(&is.target));
    let is_simple = target.kind.targets().is_empty();
    if is_same_wire && (is_simple || findings.mark_compared(&was.id, &target.id)) {
        let member = new.key(&is.id);
        findings.targets.push(Targets { was: was.id.clone(), is: target.id.clone(), member });
    }
}

/// Compares the traits of two members. If they have different targets, each of which may be unchanged, differences
/// between the targets' traits are changes of the member.
fn written(old: &Side, new: &Side, (was, is): (&Member, &Member), findings: &mut Findings) {
    if old.key(&was.target) == new.key(&is.target) {
        return traits::compare(old, new, &was.id, &is.id, findings);
    }
    let (before, after) = (old.traits_of_values(was), new.traits_of_values(is));
    for (rule, detail) in traits::changes(&before, &after, new.is_sent(&is.id.without_member())) {
        findings.push(rule, new.key(&is.id), detail);
    }
}

/// Compares two unions.
pub(super) fn union(
    old: &Side,
    new: &Side,
    key: &str,
    (before, after): (&[Member], &[Member]),
    findings: &mut Findings,
) {
    for member in after {
        match find(before, member) {
            Some(was) => target(old, new, (was, member), findings),
            None => findings.push(Rule::AddedUnionMember, new.key(&member.id), new.ty(&member.target)),
        }
    }
    for member in before.iter().filter(|member| find(after, member).is_none()) {
        findings.push(Rule::RemovedUnionMember, format!("{key}${}", member.name()), old.ty(&member.target));
    }
    if order(before, after) != order(after, before) {
        findings.push(Rule::ChangedMemberOrder, key, "the members are in another order");
    }
}

fn find<'m>(members: &'m [Member], like: &Member) -> Option<&'m Member> {
    members.iter().find(|member| member.name() == like.name())
}

/// The names of the members that are in both.
fn order<'m>(members: &'m [Member], others: &[Member]) -> Vec<&'m str> {
    members.iter().filter(|member| find(others, member).is_some()).map(Member::name).collect()
}
