//! The package's README.

use super::{code, front, links::unlinked, paragraphs, service_title, words};
use crate::model::{Model, OperationGroup};

/// The README in Markdown.
pub fn text(model: &Model, package: &str, version: &str) -> String {
    let service = &model.service;
    let title = service_title(service);
    let library = package.replace('-', "_");
    let first = words(&service.traits).and_then(|words| words.split("\n\n").next().map(unlinked));
    let text = paragraphs([
        format!("# {package}"),
        format!("A client for {title}, version {} of its API.", code(&service.version)),
        first.unwrap_or_default(),
        dependencies(package, version),
        front::program(model, &library).replace("```no_run", "```rust"),
        credentials(),
        features(model),
        "The documentation lists all operations by group, with their errors and an example each: \
         `cargo doc --open`."
            .to_owned(),
    ]);
    format!("{text}\n")
}

fn dependencies(package: &str, version: &str) -> String {
    format!(
        "```toml\n[dependencies]\n{package} = {version:?}\naws-config = \"1.13\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n```"
    )
}

fn credentials() -> String {
    "Credentials and Region come from the environment, the AWS configuration files or the machine's role, as \
     `aws-config` finds them. Retries, timeouts, endpoints, interceptors and HTTP clients are those of the official \
     runtime crates (`aws-smithy-*`, `aws-runtime`)."
        .to_owned()
}

fn features(model: &Model) -> String {
    let documents = ("`documents`", "types for the JSON in some string members");
    let rows = [
        ("`default-https-client`, `rustls` (default)", "an HTTPS client, TLS by aws-lc"),
        ("`rustls-ring`", "TLS by ring, which is easier to build"),
        ("`rt-tokio` (default)", "sleep and time by tokio"),
        ("`serde`", "`Serialize` and `Deserialize` for all types, `Client::call_json`"),
        ("`behavior-version-latest`", "the latest behavior version for configurations without one"),
        ("`test-util`", "configurations for tests"),
    ];
    let groups = &model.service.traits.operation_groups;
    let all = (!groups.is_empty())
        .then(|| ("`all-operations` (default)".to_owned(), "the features of all groups".to_owned()));
    let of_group = |group: &OperationGroup| {
        (code(&group.feature_name()), format!("the operations of the group {:?}", group.title))
    };
    let groups: Vec<_> = all.into_iter().chain(groups.iter().map(of_group)).collect();
    let groups = groups.into_iter().map(|(feature, does)| format!("| {feature} | {does} |"));
    let documents = (!model.document_roots.is_empty()).then_some(documents);
    let rows = rows.into_iter().chain(documents).map(|(feature, does)| format!("| {feature} | {does} |"));
    let rows = rows.chain(groups);
    format!("| feature | what it does |\n|---|---|\n{}", rows.collect::<Vec<_>>().join("\n"))
}
