//! Operations without generic types, for calls by name.

use super::CallJsonError;
use crate::{
    data::{Data, read_strictly},
    error::IntoServiceError,
    invoke::{self, Operation},
    schema::{Structure, ValueRef},
    service,
};
use aws_smithy_runtime_api::client::{
    interceptors::context::{Error, Input, Output},
    orchestrator::HttpResponse,
    result::SdkError,
    runtime_plugin::{RuntimePlugins, SharedRuntimePlugin},
};
use serde_json::Value;

/// What a call with JSON needs of an operation. It is not generic, so the code of calls is compiled once.
pub(crate) struct JsonOperation {
    pub(super) name: &'static str,
    span: fn() -> invoke::span::Span,
    pub(super) plugin: fn() -> SharedRuntimePlugin,
    read: fn(&Value) -> serde_json::Result<Input>,
    structure: fn(&Output) -> Option<&dyn Structure>,
    fail: fn(SdkError<Error, HttpResponse>) -> crate::Error,
    pub(super) pages: Option<JsonPages>,
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
    pub(crate) const fn new<I: Operation<Error: IntoServiceError>>() -> Self {
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
    #[allow(dead_code, reason = "a service may have none")]
    pub(crate) const fn paginated(self, pages: JsonPages) -> Self {
        Self { pages: Some(pages), ..self }
    }

    pub(super) async fn call(&self, plugins: RuntimePlugins, input: &Value) -> Result<Value, CallJsonError> {
        let operation = self.name;
        let input = (self.read)(input).map_err(|source| CallJsonError::Input { operation, source })?;
        let output = invoke::dispatch(service::INFO.sdk_id, operation, (self.span)(), plugins, input).await;
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

fn fail<E: IntoServiceError>(error: SdkError<Error, HttpResponse>) -> crate::Error {
    error.map_service_error(invoke::typed_error::<E>).into()
}
