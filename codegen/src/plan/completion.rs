//! Completions: operations that start work which continues after the response, and how to wait for its end.

use super::{
    context::Context,
    field::Field,
    names::Ident,
    path::TypePath,
    role::Role,
    structure,
    types::Type,
    waiter::{self, Check, Polled, REMEDY, Waiter},
};
use crate::{
    jmespath::Typed,
    model::{Completion as Modeled, Member, Operation as Shape, ShapeKind},
    smithy::{ShapeId, did_you_mean},
};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// How to wait for the end of the work that an operation starts.
#[derive(Debug, Clone)]
pub struct Completion {
    /// The waiter for the end of the work.
    pub waiter: TypePath,
    /// The operation that it polls.
    pub polled: Polled,
    /// The members of the polls' input.
    pub input: Vec<(Field, Value)>,
    /// Whether the work is running, according to an output.
    pub running: Check,
    /// The part of an output that has the reason of a failure, if the waiter has none.
    pub reason: Option<Typed>,
}

/// A value in the input of the polls.
#[derive(Debug, Clone)]
pub enum Value {
    /// The value of a string member of the input that starts the work.
    Member(Ident),
    /// A string, or a value of an enumeration.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A structure with these members.
    Structure(TypePath, Vec<(Field, Value)>),
}

/// A problem and its remedy.
type Problem = (String, String);

/// Plans the completions of operations, by the ids of the operations.
pub fn plan(cx: &mut Context<'_>, shapes: &[Shape], waiters: &[Waiter]) -> BTreeMap<ShapeId, Completion> {
    let mut completions = BTreeMap::new();
    for shape in shapes {
        let Some(modeled) = &shape.traits.completion else { continue };
        match completion(cx, shapes, shape, modeled, waiters) {
            Ok(completion) => drop(completions.insert(shape.id.clone(), completion)),
            Err((problem, remedy)) => {
                waiter::report(cx, shape, format!("`rust.client#completion` {problem}"), &remedy);
            }
        }
    }
    completions
}

fn completion(
    cx: &Context<'_>,
    shapes: &[Shape],
    shape: &Shape,
    modeled: &Modeled,
    waiters: &[Waiter],
) -> Result<Completion, Problem> {
    let name = &modeled.waiter;
    let polled = shapes.iter().find(|shape| shape.traits.waitable.contains_key(name));
    let waiter = waiters.iter().find(|waiter| waiter.model_name == *name);
    let (Some(polled), Some(waiter)) = (polled, waiter) else {
        let known = waiters.iter().map(|waiter| waiter.model_name.as_str());
        let remedy = did_you_mean(name, known, "Name a waiter of the service's operations.");
        return Err((format!("names `{name}`, which is not a waiter of the service"), remedy));
    };
    if waiter.succeeds_with_an_error() {
        let problem = format!("names the waiter `{name}`, which can succeed with an error and then has no output");
        return Err((problem, "Name a waiter that succeeds with an output only.".to_owned()));
    }
    let path = |of: &str, path: &str, problem| (format!("has the {of} `{path}`, which {problem}"), REMEDY.to_owned());
    let root = waiter::output_of(polled);
    let running = &modeled.running;
    let check = waiter::check(cx, &root, (&running.path, &running.expected, running.comparator))
        .map_err(|problem| path("path", &running.path, problem))?;
    let reason = modeled
        .failure_reason
        .as_ref()
        .map(|reason| waiter::reason(cx, &root, reason).map_err(|problem| path("failure reason", reason, problem)));
    let reader = Reader { cx, start: shape };
    let input = match (&polled.input, &modeled.input) {
        (Some(id), input) => reader.members(id, Role::Input, input, "input")?,
        (None, Json::Object(input)) if input.is_empty() => Vec::new(),
        (None, _) => {
            let problem = format!("has an input for `{}`, which has no input", polled.id);
            return Err((problem, "Remove `input`.".to_owned()));
        }
    };
    Ok(Completion {
        waiter: waiter.path(),
        polled: waiter.operation.clone(),
        input,
        running: check,
        reason: reason.transpose()?,
    })
}

/// Reads the input of the polls; `path` is the path of a value in it.
struct Reader<'a> {
    cx: &'a Context<'a>,
    start: &'a Shape,
}

impl Reader<'_> {
    fn members(&self, id: &ShapeId, role: Role, json: &Json, path: &str) -> Result<Vec<(Field, Value)>, Problem> {
        let (ShapeKind::Structure(members), Json::Object(object)) = (&self.cx.model.shape(id).kind, json) else {
            return Err(mismatch(path, json, "a structure"));
        };
        if let Some(name) = object.keys().find(|name| !members.iter().any(|member| member.name() == *name)) {
            let known = members.iter().map(Member::name);
            let remedy = did_you_mean(name, known, "Name members of the shape only.");
            return Err((format!("sets `{path}.{name}`, but `{id}` has no such member"), remedy));
        }
        let path = |member: &Member| format!("{path}.{}", member.name());
        let mut values = Vec::new();
        for member in members {
            let field = structure::field(self.cx, member, role);
            match object.get(member.name()) {
                Some(json) => values.push((field, self.value(&member.target, json, &path(member))?)),
                None if field.is_demanded() => {
                    let remedy = "Set it to a value, or to a member of the operation's own input.".to_owned();
                    return Err((format!("does not set the required member `{}`", path(member)), remedy));
                }
                None => {}
            }
        }
        Ok(values)
    }

    fn value(&self, id: &ShapeId, json: &Json, path: &str) -> Result<Value, Problem> {
        let shape = self.cx.model.shape(id);
        match (&shape.kind, json) {
            (ShapeKind::String, Json::String(text)) if text.starts_with('$') => self.member(&text[1..], path),
            (ShapeKind::String | ShapeKind::Enum(_), Json::String(text)) => Ok(Value::Text(text.clone())),
            (ShapeKind::String | ShapeKind::Enum(_), _) => Err(mismatch(path, json, "a string")),
            (ShapeKind::List(item), Json::Array(items)) if !shape.traits.sparse => {
                let item = |(index, json)| self.value(&item.target, json, &format!("{path}[{index}]"));
                Ok(Value::List(items.iter().enumerate().map(item).collect::<Result<_, _>>()?))
            }
            (ShapeKind::List(_), _) if !shape.traits.sparse => Err(mismatch(path, json, "a list")),
            (ShapeKind::Structure(_), _) => {
                Ok(Value::Structure(self.cx.scope.path(id), self.members(id, Role::Type, json, path)?))
            }
            _ => {
                let problem = format!("sets `{path}`, but values of `{id}` are not supported");
                Err((
                    problem,
                    "Remove the member: only strings, enumerations, lists and structures can be set.".to_owned(),
                ))
            }
        }
    }

    /// A member of the input that starts the work. It must be required, because the polls always need a value.
    fn member(&self, name: &str, path: &str) -> Result<Value, Problem> {
        let members = self.start.input.as_ref().map_or(&[][..], |id| self.cx.model.shape(id).kind.members());
        let Some(member) = members.iter().find(|member| member.name() == name) else {
            let known = members.iter().map(Member::name);
            let remedy = did_you_mean(name, known, "Name a member of the operation's own input.");
            return Err((format!("sets `{path}` to `${name}`, but the operation's input has no such member"), remedy));
        };
        let remedy = || "Name a required string member of the operation's own input.".to_owned();
        let field = structure::field(self.cx, member, Role::Input);
        match field.ty {
            Type::String if field.is_demanded() => Ok(Value::Member(field.ident)),
            Type::String => Err((format!("sets `{path}` to `${name}`, which is not required"), remedy())),
            _ => Err((format!("sets `{path}` to `${name}`, which is not a string"), remedy())),
        }
    }
}

fn mismatch(path: &str, json: &Json, expected: &str) -> Problem {
    let problem = format!("sets `{path}` to `{json}`, where {expected} is expected");
    (problem, "Use a value of the type of the polled operation's input.".to_owned())
}
