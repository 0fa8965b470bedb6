//! Calls of operations by their names, with JSON in and out, as command lines and scripts make them.
//!
//! [`Client::call_json`] takes the input that the CLI takes as `--cli-input-json` and gives the output that the
//! CLI prints. Part of the feature `serde`.

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

/// What has to be known of an operation to call it with JSON. None of it is generic, so a call is compiled once.
pub(crate) struct JsonOperation {
    name: &'static str,
    span: fn() -> tracing::Span,
    plugin: fn() -> SharedRuntimePlugin,
    read: fn(&Value) -> serde_json::Result<Input>,
    structure: fn(&Output) -> Option<&dyn Structure>,
    fail: fn(SdkError<Error, HttpResponse>) -> crate::Error,
    pages: Option<JsonPages>,
}

/// How the pages of an operation follow each other: names and paths on the wire.
#[derive(Clone, Copy)]
pub(crate) struct JsonPages {
    /// The member of the input that takes the token.
    pub(crate) token: &'static str,
    /// Where the output gives the next token.
    pub(crate) next: &'static [&'static str],
    /// Where the output holds what the pages have in parts.
    pub(crate) items: &'static [&'static [&'static str]],
}

impl JsonOperation {
    /// The operation of an input.
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

    /// The same for one that answers in pages.
    #[allow(dead_code, reason = "a service may have none")]
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
        let structure = (self.structure)(&output)
            .ok_or_else(|| serde::ser::Error::custom("an interceptor replaced the output by a value of another type"));
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
    /// misspelling. Sensitive members stand in the output like all others.
    ///
    /// # Errors
    /// When there is no such operation, the input does not fit it, or the call fails.
    pub async fn call_json(&self, operation: &str, input: Value) -> Result<Value, CallJsonError> {
        let operation = JsonOperation::by_name(operation)?;
        operation.call(invoke::assemble(&self.handle, (operation.plugin)(), None), &input).await
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
        let operation = JsonOperation::by_name(operation)?;
        let plugins = invoke::assemble(&self.handle, (operation.plugin)(), None);
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
