//! The types of typed documents: the module `types::documents`.

use super::{
    Plan, builder_path,
    context::Context,
    enumeration::{self, Enumeration},
    role::Role,
    structure::{self, Structure},
    union::{self, Union},
};
use crate::{Settings, model::ShapeKind, smithy::is_identifier};

/// The planned types of documents.
#[derive(Debug, Default)]
pub struct Documents {
    /// The structures.
    pub structures: Vec<Structure>,
    /// The unions.
    pub unions: Vec<Union>,
    /// The enumerations.
    pub enumerations: Vec<Enumeration>,
    /// The hand-written modules beside them, sorted by name.
    pub modules: Vec<Module>,
}

/// A hand-written module.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether it has public items itself.
    pub has_public_items: bool,
}

impl Documents {
    /// Whether the model has no documents, so that the crate has neither the module nor the feature.
    pub fn is_empty(&self) -> bool {
        self.structures.is_empty()
    }

    /// The structures that are whole documents.
    pub fn whole(&self) -> impl Iterator<Item = &Structure> {
        self.structures.iter().filter(|structure| structure.role == (Role::Document { is_root: true }))
    }
}

impl Plan {
    /// The structures of the service other than inputs, outputs and errors, and those of documents.
    pub fn all_structures(&self) -> impl Iterator<Item = &Structure> {
        self.structures.iter().chain(&self.documents.structures)
    }

    /// The unions of the service and of documents.
    pub fn all_unions(&self) -> impl Iterator<Item = &Union> {
        self.unions.iter().chain(&self.documents.unions)
    }

    /// The enumerations of the service and of documents.
    pub fn all_enumerations(&self) -> impl Iterator<Item = &Enumeration> {
        self.enumerations.iter().chain(&self.documents.enumerations)
    }
}

/// Plans the types of documents.
pub fn plan(cx: &mut Context<'_>, settings: &Settings) -> Documents {
    let mut documents = Documents::default();
    let (model, scope) = (cx.model, cx.scope);
    for shape in scope.shapes(model).filter(|shape| model.documents.contains(&shape.id)) {
        let path = scope.path(&shape.id);
        match &shape.kind {
            ShapeKind::Union(members) => documents.unions.push(union::plan(cx, shape, members, path)),
            ShapeKind::Enum(members) => documents.enumerations.push(enumeration::plan(cx, shape, members, path)),
            _ => {
                let (builder, role) = (builder_path(&path), structure::role(model, shape));
                documents.structures.push(structure::plan(cx, shape, path, builder, role));
            }
        }
    }
    documents.modules = modules(cx, settings, documents.is_empty());
    shorten_links(&mut documents);
    documents
}

/// Documents exist only with their feature, so links to them from other modules need a condition. Links between
/// documents do not, and are shortened here.
fn shorten_links(documents: &mut Documents) {
    let of_structures = documents
        .structures
        .iter_mut()
        .flat_map(|structure| structure.fields.iter_mut().map(|field| &mut field.docs).chain([&mut structure.docs]));
    let of_unions = documents
        .unions
        .iter_mut()
        .flat_map(|union| union.variants.iter_mut().map(|variant| &mut variant.docs).chain([&mut union.docs]));
    let of_enumerations = documents.enumerations.iter_mut().flat_map(|enumeration| {
        enumeration.variants.iter_mut().map(|variant| &mut variant.docs).chain([&mut enumeration.docs])
    });
    for docs in of_structures.chain(of_unions).chain(of_enumerations) {
        *docs = docs.replace("crate::types::documents::", "super::");
    }
}

/// Without documents there are no hand-written modules either: a model may be loaded without its other sources.
fn modules(cx: &mut Context<'_>, settings: &Settings, is_empty: bool) -> Vec<Module> {
    if is_empty {
        return Vec::new();
    }
    let service = &cx.model.service;
    let mut modules = Vec::new();
    for (name, text) in &settings.document_modules {
        let is_snake_case = is_identifier(name) && !name.starts_with('_') && !name.contains(|c: char| c.is_uppercase());
        if !is_snake_case || name == "builders" {
            let problem = format!("the hand-written module `{name}` for documents has an invalid name");
            let remedy = "Use a name in snake_case other than `builders`.";
            cx.problems.report(Some(&service.location), &service.id, problem, remedy);
            continue;
        }
        let is_public = |line: &str| line.starts_with("pub ") && !line.starts_with("pub use ");
        let has_public_items = text.lines().any(is_public);
        modules.push(Module { name: name.clone(), text: text.clone(), has_public_items });
    }
    modules
}
