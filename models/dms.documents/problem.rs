//! What is wrong with a document, and the walk that collects it.

use crate::schema::{Hidden, Structure, Union, ValueRef};
use std::fmt::{self, Display, Formatter};

/// Something in a document that the service would refuse, or that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    path: String,
    message: String,
}

impl Problem {
    /// The way to the value, with the names of JSON, such as `rules[3].rule-action`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The problems that were found, and where the search is.
#[derive(Default)]
pub(super) struct Checker {
    problems: Vec<Problem>,
    path: String,
}

impl Checker {
    /// Adds a problem of a member; of the object itself where the name is empty.
    pub(super) fn add(&mut self, member: &str, message: impl Into<String>) {
        let path = joined(&self.path, member);
        self.problems.push(Problem { path, message: message.into() });
    }

    /// Searches in a member.
    pub(super) fn within(&mut self, member: &str, search: impl FnOnce(&mut Self)) {
        let path = joined(&self.path, member);
        let outer = std::mem::replace(&mut self.path, path);
        search(self);
        self.path = outer;
    }

    /// Searches in the items of a list.
    pub(super) fn each<T>(&mut self, member: &str, items: &[T], mut search: impl FnMut(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            self.within(&format!("{member}[{index}]"), |check| search(check, item));
        }
    }

    /// A text that must be there and must not be empty. Gives it.
    pub(super) fn need<'t>(&mut self, member: &str, value: Option<&'t str>) -> Option<&'t str> {
        let value = value.filter(|value| !value.is_empty());
        if value.is_none() {
            self.add(member, "is missing");
        }
        value
    }

    /// A value of an enumeration, whose values these are.
    pub(super) fn value<T: AsRef<str>>(&mut self, member: &str, value: Option<&T>, values: &[&str]) {
        let Some(value) = value.map(AsRef::as_ref).filter(|value| !values.contains(value)) else { return };
        let near = nearest(value, values.iter().copied());
        self.add(member, format!("the value `{value}` is not known{near}"));
    }

    /// The same for a value that must be there.
    pub(super) fn need_value<T: AsRef<str>>(&mut self, member: &str, value: Option<&T>, values: &[&str]) {
        if value.is_none() {
            self.add(member, "is missing");
        }
        self.value(member, value, values);
    }

    /// A number with bounds.
    pub(super) fn range(&mut self, member: &str, value: Option<i32>, least: i32, greatest: i32) {
        let Some(value) = value.filter(|value| !(least..=greatest).contains(value)) else { return };
        let bounds = if greatest == i32::MAX { format!("at least {least}") } else { format!("{least} to {greatest}") };
        self.add(member, format!("{value} is out of range: it is {bounds}"));
    }

    /// Members that the document's types do not have, wherever they are.
    pub(super) fn unknown_members(&mut self, structure: &dyn Structure) {
        let members = structure.schema().members;
        if let Hidden::Unknown(unknown) = structure.hidden() {
            // The service gives some members a second time, in another case.
            let is_twin = |name: &str| members.iter().any(|member| member.wire.eq_ignore_ascii_case(name));
            for (name, _) in unknown.iter().filter(|(name, _)| !is_twin(name)) {
                let near = nearest(name, members.iter().map(|member| member.wire));
                self.add(name, format!("there is no such member{near}"));
            }
        }
        for (index, member) in members.iter().enumerate() {
            self.unknown_within(member.wire, structure.get(index));
        }
    }

    fn unknown_within(&mut self, member: &str, value: ValueRef<'_>) {
        match value {
            ValueRef::Structure(structure) => self.within(member, |check| check.unknown_members(structure)),
            ValueRef::Union(union) => {
                if let Some((_, ValueRef::Structure(structure))) = union.get() {
                    self.within(member, |check| check.unknown_members(structure));
                } else {
                    self.within(member, |check| check.unknown_variant(union));
                }
            }
            ValueRef::List(list) => {
                for index in 0..list.len() {
                    self.unknown_within(&format!("{member}[{index}]"), list.get(index));
                }
            }
            _ => {}
        }
    }

    /// An object whose kind is not known: says which kind it claims to be.
    fn unknown_variant(&mut self, union: &dyn Union) {
        let (Some(key), Some(json)) = (union.discriminator(), union.unknown()) else { return };
        let claims = json.parse::<super::PartitionKey>().ok();
        let claim = claims.iter().flat_map(|claims| claims.unknown_members()).find(|(name, _)| *name == key);
        match claim.map(|(_, json)| json.trim_matches('"')).filter(|kind| *kind != "null") {
            Some(kind) => {
                let near = nearest(kind, union.schema().members.iter().map(|member| member.wire));
                self.add(key, format!("the value `{kind}` is not known{near}"));
            }
            None => self.add(key, "is missing"),
        }
    }

    /// The problems, those of one rule together.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| rule_index(&problem.path));
        self.problems
    }
}

fn joined(path: &str, member: &str) -> String {
    let dot = if path.is_empty() || member.is_empty() { "" } else { "." };
    format!("{path}{dot}{member}")
}

/// The number of the rule that a path begins with; nothing for what is in no rule.
fn rule_index(path: &str) -> Option<usize> {
    path.strip_prefix("rules[")?.split(']').next()?.parse().ok()
}

/// A question after the name that is most like this one.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let lower = name.to_lowercase();
    let likeness = |known: &str| {
        let known = known.to_lowercase();
        // A part of a name stands for it.
        let is_part = lower.len() > 1 && known.contains(&lower);
        if is_part { 0 } else { distance(&lower, &known) }
    };
    let found = known.map(|known| (likeness(known), known)).min();
    match found {
        Some((distance, known)) if distance <= known.len() / 4 => format!("; did you mean `{known}`?"),
        _ => String::new(),
    }
}

/// How many characters must be added, removed or replaced to make one text the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in b.chars().enumerate() {
            let least = (row[j] + 1).min(row[j + 1] + 1).min(diagonal + usize::from(a != b));
            diagonal = std::mem::replace(&mut row[j + 1], least);
        }
    }
    row.last().copied().unwrap_or_default()
}
