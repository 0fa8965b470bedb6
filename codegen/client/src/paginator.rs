//! Paginators: they request the pages of an operation one after the other, with the service's tokens.

use crate::{
    builder::{Fluent, InputBuilder},
    client::Handle,
    invoke::{self, Operation},
};
use ::runtime::config::features::paginator_plugin;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap, fn_stream::FnStream};
use aws_smithy_runtime_api::client::{orchestrator::HttpResponse, result::SdkError};
use std::sync::Arc;

/// The pages of an operation, or the error of a page.
pub type Pages<T> = Items<T, <T as Operation>::Output>;

/// What the pages of an operation contain, or the error of a page.
pub type Items<T, I> = PaginationStream<Result<I, SdkError<<T as Operation>::Error, HttpResponse>>>;

/// The input of a paginated operation.
pub trait Paginated: Operation + Clone {
    /// The type of tokens.
    type Token: Clone + PartialEq + Send;

    /// The token in the input.
    fn token(&mut self) -> &mut Option<Self::Token>;

    /// The token of the page after this one; `None` after the last.
    fn next_token(page: &Self::Output) -> Option<&Self::Token>;
}

/// Requests the pages of an operation. Nothing is sent before the stream of `send()` is polled.
pub struct Paginator<T> {
    handle: Arc<Handle>,
    pub(crate) input: T,
    stop_on_duplicate_token: bool,
}

impl<T: Paginated> Paginator<T> {
    #[inline]
    pub(crate) fn new(call: InputBuilder<T, Fluent<T>>) -> Self {
        Self { handle: call.mode.into_handle(), input: call.shape, stop_on_duplicate_token: true }
    }

    /// Whether the stream ends when the service returns the token of the request, which is the default. An operation
    /// that follows a log may repeat a token and still have more items later.
    pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
        self.stop_on_duplicate_token = stop_on_duplicate_token;
        self
    }

    pub(crate) fn pages(self) -> Pages<T> {
        let Self { handle, mut input, stop_on_duplicate_token } = self;
        let plugins = invoke::plugins::<T>(&handle.runtime_plugins, None).with_operation_plugin(paginator_plugin());
        PaginationStream::new(FnStream::new(move |pages| {
            Box::pin(async move {
                loop {
                    let page = invoke::invoke_with(plugins.clone(), input.clone()).await;
                    let next = page.as_ref().ok().and_then(T::next_token).cloned();
                    let token = input.token();
                    let is_last = next.is_none() || (stop_on_duplicate_token && next == *token);
                    *token = next;
                    if pages.send(page).await.is_err() || is_last {
                        return;
                    }
                }
            })
        }))
    }
}

/// Returns the items of all pages, one after the other.
pub struct PaginatorItems<T>(pub(crate) Paginator<T>);

impl<T: Paginated> PaginatorItems<T> {
    pub(crate) fn flatten<L>(self, items: fn(T::Output) -> L) -> Items<T, L::Item>
    where
        L: IntoIterator<IntoIter: Send> + 'static,
        L::Item: Send + 'static,
    {
        TryFlatMap::new(self.0.pages()).flat_map(move |page| items(page).into_iter())
    }
}
