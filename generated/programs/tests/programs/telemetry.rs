//! Members of inputs that programs record.

use std::sync::{Arc, Mutex};

use aws_sdk_databasemigration::{
    Client,
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::{BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef},
    },
    error::BoxError,
};
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;

use crate::support::{builder, ok, replay};

#[derive(Debug, Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(String, String)>>>);

impl Recorder {
    fn take(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.0.lock().expect("no panic"))
    }
}

impl Intercept for Recorder {
    fn name(&self) -> &'static str {
        "Recorder"
    }

    fn read_before_attempt(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(captured) = cfg.load::<CapturedTelemetryAttributes>() {
            let all = captured.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
            self.0.lock().expect("no panic").extend(all);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        _context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.lock().expect("no panic").sort();
        Ok(())
    }
}

async fn record(names: &[&str]) -> Vec<(String, String)> {
    let recorder = Recorder::default();
    let http = replay([ok("{}")]);
    let config = builder(&http).capture_input_attributes(names.iter().copied()).interceptor(recorder.clone()).build();
    let call = Client::from_conf(config).create_endpoint().endpoint_identifier("a").engine_name("oracle");
    call.password("hunter2").send().await.expect("a response");
    recorder.take()
}

#[tokio::test]
async fn named_members_are_recorded() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(record(&["EndpointIdentifier"]).await, [pair("EndpointIdentifier", "a")]);
    let both = record(&["EngineName", "EndpointIdentifier", "ServerName"]).await;
    assert_eq!(both, [pair("EndpointIdentifier", "a"), pair("EngineName", "oracle")]);
}

#[tokio::test]
async fn unnamed_members_and_secrets_are_never_recorded() {
    assert!(record(&[]).await.is_empty());
    assert!(record(&["Password"]).await.is_empty());
}

#[tokio::test]
async fn emitted_members_are_captured_as_well() {
    let recorder = Recorder::default();
    let http = replay([ok("{}")]);
    let config = builder(&http).emit_input_attributes(["EndpointArn"]).interceptor(recorder.clone()).build();
    Client::from_conf(config).delete_endpoint().endpoint_arn("arn:e").send().await.expect("a response");
    assert_eq!(recorder.take(), [("EndpointArn".to_owned(), "arn:e".to_owned())]);
}
