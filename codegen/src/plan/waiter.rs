//! Waiters: the acceptors, in the order in which they are checked.

use super::{
    context::Context,
    docs,
    names::{self, Ident},
    operation::Operation,
    path::TypePath,
    role::Role,
};
use crate::{
    jmespath::{self, Typed, ValueType},
    model::{AcceptorState, Comparator, Matcher, Operation as Shape, Waiter as Modeled},
    smithy::{ShapeId, bare_name},
};
use std::collections::BTreeMap;

/// A waiter to emit.
#[derive(Debug, Clone)]
pub struct Waiter {
    /// Its name in the model.
    pub model_name: String,
    /// Its name as a type.
    pub name: Ident,
    /// Its module.
    pub module: Ident,
    /// The client's method.
    pub method: Ident,
    /// The operation it polls.
    pub operation: Polled,
    /// Its documentation.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Minimum and maximum delay between two polls, in seconds.
    pub delays: (u32, u32),
    /// The acceptors for outputs, in order.
    pub outputs: Vec<(Check, AcceptorState)>,
    /// The acceptors for error codes, in order.
    pub codes: Vec<(String, AcceptorState)>,
    /// The state after any other error.
    pub other_errors: Option<AcceptorState>,
    /// Whether an acceptor uses the input too.
    pub looks_at_input: bool,
    /// The part of the output that has the reason of a failure.
    pub reason: Option<Typed>,
}

impl Waiter {
    /// Its path as a type.
    pub fn path(&self) -> TypePath {
        TypePath { modules: vec![names::value_name("waiters"), self.module.clone()], name: self.name.clone() }
    }

    /// Its module, from the crate's root.
    pub fn module_path(&self) -> String {
        format!("crate::waiters::{}", self.module)
    }

    /// The builder of the wait.
    pub fn fluent_builder(&self) -> Ident {
        self.name.affixed("", "FluentBuilder")
    }

    /// The type of the fluent builder, of which its name is an alias.
    pub fn fluent_builder_type(&self) -> String {
        format!("crate::builder::InputBuilder<{}, crate::waiters::Waiting<{}>>", self.operation.input, self.path())
    }

    /// The result of a successful wait.
    pub fn final_poll(&self) -> Ident {
        self.name.affixed("", "FinalPoll")
    }

    /// The type of [`final_poll`](Self::final_poll), of which its name is an alias.
    pub fn final_poll_type(&self) -> String {
        let Polled { output, error, .. } = &self.operation;
        let result = format!(
            "{output}, aws_smithy_runtime_api::client::result::SdkError<{error}, aws_smithy_runtime_api::client::orchestrator::HttpResponse>"
        );
        format!("aws_smithy_runtime_api::client::waiters::FinalPoll<{result}>")
    }

    /// The error of a wait.
    pub fn error(&self) -> Ident {
        self.name.affixed("WaitUntil", "Error")
    }

    /// The type of [`error`](Self::error), of which its name is an alias.
    pub fn error_type(&self) -> String {
        let name = match self.reason {
            Some(_) => "crate::waiters::WaitError",
            None => "aws_smithy_runtime_api::client::waiters::error::WaiterError",
        };
        format!("{name}<{}, {}>", self.operation.output, self.operation.error)
    }

    /// Whether the wait can succeed with an error.
    pub(super) fn succeeds_with_an_error(&self) -> bool {
        let mut states = self.codes.iter().map(|(_, state)| *state).chain(self.other_errors);
        states.any(|state| state == AcceptorState::Success)
    }
}

/// The operation that is polled.
#[derive(Debug, Clone)]
pub struct Polled {
    /// The shape it comes from.
    pub shape: ShapeId,
    /// The client's method.
    pub method: Ident,
    /// Its input.
    pub input: TypePath,
    /// Its output.
    pub output: TypePath,
    /// Its error.
    pub error: TypePath,
}

/// A condition on an output.
#[allow(missing_docs, reason = "the documentation of a variant describes its fields")]
#[derive(Debug, Clone)]
pub enum Check {
    /// Any output.
    Any,
    /// Whether a string has this value.
    Text(Typed, String),
    /// Whether a boolean has this value.
    Boolean(Typed, bool),
    /// Whether there are strings and all have this value.
    All(Typed, String),
    /// Whether a string has one of these values.
    Some { typed: Typed, path: String, texts: Vec<String> },
}

/// Plans the waiters of the operations, sorted by name.
pub fn plan(cx: &mut Context<'_>, shapes: &[Shape], operations: &[Operation]) -> Vec<Waiter> {
    let mut waiters = BTreeMap::new();
    for (shape, operation) in shapes.iter().zip(operations) {
        for (model_name, modeled) in &shape.traits.waitable {
            let waiter = waiter(cx, shape, operation, model_name, modeled);
            let module = waiter.module.clone();
            if let Some((_, first)) = waiters.insert(module.clone(), (waiter, &shape.id)) {
                let problem = format!("the waiter `{model_name}` and one of `{first}` both become `{module}` in Rust");
                report(cx, shape, problem, "Rename one of the waiters.");
            }
        }
        for name in shape.traits.waiter_failure_reason.keys().filter(|name| !shape.traits.waitable.contains_key(*name))
        {
            let problem =
                format!("`rust.client#waiterFailureReason` names `{name}`, which is not a waiter of the operation");
            report(cx, shape, problem, "Name a waiter of the operation's `smithy.waiters#waitable`.");
        }
    }
    waiters.into_values().map(|(waiter, _)| waiter).collect()
}

fn waiter(cx: &mut Context<'_>, shape: &Shape, operation: &Operation, model_name: &str, modeled: &Modeled) -> Waiter {
    let module = names::value_name(model_name);
    let error = operation.error_path();
    let polled = Polled {
        shape: shape.id.clone(),
        method: operation.module.clone(),
        input: operation.input.path.clone(),
        output: operation.output.path.clone(),
        error,
    };
    let reason = shape.traits.waiter_failure_reason.get(model_name).and_then(|path| {
        let describe =
            |problem| format!("the failure reason of the waiter `{model_name}` is `{path}`, which {problem}");
        reason(cx, &output_of(shape), path).map_err(|problem| report(cx, shape, describe(problem), REMEDY)).ok()
    });
    let mut waiter = Waiter {
        model_name: model_name.to_owned(),
        name: names::type_name(model_name),
        method: names::waiter_method(model_name),
        module,
        docs: docs::waiter(&polled.method, modeled),
        deprecated: modeled.deprecated.then(String::new),
        operation: polled,
        delays: (modeled.min_delay, modeled.max_delay),
        outputs: Vec::new(),
        codes: Vec::new(),
        other_errors: None,
        looks_at_input: modeled
            .acceptors
            .iter()
            .any(|acceptor| matches!(acceptor.matcher, Matcher::InputOutput { .. })),
        reason,
    };
    for acceptor in &modeled.acceptors {
        match &acceptor.matcher {
            Matcher::Success(true) => waiter.outputs.push((Check::Any, acceptor.state)),
            Matcher::Success(false) => waiter.other_errors = waiter.other_errors.or(Some(acceptor.state)),
            Matcher::ErrorType(name) => {
                for code in codes(operation, bare_name(name)) {
                    if waiter.other_errors.is_none() && !waiter.codes.iter().any(|(known, _)| *known == code) {
                        waiter.codes.push((code, acceptor.state));
                    }
                }
            }
            Matcher::Output { path, expected, comparator } => {
                let check = check(cx, &output_of(shape), (path, expected, *comparator));
                add(cx, shape, &mut waiter, path, check, acceptor.state);
            }
            Matcher::InputOutput { path, expected, comparator } => {
                let root = ValueType::Root { input: shape.input.clone(), output: shape.output.clone() };
                let check = check(cx, &root, (path, expected, *comparator));
                add(cx, shape, &mut waiter, path, check, acceptor.state);
            }
        }
    }
    waiter
}

/// The codes of the error with this name or code: those in the model, or only this one.
fn codes(operation: &Operation, name: &str) -> Vec<String> {
    let error = operation.errors.iter().find(|error| error.codes.iter().any(|code| code == name));
    error.map_or_else(|| vec![name.to_owned()], |error| error.codes.clone())
}

/// Adds an acceptor. If the previous one has the same state and path, its check gets one more string instead.
fn add(
    cx: &mut Context<'_>,
    shape: &Shape,
    waiter: &mut Waiter,
    path: &str,
    check: Result<Check, String>,
    state: AcceptorState,
) {
    match (waiter.outputs.last_mut(), check) {
        (_, Err(problem)) => {
            let problem = format!("the waiter `{}` has the path `{path}`, which {problem}", waiter.model_name);
            report(cx, shape, problem, REMEDY);
        }
        (Some((Check::Some { path: before, texts, .. }, last)), Ok(Check::Some { path, texts: more, .. }))
            if *last == state && *before == path =>
        {
            texts.extend(more);
        }
        (_, Ok(check)) => waiter.outputs.push((check, state)),
    }
}

/// The root of paths over an operation's output.
pub(super) fn output_of(shape: &Shape) -> ValueType {
    match &shape.output {
        Some(id) => ValueType::Structure(id.clone(), Role::Output),
        None => ValueType::Root { input: None, output: None },
    }
}

/// A comparison with the result of a path.
pub(super) fn check(
    cx: &Context<'_>,
    root: &ValueType,
    (path, expected, comparator): (&str, &str, Comparator),
) -> Result<Check, String> {
    let typed = jmespath::compile(cx, path, root)?;
    let expected = expected.to_owned();
    match comparator {
        Comparator::StringEquals if typed.1 == ValueType::Text => Ok(Check::Text(typed, expected)),
        Comparator::BooleanEquals if typed.1 == ValueType::Boolean => match expected.parse() {
            Ok(expected) => Ok(Check::Boolean(typed, expected)),
            Err(_) => Err(format!("is a boolean, but is compared with `{expected}`")),
        },
        Comparator::AllStringEquals if jmespath::is_texts(cx, &typed.1) => {
            Ok(Check::All(jmespath::projected(cx, typed)?, expected))
        }
        Comparator::AnyStringEquals if jmespath::is_texts(cx, &typed.1) => {
            let typed = jmespath::projected(cx, typed)?;
            Ok(Check::Some { typed, path: path.to_owned(), texts: vec![expected] })
        }
        _ => Err(format!("is {}, which the comparator does not support", jmespath::describe(&typed.1))),
    }
}

/// The remedy for an invalid path.
pub(super) const REMEDY: &str = "Correct the path, or use only supported expressions.";

/// The strings with the reason of a failure.
pub(super) fn reason(cx: &Context<'_>, root: &ValueType, path: &str) -> Result<Typed, String> {
    match jmespath::compile(cx, path, root)? {
        typed if typed.1 == ValueType::Text => Ok(typed),
        typed if jmespath::is_texts(cx, &typed.1) => jmespath::projected(cx, typed),
        (_, kind) => Err(format!("is {}, not strings", jmespath::describe(&kind))),
    }
}

/// Reports an error in an operation's trait.
pub(super) fn report(cx: &mut Context<'_>, shape: &Shape, problem: String, remedy: &str) {
    cx.problems.report(Some(&shape.location), &shape.id, problem, remedy);
}
