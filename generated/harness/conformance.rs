//! The client behind lines of JSON, for `cargo xtask conformance`, which compares it with the reference client.
//!
//! A line on standard input is a call: operation, input, region, and what the service answers. A line on standard
//! output is what became of it: the request as it would have gone out, and the output or the error. Nothing but the
//! network is replaced; calls go through the client's public interface.

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

/// Where a client sends its calls: region, FIPS, dual stack.
type Place = (String, bool, bool);

/// The clients so far. All of them share one wire.
struct Clients {
    wire: Arc<Wire>,
    clients: HashMap<Place, Client>,
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
    /// Makes the call by the operation's name and, where that is written here, by its typed builders.
    async fn answer(&mut self, call: &Value) -> io::Result<Value> {
        let client = self.client(call);
        let operation = call["operation"].as_str().unwrap_or_default();
        let reply = &call["reply"];
        self.wire.expect(reply)?;
        let by_name = client.call_json(operation, call["input"].clone()).await.map_err(describe);
        let mut answer = self.told(by_name);
        self.wire.expect(reply)?;
        if let Some(typed) = types::call(&client, operation, &call["input"]).await {
            let typed = typed.map_err(|problem| problem.map_or_else(|problem| refused(&problem), |error| told(&error)));
            answer["typed"] = self.told(typed);
        }
        Ok(answer)
    }

    fn told(&self, result: Result<Value, Value>) -> Value {
        let (key, value) = match result {
            Ok(output) => ("output", output),
            Err(error) => ("error", error),
        };
        json!({ "request": self.wire.seen(), key: value })
    }

    fn client(&mut self, call: &Value) -> Client {
        let region = call["region"].as_str().unwrap_or_default().to_owned();
        let flag = |name: &str| call[name].as_bool().unwrap_or_default();
        let place = (region, flag("fips"), flag("dual_stack"));
        self.clients.entry(place.clone()).or_insert_with(|| connected(place, &self.wire)).clone()
    }
}

fn connected((region, fips, dual_stack): Place, wire: &Arc<Wire>) -> Client {
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

/// A wrong input is told apart from a failed call.
fn describe(error: CallJsonError) -> Value {
    match &error {
        CallJsonError::Call(error) => told(error),
        _ => refused(&error.to_string()),
    }
}

fn refused(text: &str) -> Value {
    json!({ "refused": text })
}

/// The variant, and what the service said.
fn told(error: &Error) -> Value {
    let debug = format!("{error:?}");
    json!({
        "variant": debug.split('(').next(),
        "code": error.code(),
        "message": error.message(),
        "request_id": error.request_id(),
        "text": error.to_string(),
    })
}
