//! Waiters.

use super::{Explainer, Explanation, RustFact, TraitFact, name_fact};
use crate::{
    model::{Acceptor, AcceptorState, Comparator, Matcher, Operation},
    plan::names::{self, Purpose},
    smithy::{ShapeId, bare_name},
};
use serde::Serialize;
use serde_json::Value;

/// How a waiter polls.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waiting {
    /// The client's method.
    pub method: String,
    /// The operation that is polled.
    pub operation: String,
    /// The client's method for it.
    pub polls: String,
    /// The minimum delay between two polls, in seconds.
    pub min_delay: u32,
    /// The maximum delay.
    pub max_delay: u32,
    /// The conditions that are checked after each poll, in this order; the first that is true determines the state.
    pub acceptors: Vec<Acceptance>,
    /// The path in the output to the reason of a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    /// The operations whose `send_and_wait` uses it.
    pub started_by: Vec<String>,
}

/// A condition and the resulting state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Acceptance {
    /// `success`, `failure` or `retry`.
    pub state: &'static str,
    /// The condition.
    pub when: String,
}

/// Explains the waiter whose name is the member of the id of its operation.
pub fn explain(explainer: &Explainer<'_>, id: &ShapeId) -> Explanation {
    let operation = id.without_member();
    let name = id.member().unwrap_or_default();
    let definition = explainer.definition(&operation);
    let traits = definition.map(|found| explainer.traits(&found.traits, found.origin)).unwrap_or_default();
    Explanation {
        id: id.to_string(),
        kind: format!("waiter of the operation {}", operation.name()),
        location: definition.map(|definition| explainer.location_text(definition)),
        traits: traits.into_iter().filter_map(|fact| own(fact, name)).collect(),
        rust: rust(explainer, name),
        names: vec![name_fact(Purpose::Waiter, name)],
        constraints: Vec::new(),
        members: Vec::new(),
        call: None,
        wait: waiting(explainer, &operation, name),
        used_by: Vec::new(),
    }
}

/// The part of a trait that belongs to the waiter; `None` for other traits.
fn own(fact: TraitFact, name: &str) -> Option<TraitFact> {
    let is_keyed = ["smithy.waiters#waitable", "rust.client#waiterDocumentation", "rust.client#waiterFailureReason"];
    let value = fact.value.get(name).filter(|_| is_keyed.contains(&fact.id.as_str()))?.clone();
    Some(TraitFact { value, ..fact })
}

fn rust(explainer: &Explainer<'_>, name: &str) -> Vec<RustFact> {
    let Some(waiter) = explainer.plan.waiters.iter().find(|waiter| waiter.model_name == name) else {
        return Vec::new();
    };
    let file = Some(waiter.path().file());
    let item = |what, item| RustFact { what, item, file: file.clone() };
    let module = waiter.module_path();
    vec![
        item("method", format!("crate::client::Waiters::{}()", waiter.method)),
        item("builder", format!("{module}::{}", waiter.fluent_builder())),
        item("error", format!("{module}::{}", waiter.error())),
    ]
}

fn waiting(explainer: &Explainer<'_>, id: &ShapeId, name: &str) -> Option<Waiting> {
    let operation = explainer.model.operations.iter().find(|operation| operation.id == *id)?;
    let waiter = operation.traits.waitable.get(name)?;
    let is_started =
        |of: &&Operation| of.traits.completion.as_ref().is_some_and(|completion| completion.waiter == name);
    let started_by = explainer.model.operations.iter().filter(is_started).map(|of| of.id.name().to_owned());
    Some(Waiting {
        method: names::waiter_method(name).to_string(),
        operation: id.name().to_owned(),
        polls: names::operation_name(id.name()).to_string(),
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: waiter.acceptors.iter().map(acceptance).collect(),
        failure_reason: operation.traits.waiter_failure_reason.get(name).cloned(),
        started_by: started_by.collect(),
    })
}

fn acceptance(acceptor: &Acceptor) -> Acceptance {
    let state = match acceptor.state {
        AcceptorState::Success => "success",
        AcceptorState::Failure => "failure",
        AcceptorState::Retry => "retry",
    };
    let compared = |path: &str, expected: &str, comparator: Comparator, of: &str| {
        let expected = Value::from(expected);
        match comparator {
            Comparator::StringEquals => format!("`{path}` of {of} is {expected}"),
            Comparator::BooleanEquals => format!("`{path}` of {of} is {}", expected.as_str().unwrap_or_default()),
            Comparator::AllStringEquals => format!("`{path}` of {of} are one or more, all {expected}"),
            Comparator::AnyStringEquals => format!("one of `{path}` of {of} is {expected}"),
        }
    };
    let when = match &acceptor.matcher {
        Matcher::Output { path, expected, comparator } => compared(path, expected, *comparator, "the output"),
        Matcher::InputOutput { path, expected, comparator } => {
            compared(path, expected, *comparator, "input and output")
        }
        Matcher::Success(true) => "the call succeeds".to_owned(),
        Matcher::Success(false) => "the call fails".to_owned(),
        Matcher::ErrorType(error) => format!("the call fails with `{}`", bare_name(error)),
    };
    Acceptance { state, when }
}
