//! Interceptors: tenants in headers, audit logs, metrics, injected faults.

use std::{
    sync::{Arc, Mutex},
    time::Instant,
};

use aws_sdk_databasemigration::{
    Client,
    config::{
        ConfigBag, Intercept, Layer, RuntimeComponents, SharedInterceptor,
        interceptors::{
            AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
            BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut,
            BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
            BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextMut, FinalizerInterceptorContextRef,
        },
    },
    error::{BoxError, DisplayErrorContext, SdkError},
    operation::{
        describe_endpoints::{DescribeEndpointsError, DescribeEndpointsInput, DescribeEndpointsOutput},
        describe_events::DescribeEventsInput,
    },
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

use crate::support::{builder, fault, ok, operations, replay, requests, response};

#[derive(Debug)]
struct Tenant(&'static str);

impl Intercept for Tenant {
    fn name(&self) -> &'static str {
        "Tenant"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().headers_mut().insert("x-tenant", self.0);
        Ok(())
    }
}

#[tokio::test]
async fn headers_are_added_and_signed() {
    let http = replay([ok("{}")]);
    let client = Client::from_conf(builder(&http).interceptor(Tenant("blue")).build());
    client.describe_endpoints().send().await.expect("a response");
    let request = http.actual_requests().next().expect("a request");
    assert_eq!(request.headers().get("x-tenant"), Some("blue"));
    assert!(request.headers().get("authorization").is_some_and(|it| it.contains("x-tenant")));
}

#[derive(Debug, Clone, Default)]
struct Steps(Arc<Mutex<Vec<String>>>);

impl Steps {
    fn add(&self, step: impl Into<String>) {
        self.0.lock().expect("no panic").push(step.into());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no panic"))
    }
}

macro_rules! steps {
    ($($hook:ident($context:ty);)*) => {
        impl Intercept for Steps {
            fn name(&self) -> &'static str {
                "Steps"
            }

            fn read_before_execution(
                &self,
                _: &BeforeSerializationInterceptorContextRef<'_>,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                self.add("read_before_execution");
                Ok(())
            }

            $(fn $hook(&self, _: $context, _: &RuntimeComponents, _: &mut ConfigBag) -> Result<(), BoxError> {
                self.add(stringify!($hook));
                Ok(())
            })*
        }
    };
}

steps! {
    modify_before_serialization(&mut BeforeSerializationInterceptorContextMut<'_>);
    read_before_serialization(&BeforeSerializationInterceptorContextRef<'_>);
    read_after_serialization(&BeforeTransmitInterceptorContextRef<'_>);
    modify_before_retry_loop(&mut BeforeTransmitInterceptorContextMut<'_>);
    read_before_attempt(&BeforeTransmitInterceptorContextRef<'_>);
    modify_before_signing(&mut BeforeTransmitInterceptorContextMut<'_>);
    read_before_signing(&BeforeTransmitInterceptorContextRef<'_>);
    read_after_signing(&BeforeTransmitInterceptorContextRef<'_>);
    modify_before_transmit(&mut BeforeTransmitInterceptorContextMut<'_>);
    read_before_transmit(&BeforeTransmitInterceptorContextRef<'_>);
    read_after_transmit(&BeforeDeserializationInterceptorContextRef<'_>);
    modify_before_deserialization(&mut BeforeDeserializationInterceptorContextMut<'_>);
    read_before_deserialization(&BeforeDeserializationInterceptorContextRef<'_>);
    read_after_deserialization(&AfterDeserializationInterceptorContextRef<'_>);
    modify_before_attempt_completion(&mut FinalizerInterceptorContextMut<'_>);
    read_after_attempt(&FinalizerInterceptorContextRef<'_>);
    modify_before_completion(&mut FinalizerInterceptorContextMut<'_>);
    read_after_execution(&FinalizerInterceptorContextRef<'_>);
}

#[tokio::test]
async fn all_hooks_run_in_order() {
    let attempt = [
        "read_before_attempt",
        "modify_before_signing",
        "read_before_signing",
        "read_after_signing",
        "modify_before_transmit",
        "read_before_transmit",
        "read_after_transmit",
        "modify_before_deserialization",
        "read_before_deserialization",
        "read_after_deserialization",
        "modify_before_attempt_completion",
        "read_after_attempt",
    ];
    let before = [
        "read_before_execution",
        "modify_before_serialization",
        "read_before_serialization",
        "read_after_serialization",
        "modify_before_retry_loop",
    ];
    let after = ["modify_before_completion", "read_after_execution"];

    let steps = Steps::default();
    let http = replay([response(503, "{}"), ok("{}")]);
    let client = Client::from_conf(builder(&http).interceptor(steps.clone()).build());
    client.describe_endpoints().send().await.expect("the second time");
    assert_eq!(steps.take(), [&before[..], &attempt, &attempt, &after].concat());
}

/// Counts calls by operation, like a program that reports metrics.
#[derive(Debug, Clone, Default)]
struct Metrics(Arc<Mutex<Vec<(String, String, bool)>>>);

#[derive(Debug)]
struct Started(Instant);

impl Storable for Started {
    type Storer = StoreReplace<Self>;
}

impl Intercept for Metrics {
    fn name(&self) -> &'static str {
        "Metrics"
    }

    fn read_before_execution(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut layer = Layer::new("Metrics");
        layer.store_put(Started(Instant::now()));
        cfg.push_layer(layer);
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let metadata = cfg.load::<Metadata>().ok_or("no metadata")?;
        assert!(cfg.load::<Started>().ok_or("never started")?.0.elapsed().as_secs() < 60);
        let good = context.output_or_error().is_some_and(|it| it.is_ok());
        let row = (metadata.service().to_owned(), metadata.name().to_owned(), good);
        self.0.lock().expect("no panic").push(row);
        Ok(())
    }
}

#[tokio::test]
async fn metrics_have_service_operation_and_result() {
    let metrics = Metrics::default();
    let http = replay([ok("{}"), fault("ResourceNotFoundFault", "none")]);
    let client = Client::from_conf(builder(&http).interceptor(metrics.clone()).build());
    client.describe_endpoints().send().await.expect("a response");
    client.delete_endpoint().endpoint_arn("arn:e").send().await.expect_err("not found");
    let rows = metrics.0.lock().expect("no panic").clone();
    let service = "Database Migration Service";
    assert_eq!(
        rows,
        [
            (service.to_owned(), "DescribeEndpoints".to_owned(), true),
            (service.to_owned(), "DeleteEndpoint".to_owned(), false)
        ]
    );
}

/// Records typed inputs, outputs and errors.
#[derive(Debug, Clone, Default)]
struct Audit(Steps);

impl Intercept for Audit {
    fn name(&self) -> &'static str {
        "Audit"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(input) = context.input_mut().downcast_mut::<DescribeEndpointsInput>() {
            self.0.add(format!("asks {:?}", input.max_records()));
            input.max_records = input.max_records.or(Some(100));
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match context.output_or_error() {
            Ok(output) => {
                let found = output.downcast_ref::<DescribeEndpointsOutput>().map(|it| it.endpoints().len());
                self.0.add(format!("found {found:?}"));
            }
            Err(error) => {
                let service = error.as_operation_error().and_then(|it| it.downcast_ref::<DescribeEndpointsError>());
                let missing = service.is_some_and(DescribeEndpointsError::is_resource_not_found_fault);
                self.0.add(format!("missing {missing}"));
            }
        }
        Ok(())
    }
}

#[tokio::test]
async fn inputs_outputs_and_errors_have_their_types() {
    let audit = Audit::default();
    let http = replay([ok(r#"{"Endpoints":[{},{}]}"#), fault("ResourceNotFoundFault", "none"), ok("{}")]);
    let client = Client::from_conf(builder(&http).interceptor(audit.clone()).build());
    client.describe_endpoints().send().await.expect("a response");
    client.describe_endpoints().max_records(20).send().await.expect_err("not found");
    client.describe_events().send().await.expect("another operation");
    let expected = ["asks None", "found Some(2)", "asks Some(20)", "missing true", "found None"];
    assert_eq!(audit.0.take(), expected);
    assert_eq!(requests(&http)[0].1["MaxRecords"], 100);
    assert_eq!(requests(&http)[1].1["MaxRecords"], 20);
}

#[derive(Debug)]
struct ReadOnly;

impl Intercept for ReadOnly {
    fn name(&self) -> &'static str {
        "ReadOnly"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let name = cfg.load::<Metadata>().map(|it| it.name().to_owned()).unwrap_or_default();
        let known = context.input().downcast_ref::<DescribeEventsInput>().is_some();
        if known || name.starts_with("Describe") { Ok(()) } else { Err(format!("{name} is not allowed").into()) }
    }
}

#[tokio::test]
async fn an_interceptor_can_refuse() {
    let http = replay([ok("{}")]);
    let client = Client::from_conf(builder(&http).interceptor(ReadOnly).build());
    let error = client.delete_endpoint().endpoint_arn("arn:e").send().await.expect_err("refused");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(DisplayErrorContext(&error).to_string().contains("DeleteEndpoint is not allowed"));
    client.describe_events().send().await.expect("allowed");
    assert_eq!(operations(&http), ["DescribeEvents"]);
}

/// Rewrites responses, like programs that test unusual ones.
#[derive(Debug)]
struct Rewrite;

impl Intercept for Rewrite {
    fn name(&self) -> &'static str {
        "Rewrite"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        assert_eq!(context.response().status().as_u16(), 200);
        *context.response_mut().body_mut() = r#"{"Marker":"rewritten"}"#.into();
        Ok(())
    }
}

#[tokio::test]
async fn responses_are_rewritten() {
    let http = replay([ok(r#"{"Marker":"original"}"#)]);
    let client = Client::from_conf(builder(&http).interceptor(Rewrite).build());
    assert_eq!(client.describe_events().send().await.expect("a response").marker(), Some("rewritten"));
}

/// Replaces an error by an output, as a fallback.
#[derive(Debug)]
struct NoneIsEmpty;

impl Intercept for NoneIsEmpty {
    fn name(&self) -> &'static str {
        "NoneIsEmpty"
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let missing = context.output_or_error().and_then(|it| it.err()).is_some_and(|it| {
            it.as_operation_error()
                .and_then(|it| it.downcast_ref::<DescribeEndpointsError>())
                .is_some_and(DescribeEndpointsError::is_resource_not_found_fault)
        });
        if missing {
            let output = DescribeEndpointsOutput::builder().set_endpoints(Some(vec![])).build();
            let erased = aws_smithy_runtime_api::client::interceptors::context::Output::erase(output);
            context.inner_mut().set_output_or_error(Ok(erased));
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_error_becomes_an_output() {
    let http = replay([fault("ResourceNotFoundFault", "none")]);
    let client = Client::from_conf(builder(&http).interceptor(NoneIsEmpty).build());
    let output = client.describe_endpoints().send().await.expect("nothing found");
    assert_eq!(output.endpoints, Some(vec![]));
}

#[tokio::test]
async fn interceptors_are_pushed_and_replaced() {
    let http = replay([ok("{}"), ok("{}")]);
    let mut config = builder(&http);
    config.push_interceptor(SharedInterceptor::new(Tenant("a")));
    Client::from_conf(config.clone().build()).describe_events().send().await.expect("a response");
    config.set_interceptors([SharedInterceptor::new(Tenant("b"))]);
    let config = config.build();
    assert_eq!(config.interceptors().filter(|it| it.name() == "Tenant").count(), 1);
    Client::from_conf(config).describe_events().send().await.expect("a response");
    let tenants: Vec<_> = http.actual_requests().filter_map(|it| it.headers().get("x-tenant")).collect();
    assert_eq!(tenants, ["a", "b"]);
}
