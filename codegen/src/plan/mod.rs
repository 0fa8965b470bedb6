//! Makes all decisions about the generated crate: names, types, optionality, documentation. It creates no tokens.
//!
//! `plan` and `emit` have the same files. Everything that `emit` writes for a shape is decided here once, so that
//! `emit` does not use the model.

pub mod completion;
pub mod context;
pub mod docs;
pub mod documents;
pub mod endpoint_bindings;
pub mod enumeration;
pub mod example;
pub mod features;
pub mod field;
pub mod items;
pub mod names;
pub mod operation;
pub mod paginator;
pub mod path;
pub mod recursion;
pub mod role;
pub mod scope;
pub mod signature;
pub mod structure;
pub mod types;
pub mod union;
pub mod waiter;

use crate::{
    Diagnostic, Diagnostics, Settings, endpoint_rules,
    model::{Model, ShapeKind, Signing},
    smithy::{ShapeId, Source},
};
use completion::Completion;
use context::Context;
use enumeration::Enumeration;
use operation::Operation;
use path::TypePath;
use scope::Scope;
use std::collections::BTreeMap;
use structure::Structure;
use union::Union;
use waiter::Waiter;

/// The plan of the generated crate.
#[derive(Debug)]
pub struct Plan {
    /// Properties of the crate as a whole.
    pub service: Service,
    /// The operations, sorted by name.
    pub operations: Vec<Operation>,
    /// The structures of `crate::types`.
    pub structures: Vec<Structure>,
    /// The unions of `crate::types`.
    pub unions: Vec<Union>,
    /// The enumerations of `crate::types`.
    pub enumerations: Vec<Enumeration>,
    /// The structures of `crate::types::error`.
    pub errors: Vec<Structure>,
    /// The types of typed documents.
    pub documents: documents::Documents,
    /// The waiters, sorted by name.
    pub waiters: Vec<Waiter>,
    /// How to wait for the end of the work that operations start, by the id of the operation.
    pub completions: BTreeMap<ShapeId, Completion>,
    /// The endpoint rules.
    pub endpoint_rules: endpoint_rules::EndpointRules,
    /// The features for groups of operations.
    pub features: features::Features,
    /// The shapes that become types.
    pub scope: Scope,
    /// Warnings about the model.
    pub warnings: Vec<Diagnostic>,
}

impl Plan {
    /// The structures, unions and enumerations of `crate::types`, each with the shape it comes from.
    pub fn types(&self) -> impl Iterator<Item = (&TypePath, Option<&ShapeId>)> {
        let structures = self.structures.iter().map(|structure| (&structure.path, structure.shape.as_ref()));
        let unions = self.unions.iter().map(|union| (&union.path, Some(&union.shape)));
        let enumerations = self.enumerations.iter().map(|enumeration| (&enumeration.path, Some(&enumeration.shape)));
        structures.chain(unions).chain(enumerations)
    }

    /// Whether an operation has a paginator.
    pub fn has_paginators(&self) -> bool {
        self.operations.iter().any(|operation| operation.paginator.is_some())
    }

    /// Whether an operation has `send_and_wait`.
    pub fn has_completions(&self) -> bool {
        !self.completions.is_empty()
    }

    /// Whether an operation compresses its requests.
    pub fn has_compression(&self) -> bool {
        self.operations.iter().any(|operation| operation.compressed)
    }

    /// Whether there are waiters.
    pub fn has_waiters(&self) -> bool {
        !self.waiters.is_empty()
    }
}

/// Properties of the crate as a whole.
#[derive(Debug)]
pub struct Service {
    /// The package's name, such as `dms-sdk`.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The service's full name.
    pub title: String,
    /// The SDK id, such as `Database Migration Service`.
    pub sdk_id: String,
    /// The origin of the model.
    pub model_source: Option<String>,
    /// The service name in signatures.
    pub signing_name: String,
    /// The part of `x-amz-target` before the operation.
    pub target_prefix: String,
    /// The content type of requests.
    pub content_type: &'static str,
    /// Whether responses have the error codes of awsQuery.
    pub query_compatible: bool,
    /// The operations whose calls are never signed.
    pub unsigned: Vec<String>,
    /// The operations whose calls are signed if there are credentials.
    pub optionally_signed: Vec<String>,
    /// The version of the service's API.
    pub api_version: String,
    /// The front page.
    pub docs: String,
    /// The package's README.
    pub readme: String,
}

/// Plans the crate of a model.
///
/// # Errors
/// When two names of the model become the same in Rust, or the endpoint rules are not supported.
pub fn plan(model: &Model, partitions: Option<&Source>, settings: &Settings) -> Result<Plan, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut warnings = model.warnings.clone();
    let scope = scope::plan(model, &mut problems);
    let model = &docs::render(model, &scope, &mut warnings);
    let endpoint_rules = plan_endpoint_rules(model, partitions, &mut problems);
    let mut cx = Context { model, scope: &scope, problems: &mut problems };
    let mut operations: Vec<Operation> = Vec::with_capacity(model.operations.len());
    for shape in &model.operations {
        let params = endpoint_rules.as_ref().map(|rules| rules.params.as_slice());
        operations.push(operation::plan(&mut cx, &model.service, shape, &settings.package, params));
    }
    report_operation_clashes(model, &operations, cx.problems);
    let waiters = waiter::plan(&mut cx, &model.operations, &operations);
    let completions = completion::plan(&mut cx, &model.operations, &waiters);
    let (mut structures, mut unions, mut enumerations, mut errors) = Default::default();
    let documents = documents::plan(&mut cx, settings);
    for shape in scope.shapes(model).filter(|shape| !model.documents.contains(&shape.id)) {
        let path = scope.path(&shape.id);
        match &shape.kind {
            ShapeKind::Union(members) => Vec::push(&mut unions, union::plan(&mut cx, shape, members, path)),
            ShapeKind::Enum(members) => {
                Vec::push(&mut enumerations, enumeration::plan(&mut cx, shape, members, path));
            }
            _ => {
                let is_error = shape.traits.error.is_some();
                let role = structure::role(model, shape);
                let builder = builder_path(&path);
                let list: &mut Vec<Structure> = if is_error { &mut errors } else { &mut structures };
                list.push(structure::plan(&mut cx, shape, path, builder, role));
            }
        }
    }
    let features = features::plan(&mut cx);
    let docs = docs::front::page(&mut cx, &settings.package, &operations, &waiters);
    let service = plan_service(model, settings, docs);
    let plan = endpoint_rules.map(|endpoint_rules| Plan {
        service,
        operations,
        structures,
        unions,
        enumerations,
        errors,
        documents,
        waiters,
        completions,
        endpoint_rules,
        features,
        scope,
        warnings,
    });
    // Without rules there are problems, which were returned before.
    problems.into_result(plan)?.ok_or_else(Diagnostics::default)
}

fn plan_endpoint_rules(
    model: &Model,
    partitions: Option<&Source>,
    problems: &mut Diagnostics,
) -> Option<endpoint_rules::EndpointRules> {
    match endpoint_rules::plan(model, partitions) {
        Ok(rules) => Some(rules),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

pub(crate) fn builder_path(path: &TypePath) -> TypePath {
    let modules = [path.modules.clone(), vec![names::value_name("builders")]].concat();
    TypePath { modules, name: path.name.affixed("", "Builder") }
}

fn plan_service(model: &Model, settings: &Settings, docs: String) -> Service {
    let service = &model.service;
    let signed = |how: Signing| {
        let operations = model.operations.iter().filter(|operation| operation.signing == how);
        operations.map(|operation| operation.id.name().to_owned()).collect()
    };
    Service {
        package: settings.package.clone(),
        version: settings.version.clone(),
        title: service.traits.title.clone().unwrap_or_else(|| service.sdk_id.clone()),
        sdk_id: service.sdk_id.clone(),
        model_source: settings.model_source.clone(),
        signing_name: service.signing_name.clone(),
        target_prefix: service.id.name().to_owned(),
        content_type: service.protocol.content_type(),
        query_compatible: service.query_compatible,
        unsigned: signed(Signing::Never),
        optionally_signed: signed(Signing::Optional),
        api_version: service.version.clone(),
        docs,
        readme: docs::readme::text(model, &settings.package, &settings.version),
    }
}

fn report_operation_clashes(model: &Model, operations: &[Operation], problems: &mut Diagnostics) {
    let mut taken = BTreeMap::new();
    for (operation, shape) in operations.iter().zip(&model.operations) {
        if let Some(first) = taken.insert(&operation.module, &shape.id) {
            let problem = format!("`{}` and `{first}` both become `{}` in Rust", shape.id, operation.module);
            problems.report(Some(&shape.location), &shape.id, problem, "rename one of the operations");
        }
    }
}
