//! An interceptor that records the request and the components of a call just before transmission.

use crate::{pretty, record::Record};
use aws_sdk_databasemigration::{
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::{BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef},
    },
    error::BoxError,
};
use aws_smithy_runtime_api::client::{
    interceptors::dyn_dispatch_hint,
    orchestrator::HttpRequest,
    retries::classifiers::{ClassifyRetry as _, SharedRetryClassifier},
};

/// Writes to a record.
#[derive(Clone)]
pub struct Capture {
    /// The record.
    pub record: Record,
    /// Whether to record the bag and the components, which are the same for all calls of an operation.
    pub everything: bool,
}

/// Prints no record, because the interceptor is itself one of the recorded components.
impl std::fmt::Debug for Capture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Capture")
    }
}

#[dyn_dispatch_hint]
impl Intercept for Capture {
    fn name(&self) -> &'static str {
        "Capture"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.request(context.request());
        if self.everything && !self.record.has("layers") {
            self.bag("bag", cfg);
            self.components(components);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.everything && !self.record.has("bag afterwards") {
            self.bag("bag afterwards", cfg);
        }
        Ok(())
    }
}

impl Capture {
    fn request(&self, request: &HttpRequest) {
        let line = format!("{} {}", request.method(), request.uri());
        self.record.extend("request", [line]);
        let mut headers: Vec<_> = request.headers().iter().map(|(name, value)| header(name, value)).collect();
        headers.sort();
        self.record.extend("headers", headers);
        let body = request.body().bytes().map(String::from_utf8_lossy).unwrap_or_default();
        self.record.extend("body", [body.into_owned()]);
    }

    /// Records the layers in order, with the number of their items; the items are unordered.
    fn bag(&self, facet: &str, bag: &ConfigBag) {
        let text = pretty::parse(&format!("{bag:#?}"));
        let layers: Vec<_> = text.field("layers").into_iter().flat_map(pretty::Part::items).collect();
        if facet == "bag" {
            let name = |layer: &pretty::Part| layer.field("name").map(pretty::Part::flat).unwrap_or_default();
            let layer = |layer: &&pretty::Part| format!("{} {} items", name(layer), items(layer).len());
            self.record.extend("layers", layers.iter().map(layer));
        }
        let mut items: Vec<_> = layers.iter().flat_map(|layer| items(layer)).collect();
        items.sort();
        self.record.extend(facet, items);
    }

    fn components(&self, components: &RuntimeComponents) {
        let text = pretty::parse(&format!("{components:#?}"));
        for field in text.items() {
            let name = field.line.split(':').next().unwrap_or_default();
            let is_many = field.line.ends_with(": [") || field.line.ends_with(": {");
            let mut parts: Vec<_> = if is_many { field.items().collect() } else { vec![field] };
            if field.line.ends_with(": {") {
                parts.sort_by_key(|part| part.flat());
            }
            let origin = |part: &&pretty::Part| Some(part.find("_origin")?.flat());
            self.record.extend(&format!("origin {name}"), parts.iter().filter_map(origin));
            let value = |part: &&pretty::Part| part.find("value").unwrap_or(part).flat();
            self.record.extend(&format!("component {name}"), parts.iter().map(value));
        }
        self.record.extend("interceptor names", components.interceptors().map(|one| one.name().to_owned()));
        let classifier = |one: SharedRetryClassifier| format!("{} {:?}", one.name(), one.priority());
        self.record.extend("classifier names", components.retry_classifiers().map(classifier));
    }
}

/// Returns the items of a layer.
fn items(layer: &pretty::Part) -> Vec<String> {
    layer.field("items").into_iter().flat_map(pretty::Part::items).map(item).collect()
}

/// Returns the stored value without its wrapper.
fn item(part: &pretty::Part) -> String {
    let text = part.flat();
    let stored = text.split_once("]:").map_or(text.as_str(), |(_, stored)| stored);
    stored.strip_prefix("Set( ").and_then(|value| value.strip_suffix(", ),")).unwrap_or(stored).to_owned()
}

/// Returns a header; of a signature only the signed headers, because the versions in the user agent are signed too.
fn header(name: &str, value: &str) -> String {
    let value = value.split("Signature=").next().unwrap_or_default();
    format!("{name}: {value}")
}
