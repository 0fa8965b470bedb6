//! The public items of a generated crate, as far as the model decides them.
//!
//! This is the second of two accounts. Rules say what a change of the model means; here stands what it comes to.

use super::{Findings, Rule, Semver, Side};
use crate::{
    model::Member,
    plan::{
        endpoint_rules::{BuiltIn, Param},
        enumeration::Enumeration,
        operation::Operation,
        structure::{Field, Presence, Role, Structure},
        types::{Type, TypePath},
        union::Union,
    },
    smithy::ShapeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// An item.
struct Item {
    /// Its type, or whatever else a program relies on.
    signature: String,
    /// What in the model it comes from; a change of one of these explains it.
    owners: Vec<String>,
}

/// Path in the crate to item.
type Surface = BTreeMap<String, Item>;

/// What the items of both crates come to.
pub(super) fn verdict(old: &Side, new: &Side) -> Semver {
    differences(old, new).into_iter().map(|difference| difference.severity).max().unwrap_or_default()
}

struct Difference {
    path: String,
    detail: String,
    owners: Vec<String>,
    severity: Semver,
}

/// Adds what no rule accounts for.
pub(super) fn explain_rest(old: &Side, new: &Side, findings: &mut Findings) {
    let mut explained: BTreeMap<String, Semver> = BTreeMap::new();
    for (subject, rule, _) in &findings.found {
        let known = explained.entry(subject.clone()).or_default();
        *known = (*known).max(rule.verdicts().rust);
    }
    for difference in differences(old, new) {
        let by = |owner: &String| explained.get(owner).is_some_and(|known| *known >= difference.severity);
        if !difference.owners.iter().any(by) {
            let is_major = difference.severity == Semver::Major;
            let rule = if is_major { Rule::ChangedRustApi } else { Rule::AddedRustApi };
            findings.push(rule, difference.path, difference.detail);
        }
    }
}

fn differences(old: &Side, new: &Side) -> Vec<Difference> {
    let (mut before, after) = (surface(old), surface(new));
    let mut found = Vec::new();
    for (path, item) in after {
        let (detail, owners, severity) = match before.remove(&path) {
            // No item has to be implemented or matched by a program.
            None => (item.signature, item.owners, Semver::Minor),
            Some(was) if was.signature == item.signature => continue,
            Some(was) => {
                let owners = [was.owners, item.owners].concat();
                (format!("{} → {}", was.signature, item.signature), owners, Semver::Major)
            }
        };
        found.push(Difference { path, detail, owners, severity });
    }
    let gone = before.into_iter().map(|(path, item)| Difference {
        path,
        detail: "gone".to_owned(),
        owners: item.owners,
        severity: Semver::Major,
    });
    found.extend(gone);
    found
}

fn surface(side: &Side) -> Surface {
    let mut list = List { side, items: Surface::new() };
    for operation in &side.plan.operations {
        list.operation(operation);
    }
    for structure in side.plan.structures.iter().chain(&side.plan.errors) {
        list.structure(structure, &[]);
    }
    for error in &side.plan.errors {
        list.add(format!("Error::{}", error.path.name), String::new(), owner(side, error.shape.as_ref()));
    }
    side.plan.unions.iter().for_each(|union| list.union(union));
    side.plan.enumerations.iter().for_each(|enumeration| list.enumeration(enumeration));
    list.waiters();
    list.compression();
    side.plan.endpoint_rules.params.iter().for_each(|param| list.parameter(param));
    list.items
}

fn owner(side: &Side, id: Option<&ShapeId>) -> Vec<String> {
    id.map(|id| side.key(id)).into_iter().collect()
}

struct List<'s> {
    side: &'s Side,
    items: Surface,
}

impl List<'_> {
    fn add(&mut self, path: String, signature: String, owners: Vec<String>) {
        self.items.insert(path, Item { signature, owners });
    }

    fn operation(&mut self, operation: &Operation) {
        let key = self.side.key(&operation.shape);
        let module = format!("operation::{}", operation.module);
        self.add(format!("Client::{}", operation.module), String::new(), vec![key.clone()]);
        self.structure(&operation.input, std::slice::from_ref(&key));
        self.structure(&operation.output, std::slice::from_ref(&key));
        for error in &operation.errors {
            let path = format!("{module}::{}::{}", operation.error, error.ident);
            let signature = format!("{} {}", error.path, error.predicate);
            let target = self.side.plan.errors.iter().find(|shape| shape.path == error.path);
            let owners = [vec![key.clone()], owner(self.side, target.and_then(|shape| shape.shape.as_ref()))].concat();
            self.add(path, signature, owners);
        }
        if let Some(completion) = &operation.completion {
            let signature = completion.polled.output.to_string();
            self.add(format!("{module}::builders::send_and_wait"), signature, vec![key.clone()]);
        }
        for (what, signature) in pages_of(operation) {
            self.add(format!("{module}::paginator::{what}"), signature, vec![key.clone()]);
        }
    }

    fn structure(&mut self, structure: &Structure, operation: &[String]) {
        let owners = [operation, &owner(self.side, structure.shape.as_ref())].concat();
        let path = structure.path.to_string();
        // Both exist for every structure; only what `build` gives can change.
        let build = if structure.is_fallible() { "Result" } else { "the value" };
        let role = if matches!(structure.role, Role::Error(_)) { "error" } else { "structure" };
        self.add(path.clone(), format!("{role}, build() gives {build}"), owners.clone());
        for field in &structure.fields {
            let member = structure.shape.as_ref().map(|id| id.with_member(&field.serialized_name));
            let owners = [self.member_owners(structure.shape.as_ref(), member.as_ref()), owners.clone()].concat();
            self.add(format!("{path}::{}", field.ident), field_signature(field), owners.clone());
            self.add(format!("{path}::builder()::{}", field.ident), builder_signature(field), owners);
        }
    }

    /// A member, and the shapes that decide its type.
    fn member_owners(&self, shape: Option<&ShapeId>, member: Option<&ShapeId>) -> Vec<String> {
        let (Some(shape), Some(member)) = (shape, member) else { return Vec::new() };
        let members = self.side.model.shape(shape).kind.members();
        let found = members.iter().find(|other| other.id == *member);
        let mut owners = vec![self.side.key(member)];
        owners.extend(found.into_iter().flat_map(|member| deciders(self.side, member)));
        owners
    }

    fn union(&mut self, union: &Union) {
        let (path, key) = (union.path.to_string(), self.side.key(&union.shape));
        self.add(path.clone(), "union".to_owned(), vec![key.clone()]);
        for variant in &union.variants {
            let member = union.shape.with_member(&variant.serialized_name);
            let owners = [self.member_owners(Some(&union.shape), Some(&member)), vec![key.clone()]].concat();
            let ty = if variant.boxed { format!("Box<{}>", variant.ty) } else { variant.ty.to_string() };
            self.add(format!("{path}::{}", variant.ident), ty, owners.clone());
            self.add(format!("{path}::is_{}", variant.suffix.as_str()), String::new(), owners);
        }
    }

    fn enumeration(&mut self, enumeration: &Enumeration) {
        let (path, key) = (enumeration.path.to_string(), self.side.key(&enumeration.shape));
        self.add(path.clone(), "enumeration".to_owned(), vec![key.clone()]);
        let shape = self.side.model.shape(&enumeration.shape);
        for variant in &enumeration.variants {
            let mut owners = vec![key.clone()];
            if let crate::model::ShapeKind::Enum(members) = &shape.kind {
                let of_value = members.iter().filter(|member| member.value == variant.value);
                owners.extend(of_value.map(|member| format!("{key}${}", member.name)));
            }
            self.add(format!("{path}::{}", variant.ident), String::new(), owners);
        }
    }

    fn waiters(&mut self) {
        for waiter in &self.side.plan.waiters {
            let owners = vec![format!("waiter {}", waiter.model_name)];
            let signature = format!("{} {}", waiter.operation.input, wait_error_name(waiter.reason.is_some()));
            let path = format!("client::Waiters::{}", waiter.method);
            self.add(path, signature, owners.clone());
            self.add(format!("waiters::{}", waiter.module), String::new(), owners);
        }
    }

    /// The settings of compression, which are there where an operation compresses its requests.
    fn compression(&mut self) {
        let compressed = self.side.plan.operations.iter().filter(|operation| operation.compressed);
        let owners: Vec<_> = compressed.map(|operation| self.side.key(&operation.shape)).collect();
        let settings = ["disable_request_compression", "request_min_compression_size_bytes"];
        for setting in settings.iter().filter(|_| !owners.is_empty()) {
            self.add(format!("config::Builder::{setting}"), String::new(), owners.clone());
        }
    }

    fn parameter(&mut self, param: &Param) {
        let owners = vec![format!("endpoint parameter {}", param.label)];
        let kind = format!("{:?}", param.kind);
        self.add(format!("config::endpoint::Params::{}", param.name), kind.clone(), owners.clone());
        if param.is_setting {
            self.add(format!("config::Builder::{}", param.name), kind.clone(), owners.clone());
        }
        if param.built_in == Some(BuiltIn::AccountIdEndpointMode) {
            self.add("config::Builder::account_id_endpoint_mode".to_owned(), kind, owners);
        }
    }
}

/// The targets of a member, through lists and maps, and the members that lead there.
fn deciders(side: &Side, member: &Member) -> Vec<String> {
    use crate::model::ShapeKind;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![&member.target];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        found.push(side.key(id));
        let inner: Vec<&Member> = match &side.model.shape(id).kind {
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        };
        found.extend(inner.iter().map(|member| side.key(&member.id)));
        waiting.extend(inner.into_iter().map(|member| &member.target));
    }
    found
}

fn field_signature(field: &Field) -> String {
    let ty = if field.boxed { format!("Box<{}>", field.ty) } else { field.ty.to_string() };
    if field.presence == Presence::Optional { format!("Option<{ty}>") } else { ty }
}

/// What the setters take; what `get_…` gives has a `Box` where the field has.
fn builder_signature(field: &Field) -> String {
    if field.boxed { format!("{}, boxed", field.ty) } else { field.ty.to_string() }
}

fn pages_of(operation: &Operation) -> Vec<(&'static str, String)> {
    let Some(paginator) = &operation.paginator else { return Vec::new() };
    let mut items = vec![("into_paginator", String::new())];
    items.extend(paginator.page_size.as_ref().map(|field| ("page_size", field.ty.to_string())));
    let item = paginator.items.as_ref().and_then(|path| path.last()).map(|field| match &field.ty {
        Type::List(item) => item.to_string(),
        Type::Map(key, value) => format!("({key}, {value})"),
        other => other.to_string(),
    });
    items.extend(item.map(|item| ("items", item)));
    items
}

/// What a program sees of an operation's paginator.
pub(super) fn pages(side: &Side, id: &ShapeId) -> Vec<(&'static str, String)> {
    let operation = side.plan.operations.iter().find(|operation| operation.shape == *id);
    operation.map(pages_of).unwrap_or_default()
}

fn wait_error_name(has_reason: bool) -> &'static str {
    if has_reason { "WaitError" } else { "WaiterError" }
}

/// The error of a waiter.
pub(super) fn wait_error(side: &Side, name: &str) -> Option<&'static str> {
    let waiter = side.plan.waiters.iter().find(|waiter| waiter.model_name == name)?;
    Some(wait_error_name(waiter.reason.is_some()))
}

/// Where the types of shapes stand.
pub(super) fn type_paths(side: &Side) -> BTreeMap<ShapeId, String> {
    let plan = &side.plan;
    let structures = plan.structures.iter().chain(&plan.errors).filter_map(|s| Some((s.shape.clone()?, &s.path)));
    let unions = plan.unions.iter().map(|union| (union.shape.clone(), &union.path));
    let enumerations = plan.enumerations.iter().map(|e| (e.shape.clone(), &e.path));
    let all: Vec<(ShapeId, &TypePath)> = structures.chain(unions).chain(enumerations).collect();
    all.into_iter().map(|(id, path)| (id, path.to_string())).collect()
}
