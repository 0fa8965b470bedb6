//! Resolves ids, names of the model, and names and paths of Rust.

use super::{Explainer, Unknown};
use crate::{
    model::{Member, ShapeKind},
    plan::{names, structure::Structure},
    smithy::{ShapeId, did_you_mean},
};
use std::collections::{BTreeMap, BTreeSet};

/// What a name refers to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An operation, or its paginator.
    Operation(ShapeId),
    /// A data shape.
    Shape(ShapeId),
    /// A member, or a value of an enumeration.
    Member(ShapeId),
    /// A waiter: the operation's id with the waiter as its member.
    Waiter(ShapeId),
}

/// Everything that can be explained, by name. The name of a member includes its shape: `Shape$member`.
pub type Names = BTreeMap<String, Vec<Subject>>;

pub fn find(explainer: &Explainer<'_>, name: &str) -> Result<Vec<Subject>, Unknown> {
    let names = explainer.names.get_or_init(|| all(explainer));
    for wanted in readings(explainer, name) {
        let exact: Vec<_> = names.get(&wanted).into_iter().flatten().cloned().collect();
        let lower = wanted.to_lowercase();
        let found = if exact.is_empty() {
            let alike = names.iter().filter(|(name, _)| name.to_lowercase() == lower);
            alike.flat_map(|(_, subjects)| subjects.clone()).collect()
        } else {
            exact
        };
        if !found.is_empty() {
            return Ok(unique(found));
        }
    }
    Err(unknown(explainer, names, name))
}

fn unique(mut subjects: Vec<Subject>) -> Vec<Subject> {
    subjects.sort();
    subjects.dedup();
    subjects
}

/// The possible meanings of the text, the most literal first: `Shape$member`, then the last part of a path of modules.
fn readings(explainer: &Explainer<'_>, text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.rsplit_once('#').filter(|(namespace, _)| !namespace.ends_with('r')).map_or(text, |(_, name)| name);
    let plain = text.replace("r#", "").replace("()", "").replace("::", "$").replace(['.', '/'], "$");
    let parts: Vec<&str> = plain.split('$').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Vec::new(),
        [name] => vec![(*name).to_owned()],
        [modules @ .., last] if modules.iter().all(|part| is_module(explainer, part)) => {
            let operation = modules.last().map(|module| format!("{module}${last}"));
            [operation, Some((*last).to_owned())].into_iter().flatten().collect()
        }
        [modules @ .., shape, member] if modules.iter().all(|part| is_module(explainer, part)) => {
            vec![format!("{shape}${member}")]
        }
        _ => Vec::new(),
    }
}

fn is_module(explainer: &Explainer<'_>, part: &str) -> bool {
    const MODULES: [&str; 11] = [
        "Waiters",
        "crate",
        "types",
        "documents",
        "error",
        "builders",
        "operation",
        "client",
        "Client",
        "waiters",
        "paginator",
    ];
    MODULES.contains(&part)
        || part == explainer.plan.service.package.replace('-', "_")
        || explainer.plan.operations.iter().any(|operation| operation.module.as_str() == part)
}

fn all(explainer: &Explainer<'_>) -> Names {
    let mut names = Names::new();
    let mut add = |name: String, subject: &Subject| {
        let subjects = names.entry(name).or_default();
        if !subjects.contains(subject) {
            subjects.push(subject.clone());
        }
    };
    for (shape, operation) in explainer.model.operations.iter().zip(&explainer.plan.operations) {
        let subject = Subject::Operation(shape.id.clone());
        let name = operation.name.as_str();
        let aliases = [shape.id.name(), operation.module.as_str(), name].map(str::to_owned);
        let suffixes = ["FluentBuilder", "Error", "Paginator"].map(|suffix| format!("{name}{suffix}"));
        aliases.into_iter().chain(suffixes).for_each(|alias| add(alias, &subject));
        for waiter in shape.traits.waitable.keys() {
            let method = names::waiter_method(waiter);
            let own = Subject::Waiter(shape.id.with_member(waiter));
            [waiter.as_str(), method.as_str(), names::value_name(waiter).as_str()]
                .into_iter()
                .for_each(|alias| add(alias.to_owned(), &own));
            add(format!("{}${waiter}", shape.id.name()), &own);
        }
        for structure in [&operation.input, &operation.output] {
            let stands_for = structure.shape.clone().map_or_else(|| subject.clone(), Subject::Shape);
            add(structure.path.name.as_str().to_owned(), &stands_for);
            add(structure.builder.name.as_str().to_owned(), &stands_for);
            // The members of its input and output are found as members of an operation too.
            members_of_structure(explainer, structure, &[shape.id.name(), operation.module.as_str()], &mut add);
        }
    }
    for (id, shape) in explainer.model.shapes.iter().filter(|(id, _)| id.namespace() != "smithy.api") {
        let subject = Subject::Shape(id.clone());
        let aliases = aliases(explainer, id);
        for alias in &aliases {
            add(alias.clone(), &subject);
            add(format!("{alias}Builder"), &subject);
        }
        for (member, spellings) in members(&shape.kind, id) {
            let member = Subject::Member(member);
            for shape in &aliases {
                spellings.iter().for_each(|spelling| add(format!("{shape}${spelling}"), &member));
            }
        }
    }
    names
}

/// The names of a shape: its name, the one before the service renamed it, and those in Rust.
fn aliases(explainer: &Explainer<'_>, id: &ShapeId) -> Vec<String> {
    let mut aliases = vec![id.name().to_owned()];
    aliases.extend(explainer.model.renamed.get(id).map(|old| old.name().to_owned()));
    aliases.extend(super::shape::types(explainer, id).into_iter().map(|path| path.name.as_str().to_owned()));
    aliases.dedup();
    aliases
}

fn members_of_structure(
    explainer: &Explainer<'_>,
    structure: &Structure,
    owners: &[&str],
    add: &mut impl FnMut(String, &Subject),
) {
    let Some(id) = &structure.shape else { return };
    for (member, spellings) in members(&explainer.model.shape(id).kind, id) {
        let subject = Subject::Member(member);
        for owner in owners {
            spellings.iter().for_each(|spelling| add(format!("{owner}${spelling}"), &subject));
        }
    }
}

/// The members of a shape, each with all its names.
fn members(kind: &ShapeKind, id: &ShapeId) -> Vec<(ShapeId, Vec<String>)> {
    let field = |member: &Member| {
        let ident = names::field_name(member.name()).as_str().to_owned();
        let spellings = ["set_", "get_"].map(|prefix| format!("{prefix}{ident}"));
        (
            member.id.clone(),
            [vec![member.name().to_owned(), member.serialized_name().to_owned(), ident], spellings.to_vec()].concat(),
        )
    };
    let variant = |member: &Member| {
        let suffix = names::variant_suffix(member.name());
        let spellings = ["as_", "is_"].map(|prefix| format!("{prefix}{}", suffix.as_str()));
        let ident = names::variant_name(member.name()).as_str().to_owned();
        (
            member.id.clone(),
            [vec![member.name().to_owned(), member.serialized_name().to_owned(), ident], spellings.to_vec()].concat(),
        )
    };
    let value = |name: &str, value: String| {
        (id.with_member(name), vec![name.to_owned(), value, names::variant_name(name).as_str().to_owned()])
    };
    let plain = |member: &Member| (member.id.clone(), vec![member.name().to_owned()]);
    match kind {
        ShapeKind::Structure(members) => members.iter().map(field).collect(),
        ShapeKind::Union(members) => members.iter().map(variant).collect(),
        ShapeKind::Enum(members) => members.iter().map(|member| value(&member.name, member.value.clone())).collect(),
        ShapeKind::IntEnum(members) => {
            members.iter().map(|member| value(&member.name, member.value.to_string())).collect()
        }
        ShapeKind::List(item) => vec![plain(item)],
        ShapeKind::Map { key, value } => vec![plain(key), plain(value)],
        _ => Vec::new(),
    }
}

/// The shapes that have a member of this name, or otherwise the most similar names.
fn unknown(explainer: &Explainer<'_>, names: &Names, name: &str) -> Unknown {
    let bare = readings(explainer, name).pop().unwrap_or_else(|| name.to_owned());
    let lower = bare.to_lowercase();
    let owners = names.iter().filter(|(_, subjects)| matches!(subjects.as_slice(), [Subject::Member(_)]));
    let owners =
        owners.filter(|(name, _)| name.rsplit_once('$').is_some_and(|(_, member)| member.to_lowercase() == lower));
    let mut owners: Vec<_> = owners
        .flat_map(|(_, subjects)| subjects)
        .filter_map(|subject| match subject {
            Subject::Member(id) => Some(format!("`{}${}`", id.name(), id.member()?)),
            _ => None,
        })
        .collect();
    // The shortest first, since it is the most likely one.
    owners.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    owners.dedup();
    let more = owners.len().saturating_sub(5);
    owners.truncate(5);
    let remedy = if owners.is_empty() {
        let all = "`cargo xtask list shapes` and `cargo xtask list operations` list all of them.";
        did_you_mean(&bare, suggestions(names, &bare).iter().map(String::as_str), all)
    } else {
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("Members of this name are {}{more}.", owners.join(", "))
    };
    Unknown { name: name.to_owned(), remedy }
}

/// One name for each subject: that of the model, or for a name in snake case the client's method if there is one.
fn suggestions(names: &Names, wanted: &str) -> BTreeSet<String> {
    let is_snake = !wanted.contains(char::is_uppercase);
    let name = |subject: &Subject| match subject {
        Subject::Operation(id) if is_snake => names::operation_name(id.name()).as_str().to_owned(),
        Subject::Operation(id) | Subject::Shape(id) => id.name().to_owned(),
        Subject::Member(id) => format!("{}${}", id.name(), id.member().unwrap_or_default()),
        Subject::Waiter(id) if is_snake => names::waiter_method(id.member().unwrap_or_default()).as_str().to_owned(),
        Subject::Waiter(id) => id.member().unwrap_or_default().to_owned(),
    };
    names.values().flatten().map(name).collect()
}
