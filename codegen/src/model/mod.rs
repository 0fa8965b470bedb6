//! The resolved model: shapes with typed traits, and only those that the service uses.
//!
//! A `Model` is valid by construction: every target exists and has a kind that its member allows, every operation's
//! input, output and errors are structures, and every trait that changes the wire format is supported.

mod check;
mod closure;
mod documents;
mod enums;
mod load;
mod operations;
mod prelude;
mod protocol;
mod rename;
mod selector;
mod service;
mod shape;
mod shapes;
mod signing;
mod targets;
mod trait_reader;
mod trait_table;
mod traits;

pub use load::load;
pub(crate) use load::load_assembled;
pub use protocol::Protocol;
pub(crate) use trait_table::ignored_because;

pub use shape::{EnumMember, IntEnumMember, Member, Operation, Service, Shape, ShapeKind, Signing};
pub use traits::{
    Acceptor, AcceptorState, Comparator, Completion, Deprecated, Documentation, Example, ExampleError, Fault, Matcher,
    OperationGroup, OutputMatcher, Paginated, Range, Retryable, TimestampFormat, Traits, Waiter,
};

use crate::{Diagnostic, smithy::ShapeId};
use std::collections::{BTreeMap, BTreeSet};

/// A service and everything it uses.
#[derive(Debug, Clone)]
pub struct Model {
    /// The only service of the model.
    pub service: Service,
    /// Its operations, sorted by shape id.
    pub operations: Vec<Operation>,
    /// Every data shape that the operations use, including inputs, outputs and errors; the prelude's simple shapes have
    /// their own ids (`smithy.api#String`).
    pub shapes: BTreeMap<ShapeId, Shape>,
    /// The shapes that the service's `rename` renames: original id by new id.
    pub renamed: BTreeMap<ShapeId, ShapeId>,
    /// The shapes of typed documents: the targets of `rust.client#jsonText` and everything that they use.
    pub documents: BTreeSet<ShapeId>,
    /// Those shapes of `documents` that are whole documents.
    pub document_roots: BTreeSet<ShapeId>,
    /// Warnings about the sources.
    pub warnings: Vec<Diagnostic>,
}

impl Model {
    /// Returns the shape with this id. A loaded model has every shape that its members target.
    ///
    /// # Panics
    /// When the model has no shape with this id.
    pub fn shape(&self, id: &ShapeId) -> &Shape {
        &self.shapes[id]
    }

    /// All shapes that values of a shape can contain, including the shape itself.
    pub fn reached_from<'m>(&'m self, root: &'m ShapeId) -> BTreeSet<&'m ShapeId> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![root];
        while let Some(id) = waiting.pop() {
            if found.insert(id) {
                waiting.extend(self.shape(id).kind.targets());
            }
        }
        found
    }

    /// Whether a value of one of these shapes can contain something `sensitive`, at any depth.
    pub fn is_sensitive<'a>(&'a self, roots: impl IntoIterator<Item = &'a ShapeId>) -> bool {
        let mut seen = BTreeSet::new();
        let mut todo: Vec<&ShapeId> = roots.into_iter().collect();
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let shape = self.shape(id);
            let members: Vec<&Member> = match &shape.kind {
                ShapeKind::List(item) => vec![item],
                ShapeKind::Map { key, value } => vec![key, value],
                kind => kind.members().iter().collect(),
            };
            if shape.traits.sensitive || members.iter().any(|member| member.traits.sensitive) {
                return true;
            }
            todo.extend(members.iter().map(|member| &member.target));
        }
        false
    }
}
