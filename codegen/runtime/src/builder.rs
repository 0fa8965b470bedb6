//! The one builder behind every `…Builder` of this crate.
//!
//! `DescribeEventsInputBuilder`, `DescribeEventsFluentBuilder` and the builders of waiters are aliases of
//! [`Builder`] that differ in the shape they build and in what they can do with it. The setters of a shape stand
//! once and serve all of them.

use crate::client::customize::internal::{BoxFuture, CustomizableSend};
use crate::invoke::{Operation, SendError, invoke};
use crate::schema::Value;
use std::{fmt, sync::Arc};

/// Builds a shape of type `T`. The mode `M` says what else the builder is attached to: nothing by default, or
/// a client that can send what was built.
pub struct Builder<T, M: Mode = ()> {
    storage: M::Storage<T>,
}

/// What a builder is attached to.
pub trait Mode {
    /// The shape being built, together with what the mode needs.
    type Storage<T>;

    /// The shape being built.
    fn shape<T>(storage: &Self::Storage<T>) -> &T;

    /// The shape being built.
    fn shape_mut<T>(storage: &mut Self::Storage<T>) -> &mut T;
}

impl Mode for () {
    type Storage<T> = T;

    fn shape<T>(storage: &T) -> &T {
        storage
    }

    fn shape_mut<T>(storage: &mut T) -> &mut T {
        storage
    }
}

/// The mode of the builders that a [`Client`](crate::Client) hands out: they can be sent.
#[derive(Debug, Clone, Copy)]
pub struct Fluent;

/// A builder together with the client that sends it.
#[derive(Debug)]
pub struct Attached<T> {
    builder: Builder<T>,
    handle: Arc<crate::client::Handle>,
    config_override: Option<crate::config::Builder>,
}

impl<T> Clone for Attached<T>
where
    T: Clone,
{
    fn clone(&self) -> Self {
        Self {
            builder: self.builder.clone(),
            handle: self.handle.clone(),
            config_override: self.config_override.clone(),
        }
    }
}

impl Mode for Fluent {
    type Storage<T> = Attached<T>;

    fn shape<T>(storage: &Attached<T>) -> &T {
        &storage.builder.storage
    }

    fn shape_mut<T>(storage: &mut Attached<T>) -> &mut T {
        &mut storage.builder.storage
    }
}

impl<T, M: Mode> Builder<T, M> {
    #[inline]
    pub(crate) fn shape(&self) -> &T {
        M::shape(&self.storage)
    }

    #[inline]
    pub(crate) fn shape_mut(&mut self) -> &mut T {
        M::shape_mut(&mut self.storage)
    }
}

impl<T> Builder<T> {
    #[inline]
    pub(crate) fn from_shape(shape: T) -> Self {
        Self { storage: shape }
    }

    #[inline]
    pub(crate) fn into_shape(self) -> T {
        self.storage
    }
}

impl<T> Builder<T, Fluent> {
    /// What was set so far, as the builder of the input alone.
    pub fn as_input(&self) -> &Builder<T> {
        &self.storage.builder
    }
}

impl<T: Value> Builder<T, Fluent> {
    #[inline]
    pub(crate) fn attached(handle: &Arc<crate::client::Handle>) -> Self {
        let builder = Builder::from_shape(T::blank());
        Self { storage: Attached { builder, handle: handle.clone(), config_override: None } }
    }
}

impl<T: Operation> Builder<T> {
    pub(crate) async fn send_through(self, client: &crate::Client) -> Result<T::Output, SendError<T::Error>> {
        invoke::<T>(&client.handle, self.storage, None).await
    }
}

impl<T: Operation> Builder<T, Fluent> {
    pub(crate) async fn send_attached(self) -> Result<T::Output, SendError<T::Error>> {
        let Attached { builder, handle, config_override } = self.storage;
        invoke::<T>(&handle, builder.storage, config_override).await
    }
}

impl<T: Operation> CustomizableSend<T::Output, T::Error> for Builder<T, Fluent> {
    fn send(
        mut self,
        config_override: crate::config::Builder,
    ) -> BoxFuture<Result<T::Output, SendError<T::Error>>> {
        self.storage.config_override = Some(config_override);
        Box::pin(self.send_attached())
    }
}

impl<T: Value> Default for Builder<T> {
    fn default() -> Self {
        Self { storage: T::blank() }
    }
}

impl<T, M: Mode> Clone for Builder<T, M>
where
    M::Storage<T>: Clone,
{
    fn clone(&self) -> Self {
        Self { storage: self.storage.clone() }
    }
}

impl<T: PartialEq> PartialEq for Builder<T> {
    fn eq(&self, other: &Self) -> bool {
        self.storage == other.storage
    }
}

impl<T, M: Mode> fmt::Debug for Builder<T, M>
where
    M::Storage<T>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Builder").field(&self.storage).finish()
    }
}
