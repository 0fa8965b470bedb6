//! Paths that programs use, with the modules of the official crate.

#![allow(deprecated, reason = "some of the names are deprecated in one of the crates")]

use aws_sdk_databasemigration as dms;

#[test]
fn names_of_operations() {
    use dms::operation::{
        describe_schemas::{
            self, DescribeSchemasError, DescribeSchemasInput, DescribeSchemasOutput,
            builders::{DescribeSchemasFluentBuilder, DescribeSchemasInputBuilder, DescribeSchemasOutputBuilder},
            paginator::DescribeSchemasPaginator,
        },
        refresh_schemas::{RefreshSchemas, RefreshSchemasError},
    };
    fn own(
        _: DescribeSchemasInput,
        _: DescribeSchemasInputBuilder,
        output: DescribeSchemasOutputBuilder,
        _: Option<(DescribeSchemasFluentBuilder, DescribeSchemasPaginator, RefreshSchemasError)>,
    ) -> Result<DescribeSchemasOutput, DescribeSchemasError> {
        Ok(output.build())
    }
    let input = describe_schemas::DescribeSchemasInput::builder();
    let built = input.clone().build().expect("nothing is required");
    let output = own(built, input, DescribeSchemasOutputBuilder::default().schemas("a"), None);
    assert_eq!(output.expect("built").schemas(), ["a"]);
    let _ = (RefreshSchemas::new(), describe_schemas::DescribeSchemas::new().clone());
}

#[test]
fn names_of_configuration() {
    use dms::config::{
        self, AppName, AsyncSleep, BehaviorVersion, ConfigBag, Credentials, FrameworkMetadata, FrozenLayer, HttpClient,
        IdentityCache, Intercept, IntoShared, Layer, ProvideCredentials, Region, ResolveCachedIdentity,
        RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin, SharedAsyncSleep, SharedCredentialsProvider,
        SharedHttpClient, SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
        StalledStreamProtectionConfig, auth, endpoint, http, interceptors, retry, timeout,
    };
    type Values = (
        (
            AppName,
            BehaviorVersion,
            ConfigBag,
            Credentials,
            FrameworkMetadata,
            FrozenLayer,
            IdentityCache,
            Layer,
            Region,
        ),
        (RuntimeComponents, RuntimeComponentsBuilder, SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient),
        (SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep, StalledStreamProtectionConfig),
        (auth::Params, auth::ParamsBuilder, auth::DefaultAuthSchemeResolver, auth::BuildError),
        (endpoint::Params, endpoint::ParamsBuilder, endpoint::DefaultResolver, endpoint::InvalidParams),
        (endpoint::Endpoint, endpoint::SharedEndpointResolver, endpoint::EndpointFuture<'static>),
        (http::HttpRequest, http::HttpResponse, interceptors::InterceptorContext),
        (
            retry::ClientRateLimiter,
            retry::ReconnectMode,
            retry::RetryAction,
            retry::RetryConfig,
            retry::RetryConfigBuilder,
        ),
        (retry::RetryMode, retry::RetryPartition, retry::ShouldAttempt, retry::TokenBucket),
        (timeout::TimeoutConfig, timeout::TimeoutConfigBuilder, config::Config, config::Builder),
    );
    type Traits = (
        Option<Box<dyn AsyncSleep>>,
        Option<Box<dyn HttpClient>>,
        Option<Box<dyn Intercept>>,
        Option<Box<dyn ProvideCredentials>>,
        Option<Box<dyn ResolveCachedIdentity>>,
        Option<Box<dyn RuntimePlugin>>,
        Option<Box<dyn retry::ClassifyRetry>>,
        Option<Box<dyn endpoint::ResolveEndpoint>>,
        Option<Box<dyn auth::ResolveAuthScheme>>,
    );
    fn shared<T: IntoShared<SharedAsyncSleep>>(_: Option<T>) {}
    shared(None::<SharedAsyncSleep>);
    assert!(size_of::<Values>() > 0 && size_of::<Traits>() > 0);
}

#[test]
fn names_of_contexts() {
    use dms::config::interceptors::{
        AfterDeserializationInterceptorContextRef as A, BeforeDeserializationInterceptorContextMut as B,
        BeforeDeserializationInterceptorContextRef as C, BeforeSerializationInterceptorContextMut as D,
        BeforeSerializationInterceptorContextRef as E, BeforeTransmitInterceptorContextMut as F,
        BeforeTransmitInterceptorContextRef as G, FinalizerInterceptorContextMut as H,
        FinalizerInterceptorContextRef as I,
    };
    type All =
        (A<'static>, B<'static>, C<'static>, D<'static>, E<'static>, F<'static>, G<'static>, H<'static>, I<'static>);
    assert!(size_of::<All>() > 0);
}

#[test]
fn names_of_errors() {
    use dms::{
        Error,
        error::{
            BoxError, BuildError, ConnectorError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, SdkError,
            UnknownVariantError,
        },
        types::error::{
            AccessDeniedFault, KmsKeyNotAccessibleFault, ReplicationSubnetGroupDoesNotCoverEnoughAZs,
            ResourceQuotaExceededFault, S3AccessDeniedFault, SubnetAlreadyInUse,
            builders::{AccessDeniedFaultBuilder, SubnetAlreadyInUseBuilder},
        },
    };
    type All = (
        (Error, BoxError, BuildError, ConnectorError, DisplayErrorContext<Error>, ErrorMetadata, UnknownVariantError),
        (SdkError<Error>, Option<Box<dyn ProvideErrorMetadata>>, AccessDeniedFault, KmsKeyNotAccessibleFault),
        (ReplicationSubnetGroupDoesNotCoverEnoughAZs, ResourceQuotaExceededFault, S3AccessDeniedFault),
        (SubnetAlreadyInUse, AccessDeniedFaultBuilder, SubnetAlreadyInUseBuilder),
    );
    assert!(size_of::<All>() > 0);
    fn program_error<E: std::error::Error + Send + Sync + 'static>() {}
    program_error::<Error>();
    program_error::<SdkError<dms::operation::describe_events::DescribeEventsError>>();
    program_error::<UnknownVariantError>();
    program_error::<dms::config::endpoint::InvalidParams>();
}

#[test]
fn names_of_waiters() {
    use dms::waiters::{
        endpoint_deleted::{EndpointDeletedFinalPoll, EndpointDeletedFluentBuilder, WaitUntilEndpointDeletedError},
        metadata_model_created::MetadataModelCreatedFluentBuilder,
        replication_instance_available::ReplicationInstanceAvailableFluentBuilder,
        test_connection_succeeds::TestConnectionSucceedsFluentBuilder,
    };
    type All = (
        (Option<EndpointDeletedFinalPoll>, WaitUntilEndpointDeletedError, EndpointDeletedFluentBuilder),
        (MetadataModelCreatedFluentBuilder, ReplicationInstanceAvailableFluentBuilder),
        TestConnectionSucceedsFluentBuilder,
    );
    assert!(size_of::<All>() > 0);
}

#[test]
fn names_of_the_rest() {
    use dms::{
        client::{Client as ClientHere, Waiters, customize::CustomizableOperation},
        meta::PKG_VERSION,
        operation::RequestId,
        primitives::{Blob, DateTime, DateTimeFormat},
    };
    fn client(_: Option<(ClientHere, CustomizableOperation<(), (), ()>)>) -> Option<dms::Client> {
        None
    }
    assert!(client(None).is_none());
    assert!(PKG_VERSION.split('.').count() == 3);
    fn waits<W: Waiters>() {}
    waits::<dms::Client>();
    fn has_id<T: RequestId>() {}
    has_id::<dms::operation::describe_events::DescribeEventsOutput>();
    has_id::<dms::Error>();
    assert_eq!(Blob::new("a").as_ref(), b"a");
    assert!(DateTime::from_secs(0).fmt(DateTimeFormat::DateTime).is_ok());
}

#[test]
fn types_and_builders_have_modules() {
    use dms::types::{self, builders, error};
    assert_eq!(builders::TagBuilder::default().key("a").build(), types::Tag::builder().key("a").build());
    let fault = error::builders::AccessDeniedFaultBuilder::default().message("no").build();
    assert_eq!(error::AccessDeniedFault::message(&fault), Some("no"));
}
