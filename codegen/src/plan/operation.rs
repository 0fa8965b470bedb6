//! Operations: their module, their input and output, and the errors they can return.

use super::{
    context::Context,
    docs,
    endpoint_bindings::{self, EndpointBindings},
    example,
    names::{self, Ident},
    paginator::{self, Paginator},
    path::TypePath,
    role::Role,
    structure::{self, Structure},
};
use crate::{
    endpoint_rules::Param,
    model::{Operation as Shape, Service},
    smithy::ShapeId,
};
use std::collections::BTreeSet;

/// An operation to emit.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The shape it comes from.
    pub shape: ShapeId,
    /// Its name on the wire.
    pub serialized_name: String,
    /// Its name as a type.
    pub name: Ident,
    /// Its module, and the client's method.
    pub module: Ident,
    /// Its documentation, including examples.
    pub docs: String,
    /// Whether the model deprecates it, and why.
    pub deprecated: Option<String>,
    /// Its input.
    pub input: Structure,
    /// Its output.
    pub output: Structure,
    /// Its error enumeration.
    pub error: Ident,
    /// The errors it can return.
    pub errors: Vec<ErrorVariant>,
    /// Its paginator, if it has one.
    pub paginator: Option<Paginator>,
    /// How it affects the endpoint of its calls.
    pub endpoint_bindings: EndpointBindings,
    /// Whether its requests are compressed.
    pub compressed: bool,
    /// Whether a response can contain something sensitive, so that logs must not contain it.
    pub sensitive_output: bool,
}

impl Operation {
    /// Its module, from the crate's root.
    pub fn module_path(&self) -> String {
        format!("crate::operation::{}", self.module)
    }

    /// Its error enumeration.
    pub fn error_path(&self) -> TypePath {
        TypePath { name: self.error.clone(), ..self.output.path.clone() }
    }

    /// The builder that sends the request.
    pub fn fluent_builder(&self) -> TypePath {
        TypePath { name: self.name.affixed("", "FluentBuilder"), ..self.input.builder.clone() }
    }

    /// The type of the fluent builder, of which its name is an alias.
    pub fn fluent_builder_type(&self) -> String {
        format!("crate::builder::InputBuilder<{0}, crate::builder::Fluent<{0}>>", self.input.path)
    }
}

/// One of the errors an operation can return.
#[derive(Debug, Clone)]
pub struct ErrorVariant {
    /// The shape it comes from.
    pub shape: ShapeId,
    /// The code on the wire.
    pub code: String,
    /// All codes of the error in responses that no earlier error has: its code, and for an error with a code of
    /// awsQuery also the name of its shape.
    pub codes: Vec<String>,
    /// The variant's name.
    pub ident: Ident,
    /// `is_…`
    pub predicate: Ident,
    /// The error's type.
    pub path: TypePath,
    /// Its documentation.
    pub docs: String,
}

/// Plans an operation.
///
/// `params` are the parameters of the endpoint rules, which operations can set.
pub fn plan(
    cx: &mut Context<'_>,
    service: &Service,
    shape: &Shape,
    package: &str,
    params: Option<&[Param]>,
) -> Operation {
    let name = names::type_name(shape.id.name());
    let module = names::operation_name(shape.id.name());
    let input = input_or_output(cx, shape.input.as_ref(), &name, &module, Role::Input);
    let output = input_or_output(cx, shape.output.as_ref(), &name, &module, Role::Output);
    let examples = example::plan(cx.model, shape, package);
    let mut errors: Vec<_> = shape.errors.iter().map(|id| error(cx, id)).collect();
    set_codes(cx, &mut errors);
    Operation {
        shape: shape.id.clone(),
        paginator: paginator::plan(cx, shape, &name, &input, &output),
        endpoint_bindings: endpoint_bindings::plan(cx, shape, &input, params),
        compressed: shape.traits.request_compression,
        sensitive_output: cx.model.is_sensitive(shape.output.iter().chain(&shape.errors)),
        serialized_name: shape.id.name().to_owned(),
        docs: docs::operation(cx.model, service, shape, &input.fields, &examples),
        deprecated: docs::deprecation(&shape.traits),
        error: name.affixed("", "Error"),
        name,
        module,
        input,
        output,
        errors,
    }
}

/// Why an input or output structure does not have the name of its shape.
pub fn input_or_output_reason(role: Role) -> &'static str {
    match role {
        Role::Input => "it is the input of the operation, and is named after it",
        _ => "it is the output of the operation, and is named after it",
    }
}

/// The input or output structure of an operation, named after the operation.
fn input_or_output(cx: &mut Context<'_>, id: Option<&ShapeId>, name: &Ident, module: &Ident, role: Role) -> Structure {
    let suffix = if role == Role::Input { "Input" } else { "Output" };
    let modules = vec![names::value_name("operation"), module.clone()];
    let path = TypePath { modules: modules.clone(), name: name.affixed("", suffix) };
    let builder = TypePath {
        modules: [modules, vec![names::value_name("builders")]].concat(),
        name: path.name.affixed("", "Builder"),
    };
    match id {
        Some(id) => {
            let shape = cx.model.shape(id);
            let mut planned = structure::plan(cx, shape, path, builder, role);
            planned.docs = docs::input_or_output(shape, name, role);
            planned
        }
        None => structure::empty(name, path, builder, role),
    }
}

/// Sets the codes. If several errors have the same code, it means the first one; codes take precedence over names.
fn set_codes(cx: &Context<'_>, errors: &mut [ErrorVariant]) {
    let mut taken = BTreeSet::new();
    for error in errors.iter_mut().filter(|error| taken.insert(error.code.clone())) {
        error.codes.push(error.code.clone());
    }
    for error in errors {
        let name = structure::modeled_name(cx.model, &error.shape).to_owned();
        if taken.insert(name.clone()) {
            error.codes.push(name);
        }
    }
}

fn error(cx: &Context<'_>, id: &ShapeId) -> ErrorVariant {
    let path = cx.scope.path(id);
    let shape = cx.model.shape(id);
    ErrorVariant {
        shape: id.clone(),
        code: structure::error_code(cx.model, id).to_owned(),
        codes: Vec::new(),
        ident: path.name.clone(),
        predicate: names::value_name(id.name()).affixed("is_", ""),
        docs: docs::error_variant(shape),
        path,
    }
}
