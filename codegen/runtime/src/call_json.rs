//! Calls of operations by their names, with JSON in and out, as command lines and scripts make them.
//!
//! [`Client::call_json`] takes the input that the CLI takes as `--cli-input-json` and gives the output that the
//! CLI prints. Part of the feature `serde`.

mod error;
pub(crate) mod operation;
pub(crate) mod pages;

pub use error::CallJsonError;

use crate::{
    Client,
    config::features::paginator_plugin,
    data::{folded, nearest},
    data_impls::OPERATIONS,
    invoke,
};
use operation::JsonOperation;
use pages::Merged;
use serde_json::Value;

/// The operation with this name, in any of the ways to write it.
fn operation(name: &str) -> Result<&'static JsonOperation, CallJsonError> {
    let exact = OPERATIONS.iter().find(|operation| operation.name == name);
    let alike = || OPERATIONS.iter().find(|operation| folded(operation.name) == folded(name));
    exact.or_else(alike).ok_or_else(|| CallJsonError::UnknownOperation {
        name: name.to_owned(),
        nearest: nearest(name, OPERATIONS.iter().map(|operation| operation.name)),
    })
}

impl Client {
    /// The names of all operations in alphabetical order, as [`Client::call_json`] takes them. Part of the feature
    /// `serde`.
    pub fn operation_names() -> impl ExactSizeIterator<Item = &'static str> {
        OPERATIONS.iter().map(|operation| operation.name)
    }

    /// Calls an operation by its name: input and output are JSON with the names on the wire. Part of the feature
    /// `serde`.
    ///
    /// The name may be written as in the model, or as the CLI writes it (`list-things`), or as a method
    /// (`list_things`). Members of the input that the operation does not have are an error, so that none is lost by a
    /// misspelling. Sensitive members are in the output like all others.
    ///
    /// # Errors
    /// When there is no such operation, the input does not fit it, or the call fails.
    pub async fn call_json(&self, operation: &str, input: Value) -> Result<Value, CallJsonError> {
        let operation = self::operation(operation)?;
        operation.call(invoke::assemble(&self.handle.runtime_plugins, (operation.plugin)(), None), &input).await
    }

    /// The same with all pages of an operation that answers in pages, as one output: what they have in parts is put
    /// together, everything else is that of the first page, and there is no token. An operation without pages is
    /// called once. Part of the feature `serde`.
    ///
    /// It ends when the service gives no token, or an empty one, or one that it has given before.
    ///
    /// # Errors
    /// Those of [`Client::call_json`], of any page.
    pub async fn call_json_paginated(&self, operation: &str, mut input: Value) -> Result<Value, CallJsonError> {
        let operation = self::operation(operation)?;
        let plugins = invoke::assemble(&self.handle.runtime_plugins, (operation.plugin)(), None);
        let Some(pages) = operation.pages else { return operation.call(plugins, &input).await };
        let plugins = plugins.with_operation_plugin(paginator_plugin());
        let mut merged = Merged::new(pages, &input);
        loop {
            let page = operation.call(plugins.clone(), &input).await?;
            match merged.add(page) {
                // An input that was accepted is an object.
                Some(token) => input[pages.token] = token,
                None => return Ok(merged.into_value()),
            }
        }
    }
}
