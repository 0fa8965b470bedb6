//! Customizes one call: its request, its interceptors, its configuration.

use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::{
    interceptors::{Intercept, SharedInterceptor},
    orchestrator::HttpRequest,
    result::SdkError,
};
use std::marker::PhantomData;

/// A call that can be customized. Returned by `customize()` of a fluent builder.
pub struct CustomizableOperation<T, E, B> {
    customizable_send: B,
    config_override: crate::config::Builder,
    interceptors: Vec<SharedInterceptor>,
    result: PhantomData<fn() -> (T, E)>,
}

impl<T, E, B> CustomizableOperation<T, E, B> {
    pub(crate) fn new(customizable_send: B) -> Self {
        let config_override = crate::config::Builder::default();
        Self { customizable_send, config_override, interceptors: Vec::new(), result: PhantomData }
    }

    fn push(mut self, interceptor: SharedInterceptor) -> Self {
        self.interceptors.push(interceptor);
        self
    }

    /// Adds an interceptor to this call. It runs after those of the client.
    pub fn interceptor(self, interceptor: impl Intercept + 'static) -> Self {
        self.push(SharedInterceptor::new(interceptor))
    }

    /// Replaces the request just before it is signed; an error ends the call.
    pub fn map_request<F, MapE>(self, f: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: std::error::Error + Send + Sync + 'static,
    {
        self.push(SharedInterceptor::new(MapRequestInterceptor::new(f)))
    }

    /// Changes the request just before it is signed, for example by adding a header.
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.push(SharedInterceptor::new(MutateRequestInterceptor::new(f)))
    }

    /// Overrides settings of the client for this call. Calling it again replaces the earlier override.
    pub fn config_override(mut self, config_override: impl Into<crate::config::Builder>) -> Self {
        self.config_override = config_override.into();
        self
    }

    /// Sends the request and waits for the response.
    ///
    /// # Errors
    /// The errors of the operation, and all failures of the request and the response.
    pub async fn send(mut self) -> internal::SendResult<T, E>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: internal::CustomizableSend<T, E>,
    {
        for interceptor in self.interceptors {
            self.config_override.push_interceptor(interceptor);
        }
        self.customizable_send.send(self.config_override).await
    }
}

pub(crate) mod internal {
    use super::SdkError;
    use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    use std::{future::Future, pin::Pin};

    pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
    pub type SendResult<T, E> = Result<T, SdkError<E, HttpResponse>>;

    /// A builder that can be sent with overridden settings.
    pub trait CustomizableSend<T, E>: Send + Sync {
        /// Sends the request.
        fn send(self, config_override: crate::config::Builder) -> BoxFuture<SendResult<T, E>>;
    }
}
