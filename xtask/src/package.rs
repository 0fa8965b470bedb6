//! What `NAME.package.toml` beside a model says of the package, and the release that `NAME.lock.toml` names.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use toml_edit::{DocumentMut, Item, table};

/// The version that a `NAME.package.toml` names, and the rest of it, which is added to the crate's manifest.
///
/// # Errors
/// When the text is not TOML, or says something of the package that the generator decides.
pub fn split(package_toml: &str) -> anyhow::Result<(Option<String>, String)> {
    let mut document: DocumentMut = package_toml.parse().context("the text is not TOML")?;
    let Some(package) = document.remove("package") else { return Ok((None, package_toml.to_owned())) };
    let table = package.as_table_like().context("`package` is no table")?;
    for (key, _) in table.iter() {
        ensure!(key == "version", "`package` sets `{key}`, but of the package only the version is decided here");
    }
    let version = table.get("version").and_then(Item::as_str).context("`package` has no `version` that is a string")?;
    check_version(version)?;
    Ok((Some(version.to_owned()), document.to_string().trim_start().to_owned()))
}

/// Accepts three numbers, as in `1.20.3`.
///
/// # Errors
/// Any other text.
pub fn check_version(version: &str) -> anyhow::Result<()> {
    let is_number = |part: &str| {
        let digits = !part.is_empty() && part.len() < 10 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (part == "0" || !part.starts_with('0'))
    };
    let parts: Vec<_> = version.split('.').collect();
    ensure!(
        parts.len() == 3 && parts.iter().all(|part| is_number(part)),
        "`{version}` is no version of a package\n  remedy: write three numbers joined by dots, such as 0.2.0"
    );
    Ok(())
}

/// The source of the model that a `NAME.lock.toml` names, such as `botocore 1.44.5`.
///
/// # Errors
/// When the text is not TOML, or does not name a package and its version.
pub fn model_source(lock_toml: &str) -> anyhow::Result<String> {
    let lock: DocumentMut = lock_toml.parse().context("the text is not TOML")?;
    let value = |key: &str| lock.get(key).and_then(Item::as_str).with_context(|| format!("there is no text `{key}`"));
    Ok(format!("{} {}", value("package")?, value("version")?))
}

/// The profile `dev` of the workspace at `root`, alone in a TOML document. A package outside of the workspace that has the
/// same can use the workspace's builds of the dependencies.
///
/// # Errors
/// When the manifest of the workspace cannot be read.
pub fn dev_profile(root: &Path) -> anyhow::Result<DocumentMut> {
    let text = fs::read_to_string(root.join("Cargo.toml")).context("cannot read Cargo.toml")?;
    let workspace: DocumentMut = text.parse().context("Cargo.toml is not TOML")?;
    let mut document = DocumentMut::new();
    document["profile"] = table();
    document["profile"]["dev"] = workspace["profile"]["dev"].clone();
    Ok(document)
}

/// The features that a feature of the generated client turns on; none where it has no such feature.
///
/// # Errors
/// When its manifest cannot be read.
pub fn features_of(root: &Path, feature: &str) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(root.join("generated/Cargo.toml")).context("cannot read generated/Cargo.toml")?;
    let manifest: DocumentMut = text.parse().context("generated/Cargo.toml is not TOML")?;
    let features = manifest.get("features").and_then(|features| features.get(feature)).and_then(Item::as_array);
    Ok(features.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests;
