//! Extensions and identification of a client: HTTP client, interceptors, user agent, telemetry.

use super::Builder;
use crate::config::{AppName, FrameworkMetadata, HttpClient, Intercept, SharedHttpClient, SharedInterceptor};
use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
use aws_smithy_runtime_api::shared::IntoShared;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;

impl Builder {
    /// Sets the HTTP client: one of `aws-smithy-http-client` with custom settings, or one with recorded responses in
    /// tests. Default: HTTPS with the TLS library that the crate's features select.
    #[inline]
    pub fn http_client(mut self, http_client: impl HttpClient + 'static) -> Self {
        self.set_http_client(Some(http_client.into_shared()));
        self
    }

    /// Sets or removes the [HTTP client](Self::http_client).
    #[inline]
    pub fn set_http_client(&mut self, http_client: Option<SharedHttpClient>) -> &mut Self {
        self.settings.components.set_http_client(http_client);
        self
    }

    /// Adds an interceptor: code that runs at certain steps of every call and can read or change its input, request,
    /// response and output. Interceptors run in the order in which they were added.
    #[inline]
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.push_interceptor(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds an [interceptor](Self::interceptor).
    #[inline]
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
        self.settings.components.push_interceptor(interceptor);
        self
    }

    /// Replaces the [interceptors](Self::interceptor) that were added.
    #[inline]
    pub fn set_interceptors(&mut self, interceptors: impl IntoIterator<Item = SharedInterceptor>) -> &mut Self {
        self.settings.components.set_interceptors(interceptors.into_iter());
        self
    }

    /// Sets the generator of `amz-sdk-invocation-id`. Default: random UUIDs. Tests that compare requests need
    /// repeatable ids.
    #[inline]
    pub fn invocation_id_generator(mut self, generator: impl InvocationIdGenerator + 'static) -> Self {
        self.set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator)));
        self
    }

    /// Sets or removes the [invocation id generator](Self::invocation_id_generator).
    #[inline]
    pub fn set_invocation_id_generator(&mut self, generator: Option<SharedInvocationIdGenerator>) -> &mut Self {
        self.settings.layer.store_or_unset(generator);
        self
    }

    /// Adds the name of the application to the user agent.
    #[inline]
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.set_app_name(Some(app_name));
        self
    }

    /// Sets or removes the [application's name](Self::app_name).
    #[inline]
    pub fn set_app_name(&mut self, app_name: Option<AppName>) -> &mut Self {
        self.settings.layer.store_or_unset(app_name);
        self
    }

    /// Adds the name of a framework that uses this crate to the user agent, in addition to existing ones.
    #[inline]
    pub fn framework_metadata(mut self, framework_metadata: FrameworkMetadata) -> Self {
        self.push_framework_metadata(framework_metadata);
        self
    }

    /// Adds a [framework](Self::framework_metadata).
    #[inline]
    pub fn push_framework_metadata(&mut self, framework_metadata: FrameworkMetadata) -> &mut Self {
        self.settings.layer.store_append(framework_metadata);
        self
    }

    /// Adds the values of these input members to the attributes of the client's metrics, in addition to existing ones.
    ///
    /// A name is that of the model, such as `EndpointArn`. Only string members that are not sensitive are used; other
    /// names are ignored. Most metric stores create a time series for each value, so choose members with few values.
    #[inline]
    pub fn emit_input_attributes(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut requested = self.requested_attributes();
        requested.emit(names.into_iter().map(Into::<String>::into));
        self.settings.layer.store_put(requested);
        self
    }

    /// Like [`emit_input_attributes`](Self::emit_input_attributes), but only for interceptors: the values are in the
    /// [`ConfigBag`](crate::config::ConfigBag) as `CapturedTelemetryAttributes`, and not in the metrics.
    #[inline]
    pub fn capture_input_attributes(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut requested = self.requested_attributes();
        requested.capture_only(names.into_iter().map(Into::<String>::into));
        self.settings.layer.store_put(requested);
        self
    }

    fn requested_attributes(&self) -> RequestedTelemetryAttributes {
        self.settings.layer.load::<RequestedTelemetryAttributes>().cloned().unwrap_or_default()
    }
}
