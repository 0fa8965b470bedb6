//! Enums: shapes of Smithy 2, and strings with Smithy 1's trait.

use super::{
    selector::AppliedTo,
    shape::{EnumMember, IntEnumMember},
    trait_reader::{Subject, excerpt, parse, read_traits},
    traits::{Deprecated, Traits},
};
use crate::diagnostics::Location;
use crate::smithy::trait_ids::ENUM_VALUE;
use crate::smithy::{
    AppliedTrait, Definition, Definitions, MemberDefinition, Report, ShapeId, ShapeType, is_identifier,
};
use serde::Deserialize;
use serde_json::Value;
use std::{collections::HashMap, fmt::Display, hash::Hash};

const ENUM: &str = "smithy.api#enum";
const UNIQUE: &str = "Use a different value for each member.";

/// Reads the members of an `enum`; a member without a value has its name as the value.
pub(super) fn string_enum(
    id: &ShapeId,
    definition: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Vec<EnumMember> {
    let mut values = HashMap::new();
    let mut members = Vec::with_capacity(definition.members.len());
    for (name, member) in &definition.members {
        let (subject, traits) = member_traits(id, ShapeType::Enum, name, member, definitions, report);
        let value = match member.traits.get(ENUM_VALUE).map(|applied| (&applied.value, applied)) {
            None => name.clone(),
            Some((Value::String(value), _)) if !value.is_empty() => value.clone(),
            Some((value, applied)) => {
                let problem = format!("an enum's value must be a string that is not empty, found `{}`", excerpt(value));
                subject.report(report, applied, problem, "Write the value as a string.");
                continue;
            }
        };
        if is_repeated(&mut values, value.clone(), name, id, member, report) {
            continue;
        }
        let location = report.member_location(member.origin, name);
        members.push(EnumMember { name: name.clone(), named: true, value, location, traits });
    }
    members
}

/// Reads the members of an `intEnum`, each of which must have a value.
pub(super) fn int_enum(
    id: &ShapeId,
    definition: &Definition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> Vec<IntEnumMember> {
    let mut values = HashMap::new();
    let mut members = Vec::with_capacity(definition.members.len());
    for (name, member) in &definition.members {
        let (subject, traits) = member_traits(id, ShapeType::IntEnum, name, member, definitions, report);
        let Some(applied) = member.traits.get(ENUM_VALUE) else {
            let remedy = format!("Add `\"{ENUM_VALUE}\": …` with an integer.");
            report.member(member.origin, id.as_str(), name, "the member of an intEnum has no value", remedy);
            continue;
        };
        let Some(value) = applied.value.as_i64().and_then(|value| i32::try_from(value).ok()) else {
            let found = excerpt(&applied.value);
            let problem = format!("an intEnum's value must be an integer of 32 bits, found `{found}`");
            subject.report(report, applied, problem, "Write the value as an integer.");
            continue;
        };
        if !is_repeated(&mut values, value, name, id, member, report) {
            members.push(IntEnumMember { name: name.clone(), value, traits });
        }
    }
    members
}

fn member_traits<'s>(
    id: &'s ShapeId,
    of: ShapeType,
    name: &'s str,
    member: &MemberDefinition,
    definitions: &Definitions,
    report: &mut Report<'_>,
) -> (Subject<'s>, Traits) {
    let applied_to = AppliedTo::Member { of, target: None };
    let subject = Subject { shape: id.as_str(), member: Some(name), applied_to };
    (subject, read_traits(subject, &member.traits, definitions, report))
}

fn is_repeated<V: Eq + Hash + Display + Clone>(
    values: &mut HashMap<V, String>,
    value: V,
    name: &str,
    id: &ShapeId,
    member: &MemberDefinition,
    report: &mut Report<'_>,
) -> bool {
    let Some(first) = values.get(&value) else {
        values.insert(value, name.to_owned());
        return false;
    };
    let problem = format!("the value `{value}` is already that of the member `{first}`");
    report.member(member.origin, id.as_str(), name, problem, UNIQUE);
    true
}

/// One entry of Smithy 1's trait.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with a `value`")]
struct Entry {
    value: String,
    name: Option<String>,
    documentation: Option<String>,
    #[serde(default)]
    deprecated: bool,
    /// Accepted and not used, like the trait of the same name.
    #[serde(default, rename = "tags")]
    _tags: Vec<String>,
}

/// Reads Smithy 1's `enum` trait, if a string has it.
pub(super) fn trait_enum(
    subject: Subject<'_>,
    definition: &Definition,
    report: &mut Report<'_>,
) -> Option<Vec<EnumMember>> {
    let applied = definition.traits.get(ENUM)?;
    let entries = match parse::<Vec<Entry>>(&applied.value) {
        Ok(entries) => entries,
        Err(error) => {
            let problem = format!("the value of the trait `{ENUM}` is wrong: {error}");
            subject.report(report, applied, problem, "Use the format in the trait's definition.");
            return None;
        }
    };
    if entries.is_empty() {
        let problem = format!("the trait `{ENUM}` lists no values");
        subject.report(report, applied, problem, "Add a value, or remove the trait.");
    }
    check_entries(subject, applied, &entries, report);
    let location = report.location(applied.origin);
    Some(entries.into_iter().map(|entry| enum_member(entry, &location)).collect())
}

/// Checks that values and names are unique, and that names are valid.
fn check_entries(subject: Subject<'_>, applied: &AppliedTrait, entries: &[Entry], report: &mut Report<'_>) {
    let mut values = HashMap::new();
    let mut names = HashMap::new();
    for (index, Entry { value, name, .. }) in entries.iter().enumerate() {
        if value.is_empty() {
            subject.report(report, applied, "an enum's value is empty".to_owned(), "Remove the value.");
        }
        if values.insert(value, index).is_some() {
            let problem = format!("the trait `{ENUM}` lists the value `{value}` twice");
            subject.report(report, applied, problem, "Keep one of the two.");
        }
        let Some(name) = name else { continue };
        if !is_identifier(name) {
            let problem = format!("`{name}` is not a valid name for a value of the trait `{ENUM}`");
            subject.report(report, applied, problem, "Use ASCII letters, digits and underscores.");
        }
        if names.insert(name, index).is_some() {
            let problem = format!("the trait `{ENUM}` lists the name `{name}` twice");
            subject.report(report, applied, problem, "Use a different name for each value, or no name.");
        }
    }
}

fn enum_member(entry: Entry, location: &Location) -> EnumMember {
    let traits = Traits {
        documentation: entry.documentation.map(super::Documentation::Foreign),
        deprecated: entry.deprecated.then(Deprecated::default),
        ..Traits::default()
    };
    let named = entry.name.is_some();
    let name = entry.name.unwrap_or_else(|| synthesise(&entry.value));
    EnumMember { name, named, value: entry.value, location: location.clone(), traits }
}

/// A name with the letters and digits of the value; other characters become single underscores.
fn synthesise(value: &str) -> String {
    let words: Vec<_> = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    match name.chars().next() {
        None => "value".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
    }
}
