//! What the crate of all fixtures does. This file is copied into that crate and run there.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number, body::SdkBody};
use fixture_sdk::{
    Client, Config,
    client::Waiters,
    config::{BehaviorVersion, Region},
    error::ProvideErrorMetadata,
    types::{
        self, Blanks, Choice, DefaultColor, Defaults, Demanding, DemandingChoice, DemandingColor, DemandingInner,
        HostileEnum, Item, SecretChoice, SecretGrade, SecretWhole, TimeChoice,
    },
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    str::FromStr,
    sync::{Arc, Mutex},
    time::Duration,
};

#[path = "behaviour/calls.rs"]
mod calls;
#[path = "behaviour/places.rs"]
mod places;
#[path = "behaviour/values.rs"]
mod values;
#[path = "behaviour/waiting.rs"]
mod waiting;
#[path = "behaviour/wire.rs"]
mod wire;

/// A service that gives one answer and keeps what it was asked.
#[derive(Debug, Clone)]
struct Service {
    status: u16,
    answer: String,
    asked: Arc<Mutex<Vec<String>>>,
    hosts: Arc<Mutex<Vec<String>>>,
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = String::from_utf8(request.body().bytes().unwrap().to_vec()).unwrap();
        self.asked.lock().unwrap().push(body);
        self.hosts.lock().unwrap().push(request.uri().to_owned());
        let status = self.status.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.answer.as_str()))))
    }
}

impl HttpClient for Service {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl Service {
    fn new(status: u16, answer: &Value) -> Self {
        Self { status, answer: answer.to_string(), asked: Arc::default(), hosts: Arc::default() }
    }

    fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .endpoint_url("http://localhost:1")
            .allow_no_auth()
            .retry_config(fixture_sdk::config::retry::RetryConfig::disabled())
            .http_client(self.clone());
        Client::from_conf(config.build())
    }

    /// The one request, as JSON.
    fn asked(&self) -> Value {
        let asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 1);
        serde_json::from_str(&asked[0]).unwrap()
    }
}
