//! Compares the public items in the plan with those that rustdoc finds in the crate.

use crate::crates::{rustdoc, source};
use crate::support::{PARTITIONS, settings};
use dms_codegen::explain::Explainer;
use std::collections::{BTreeMap, BTreeSet};

/// Items of every crate, whatever its model, that are in the same files as those of the model.
const ALWAYS: &[&str] = &[
    "pub enum crate::Error",
    "pub crate::Error::Unhandled(crate::error::sealed_unhandled::Unhandled)",
    "pub fn crate::Error::is_retryable(&self) -> bool",
    "pub fn crate::Error::is_throttling(&self) -> bool",
    "pub struct crate::config::endpoint::Params",
    "pub struct crate::config::endpoint::ParamsBuilder",
    "pub fn crate::config::endpoint::Params::builder() -> crate::config::endpoint::ParamsBuilder",
    "pub fn crate::config::endpoint::ParamsBuilder::build(self) -> Result<crate::config::endpoint::Params, crate::config::endpoint::InvalidParams>",
    "pub mod crate",
    "pub mod crate::meta",
    "pub mod crate::operation",
    "pub mod crate::types",
    "pub mod crate::types::builders",
    "pub mod crate::types::error",
    "pub mod crate::types::error::builders",
    "pub mod crate::waiters",
    "pub static crate::meta::API_VERSION: &str",
    "pub static crate::meta::PKG_VERSION: &str",
    "pub trait crate::waiters::Waiters: crate::waiter::Sealed",
];

/// Prefixes of rustdoc's paths to the standard library, which the plan does not have.
const STANDARD: &[&str] = &[
    "alloc::boxed::",
    "alloc::string::",
    "alloc::vec::",
    "core::convert::",
    "core::error::",
    "core::marker::",
    "core::option::",
    "core::result::",
    "std::collections::hash::map::",
];

#[test]
fn the_plan_lists_what_rustdoc_finds() {
    let sources = [source("after")];
    let explainer = Explainer::open(&sources, Some(&PARTITIONS), &settings("after-sdk", "")).unwrap();
    let planned: BTreeSet<(String, String)> =
        explainer.items().iter().map(|item| (item.to_string().replace("r#", ""), item.file.clone())).collect();
    let files: BTreeSet<&str> = planned.iter().map(|(_, file)| file.as_str()).collect();
    let mut found = found("after", &files);
    for always in ALWAYS {
        let count = found.len();
        found.retain(|(item, _)| item != always);
        assert_eq!(found.len() + 1, count, "`{always}`");
    }
    let [unplanned, missing] = [&found - &planned, &planned - &found];
    assert!(unplanned.is_empty() && missing.is_empty(), "not planned: {unplanned:#?}\nnot in the crate: {missing:#?}");
}

/// The items of generated files with their files, in the format of the plan.
fn found(side: &str, files: &BTreeSet<&str>) -> BTreeSet<(String, String)> {
    let (items, json) = rustdoc(side);
    let of_trait =
        |id: &Option<u32>| id.is_some_and(|id| !json["index"][id.to_string()]["inner"]["impl"]["trait"].is_null());
    let all = items.items().filter(|item| !of_trait(&item.parent_id().map(|id| id.0)) && !of_trait(&Some(item.id().0)));
    let lines: Vec<(String, String)> = all
        .filter_map(|item| {
            let file = json["index"][item.id().0.to_string()]["span"]["filename"].as_str()?;
            let (_, file) = file.split_once("src/")?;
            Some((readable(&item.to_string()), format!("src/{file}")))
        })
        .filter(|(line, _)| !["impl", "pub use "].iter().any(|other| line.starts_with(other)))
        .filter(|(_, file)| files.contains(file.as_str()) || GENERATED.contains(&file.as_str()))
        .collect();
    let aliases: BTreeMap<&str, &str> = lines.iter().filter_map(|(line, _)| alias(line)).collect();
    let lines = lines.iter().map(|(line, file)| (under_its_alias(line, &aliases), file.clone()));
    lines.map(|(line, file)| (in_builders(&line), file)).collect()
}

/// Generated files whose items do not all come from the model.
const GENERATED: &[&str] = &[
    "src/lib.rs",
    "src/meta.rs",
    "src/operation.rs",
    "src/types.rs",
    "src/types/builders.rs",
    "src/types/error.rs",
    "src/types/error/builders.rs",
];

/// Converts a line to the plan's format: the shortest path of each name, and only the type.
fn readable(line: &str) -> String {
    let line =
        line.replace("#[non_exhaustive] ", "").replace("sdk::", "crate::").replace("pub mod sdk", "pub mod crate");
    // The crate exports the runtime's types.
    let line = line.replace("sdk_runtime::", "crate::");
    let line = line.replace("pub const fn ", "pub fn ").replace("pub async fn ", "pub fn ");
    let line = STANDARD.iter().fold(line, |line, prefix| line.replace(prefix, ""));
    RENAMED.iter().fold(line, |line, (path, name)| line.replace(path, name))
}

/// Paths of items that also have another path.
const RENAMED: &[(&str, &str)] = &[
    ("aws_smithy_types::error::metadata::ErrorMetadata", "crate::error::ErrorMetadata"),
    ("aws_smithy_types::error::operation::BuildError", "crate::error::BuildError"),
    ("aws_smithy_types::date_time::DateTime", "aws_smithy_types::DateTime"),
    ("crate::client::Client::", "crate::Client::"),
    ("crate::client::Waiters", "crate::waiters::Waiters"),
    ("crate::schema::value::UnknownVariantValue", "crate::primitives::UnknownVariantValue"),
    ("(dyn Error + Send + Sync + 'static)", "dyn Error + Send + Sync + 'static"),
];

/// The target of an alias, and the alias.
fn alias(line: &str) -> Option<(&str, &str)> {
    let (alias, target) = line.strip_prefix("pub type ")?.split_once(" = ")?;
    Some((target, alias))
}

/// Replaces the generic type of a method by its alias.
fn under_its_alias(line: &str, aliases: &BTreeMap<&str, &str>) -> String {
    let renamed = || {
        let method = line.strip_prefix("pub fn ")?;
        let end = method.find(">::").map(|end| end + 1)?;
        let target = method[..end].replace(", M>", ">");
        Some(format!("pub fn {}{}", aliases.get(target.as_str())?, &method[end..]))
    };
    renamed().unwrap_or_else(|| line.to_owned())
}

/// A builder of an operation is defined in the operation's module; programs use it through the module `builders`.
fn in_builders(line: &str) -> String {
    let mut found = String::new();
    for part in line.split_inclusive(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '#')) {
        let end = part.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '#')).unwrap_or(part.len());
        let segments: Vec<&str> = part[..end].split("::").collect();
        match segments.as_slice() {
            ["crate", "operation", module, builder, rest @ ..] if builder.ends_with("Builder") => {
                let path = [&["crate", "operation", module, "builders", builder], rest].concat();
                found.push_str(&path.join("::"));
                found.push_str(&part[end..]);
            }
            _ => found.push_str(part),
        }
    }
    found
}
