//! Tests that no secret is in a log, a message or a debug print: every sensitive member of every operation's input and
//! output has a unique value, which must not appear in any output of the crate. The operations and their members come
//! from the model, so that new ones are tested automatically.
#![cfg(feature = "serde")]

#[path = "support/in_process.rs"]
mod in_process;
#[path = "support/sentinels.rs"]
mod sentinels;

use std::{
    error::Error as _,
    io::Write,
    sync::{Arc, Mutex},
};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        http::{HttpConnector, HttpConnectorFuture},
        interceptors::context::{BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef},
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::{body::SdkBody, config_bag::ConfigBag};
use dms_sdk::{
    Client,
    call_json::CallJsonError,
    config::{
        Intercept,
        http::{HttpRequest, HttpResponse},
    },
};
use http_body_util::Full;
use hyper::body::Bytes;
use sentinels::{Model, Sentinels};
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

/// The text that was written so far.
#[derive(Debug, Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn add(&self, text: impl AsRef<[u8]>) {
        self.0.lock().expect("no panic").extend_from_slice(text.as_ref());
    }

    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut self.0.lock().expect("no panic"))).expect("text")
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Written {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Writes the inputs, outputs and errors that interceptors of a program receive.
#[derive(Debug)]
struct Printing(Written);

impl Intercept for Printing {
    fn name(&self) -> &'static str {
        "Printing"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.add(format!("{:?} {:#?} {cfg:?}", context.input(), context.input()));
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // The context itself contains the raw response, so it is not printed.
        if let Some(Ok(output)) = context.output_or_error() {
            self.0.add(format!("{output:?} {output:#?} {cfg:?}"));
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Default)]
struct Answer(Arc<Mutex<(u16, String)>>);

impl HttpConnector for Answer {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = self.0.lock().expect("no panic").clone();
        let status = status.try_into().expect("a status");
        // As from a connection: the runtime logs bodies that are in memory.
        let body = SdkBody::from_body_1_x(Full::new(Bytes::from(body)));
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, body)))
    }
}

struct Service {
    client: Client,
    answer: Answer,
    written: Written,
    calls: usize,
}

impl Service {
    fn new() -> Self {
        let (answer, written) = (Answer::default(), Written::default());
        let config = in_process::config(answer.clone()).interceptor(Printing(written.clone()));
        Self { client: Client::from_conf(config.build()), answer, written, calls: 0 }
    }

    /// Calls the operation with this input and response, and checks that no output contains a secret.
    async fn check(&mut self, operation: &str, input: &Value, status: u16, body: &str) {
        *self.answer.0.lock().expect("no panic") = (status, body.to_owned());
        if let Err(error) = self.client.call_json(operation, input.clone()).await {
            self.print(&error);
        }
        self.calls += 1;
        let written = self.written.take();
        assert!(written.contains(operation), "nothing was written of {operation}");
        if let Some(at) = written.find(sentinels::MARK) {
            let from = written[..at].char_indices().rev().nth(400).map_or(0, |(at, _)| at);
            panic!("{operation}, {status} {body}\nwrote a secret: {}", &written[from..at + 20]);
        }
    }

    fn print(&self, error: &CallJsonError) {
        self.written.add(format!("{error} {error:?} {error:#?}"));
        let mut next = error.source();
        while let Some(error) = next {
            self.written.add(format!("{error} {error:?}"));
            next = error.source();
        }
    }
}

/// Returns the body truncated at some positions, including the middle of each secret.
fn broken(body: &str) -> Vec<&str> {
    let secrets = body.match_indices(sentinels::MARK).map(|(at, mark)| at + mark.len() + 1);
    let tenths = (1..10).map(|tenth| body.len() * tenth / 10);
    secrets.chain(tenths).filter_map(|end| body.get(..end)).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn no_output_contains_a_sensitive_member() {
    let mut service = Service::new();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(service.written.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let model = Model::read();
    let (mut operations, mut secrets) = (0, 0);
    for (operation, shape) in model.operations() {
        let mut sentinels = Sentinels::new(&model);
        let input = sentinels.value(&shape["input"]["target"]);
        let in_input = sentinels.count();
        let output = sentinels.value(&shape["output"]["target"]);
        let in_output = sentinels.count() - in_input;
        if in_input + in_output == 0 {
            continue;
        }
        operations += 1;
        secrets += in_input + in_output;
        // A successful response; truncated responses; the same as errors, with a code, without one, and as text that is not
        // JSON.
        let body = output.to_string();
        service.check(operation, &input, 200, &body).await;
        for part in broken(&body) {
            service.check(operation, &input, 200, part).await;
            service.check(operation, &input, 500, part).await;
        }
        service.check(operation, &input, 400, &body).await;
        let mut coded = output.clone();
        coded["__type"] = json!("ResourceNotFoundFault");
        service.check(operation, &input, 400, &coded.to_string()).await;
        service.check(operation, &input, 503, &format!("<html>{body}</html>")).await;
        // Secrets with a wrong type, in responses and in inputs.
        for wrong in sentinels::wrongly_typed(&output) {
            service.check(operation, &input, 200, &wrong.to_string()).await;
        }
        for wrong in sentinels::wrongly_typed(&input) {
            service.check(operation, &wrong, 200, "{}").await;
        }
    }
    eprintln!("{secrets} secrets of {operations} operations in {} calls", service.calls);
    assert!(operations >= 11 && secrets > 50, "{operations} operations, {secrets} secrets");
}
