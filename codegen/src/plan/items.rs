//! The public items of the crate that come from the model: [`diff`](crate::diff) compares them, and
//! [`explain`](crate::explain) displays them.
//!
//! Names and types are those that `emit` writes. Items that are in every crate, whatever its model, are left out.

mod compression;
mod endpoint;
mod operation;
mod types;
mod waiter;

use super::Plan;
use crate::smithy::ShapeId;
use std::fmt;

/// A public item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its kind.
    pub kind: ItemKind,
    /// Its path from the crate's root. Methods of a builder are under the builder's name.
    pub path: String,
    /// The text after the path: its type, its content, or its parameters and return type.
    pub signature: String,
    /// The file it is written in, below the crate's directory.
    pub file: String,
    /// The part of the model that it comes from.
    pub source: ItemSource,
    /// The Cargo features that enable it, of which one is enough; empty if there is no condition.
    pub features: Vec<String>,
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A module.
    Module,
    /// A structure.
    Struct,
    /// An enumeration.
    Enum,
    /// Another name of a type.
    TypeAlias,
    /// A field of a structure.
    Field,
    /// A variant of an enumeration.
    Variant,
    /// A function or a method.
    Function,
}

/// The part of the model that an item comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemSource {
    /// A shape or a member.
    Shape(ShapeId),
    /// An operation that uses the shape, and the shape or the member of it.
    Operation(ShapeId, Option<ShapeId>),
    /// A waiter, by its name in the model.
    Waiter(String),
    /// A parameter of the endpoint rules, by its name there.
    EndpointParameter(String),
}

/// As a declaration.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Item { path, signature, .. } = self;
        match self.kind {
            ItemKind::Module => write!(f, "pub mod {path}"),
            ItemKind::Struct => write!(f, "pub struct {path}"),
            ItemKind::Enum => write!(f, "pub enum {path}"),
            ItemKind::TypeAlias => write!(f, "pub type {path} = {signature}"),
            ItemKind::Field => write!(f, "pub {path}: {signature}"),
            ItemKind::Variant => write!(f, "pub {path}{signature}"),
            ItemKind::Function => write!(f, "pub fn {path}{signature}"),
        }
    }
}

/// All items, file by file.
pub fn list(plan: &Plan) -> Vec<Item> {
    let mut items = Items::default();
    plan.operations.iter().for_each(|operation| items.operation(operation));
    for structure in plan.all_structures().chain(&plan.errors) {
        items.type_structure(structure);
    }
    plan.errors.iter().for_each(|error| items.error_of_all(error));
    plan.all_unions().for_each(|union| items.union(union));
    plan.all_enumerations().for_each(|enumeration| items.enumeration(enumeration));
    plan.waiters.iter().for_each(|waiter| items.waiter(waiter));
    items.endpoint_rules(&plan.endpoint_rules);
    items.found.iter_mut().for_each(|item| item.features = features(plan, &item.source));
    // The settings exist with every set of features.
    if let Some(compressed) = plan.operations.iter().find(|operation| operation.compressed) {
        items.compression(compressed);
    }
    items.found
}

fn features(plan: &Plan, source: &ItemSource) -> Vec<String> {
    let id = match source {
        ItemSource::Shape(id) => Some(id.without_member()),
        ItemSource::Operation(id, _) => Some(id.clone()),
        ItemSource::Waiter(name) => {
            let waiter = plan.waiters.iter().find(|waiter| waiter.model_name == *name);
            waiter.map(|waiter| waiter.operation.shape.clone())
        }
        ItemSource::EndpointParameter(_) => None,
    };
    id.map(|id| plan.features.of(&id).into_iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// The items so far, and the source and file of the following ones.
#[derive(Default)]
struct Items {
    found: Vec<Item>,
    file: String,
    source: Option<ItemSource>,
}

impl Items {
    /// Sets the file and the source of the following items.
    fn begin(&mut self, file: String, source: ItemSource) {
        (self.file, self.source) = (file, Some(source));
    }

    fn add(&mut self, kind: ItemKind, path: impl Into<String>, signature: impl Into<String>) {
        let Some(source) = self.source.clone() else { return };
        self.found.push(Item {
            kind,
            path: path.into(),
            signature: signature.into(),
            file: self.file.clone(),
            source,
            features: Vec::new(),
        });
    }

    fn function(&mut self, within: impl fmt::Display, name: impl fmt::Display, signature: impl Into<String>) {
        self.add(ItemKind::Function, format!("{within}::{name}"), signature);
    }
}
