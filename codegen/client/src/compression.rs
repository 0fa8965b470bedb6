//! Compression of requests, for operations that support it, and its settings.

use crate::config::{Builder, Config, ConfigBag, Intercept, RuntimeComponents, SharedInterceptor};
use ::runtime::config::{CompressionDisabled, MinCompressionSize};
use aws_smithy_compression::{CompressionAlgorithm, CompressionOptions, body::compress::CompressedBody};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::interceptors::{context::BeforeTransmitInterceptorContextMut, dyn_dispatch_hint},
};
use aws_smithy_types::body::SdkBody;

impl Config {
    /// Whether requests are never compressed.
    #[inline]
    pub fn disable_request_compression(&self) -> Option<bool> {
        self.config.load::<CompressionDisabled>().map(|CompressionDisabled(disabled)| *disabled)
    }

    /// The minimum size of requests that are compressed.
    #[inline]
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        self.config.load::<MinCompressionSize>().map(|MinCompressionSize(size)| *size)
    }
}

impl Builder {
    /// Never compresses requests. Default: the requests of some operations are compressed.
    #[inline]
    pub fn disable_request_compression(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_request_compression(disable.into());
        self
    }

    /// Sets or removes [`disable_request_compression`](Self::disable_request_compression).
    #[inline]
    pub fn set_disable_request_compression(&mut self, disable: Option<bool>) -> &mut Self {
        self.settings.layer.store_or_unset(disable.map(CompressionDisabled));
        self
    }

    /// Sets the minimum size in bytes of requests that are compressed, at most 10485760. Default: 10240.
    #[inline]
    pub fn request_min_compression_size_bytes(mut self, size: impl Into<Option<u32>>) -> Self {
        self.set_request_min_compression_size_bytes(size.into());
        self
    }

    /// Sets or removes the [size](Self::request_min_compression_size_bytes).
    #[inline]
    pub fn set_request_min_compression_size_bytes(&mut self, size: Option<u32>) -> &mut Self {
        self.settings.layer.store_or_unset(size.map(MinCompressionSize));
        self
    }
}

/// The interceptor that compresses the requests of an operation.
#[allow(dead_code, reason = "the operations may belong to features")]
pub(crate) fn interceptor() -> SharedInterceptor {
    SharedInterceptor::permanent(Compression)
}

#[allow(dead_code, reason = "the operations may belong to features")]
#[derive(Debug)]
struct Compression;

#[dyn_dispatch_hint]
impl Intercept for Compression {
    fn name(&self) -> &'static str {
        "Compression"
    }

    // Once for all attempts, and before the request is signed.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut options = CompressionOptions::default();
        if let Some(MinCompressionSize(size)) = cfg.load::<MinCompressionSize>() {
            options = options.with_min_compression_size_bytes(*size)?;
        }
        let is_disabled = cfg.load::<CompressionDisabled>().is_some_and(|CompressionDisabled(disabled)| *disabled);
        let request = context.request_mut();
        // Only an interceptor of the user can have set a body that is not in memory.
        let is_large = request
            .body()
            .bytes()
            .is_some_and(|body| body.len() as u64 >= u64::from(options.min_compression_size_bytes()));
        if is_disabled || !is_large {
            return Ok(());
        }
        let gzip = CompressionAlgorithm::Gzip.into_impl_http_body_1_x(&options);
        let encoding = (gzip.header_name(), gzip.header_value());
        let body = std::mem::replace(request.body_mut(), SdkBody::taken());
        let body = CompressedBody::new(body, gzip).into_compressed_sdk_body()?;
        if let Some(length) = body.content_length() {
            request.headers_mut().insert("content-length", length.to_string());
        }
        request.headers_mut().append(encoding.0, encoding.1);
        *request.body_mut() = body;
        cfg.interceptor_state().store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }
}
