//! Operations.

use super::{Explainer, Explanation, MemberFact, RustFact, name_fact};
use crate::{
    model,
    plan::{
        field::Field,
        names::{self, Purpose},
        operation::Operation,
        path::module_file,
    },
    smithy::ShapeId,
};
use serde::Serialize;
use serde_json::Value;

/// The call of an operation and its possible results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Call {
    /// The value of `x-amz-target`.
    pub target: String,
    /// The setters of required members.
    pub required: Vec<String>,
    /// Its paginator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    /// The waiters that poll it.
    pub waiters: Vec<Wait>,
    /// The waiter that `send_and_wait` uses for the end of the work that the operation starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<Wait>,
    /// The model's examples.
    pub examples: Vec<Example>,
}

/// A paginator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pages {
    /// The path of its type.
    pub item: String,
    /// The input member that takes the token.
    pub input_token: String,
    /// The path in the output to the next token.
    pub output_token: String,
    /// The path in the output to the items, if the model specifies it or the output has a single list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// The input member that limits a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<String>,
}

/// A waiter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wait {
    /// Its name in the model.
    pub name: String,
    /// The client's method.
    pub method: String,
    /// Its file in the directory of the crate.
    pub file: String,
}

/// An example.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// The input on the wire.
    pub input: Value,
    /// The output on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
}

/// Explains an operation.
pub fn explain(explainer: &Explainer<'_>, id: &ShapeId) -> Explanation {
    let definition = explainer.definition(id);
    let found = explainer.model.operations.iter().zip(&explainer.plan.operations).find(|(shape, _)| shape.id == *id);
    let mut explanation = Explanation {
        id: id.to_string(),
        kind: "operation".to_owned(),
        location: definition.map(|definition| explainer.location_text(definition)),
        traits: definition.map(|found| explainer.traits(&found.traits, found.origin)).unwrap_or_default(),
        rust: Vec::new(),
        names: vec![name_fact(Purpose::Operation, id.name()), name_fact(Purpose::Type, id.name())],
        constraints: Vec::new(),
        members: Vec::new(),
        call: None,
        wait: None,
        used_by: Vec::new(),
    };
    if let Some((shape, operation)) = found {
        explanation.rust = rust(explainer, operation);
        explanation.members = operation.errors.iter().map(error).collect();
        explanation.call = Some(call(explainer, shape, operation));
    }
    explanation
}

fn rust(explainer: &Explainer<'_>, operation: &Operation) -> Vec<RustFact> {
    let module = &operation.module;
    let file = Some(operation.input.path.file());
    let item = |what, item: String| RustFact { what, item, file: file.clone() };
    let shape = |id: &Option<ShapeId>| id.as_ref().map(|id| format!(" (shape {})", id.name())).unwrap_or_default();
    let (input, output) = (&operation.input, &operation.output);
    let mut facts = vec![
        item("method", format!("crate::Client::{module}()")),
        item("input", format!("{}{}", input.path, shape(&input.shape))),
        item("output", format!("{}{}", output.path, shape(&output.shape))),
        item("error", operation.error_path().to_string()),
    ];
    let features = explainer.plan.features.of(&operation.shape).into_iter();
    facts.extend(features.map(|feature| RustFact { what: "feature", item: feature.to_owned(), file: None }));
    facts
}

fn error(error: &crate::plan::operation::ErrorVariant) -> MemberFact {
    let ty = Some(error.path.to_string());
    MemberFact { serialized_name: error.code.clone(), rust: error.ident.to_string(), ty, required: false }
}

fn call(explainer: &Explainer<'_>, shape: &model::Operation, operation: &Operation) -> Call {
    let required = operation.input.fields.iter().filter(|field| field.required);
    let path =
        |fields: &[Field]| fields.iter().map(|field| field.serialized_name.as_str()).collect::<Vec<_>>().join(".");
    let pages = operation.paginator.as_ref().map(|pages| Pages {
        item: format!("{}::paginator::{}", operation.module_path(), pages.name),
        input_token: pages.input_token.serialized_name.clone(),
        output_token: path(&pages.output_token),
        items: pages.items.as_deref().map(path),
        page_size: pages.page_size.as_ref().map(|field| field.serialized_name.clone()),
    });
    let waiter = |name: &String| Wait {
        name: name.clone(),
        method: names::waiter_method(name).to_string(),
        file: module_file(&format!("waiters/{}", names::value_name(name).as_str())),
    };
    let example = |example: &model::Example| Example {
        title: example.title.clone(),
        input: example.input.clone(),
        output: example.output.clone(),
    };
    Call {
        target: explainer
            .model
            .service
            .protocol
            .target(&explainer.plan.service.target_prefix, &operation.serialized_name),
        required: required.map(|field| field.ident.to_string()).collect(),
        pages,
        waiters: shape.traits.waitable.keys().map(waiter).collect(),
        completion: shape.traits.completion.as_ref().map(|completion| waiter(&completion.waiter)),
        examples: shape.traits.examples.iter().map(example).collect(),
    }
}
