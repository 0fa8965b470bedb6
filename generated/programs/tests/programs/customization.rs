//! Customizations of single calls.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use aws_sdk_databasemigration::{
    Client, Config,
    client::{Waiters, customize::CustomizableOperation},
    config::{
        ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
        http::HttpRequest,
        interceptors::{BeforeTransmitInterceptorContextMut, FinalizerInterceptorContextRef},
        retry::RetryConfig,
    },
    error::{BoxError, DisplayErrorContext, SdkError},
    operation::describe_events::DescribeEventsInput,
};
use aws_smithy_async::test_util::instant_time_and_sleep;

use crate::support::{builder, ok, replay, response, scripted};

#[tokio::test]
async fn a_request_is_mutated() {
    let (client, http) = scripted([ok("{}")]);
    client
        .describe_events()
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert("x-trace", "t-1");
        })
        .send()
        .await
        .expect("a response");
    let request = http.actual_requests().next().expect("a request");
    assert_eq!(request.headers().get("x-trace"), Some("t-1"));
}

#[tokio::test]
async fn a_request_is_mapped() {
    let (client, http) = scripted([ok("{}")]);
    client
        .describe_events()
        .customize()
        .map_request(|mut request: HttpRequest| {
            request.set_uri("http://localhost:8080/x").map_err(std::io::Error::other)?;
            Ok::<_, std::io::Error>(request)
        })
        .send()
        .await
        .expect("a response");
    assert_eq!(http.actual_requests().next().map(|it| it.uri()), Some("http://localhost:8080/x"));
}

#[tokio::test]
async fn a_mapping_that_fails_fails_the_call() {
    let (client, http) = scripted([ok("{}")]);
    let error = client
        .describe_events()
        .customize()
        .map_request(|_| Err::<HttpRequest, _>(std::fmt::Error))
        .send()
        .await
        .expect_err("no request");
    assert!(!matches!(error, SdkError::ServiceError(_)));
    assert!(!DisplayErrorContext(&error).to_string().is_empty());
    assert_eq!(http.actual_requests().count(), 0);
}

#[tokio::test]
async fn the_configuration_is_overridden_for_one_call() {
    let (client, http) = scripted([ok("{}"), ok("{}")]);
    let there = Config::builder()
        .region(Region::new("eu-north-1"))
        .credentials_provider(Credentials::new("OTHER", "secret", None, None, "test"));
    client.describe_events().customize().config_override(there).send().await.expect("a response");
    client.describe_events().send().await.expect("a response");
    let sent: Vec<_> = http.actual_requests().collect();
    assert_eq!(sent[0].uri(), "https://dms.eu-north-1.amazonaws.com/");
    let authorization = sent[0].headers().get("authorization").expect("signed");
    assert!(authorization.contains("Credential=OTHER/20090213/eu-north-1/dms/"), "{authorization}");
    assert_eq!(sent[1].uri(), "https://dms.us-east-1.amazonaws.com/");
    assert!(sent[1].headers().get("authorization").is_some_and(|it| it.contains("ANOTREAL")));
}

#[tokio::test]
async fn a_configuration_is_an_override_as_well() {
    let (client, http) = scripted([ok("{}")]);
    let other = client.config().to_builder().endpoint_url("http://localhost:1").build();
    let _ = client.describe_events().customize().config_override(other.to_builder()).send().await.expect("a response");
    assert_eq!(http.actual_requests().next().map(|it| it.uri()), Some("http://localhost:1/"));
}

#[tokio::test]
async fn retries_are_switched_off_for_one_call() {
    let (client, http) = scripted([response(500, "{}"), ok("{}")]);
    let once = Config::builder().retry_config(RetryConfig::disabled());
    let error = client.describe_events().customize().config_override(once).send().await.expect_err("once");
    assert_eq!(error.raw_response().map(|it| it.status().as_u16()), Some(500));
    assert_eq!(http.actual_requests().count(), 1);
    client.describe_events().send().await.expect("a response");
}

#[derive(Debug, Default)]
struct Attempts(AtomicU32);

impl Intercept for &'static Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let n = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        context.request_mut().headers_mut().insert("x-attempt", n.to_string());
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        assert!(context.response().is_some() && context.output_or_error().is_some());
        Ok(())
    }
}

#[tokio::test]
async fn an_interceptor_for_one_call() {
    static ATTEMPTS: Attempts = Attempts(AtomicU32::new(0));
    let (client, http) = scripted([response(500, "{}"), ok("{}"), ok("{}")]);
    client.describe_events().customize().interceptor(&ATTEMPTS).send().await.expect("the second time");
    client.describe_events().send().await.expect("a response");
    assert_eq!(ATTEMPTS.0.load(Ordering::SeqCst), 2);
    let attempts: Vec<_> = http.actual_requests().map(|it| it.headers().get("x-attempt")).collect();
    assert_eq!(attempts, [Some("1"), Some("2"), None]);
}

#[tokio::test]
async fn all_customizations_at_once() {
    let (client, http) = scripted([ok("{}")]);
    let call = client
        .describe_events()
        .duration(60)
        .customize()
        .config_override(Config::builder().region(Region::new("us-west-2")))
        .mutate_request(|it| {
            it.headers_mut().insert("x-a", "1");
        })
        .map_request(|mut it| {
            it.headers_mut().insert("x-b", "2");
            Ok::<_, Infallible>(it)
        });
    let sent = tokio::spawn(call.send());
    sent.await.expect("no panic").expect("a response");
    let request = http.actual_requests().next().expect("a request");
    assert_eq!((request.headers().get("x-a"), request.headers().get("x-b")), (Some("1"), Some("2")));
    assert_eq!(request.uri(), "https://dms.us-west-2.amazonaws.com/");
    assert_eq!(request.body().bytes(), Some(&br#"{"Duration":60}"#[..]));
}

/// A helper as in applications: the same customization for any operation.
fn traced<T, E, B>(call: CustomizableOperation<T, E, B>, id: &'static str) -> CustomizableOperation<T, E, B> {
    call.mutate_request(move |request| {
        request.headers_mut().insert("x-trace", id);
    })
}

#[tokio::test]
async fn a_helper_takes_any_operation() {
    let (client, http) = scripted([ok("{}"), ok("{}")]);
    traced(client.describe_events().customize(), "one").send().await.expect("a response");
    traced(client.delete_endpoint().endpoint_arn("arn:e").customize(), "two").send().await.expect("a response");
    let traces: Vec<_> = http.actual_requests().filter_map(|it| it.headers().get("x-trace")).collect();
    assert_eq!(traces, ["one", "two"]);
}

#[tokio::test]
async fn a_separate_input_is_sent_with_a_client() {
    let (client, http) = scripted([ok(r#"{"Marker":"m"}"#)]);
    let input = DescribeEventsInput::builder().duration(5).event_categories("failure");
    let output = input.send_with(&client).await.expect("a response");
    assert_eq!(output.marker(), Some("m"));
    let body = http.actual_requests().next().and_then(|it| it.body().bytes()).expect("in memory");
    assert_eq!(serde_json::from_slice::<serde_json::Value>(body).expect("JSON")["EventCategories"][0], "failure");
}

#[tokio::test]
async fn waiters_and_paginators_of_a_customized_client() {
    #[derive(Debug)]
    struct Mark;
    impl Intercept for Mark {
        fn name(&self) -> &'static str {
            "Mark"
        }
        fn modify_before_signing(
            &self,
            context: &mut BeforeTransmitInterceptorContextMut<'_>,
            _: &RuntimeComponents,
            _: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            context.request_mut().headers_mut().insert("x-mark", "1");
            Ok(())
        }
    }
    let ready = r#"{"ReplicationTasks":[{"Status":"ready"}]}"#;
    let http =
        replay([ok(r#"{"Marker":"1"}"#), ok("{}"), ok(r#"{"ReplicationTasks":[{"Status":"creating"}]}"#), ok(ready)]);
    let (clock, sleep) = instant_time_and_sleep(std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000));
    let plain = Client::from_conf(builder(&http).time_source(clock).sleep_impl(sleep).build());
    let client = Client::from_conf(plain.config().to_builder().interceptor(Mark).build());
    let pages = client.describe_events().into_paginator().send().collect::<Result<Vec<_>, _>>().await;
    assert_eq!(pages.expect("two pages").len(), 2);
    client.wait_until_replication_task_ready().wait(Duration::from_secs(100)).await.expect("ready");
    assert_eq!(http.actual_requests().filter(|it| it.headers().get("x-mark") == Some("1")).count(), 4);
}
