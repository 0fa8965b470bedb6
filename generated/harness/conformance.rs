//! Runs the client with lines of JSON, for `cargo xtask conformance`, which compares it with the reference client.
//!
//! A line on standard input is a call: operation, input, region, and the response of the service. A line on standard
//! output is its result: the request as it would have been sent, and the output or the error. Only the
//! network is replaced; calls use the client's public API.

mod types;
mod wire;

use std::collections::HashMap;
use std::io::{self, BufRead, Write as _};
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::http_client_fn;
use dms_sdk::call_json::CallJsonError;
use dms_sdk::config::retry::RetryConfig;
use dms_sdk::config::{BehaviorVersion, Config, Credentials, Region};
use dms_sdk::error::ProvideErrorMetadata;
use dms_sdk::operation::RequestId;
use dms_sdk::{Client, Error};
use serde_json::{Value, json};
use wire::Wire;

/// The endpoint settings of a client: region, FIPS, dual stack.
type EndpointSettings = (String, bool, bool);

/// The clients by their settings. All of them share one wire.
struct Clients {
    wire: Arc<Wire>,
    clients: HashMap<EndpointSettings, Client>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut clients = Clients { wire: Arc::default(), clients: HashMap::new() };
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let call: Value = serde_json::from_str(&line?)?;
        let answer = clients.answer(&call).await?;
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

impl Clients {
    /// Makes the call by the operation's name and, for the operations in `types`, with typed builders.
    async fn answer(&mut self, call: &Value) -> io::Result<Value> {
        let client = self.client(call);
        let operation = call["operation"].as_str().unwrap_or_default();
        let response = &call["response"];
        self.wire.expect(response)?;
        let by_name = client.call_json(operation, call["input"].clone()).await.map_err(describe);
        let mut answer = self.describe_result(by_name);
        self.wire.expect(response)?;
        if let Some(typed) = types::call(&client, operation, &call["input"]).await {
            let typed = typed
                .map_err(|problem| problem.map_or_else(|problem| refused(&problem), |error| describe_error(&error)));
            answer["typed"] = self.describe_result(typed);
        }
        Ok(answer)
    }

    fn describe_result(&self, result: Result<Value, Value>) -> Value {
        let (key, value) = match result {
            Ok(output) => ("output", output),
            Err(error) => ("error", error),
        };
        json!({ "request": self.wire.request(), key: value })
    }

    fn client(&mut self, call: &Value) -> Client {
        let region = call["region"].as_str().unwrap_or_default().to_owned();
        let flag = |name: &str| call[name].as_bool().unwrap_or_default();
        let settings = (region, flag("fips"), flag("dual_stack"));
        self.clients.entry(settings.clone()).or_insert_with(|| connected(settings, &self.wire)).clone()
    }
}

fn connected((region, fips, dual_stack): EndpointSettings, wire: &Arc<Wire>) -> Client {
    let connector = wire::connector(wire);
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .use_fips(fips)
        .use_dual_stack(dual_stack)
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "not-a-secret", Some("a-session".into()), None, "test"))
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| connector.clone()));
    Client::from_conf(config.build())
}

/// Describes an error; an invalid input is distinguished from a failed call.
fn describe(error: CallJsonError) -> Value {
    match &error {
        CallJsonError::Call(error) => describe_error(error),
        _ => refused(&error.to_string()),
    }
}

fn refused(text: &str) -> Value {
    json!({ "refused": text })
}

/// Returns the variant and the details of the error.
fn describe_error(error: &Error) -> Value {
    let debug = format!("{error:?}");
    json!({
        "variant": debug.split('(').next(),
        "code": error.code(),
        "message": error.message(),
        "request_id": error.request_id(),
        "text": error.to_string(),
    })
}
