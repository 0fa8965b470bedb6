//! What became of a name of the model, and why: the passes `load` and `plan`, asked instead of written out.
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
    smithy::{AppliedTrait, AppliedTraits, Definition, Definitions, Report, ShapeId},
};
use serde::Serialize;
use serde_json::Value;
use std::cell::{OnceCell, RefCell};

/// A model, its plan, and where everything is written.
pub struct Book<'s> {
    model: Model,
    plan: Plan,
    definitions: Definitions,
    // Places are worked out when they are asked for, and remembered.
    report: RefCell<Report<'s>>,
    names: OnceCell<find::Names>,
    items: OnceCell<Vec<Item>>,
}

/// Everything there is to say of one name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Its id in the model.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// Where it is defined: file, line and column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What the model says of it.
    pub traits: Vec<TraitFact>,
    /// What it is in Rust.
    pub rust: Vec<RustFact>,
    /// Why it is called so.
    pub names: Vec<NameFact>,
    /// What it demands of values.
    pub constraints: Vec<String>,
    /// Its members, values or errors, each by its name in the model and in Rust.
    pub members: Vec<MemberFact>,
    /// For an operation: how it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// For a waiter: how it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait: Option<Waiting>,
    /// The operations it takes part in.
    pub used_by: Vec<Use>,
}

/// A trait as the model writes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraitFact {
    /// The trait's id.
    pub id: String,
    /// Its value.
    pub value: Value,
    /// Where it was applied, if that is not where the shape is defined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why the generator does not act on it, where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<&'static str>,
}

/// An item of the crate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RustFact {
    /// What it is: a structure, a setter, …
    pub what: &'static str,
    /// Its path in the crate, with its type where it has one.
    pub item: String,
    /// Its file in the crate's directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A name and why it is not the model's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NameFact {
    /// In the model.
    pub model: String,
    /// In Rust.
    pub rust: String,
    /// The reasons, in the order in which the name changed; none where both names are the same.
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
    /// What may have been meant.
    pub remedy: String,
}

impl<'s> Book<'s> {
    /// Loads and plans a model.
    ///
    /// # Errors
    /// Everything that is wrong with it: what cannot be generated cannot be explained.
    pub fn open(sources: &'s [Source], partitions: Option<&Source>, settings: &Settings) -> Result<Self, Diagnostics> {
        let mut report = Report::new(sources);
        let (model, definitions) = model::load_with_definitions(sources, &mut report)?;
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

    /// Explains what has this name, in the model or in Rust. Several things may.
    ///
    /// # Errors
    /// When nothing has it.
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

    /// Everything of a kind in rows.
    pub fn catalogue(&self) -> Catalogue {
        list::catalogue(self)
    }

    /// The shape under the id that its definition has: the service's `rename` comes later.
    fn definition(&self, id: &ShapeId) -> Option<&Definition> {
        self.definitions.get(self.defined(id))
    }

    fn defined<'a>(&'a self, id: &'a ShapeId) -> &'a ShapeId {
        self.model.renamed.get(id).unwrap_or(id)
    }

    fn place(&self, definition: &Definition) -> String {
        self.report.borrow_mut().place(definition.origin)
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
            place: elsewhere.then(|| self.report.borrow_mut().place(applied.origin)),
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

/// How a name came about.
fn name_fact(purpose: Purpose, name: &str) -> NameFact {
    let decision = names::decide(purpose, name);
    NameFact {
        model: name.to_owned(),
        rust: decision.ident.to_string(),
        reasons: decision.reasons.iter().map(ToString::to_string).collect(),
    }
}
