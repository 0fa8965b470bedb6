//! The endpoint of an operation's calls: the parameters of the endpoint rules that the operation or its input sets, and
//! the prefix of the host name.

use super::{context::Context, field::Field, role::Role, structure::Structure};
use crate::smithy::trait_ids::{CONTEXT_PARAM, OPERATION_CONTEXT_PARAMS, STATIC_CONTEXT_PARAMS};
use crate::{
    endpoint_rules::{Param, ParamKind, ParamValue},
    jmespath::{self, Typed, ValueType},
    model::{Member, Operation as Shape, ShapeKind},
    smithy::did_you_mean,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How an operation affects the endpoint of its calls.
#[derive(Debug, Clone, Default)]
pub struct EndpointBindings {
    /// The endpoint parameters it sets, in the order of the rule set.
    pub bindings: Vec<Binding>,
    /// The prefix of the host name.
    pub host_prefix: Vec<HostPart>,
}

impl EndpointBindings {
    /// Whether the operation has the same endpoint as all others.
    pub fn is_usual(&self) -> bool {
        self.bindings.is_empty() && self.host_prefix.is_empty()
    }
}

/// A parameter and its value.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The parameter.
    pub param: Param,
    /// The source of its value.
    pub source: BindingSource,
}

/// The source of a parameter's value.
#[derive(Debug, Clone)]
pub enum BindingSource {
    /// A constant.
    Fixed(ParamValue),
    /// A member of the input.
    Member(Box<Field>),
    /// A JMESPath expression over the input.
    Path(Box<Typed>),
}

/// A part of a host prefix.
#[derive(Debug, Clone)]
pub enum HostPart {
    /// A string.
    Text(String),
    /// The value of a member of the input.
    Label(Box<Field>),
}

/// Plans the endpoint of an operation's calls. `params` are those of the rule set; `None` if the rule set has errors.
pub fn plan(cx: &mut Context<'_>, shape: &Shape, input: &Structure, params: Option<&[Param]>) -> EndpointBindings {
    let bindings = params.map(|params| bindings(cx, shape, input, params)).unwrap_or_default();
    let prefix = shape.traits.host_prefix.as_deref().unwrap_or_default();
    EndpointBindings { bindings, host_prefix: host_prefix(prefix, input) }
}

/// The model was checked: labels are complete and name members of the input.
fn host_prefix(prefix: &str, input: &Structure) -> Vec<HostPart> {
    let mut parts = Vec::new();
    let mut rest = prefix;
    while let Some((text, label, after)) = rest.split_once('{').and_then(|(text, after)| {
        let (label, after) = after.split_once('}')?;
        Some((text, label, after))
    }) {
        if !text.is_empty() {
            parts.push(HostPart::Text(text.to_owned()));
        }
        let field = input.fields.iter().find(|field| field.serialized_name == label);
        parts.extend(field.map(|field| HostPart::Label(Box::new(field.clone()))));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(HostPart::Text(rest.to_owned()));
    }
    parts
}

/// The more specific source comes later and wins, in Smithy's order: fixed values, members, paths.
fn bindings(cx: &mut Context<'_>, shape: &Shape, input: &Structure, params: &[Param]) -> Vec<Binding> {
    let mut found: BTreeMap<usize, BindingSource> = BTreeMap::new();
    for (name, value) in entries(cx, shape, OPERATION_CONTEXT_PARAMS, shape.operation_context_params.as_ref()) {
        let Some(index) = index(cx, shape, OPERATION_CONTEXT_PARAMS, &name, params) else { continue };
        let source = path(cx, shape, &value, params[index].kind);
        found.extend(accept(cx, shape, OPERATION_CONTEXT_PARAMS, &name, source).map(|source| (index, source)));
    }
    for (name, member) in context_members(cx, shape) {
        let Some(index) = index(cx, shape, CONTEXT_PARAM, &name, params) else { continue };
        let field = input.fields.iter().find(|field| field.serialized_name == member.name());
        let source = field.ok_or_else(String::new).and_then(|field| of_member(cx, &member, field, params[index].kind));
        found.extend(accept(cx, shape, CONTEXT_PARAM, &name, source).map(|source| (index, source)));
    }
    for (name, value) in entries(cx, shape, STATIC_CONTEXT_PARAMS, shape.static_context_params.as_ref()) {
        let Some(index) = index(cx, shape, STATIC_CONTEXT_PARAMS, &name, params) else { continue };
        let source = fixed(&value, params[index].kind);
        found.extend(accept(cx, shape, STATIC_CONTEXT_PARAMS, &name, source).map(|source| (index, source)));
    }
    found.into_iter().map(|(index, source)| Binding { param: params[index].clone(), source }).collect()
}

/// The parameters in a trait of the operation.
fn entries(cx: &mut Context<'_>, shape: &Shape, id: &str, value: Option<&Value>) -> Map<String, Value> {
    match value {
        None => Map::new(),
        Some(Value::Object(entries)) => entries.clone(),
        Some(_) => {
            let problem = format!("the value of the trait `{id}` is not an object");
            report(cx, shape, problem, "Use an object with an entry for each parameter.");
            Map::new()
        }
    }
}

fn context_members(cx: &Context<'_>, shape: &Shape) -> Vec<(String, Member)> {
    let members = shape.input.as_ref().map(|id| cx.model.shape(id).kind.members()).unwrap_or_default();
    let named = members.iter().filter_map(|member| Some((member.traits.context_param.clone()?, member.clone())));
    named.collect()
}

/// The index of the parameter with this name. A name that the rules do not declare is an error, since it would have no
/// effect.
fn index(cx: &mut Context<'_>, shape: &Shape, id: &str, name: &str, params: &[Param]) -> Option<usize> {
    let found = params.iter().position(|param| param.label == name);
    if found.is_none() {
        let problem =
            format!("the trait `{id}` sets the endpoint parameter `{name}`, which the rule set does not declare");
        let labels = params.iter().map(|param| param.label.as_str());
        let remedy = did_you_mean(name, labels, "Declare the parameter in the service's rule set.");
        report(cx, shape, problem, &remedy);
    }
    found
}

fn accept(
    cx: &mut Context<'_>,
    shape: &Shape,
    id: &str,
    name: &str,
    source: Result<BindingSource, String>,
) -> Option<BindingSource> {
    source
        .map_err(|problem| {
            let problem = format!("the trait `{id}` sets the endpoint parameter `{name}` to a value that {problem}");
            report(cx, shape, problem, "Use a value of the parameter's type.");
        })
        .ok()
}

fn fixed(value: &Value, kind: ParamKind) -> Result<BindingSource, String> {
    let value = value.get("value").unwrap_or(&Value::Null);
    let literal = match (kind, value) {
        (ParamKind::String, Value::String(text)) => Some(ParamValue::String(text.clone())),
        (ParamKind::Boolean, Value::Bool(value)) => Some(ParamValue::Boolean(*value)),
        (ParamKind::StringArray, Value::Array(items)) => {
            let items: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
            items.map(ParamValue::StringArray)
        }
        _ => None,
    };
    literal.map(BindingSource::Fixed).ok_or_else(|| format!("is {value} and not {}", noun(kind)))
}

fn of_member(cx: &Context<'_>, member: &Member, field: &Field, kind: ParamKind) -> Result<BindingSource, String> {
    let fits = match (&cx.model.shape(&member.target).kind, kind) {
        (ShapeKind::String | ShapeKind::Enum(_), ParamKind::String) | (ShapeKind::Boolean, ParamKind::Boolean) => true,
        (ShapeKind::List(item), ParamKind::StringArray) => {
            let is_text = matches!(cx.model.shape(&item.target).kind, ShapeKind::String | ShapeKind::Enum(_));
            is_text && !cx.model.shape(&member.target).traits.sparse
        }
        _ => false,
    };
    if fits {
        return Ok(BindingSource::Member(Box::new(field.clone())));
    }
    Err(format!("comes from `{}` with the target `{}`, which is not {}", member.id, member.target, noun(kind)))
}

fn path(cx: &Context<'_>, shape: &Shape, value: &Value, kind: ParamKind) -> Result<BindingSource, String> {
    let Some(path) = value.get("path").and_then(Value::as_str) else { return Err("has no `path`".to_owned()) };
    let Some(input) = &shape.input else {
        return Err(format!("comes from the path `{path}` in the input, but the operation has no input"));
    };
    let root = ValueType::Structure(input.clone(), Role::Input);
    let typed = jmespath::compile(cx, path, &root)
        .map_err(|problem| format!("comes from the path `{path}`, which {problem}"))?;
    match kind {
        ParamKind::String if typed.1 == ValueType::Text => Ok(typed),
        ParamKind::Boolean if typed.1 == ValueType::Boolean => Ok(typed),
        ParamKind::StringArray if jmespath::is_texts(cx, &typed.1) => jmespath::projected(cx, typed),
        _ => {
            Err(format!("comes from the path `{path}`, which is {}, not {}", jmespath::describe(&typed.1), noun(kind)))
        }
    }
    .map(|typed| BindingSource::Path(Box::new(typed)))
}

fn noun(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::String => "a string",
        ParamKind::Boolean => "a boolean",
        ParamKind::StringArray => "a list of strings",
    }
}

fn report(cx: &mut Context<'_>, shape: &Shape, problem: String, remedy: &str) {
    cx.problems.report(Some(&shape.location), &shape.id, problem, remedy);
}
