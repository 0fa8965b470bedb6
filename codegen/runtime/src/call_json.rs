//! Calls of operations by name, with JSON as input and output, for command-line tools and scripts.
//!
//! [`Client::call_json`] accepts the input of the CLI's `--cli-input-json` and returns the output that the CLI prints.
//! Part of the feature `serde`.

mod error;
pub(crate) mod pages;

pub use error::CallJsonError;

use crate::{
    Client,
    config::features::paginator_plugin,
    data::{Data, folded, nearest, read_strictly},
    data_impls::OPERATIONS,
    error::OperationError,
    invoke::{self, Operation},
    schema::{Structure, ValueRef},
};
use aws_smithy_runtime_api::client::{
    interceptors::context::{Error, Input, Output},
    orchestrator::HttpResponse,
    result::SdkError,
    runtime_plugin::{RuntimePlugins, SharedRuntimePlugin},
};
use pages::Merged;
use serde_json::Value;

/// What a call with JSON needs of an operation. It is not generic, so the code of calls is compiled once.
pub(crate) struct JsonOperation {
    name: &'static str,
    span: fn() -> tracing::Span,
    plugin: fn() -> SharedRuntimePlugin,
    read: fn(&Value) -> serde_json::Result<Input>,
    structure: fn(&Output) -> Option<&dyn Structure>,
    fail: fn(SdkError<Error, HttpResponse>) -> crate::Error,
    pages: Option<JsonPages>,
}

/// The pagination of an operation: names and paths on the wire.
#[derive(Clone, Copy)]
pub(crate) struct JsonPages {
    /// The member of the input that takes the token.
    pub(crate) token: &'static str,
    /// The path in the output to the next token.
    pub(crate) next: &'static [&'static str],
    /// The paths in the output to the lists and maps that are split into pages.
    pub(crate) items: &'static [&'static [&'static str]],
}

impl JsonOperation {
    /// Creates the entry for the operation with this input.
    pub(crate) const fn new<I: Operation>() -> Self {
        Self {
            name: I::NAME,
            span: invoke::span::of::<I>,
            plugin: invoke::plugin::<I>,
            read: read::<I>,
            structure: structure::<I::Output>,
            fail: fail::<I::Error>,
            pages: None,
        }
    }

    /// Adds the pagination of a paginated operation.
    #[allow(dead_code, reason = "a service may have no paginated operations")]
    pub(crate) const fn paginated(self, pages: JsonPages) -> Self {
        Self { pages: Some(pages), ..self }
    }

    fn by_name(name: &str) -> Result<&'static Self, CallJsonError> {
        let exact = OPERATIONS.iter().find(|operation| operation.name == name);
        let alike = || OPERATIONS.iter().find(|operation| folded(operation.name) == folded(name));
        exact.or_else(alike).ok_or_else(|| CallJsonError::UnknownOperation {
            name: name.to_owned(),
            nearest: nearest(name, OPERATIONS.iter().map(|operation| operation.name)),
        })
    }

    async fn call(&self, plugins: RuntimePlugins, input: &Value) -> Result<Value, CallJsonError> {
        let operation = self.name;
        let input = (self.read)(input).map_err(|source| CallJsonError::Input { operation, source })?;
        let output = invoke::dispatch(operation, (self.span)(), plugins, input).await;
        let output = output.map_err(|error| CallJsonError::Call(Box::new((self.fail)(error))))?;
        let structure = (self.structure)(&output).ok_or_else(|| {
            serde::ser::Error::custom("an interceptor replaced the output with a value of another type")
        });
        let value = structure.and_then(|output| serde_json::to_value(Data(ValueRef::Structure(output))));
        value.map_err(|source| CallJsonError::Output { operation, source })
    }
}

fn read<I: Operation>(value: &Value) -> serde_json::Result<Input> {
    let mut input = I::default_value();
    read_strictly(&mut input, value)?;
    input.prepare();
    Ok(Input::erase(input))
}

fn structure<O: Structure + std::fmt::Debug + Send + Sync + 'static>(output: &Output) -> Option<&dyn Structure> {
    output.downcast_ref::<O>().map(|output| output as &dyn Structure)
}

fn fail<E: OperationError>(error: SdkError<Error, HttpResponse>) -> crate::Error {
    error.map_service_error(invoke::typed_error::<E>).into()
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
        let operation = JsonOperation::by_name(operation)?;
        operation.call(invoke::assemble(&self.handle, (operation.plugin)(), None), &input).await
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
        let operation = JsonOperation::by_name(operation)?;
        let plugins = invoke::assemble(&self.handle, (operation.plugin)(), None);
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
