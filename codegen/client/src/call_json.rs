//! Calls of operations by name, with JSON as input and output, for command-line tools and scripts.
//!
//! [`Client::call_json`] accepts the input of the CLI's `--cli-input-json` and returns the output that the CLI prints.
//! Part of the feature `serde`.

mod error;
pub(crate) mod operation;
pub(crate) mod pages;

pub use error::CallJsonError;

use crate::{
    Client,
    data::{folded, nearest},
    data_impls::OPERATIONS,
    invoke,
};
use ::runtime::config::features::paginator_plugin;
use operation::JsonOperation;
use pages::Merged;
use serde_json::Value;

/// Returns the operation with this name, in any supported form.
fn find_operation(name: &str) -> Result<&'static JsonOperation, CallJsonError> {
    let exact = OPERATIONS.iter().find(|operation| operation.name == name);
    let alike = || OPERATIONS.iter().find(|operation| folded(operation.name) == folded(name));
    exact.or_else(alike).ok_or_else(|| CallJsonError::UnknownOperation {
        name: name.to_owned(),
        nearest: nearest(name, OPERATIONS.iter().map(|operation| operation.name)),
    })
}

impl Client {
    /// The names of all operations in alphabetical order, as accepted by [`Client::call_json`]. Part of the feature
    /// `serde`.
    pub fn operation_names() -> impl ExactSizeIterator<Item = &'static str> {
        OPERATIONS.iter().map(|operation| operation.name)
    }

    /// Calls an operation by its name: input and output are JSON with the names on the wire. Part of the feature
    /// `serde`.
    ///
    /// The name can have the form of the model, of the CLI (`list-things`) or of the client's methods (`list_things`).
    /// Unknown members of the input are an error, so that a misspelled one is not ignored. The output includes
    /// sensitive members.
    ///
    /// # Errors
    /// When there is no such operation, the input is invalid, or the call fails.
    pub async fn call_json(&self, operation: &str, input: Value) -> Result<Value, CallJsonError> {
        let operation = self::find_operation(operation)?;
        operation.call(invoke::assemble(&self.handle.runtime_plugins, (operation.plugin)(), None), &input).await
    }

    /// Like [`Client::call_json`], but returns all pages of a paginated operation as one output: lists and maps that
    /// are split into pages are joined, all other members are those of the first page, and there is no token. An
    /// operation without pages is called once. Part of the feature `serde`.
    ///
    /// It ends when the service returns no token, an empty one, or one that it has already returned.
    ///
    /// # Errors
    /// Those of [`Client::call_json`], for any page.
    pub async fn call_json_paginated(&self, operation: &str, mut input: Value) -> Result<Value, CallJsonError> {
        let operation = self::find_operation(operation)?;
        let plugins = invoke::assemble(&self.handle.runtime_plugins, (operation.plugin)(), None);
        let Some(pages) = operation.pages else { return operation.call(plugins, &input).await };
        let plugins = plugins.with_operation_plugin(paginator_plugin());
        let mut merged = Merged::new(pages, &input);
        loop {
            let page = operation.call(plugins.clone(), &input).await?;
            match merged.add(page) {
                // An input that was accepted is always an object.
                Some(token) => input[pages.token] = token,
                None => return Ok(merged.into_value()),
            }
        }
    }
}
