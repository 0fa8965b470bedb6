//! Converts the plan to tokens. Nothing is decided here, and nothing can fail.

mod builder;
mod completion;
mod data;
mod documents;
mod endpoint_bindings;
mod enumeration;
mod error_meta;
mod index;
pub mod manifest;
mod member;
mod operation;
mod operation_error;
mod paginator;
mod service;
mod structure;
mod union;
mod waiter;

use crate::endpoint_rules;
use crate::plan::{
    self, Plan,
    path::{TypePath, module_file},
};
use proc_macro2::TokenStream;

/// A Rust file of the generated crate. Its tokens are created on the thread that needs them, since they are not `Send`.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path in the crate.
    pub path: String,
    content: Content<'a>,
}

#[derive(Debug)]
enum Content<'a> {
    Root(&'a Plan),
    Constants(&'a Plan),
    Meta(&'a Plan),
    ErrorMeta(&'a Plan),
    Operations(&'a Plan),
    Types(&'a Plan),
    Errors(&'a Plan),
    TypeBuilders(&'a Plan),
    ErrorBuilders(&'a Plan),
    EndpointRules(&'a Plan),
    Data(&'a Plan),
    Operation(&'a plan::operation::Operation, Option<&'a plan::completion::Completion>),
    Structure(&'a plan::structure::Structure),
    Union(&'a plan::union::Union),
    Enumeration(&'a plan::enumeration::Enumeration),
    Documents(&'a Plan),
    DocumentBuilders(&'a Plan),
    Waiters(&'a Plan),
    Waiter(&'a plan::waiter::Waiter),
}

impl File<'_> {
    /// The content of the file.
    pub fn tokens(&self) -> TokenStream {
        match self.content {
            Content::Root(plan) => service::root(plan),
            Content::Constants(plan) => service::constants(plan),
            Content::Meta(plan) => service::meta(plan),
            Content::ErrorMeta(plan) => error_meta::emit(plan),
            Content::Operations(plan) => index::operations(plan),
            Content::Types(plan) => index::types(plan),
            Content::Errors(plan) => index::errors(plan),
            Content::TypeBuilders(plan) => {
                index::builders(&plan.features, " The builders of the structures.", &plan.structures)
            }
            Content::ErrorBuilders(plan) => {
                index::builders(&plan.features, " The builders of the errors.", &plan.errors)
            }
            Content::EndpointRules(plan) => endpoint_rules::emit::emit(&plan.endpoint_rules),
            Content::Data(plan) => data::emit(plan),
            Content::Operation(operation, completion) => operation::emit(operation, completion),
            Content::Structure(structure) => structure::emit(structure),
            Content::Union(union) => union::emit(union),
            Content::Enumeration(enumeration) => enumeration::emit(enumeration),
            Content::Documents(plan) => index::documents(&plan.documents),
            Content::DocumentBuilders(plan) => {
                index::builders(&plan.features, " The builders of the structures.", &plan.documents.structures)
            }
            Content::Waiters(plan) => waiter::index(plan),
            Content::Waiter(waiter) => waiter::emit(waiter),
        }
    }
}

/// The Rust files of the crate: one for each operation and type, and the modules that export them.
pub fn emit(plan: &Plan) -> Vec<File<'_>> {
    let mut files = vec![
        file("lib", Content::Root(plan)),
        file("service", Content::Constants(plan)),
        file("meta", Content::Meta(plan)),
        file("error_meta", Content::ErrorMeta(plan)),
        file("operation", Content::Operations(plan)),
        file("types", Content::Types(plan)),
        file("types/error", Content::Errors(plan)),
        file("types/builders", Content::TypeBuilders(plan)),
        file("types/error/builders", Content::ErrorBuilders(plan)),
        file("endpoint_params", Content::EndpointRules(plan)),
        file("data_impls", Content::Data(plan)),
    ];
    let operations = plan.operations.iter();
    files.extend(operations.map(|it| {
        let completion = plan.completions.get(&it.shape);
        type_file(&it.input.path, Content::Operation(it, completion))
    }));
    files.extend(plan.structures.iter().map(|shape| type_file(&shape.path, Content::Structure(shape))));
    files.extend(plan.unions.iter().map(|shape| type_file(&shape.path, Content::Union(shape))));
    files.extend(plan.enumerations.iter().map(|shape| type_file(&shape.path, Content::Enumeration(shape))));
    files.extend(plan.errors.iter().map(|shape| type_file(&shape.path, Content::Structure(shape))));
    if !plan.documents.is_empty() {
        files.extend(documents_of(plan));
    }
    if plan.has_waiters() {
        files.push(file("waiters", Content::Waiters(plan)));
    }
    let waiters = plan.waiters.iter();
    files.extend(waiters.map(|waiter| type_file(&waiter.path(), Content::Waiter(waiter))));
    files
}

fn documents_of(plan: &Plan) -> Vec<File<'_>> {
    let documents = &plan.documents;
    let mut files = vec![
        file("types/documents", Content::Documents(plan)),
        file("types/documents/builders", Content::DocumentBuilders(plan)),
    ];
    files.extend(documents.structures.iter().map(|shape| type_file(&shape.path, Content::Structure(shape))));
    files.extend(documents.unions.iter().map(|shape| type_file(&shape.path, Content::Union(shape))));
    files.extend(documents.enumerations.iter().map(|shape| type_file(&shape.path, Content::Enumeration(shape))));
    files
}

fn file<'a>(module: &str, content: Content<'a>) -> File<'a> {
    File { path: module_file(module), content }
}

fn type_file<'a>(path: &TypePath, content: Content<'a>) -> File<'a> {
    File { path: path.file(), content }
}
