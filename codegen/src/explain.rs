//! Explains what a name of the model becomes and why, from the results of the passes `load` and `plan`.
//!
//! Nothing is decided here. Names and their reasons come from `plan::names`, types and files from the plan.

mod find;
mod list;
mod member;
mod operation;
mod shape;
mod uses;
mod waiter;
mod words;

pub use crate::plan::items::{Item, ItemKind, ItemSource};
pub use list::{Catalogue, ErrorRow, OperationRow, PaginatorRow, ShapeRow, WaiterRow};
pub use operation::{Call, Example, Pages, Wait};
pub use uses::Use;
pub use waiter::{Acceptance, Waiting};
pub use words::{Documented, items, undocumented};

use crate::{
    Diagnostics, Settings, Source,
    model::{self, Model},
    plan::{
        self, Plan, items,
        names::{self, Purpose},
    },
    smithy::{AppliedTrait, AppliedTraits, Assembled, Definition, Definitions, Report, ShapeId},
};
use serde::Serialize;
use serde_json::Value;
use std::cell::{OnceCell, RefCell};

/// A model with its plan and the locations of its shapes.
pub struct Explainer<'s> {
    model: Model,
    plan: Plan,
    definitions: Definitions,
    // Locations are computed when they are needed.
    report: RefCell<Report<'s>>,
    names: OnceCell<find::Names>,
    items: OnceCell<Vec<Item>>,
}

/// All information on one name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Its id in the model.
    pub id: String,
    /// Its kind, such as the type of a shape.
    pub kind: String,
    /// Where it is defined: file, line and column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Its traits.
    pub traits: Vec<TraitFact>,
    /// The Rust items it becomes.
    pub rust: Vec<RustFact>,
    /// Its names in Rust, and the reasons.
    pub names: Vec<NameFact>,
    /// The constraints on its values.
    pub constraints: Vec<String>,
    /// Its members, values or errors, with their names in the model and in Rust.
    pub members: Vec<MemberFact>,
    /// For an operation: how it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// For a waiter: how it polls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<Waiting>,
    /// The operations that use it.
    pub used_by: Vec<Use>,
}

/// A trait as it is in the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraitFact {
    /// The trait's id.
    pub id: String,
    /// Its value.
    pub value: Value,
    /// Where it was applied, if that is not the definition of the shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Why the generator ignores it, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<&'static str>,
}

/// An item of the crate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RustFact {
    /// Its kind: a structure, a setter, …
    pub what: &'static str,
    /// Its path in the crate, with its type if it has one.
    pub item: String,
    /// Its file in the directory of the crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A name in the model and in Rust, and why they differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NameFact {
    /// In the model.
    pub model: String,
    /// The verdict in Rust.
    pub rust: String,
    /// The reasons, in the order of the changes; empty if both names are the same.
    pub reasons: Vec<String>,
}

/// A member in one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberFact {
    /// Its name, or an enumeration's value, on the wire.
    pub serialized_name: String,
    /// Its name in Rust.
    pub rust: String,
    /// Its type in Rust.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
    /// Whether the model requires it.
    pub required: bool,
}

/// A name that the model does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The name.
    pub name: String,
    /// Suggestions.
    pub remedy: String,
}

impl<'s> Explainer<'s> {
    /// Loads and plans a model.
    ///
    /// # Errors
    /// All errors in it: only a model that a crate can be generated from can be explained.
    pub fn open(sources: &'s [Source], partitions: Option<&Source>, settings: &Settings) -> Result<Self, Diagnostics> {
        let mut report = Report::new(sources);
        let (model, Assembled { definitions, .. }) = model::load_assembled(sources, &mut report)?;
        let plan = plan::plan(&model, partitions, settings)?;
        Ok(Self {
            model,
            plan,
            definitions,
            report: RefCell::new(report),
            names: OnceCell::new(),
            items: OnceCell::new(),
        })
    }

    /// Explains everything with this name, in the model or in Rust.
    ///
    /// # Errors
    /// When nothing has this name.
    pub fn explain(&self, name: &str) -> Result<Vec<Explanation>, Unknown> {
        let subjects = find::find(self, name)?;
        Ok(subjects.into_iter().map(|subject| self.explain_subject(&subject)).collect())
    }

    fn explain_subject(&self, subject: &find::Subject) -> Explanation {
        match subject {
            find::Subject::Operation(id) => operation::explain(self, id),
            find::Subject::Shape(id) => shape::explain(self, id),
            find::Subject::Member(id) => member::explain(self, id),
            find::Subject::Waiter(id) => waiter::explain(self, id),
        }
    }

    /// The public items of the crate that come from the model.
    pub fn items(&self) -> &[Item] {
        self.items.get_or_init(|| items::list(&self.plan))
    }

    /// The items that come from a shape or member, wherever it is used.
    fn items_of<'b>(&'b self, id: &'b ShapeId) -> impl Iterator<Item = &'b Item> {
        let comes_from = move |source: &ItemSource| match source {
            ItemSource::Shape(own) | ItemSource::Operation(_, Some(own)) => own == id,
            ItemSource::Operation(own, None) => own == id,
            _ => false,
        };
        self.items().iter().filter(move |item| comes_from(&item.source))
    }

    /// All operations, shapes, waiters, paginators and errors in rows.
    pub fn catalogue(&self) -> Catalogue {
        list::catalogue(self)
    }

    /// The definition of a shape, which has the id from before the service's `rename`.
    fn definition(&self, id: &ShapeId) -> Option<&Definition> {
        self.definitions.get(self.defined(id))
    }

    fn defined<'a>(&'a self, id: &'a ShapeId) -> &'a ShapeId {
        self.model.renamed.get(id).unwrap_or(id)
    }

    fn location_text(&self, definition: &Definition) -> String {
        self.report.borrow_mut().location_text(definition.origin)
    }

    /// Traits in the order of their ids.
    fn traits(&self, applied: &AppliedTraits, home: crate::smithy::Origin) -> Vec<TraitFact> {
        let mut facts: Vec<_> = applied.iter().map(|(id, applied)| self.trait_fact(id, applied, home)).collect();
        facts.sort_by(|a, b| a.id.cmp(&b.id));
        facts
    }

    fn trait_fact(&self, id: &str, applied: &AppliedTrait, home: crate::smithy::Origin) -> TraitFact {
        let elsewhere = applied.origin != home;
        TraitFact {
            id: id.to_owned(),
            value: applied.value.clone(),
            location: elsewhere.then(|| self.report.borrow_mut().location_text(applied.origin)),
            ignored: model::ignored_because(id),
        }
    }
}

/// An item in an explanation.
fn rust_fact(what: &'static str, item: &Item) -> RustFact {
    let Item { path, signature, file, .. } = item;
    let item = match item.kind {
        ItemKind::Field => format!("{path}: {signature}"),
        ItemKind::Function | ItemKind::Variant => format!("{path}{signature}"),
        _ => path.clone(),
    };
    RustFact { what, item, file: Some(file.clone()) }
}

/// A name with the reasons for it.
fn name_fact(purpose: Purpose, name: &str) -> NameFact {
    let decision = names::decide(purpose, name);
    NameFact {
        model: name.to_owned(),
        rust: decision.ident.to_string(),
        reasons: decision.reasons.iter().map(ToString::to_string).collect(),
    }
}
