//! The two generic builders; every `…Builder` of this crate is an alias of one of them.
//!
//! [`ShapeBuilder`] builds outputs, types and errors. [`InputBuilder`] builds inputs, with or without a client that
//! sends them: `DescribeEventsInputBuilder` and `DescribeEventsFluentBuilder` are both aliases of it, so the setters of
//! an input exist only once.

use crate::client::{
    Handle,
    customize::internal::{BoxFuture, CustomizableSend},
};
use crate::invoke::{Operation, invoke};
use crate::schema::{BuilderState, Structure};
use aws_smithy_runtime_api::client::{orchestrator::HttpResponse, result::SdkError};
use std::{
    fmt,
    sync::{Arc, OnceLock},
};

/// Builds an output, a type or an error; `T` stores the values that were set.
#[derive(Clone, PartialEq)]
pub struct ShapeBuilder<T> {
    pub(crate) shape: T,
}

impl<T: BuilderState> Default for ShapeBuilder<T> {
    fn default() -> Self {
        Self { shape: T::unset() }
    }
}

impl<T: BuilderState> fmt::Debug for ShapeBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shape.debug_builder(f)
    }
}

/// Builds an input. The mode `M` determines what the builder can do: only build, or also send with a client.
#[derive(Clone, PartialEq)]
pub struct InputBuilder<T, M = ()> {
    pub(crate) shape: T,
    pub(crate) mode: M,
}

/// The mode of the builders that a [`Client`](crate::Client) returns, which can be sent.
pub struct Fluent<T> {
    handle: Arc<Handle>,
    config_override: Option<crate::config::Builder>,
    inputs: Snapshot<T>,
}

/// The cached results of `as_input`; each change of the builder adds one.
pub type Snapshot<T> = OnceLock<Box<CachedInput<T>>>;

/// A cached result of `as_input`.
#[doc(hidden)]
pub struct CachedInput<T> {
    builder: InputBuilder<T>,
    next: Snapshot<T>,
}

/// A mode that caches the results of `as_input`.
pub trait Attached<T> {
    /// The results so far.
    fn inputs(&self) -> &Snapshot<T>;
}

impl<T> Attached<T> for Fluent<T> {
    fn inputs(&self) -> &Snapshot<T> {
        &self.inputs
    }
}

impl<T> Fluent<T> {
    #[allow(dead_code, reason = "only models with completions use it")]
    pub(crate) fn handle(&self) -> &Arc<Handle> {
        &self.handle
    }

    #[allow(dead_code, reason = "only models with paginators use it")]
    pub(crate) fn into_handle(self) -> Arc<Handle> {
        self.handle
    }
}

impl<T> Clone for Fluent<T> {
    fn clone(&self) -> Self {
        Self { handle: self.handle.clone(), config_override: self.config_override.clone(), inputs: OnceLock::new() }
    }
}

impl<T: Structure> Default for InputBuilder<T> {
    fn default() -> Self {
        Self { shape: T::default_value(), mode: () }
    }
}

impl<T: BuilderState, M> fmt::Debug for InputBuilder<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shape.debug_builder(f)
    }
}

/// Implements `as_input`. This is not a method, so that a setter can have the name.
pub(crate) fn as_input<T: Clone + PartialEq, M: Attached<T>>(attached: &InputBuilder<T, M>) -> &InputBuilder<T> {
    let mut snapshot = attached.mode.inputs();
    loop {
        let mut is_new = false;
        let cached = snapshot.get_or_init(|| {
            is_new = true;
            let builder = InputBuilder { shape: attached.shape.clone(), mode: () };
            Box::new(CachedInput { builder, next: OnceLock::new() })
        });
        if is_new || cached.builder.shape == attached.shape {
            return &cached.builder;
        }
        snapshot = &cached.next;
    }
}

impl<T: Operation> InputBuilder<T> {
    /// Sends the request with a client.
    ///
    /// # Errors
    /// The errors of the operation, and all failures of the request and the response.
    pub async fn send_with(self, client: &crate::Client) -> Result<T::Output, SdkError<T::Error, HttpResponse>> {
        invoke::<T>(&client.handle.runtime_plugins, self.shape, None).await
    }
}

impl<T: Operation> InputBuilder<T, Fluent<T>> {
    #[inline]
    pub(crate) fn attached(handle: &Arc<Handle>) -> Self {
        let mode = Fluent { handle: handle.clone(), config_override: None, inputs: OnceLock::new() };
        Self { shape: T::default_value(), mode }
    }

    /// Sends the request and waits for the response.
    ///
    /// # Errors
    /// The errors of the operation, and all failures of the request and the response.
    pub async fn send(self) -> Result<T::Output, SdkError<T::Error, HttpResponse>> {
        let config_override = self.mode.config_override.map(|builder| builder.settings);
        invoke::<T>(&self.mode.handle.runtime_plugins, self.shape, config_override).await
    }
}

impl<T: Operation> CustomizableSend<T::Output, T::Error> for InputBuilder<T, Fluent<T>> {
    fn send(
        mut self,
        config_override: crate::config::Builder,
    ) -> BoxFuture<Result<T::Output, SdkError<T::Error, HttpResponse>>> {
        self.mode.config_override = Some(config_override);
        Box::pin(InputBuilder::send(self))
    }
}
