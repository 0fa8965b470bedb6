//! The front page of the crate's documentation: the service, a program that calls it, and its operations by group.

use super::{code, paragraphs, sanitize, service_title, words, words_or};
use crate::{
    model::{Model, Operation as Shape, OperationGroup, ShapeKind},
    plan::{context::Context, names, operation::Operation, waiter::Waiter},
    smithy::{ShapeId, did_you_mean},
};
use std::collections::BTreeMap;

/// The documentation of the crate.
pub fn page(cx: &mut Context<'_>, package: &str, operations: &[Operation], waiters: &[Waiter]) -> String {
    let service = &cx.model.service;
    let title = service_title(service);
    let facts = || format!("A client for {title}.");
    let version = format!("The model is version {} of the service's API.", code(&service.version));
    paragraphs([
        format!("# {title}"),
        words_or(&service.traits, facts),
        version,
        program(cx.model, &package.replace('-', "_")),
        reading(),
        data(),
        documents(cx.model),
        slices(cx.model),
        index(cx, operations, waiters),
    ])
}

/// A short program that makes a call; preferably of an operation without required members that only reads.
pub fn program(model: &Model, library: &str) -> String {
    let needs_nothing = |operation: &&Shape| match operation.input.as_ref().map(|id| &model.shape(id).kind) {
        Some(ShapeKind::Structure(members)) => members.iter().all(|member| !member.traits.required),
        _ => true,
    };
    let simple = || model.operations.iter().filter(needs_nothing);
    let pages = simple().filter(|operation| operation.traits.paginated.is_some());
    let reading = pages.min_by_key(|operation| operation.id.name().len());
    let Some(operation) = reading.or_else(|| simple().next()) else { return String::new() };
    let lines = [
        "```no_run".to_owned(),
        "#[tokio::main]".to_owned(),
        format!("async fn main() -> Result<(), {library}::Error> {{"),
        "    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;".to_owned(),
        format!("    let client = {library}::Client::new(&config);"),
        format!("    let response = client.{}().send().await?;", names::operation_name(operation.id.name())),
        "    println!(\"{response:#?}\");".to_owned(),
        "    Ok(())".to_owned(),
        "}".to_owned(),
        "```".to_owned(),
    ];
    lines.join("\n")
}

fn reading() -> String {
    "Every operation is a method of [`Client`] that returns a builder; `send()` makes the call. The input, output and \
     error of an operation are in its module under [`operation`], the types of their members in [`types`], and settings \
     in [`config`]."
        .to_owned()
}

/// Without links, which would not resolve without the feature.
fn data() -> String {
    "With the feature `serde`, all types implement `Serialize` and `Deserialize` with the names on the wire, for any \
     self-describing format, including sensitive members, and `Client::call_json` calls any operation by its name."
        .to_owned()
}

/// The features of groups of operations.
fn slices(model: &Model) -> String {
    if model.service.traits.operation_groups.is_empty() {
        return String::new();
    }
    "Each group of operations below is a Cargo feature, and all of them are on by default, by the feature \
     `all-operations`. A program that calls the operations of some groups compiles faster with `default-features = false` \
     and the features of these groups, beside `default-https-client` and `rt-tokio`. A method, a module or a type that \
     the compiler does not find then needs the feature of another group."
        .to_owned()
}

/// The types of whole documents.
fn documents(model: &Model) -> String {
    let link = |id: &ShapeId| format!("[`{0}`](crate::types::documents::{0})", names::type_name(id.name()));
    let links: Vec<_> = model.document_roots.iter().map(link).collect();
    if links.is_empty() {
        return String::new();
    }
    format!("With the feature `documents`, the JSON in some string members has types: {}.", links.join(", "))
}

/// The operations in the groups of the model; those without a group are at the end.
fn index(cx: &mut Context<'_>, operations: &[Operation], waiters: &[Waiter]) -> String {
    let model = cx.model;
    let mut rows: BTreeMap<&ShapeId, String> = BTreeMap::new();
    for (shape, operation) in model.operations.iter().zip(operations) {
        let polled_by = waiters.iter().filter(|waiter| waiter.operation.method == operation.module);
        rows.insert(&shape.id, row(shape, operation, polled_by));
    }
    let groups = &model.service.traits.operation_groups;
    let mut sections = vec!["# Operations".to_owned()];
    for group in groups {
        let rows = group.operations.iter().filter_map(|id| rows.remove(id).or_else(|| report(cx, groups, group, id)));
        let rows: Vec<_> = rows.collect();
        let words = group.documentation.clone().unwrap_or_default();
        let feature = format!("Feature: {}.", code(&group.feature_name()));
        sections.push(paragraphs([format!("## {}", sanitize(&group.title)), words, feature, table(rows)]));
    }
    if !rows.is_empty() {
        let title = if groups.is_empty() { "" } else { "## Others" };
        sections.push(paragraphs([title.to_owned(), table(rows.into_values().collect())]));
    }
    sections.join("\n\n")
}

fn table(rows: Vec<String>) -> String {
    let head = "| operation | what it does | pages, waiters | errors |\n|---|---|---|---|";
    if rows.is_empty() { String::new() } else { format!("{head}\n{}", rows.join("\n")) }
}

fn row<'a>(shape: &Shape, operation: &Operation, waiters: impl Iterator<Item = &'a Waiter>) -> String {
    // A link has a keyword without `r#`.
    let method = operation.module.as_str();
    let does = words(&shape.traits).map(|words| cell(&words)).unwrap_or_default();
    let pages = operation.paginator.as_ref().map(|_| {
        let paginator = operation.name.affixed("", "Paginator");
        format!("[pages](operation::{method}::paginator::{})", paginator.as_str())
    });
    let completion = shape.traits.completion.as_ref();
    let completion = completion.map(|_| "[`send_and_wait`](builder::InputBuilder::send_and_wait)".to_owned());
    let waiters = waiters.map(|waiter| format!("[`{0}`](client::Waiters::{0})", waiter.method.as_str()));
    let beside: Vec<_> = pages.into_iter().chain(completion).chain(waiters).collect();
    let errors = operation.errors.iter().map(|error| format!("[`{0}`](types::error::{0})", error.path.name.as_str()));
    let errors: Vec<_> = errors.collect();
    format!("| [`{method}`](Client::{method}) | {does} | {} | {} |", beside.join(", "), errors.join(", "))
}

/// The first sentence, as a cell of a table.
fn cell(words: &str) -> String {
    super::first_sentence(words).replace('|', "\\|")
}

/// Reports an operation that does not exist or is already in a group.
fn report(cx: &mut Context<'_>, groups: &[OperationGroup], group: &OperationGroup, id: &ShapeId) -> Option<String> {
    let service = &cx.model.service;
    let known = || cx.model.operations.iter().map(|operation| operation.id.as_str());
    let title = &group.title;
    let (problem, remedy) = if known().any(|known| known == id.as_str()) {
        let first = groups.iter().find(|group| group.operations.contains(id)).map_or(title, |group| &group.title);
        let problem = format!("the group `{title}` names the operation `{id}`, which is already in `{first}`");
        (problem, "Name each operation in one group only, and once.".to_owned())
    } else {
        let problem = format!("the group `{title}` names `{id}`, which is not an operation of the service");
        (problem, did_you_mean(id.as_str(), known(), "Name operations of the service only."))
    };
    cx.problems.report(Some(&service.location), &service.id, problem, remedy);
    None
}
