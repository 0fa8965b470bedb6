//! A subscriber that records every span and every event, with names, targets, levels and fields.

use std::{
    fmt::Debug,
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// The lines since the last call of `take`.
#[derive(Debug, Clone, Default)]
pub struct Trace(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    lines: Vec<String>,
    /// The names of all spans so far; the index is the ID minus one.
    names: Vec<&'static str>,
    /// The spans that are entered, outermost first.
    entered: Vec<Id>,
}

/// Installs the subscriber for all levels.
pub fn install() -> Trace {
    let trace = Trace::default();
    tracing::subscriber::set_global_default(trace.clone()).expect("there is no other");
    trace
}

impl Trace {
    /// Takes the recorded lines.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.state().lines)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }
}

impl State {
    fn name(&self, id: &Id) -> &'static str {
        id.into_u64().checked_sub(1).and_then(|at| self.names.get(at as usize)).copied().unwrap_or("?")
    }

    fn add(&mut self, kind: &str, metadata: &Metadata<'_>, fields: &Fields) {
        let (level, target) = (metadata.level(), metadata.target());
        // The name of an event is its line in the source.
        let name = if metadata.is_span() { format!(" `{}`", metadata.name()) } else { String::new() };
        self.lines.push(format!("{kind} {level} {target}{name} {{{fields}}} in {}", self.entered.len()));
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        // Fields without a value are a part of the span as well.
        for name in span.metadata().fields().iter().map(|field| field.name()) {
            if !fields.0.iter().any(|(known, _)| *known == name) {
                fields.0.push((name, "?".to_owned()));
            }
        }
        let mut state = self.state();
        state.add("span", span.metadata(), &fields);
        state.names.push(span.metadata().name());
        Id::from_u64(state.names.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        let mut state = self.state();
        let line = format!("record `{}` {{{fields}}}", state.name(span));
        state.lines.push(line);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.state().add("event", event.metadata(), &fields);
    }

    fn enter(&self, span: &Id) {
        self.state().entered.push(span.clone());
    }

    fn exit(&self, span: &Id) {
        let mut state = self.state();
        if let Some(at) = state.entered.iter().rposition(|entered| entered == span) {
            state.entered.remove(at);
        }
    }
}

/// `name=value` for every field.
#[derive(Debug, Default)]
struct Fields(Vec<(&'static str, String)>);

impl std::fmt::Display for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        f.write_str(&fields.join(", "))
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        // Values with several lines are requests, responses or the configuration, which are compared separately.
        let beginning = text.split(['{', '(', '[', '\n']).next().unwrap_or_default();
        let more = if beginning.len() < text.len() { "…" } else { "" };
        self.0.push((field.name(), format!("{beginning}{more}")));
    }
}
