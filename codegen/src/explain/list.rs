//! Lists all operations, shapes, waiters, paginators and errors, one row each.

use super::{Documented, Explainer, shape, words};
use crate::model::{Fault, Operation, ShapeKind};
use crate::plan::{field::Field, names};
use serde::Serialize;

/// A model in rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Catalogue {
    /// The operations.
    pub operations: Vec<OperationRow>,
    /// The data shapes of the model, without those of the prelude.
    pub shapes: Vec<ShapeRow>,
    /// The waiters.
    pub waiters: Vec<WaiterRow>,
    /// The operations with a paginator.
    pub paginators: Vec<PaginatorRow>,
    /// The errors.
    pub errors: Vec<ErrorRow>,
    /// Whether each item is documented.
    pub words: Vec<Documented>,
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperationRow {
    /// Its name in the model.
    pub name: String,
    /// The client's method.
    pub method: String,
    /// How many members its input has.
    pub inputs: usize,
    /// How many of them are required.
    pub required: usize,
    /// How many members its output has.
    pub outputs: usize,
    /// How many errors it can return.
    pub errors: usize,
    /// Whether it has a paginator.
    pub pages: bool,
    /// How many waiters poll it.
    pub waiters: usize,
    /// How many examples the model has.
    pub examples: usize,
    /// The group that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A data shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShapeRow {
    /// Its name in the model.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its type in Rust.
    pub rust: String,
    /// How many members or values it has.
    pub members: usize,
}

/// A waiter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaiterRow {
    /// Its name in the model.
    pub name: String,
    /// The client's method.
    pub method: String,
    /// The operation it polls.
    pub operation: String,
    /// The minimum delay between two polls, in seconds.
    pub min_delay: u32,
    /// The maximum delay.
    pub max_delay: u32,
    /// How many acceptors it has.
    pub acceptors: usize,
    /// The operations whose `send_and_wait` uses it.
    pub started_by: Vec<String>,
}

/// An operation with a paginator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaginatorRow {
    /// The operation's name in the model.
    pub operation: String,
    /// The client's method.
    pub method: String,
    /// The input member that takes the token.
    pub input_token: String,
    /// The path in the output to the next token.
    pub output_token: String,
    /// The path of the items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
}

/// An error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErrorRow {
    /// Its code.
    pub name: String,
    /// Its type.
    pub rust: String,
    /// Whether the client or the server is responsible.
    pub fault: &'static str,
    /// The HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Whether it is retryable.
    pub retried: bool,
    /// How many operations can return it.
    pub operations: usize,
}

/// All rows.
pub fn catalogue(explainer: &Explainer<'_>) -> Catalogue {
    let mut shapes: Vec<_> =
        explainer.model.shapes.values().filter(|shape| shape.id.namespace() != "smithy.api").collect();
    shapes.sort_by_key(|shape| shape.id.name());
    let errors = shapes.iter().filter(|shape| shape.traits.error.is_some());
    Catalogue {
        operations: operations(explainer),
        waiters: waiters(explainer),
        paginators: paginators(explainer),
        errors: errors.map(|shape| error(explainer, shape)).collect(),
        shapes: shapes.into_iter().map(|shape| row(explainer, shape)).collect(),
        words: words::items(&explainer.model),
    }
}

fn operations(explainer: &Explainer<'_>) -> Vec<OperationRow> {
    let groups = &explainer.model.service.traits.operation_groups;
    let pairs = explainer.model.operations.iter().zip(&explainer.plan.operations);
    let row = |(shape, operation): (&crate::model::Operation, &crate::plan::operation::Operation)| OperationRow {
        name: shape.id.name().to_owned(),
        method: operation.module.to_string(),
        inputs: operation.input.fields.len(),
        required: operation.input.fields.iter().filter(|field| field.required).count(),
        outputs: operation.output.fields.len(),
        errors: operation.errors.len(),
        pages: operation.paginator.is_some(),
        waiters: shape.traits.waitable.len(),
        examples: shape.traits.examples.len(),
        group: groups.iter().find(|group| group.operations.contains(&shape.id)).map(|group| group.title.clone()),
    };
    pairs.map(row).collect()
}

fn row(explainer: &Explainer<'_>, shape: &crate::model::Shape) -> ShapeRow {
    let types: Vec<_> = shape::types(explainer, &shape.id).iter().map(ToString::to_string).collect();
    let plain = || crate::plan::types::of(&explainer.model, &explainer.plan.scope, &shape.id).to_string();
    let members = match &shape.kind {
        ShapeKind::Enum(values) => values.len(),
        ShapeKind::IntEnum(values) => values.len(),
        kind => kind.members().len(),
    };
    ShapeRow {
        name: shape.id.name().to_owned(),
        kind: shape::kind(shape),
        rust: if types.is_empty() { plain() } else { types.join(", ") },
        members,
    }
}

fn waiters(explainer: &Explainer<'_>) -> Vec<WaiterRow> {
    let started_by = |name: &String| {
        let uses = |shape: &&Operation| shape.traits.completion.as_ref().is_some_and(|it| it.waiter == *name);
        explainer.model.operations.iter().filter(uses).map(|shape| shape.id.name().to_owned()).collect()
    };
    let all =
        explainer.model.operations.iter().flat_map(|shape| shape.traits.waitable.iter().map(move |one| (shape, one)));
    let mut rows: Vec<_> = all
        .map(|(shape, (name, waiter))| WaiterRow {
            name: name.clone(),
            method: names::waiter_method(name).to_string(),
            operation: shape.id.name().to_owned(),
            min_delay: waiter.min_delay,
            max_delay: waiter.max_delay,
            acceptors: waiter.acceptors.len(),
            started_by: started_by(name),
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

fn paginators(explainer: &Explainer<'_>) -> Vec<PaginatorRow> {
    let path =
        |fields: &[Field]| fields.iter().map(|field| field.serialized_name.as_str()).collect::<Vec<_>>().join(".");
    let row = |operation: &crate::plan::operation::Operation| {
        let pages = operation.paginator.as_ref()?;
        Some(PaginatorRow {
            operation: operation.serialized_name.clone(),
            method: operation.module.to_string(),
            input_token: pages.input_token.serialized_name.clone(),
            output_token: path(&pages.output_token),
            items: pages.items.as_deref().map(path),
        })
    };
    explainer.plan.operations.iter().filter_map(row).collect()
}

fn error(explainer: &Explainer<'_>, shape: &crate::model::Shape) -> ErrorRow {
    let operations = explainer.model.operations.iter().filter(|operation| operation.errors.contains(&shape.id));
    ErrorRow {
        name: shape.id.name().to_owned(),
        rust: shape::types(explainer, &shape.id).first().map(ToString::to_string).unwrap_or_default(),
        fault: if shape.traits.error == Some(Fault::Server) { "server" } else { "client" },
        status: shape.traits.http_error,
        retried: shape.traits.retryable.is_some(),
        operations: operations.count(),
    }
}
