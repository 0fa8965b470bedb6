//! The generated crate's Cargo.toml.

use crate::plan::{Plan, Service};

/// `Cargo.toml` without its header, followed by `addition`.
pub fn emit(plan: &Plan, addition: &str) -> String {
    let service = &plan.service;
    let package = format!(
        "[package]\nname = {:?}\nversion = {:?}\nedition = \"2024\"\nrust-version = \"1.94.1\"\nlicense = \"Apache-2.0\"\n\
         description = {:?}\nreadme = \"src/README.md\"\nkeywords = {:?}\n\
         categories = [\"api-bindings\", \"web-programming::http-client\"]\n",
        service.package,
        service.version,
        format!("A small client for {}", service.title),
        keywords(plan),
    );
    let gap = if addition.is_empty() { "" } else { "\n" };
    let documents = if plan.documents.is_empty() { "" } else { DOCUMENTS };
    let features = features(plan);
    let dependencies = dependencies(plan);
    format!("{package}{TARGETS}\n{features}{documents}\n{dependencies}{gap}{addition}")
}

fn features(plan: &Plan) -> String {
    let groups = &plan.features.groups;
    if groups.is_empty() {
        return FEATURES.to_owned();
    }
    let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = FEATURES.replacen("default = [", "default = [\"all-operations\", ", 1);
    text.push_str("# Groups of operations; the documentation lists their operations.\n");
    text.push_str(&format!(
        "all-operations = [\n{}]\n",
        names.iter().map(|name| format!("  {name:?},\n")).collect::<String>()
    ));
    names.iter().for_each(|name| text.push_str(&format!("{name} = []\n")));
    text
}

/// The dependencies of every crate and the optional ones, sorted by name.
fn dependencies(plan: &Plan) -> String {
    let compression = if plan.has_compression() { COMPRESSION } else { "" };
    let (before, rest) = DEPENDENCIES.split_at(DEPENDENCIES.find("aws-smithy-runtime").unwrap_or_default());
    let (middle, after) = rest.split_at(rest.find("serde").unwrap_or_default());
    let Service { package, version, .. } = &plan.service;
    let runtime =
        format!("runtime = {{ package = \"{package}-runtime\", version = \"={version}\", path = \"src/runtime\" }}\n");
    format!("{before}{compression}{middle}{runtime}{after}")
}

/// The `Cargo.toml` of the runtime package, without its header.
pub fn runtime(plan: &Plan) -> String {
    let Service { package, version, .. } = &plan.service;
    let sections = RUNTIME.find("[features]").map_or("", |start| &RUNTIME[start..]);
    let sections = sections.split_once("\n[dev-dependencies]").map_or("", |(sections, _)| sections);
    format!(
        "[package]\nname = \"{package}-runtime\"\nversion = {version:?}\nedition = \"2024\"\n\
         rust-version = \"1.94.1\"\nlicense = \"Apache-2.0\"\n\
         description = \"The part of {package} that does not depend on its model; not for direct use\"\n\n\
         [lib]\npath = \"lib.rs\"\ntest = false\ndoctest = false\n\n{sections}"
    )
}

/// At most five keywords of at most 20 characters, which is the limit of registries.
fn keywords(plan: &Plan) -> Vec<&str> {
    let is_keyword = |name: &&str| {
        let starts = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        starts && name.len() <= 20 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'))
    };
    [plan.service.signing_name.as_str()].into_iter().filter(is_keyword).chain(["aws", "sdk", "client"]).collect()
}

/// The doctests are the examples of the operations. Without `test = false`, unit tests would only compile the crate
/// again.
const TARGETS: &str = r#"include = ["/src", "/LICENSE"]

[package.metadata.docs.rs]
all-features = true

[lib]
test = false
"#;

const FEATURES: &str = include_str!("manifest/features.toml");
const DOCUMENTS: &str =
    "# The types of documents: JSON in string members of inputs and outputs.\ndocuments = [\"runtime/documents\"]\n";
/// For operations that compress their requests.
const COMPRESSION: &str = "aws-smithy-compression = \"0.2\"\n";
const DEPENDENCIES: &str = include_str!("manifest/dependencies.toml");
/// The manifest of the runtime where it is tested.
const RUNTIME: &str = include_str!("../../runtime/Cargo.toml");
