//! Enumerations: values, their names and traits.

use super::{Findings, Rule, Side, side::Written, traits};
use crate::{
    model::{EnumMember, IntEnumMember, Shape, ShapeKind},
    plan::names,
};

/// Compares the traits of the values in both, if both are enumerations of the same kind.
pub(super) fn values(old: &Side, new: &Side, was: &Shape, is: &Shape, findings: &mut Findings) {
    let mut compare = |name: &str, before: &Written<'_>, after: &Written<'_>| {
        for (rule, detail) in traits::changes(before, after, new.is_sent(&is.id)) {
            let is_item = matches!(is.kind, ShapeKind::Enum(_));
            findings.push(if is_item { rule } else { without_item(rule) }, new.key(&is.id.with_member(name)), detail);
        }
    };
    match (&was.kind, &is.kind) {
        (ShapeKind::Enum(before), ShapeKind::Enum(after)) => {
            for member in after {
                let Some(known) = before.iter().find(|known| known.value == member.value) else { continue };
                compare(&member.name, &old.value_traits(&was.id, known), &new.value_traits(&is.id, member));
            }
        }
        (ShapeKind::IntEnum(before), ShapeKind::IntEnum(after)) => {
            for name in after.iter().map(|member| &member.name) {
                if before.iter().any(|known| known.name == *name) {
                    compare(name, &old.traits(&was.id.with_member(name)), &new.traits(&is.id.with_member(name)));
                }
            }
        }
        _ => {}
    }
}

/// The names in an `intEnum` are not items in Rust, so that deprecating them gives no warning.
fn without_item(rule: Rule) -> Rule {
    match rule {
        Rule::AddedDeprecated => Rule::AddedTrait,
        Rule::RemovedDeprecated => Rule::RemovedTrait,
        Rule::ChangedDeprecated => Rule::ChangedTrait,
        other => other,
    }
}

/// Compares the values of an `enum`.
pub(super) fn texts(key: &str, before: &[EnumMember], after: &[EnumMember], findings: &mut Findings) {
    let named = |members: &[EnumMember]| {
        members.iter().map(|member| (member.name.clone(), member.value.clone())).collect::<Vec<_>>()
    };
    let (before, after) = (named(before), named(after));
    let last_known = after.iter().rposition(|(_, value)| before.iter().any(|(_, old)| old == value));
    for (index, (name, value)) in after.iter().enumerate() {
        let subject = format!("{key}${name}");
        if let Some((old_name, _)) = before.iter().find(|(_, old)| old == value) {
            if old_name != name {
                let is_same = names::variant_name(old_name) == names::variant_name(name);
                let rule = if is_same { Rule::RenamedEnumValueSame } else { Rule::RenamedEnumValue };
                findings.pair(rule, key, old_name, name);
            }
        } else if let Some((_, old)) = before.iter().find(|(old, _)| is_variant(old, name)) {
            findings.pair(Rule::ChangedEnumValue, subject, &format!("{old:?}"), &format!("{value:?}"));
        } else {
            let is_last = last_known.is_none_or(|last| index > last);
            findings.push(
                if is_last { Rule::AddedEnumValue } else { Rule::AddedEnumValueMiddle },
                subject,
                format!("{value:?}"),
            );
        }
    }
    for (name, value) in &before {
        if !after.iter().any(|(new, other)| other == value || is_variant(new, name)) {
            findings.push(Rule::RemovedEnumValue, format!("{key}${name}"), format!("{value:?}"));
        }
    }
    let order = |of: &[(String, String)], other: &[(String, String)]| {
        let common = of.iter().filter(|(_, value)| other.iter().any(|(_, known)| known == value));
        common.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    if order(&before, &after) != order(&after, &before) {
        findings.push(Rule::ChangedEnumOrder, key, "the values are in another order");
    }
}

fn is_variant(a: &str, b: &str) -> bool {
    names::variant_name(a) == names::variant_name(b)
}

/// Compares the values of an `intEnum`.
pub(super) fn numbers(key: &str, before: &[IntEnumMember], after: &[IntEnumMember], findings: &mut Findings) {
    for member in after {
        let subject = format!("{key}${}", member.name);
        match before.iter().find(|old| old.name == member.name) {
            Some(old) if old.value == member.value => {}
            Some(old) => {
                findings.pair(Rule::ChangedIntEnumValue, subject, &old.value.to_string(), &member.value.to_string());
            }
            None => findings.push(Rule::AddedIntEnumValue, subject, member.value.to_string()),
        }
    }
    for member in before {
        if !after.iter().any(|new| new.name == member.name) {
            findings.push(Rule::RemovedIntEnumValue, format!("{key}${}", member.name), member.value.to_string());
        }
    }
}
