//! Reads the package's settings from `NAME.package.toml` next to a model, and the model's release from
//! `NAME.lock.toml`.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use toml_edit::{DocumentMut, Item, table};

/// Splits a `NAME.package.toml` into the package's version and the rest, which is added to the crate's manifest.
///
/// # Errors
/// When the text is not TOML, or `package` has keys that the generator sets.
pub fn split(package_toml: &str) -> anyhow::Result<(Option<String>, String)> {
    let mut document: DocumentMut = package_toml.parse().context("the text is not TOML")?;
    let Some(package) = document.remove("package") else { return Ok((None, package_toml.to_owned())) };
    let table = package.as_table_like().context("`package` is not a table")?;
    for (key, _) in table.iter() {
        ensure!(key == "version", "`package` sets `{key}`, but only `version` can be set here");
    }
    let version = table.get("version").and_then(Item::as_str).context("`package` has no string `version`")?;
    check_version(version)?;
    Ok((Some(version.to_owned()), document.to_string().trim_start().to_owned()))
}

/// Accepts three numbers, as in `1.20.3`.
///
/// # Errors
/// For any other text.
pub fn check_version(version: &str) -> anyhow::Result<()> {
    let is_number = |part: &str| {
        let digits = !part.is_empty() && part.len() < 10 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (part == "0" || !part.starts_with('0'))
    };
    let parts: Vec<_> = version.split('.').collect();
    ensure!(
        parts.len() == 3 && parts.iter().all(|part| is_number(part)),
        "`{version}` is not a version of a package\n  remedy: write three numbers joined by dots, such as 0.2.0"
    );
    Ok(())
}

/// Returns the source of the model from a `NAME.lock.toml`, such as `botocore 1.44.5`.
///
/// # Errors
/// When the text is not TOML, or does not name a package and its version.
pub fn model_source(lock_toml: &str) -> anyhow::Result<String> {
    let lock: DocumentMut = lock_toml.parse().context("the text is not TOML")?;
    let value = |key: &str| lock.get(key).and_then(Item::as_str).with_context(|| format!("there is no string `{key}`"));
    Ok(format!("{} {}", value("package")?, value("version")?))
}

/// Returns the profile `dev` of the workspace at `root` as a TOML document. A package outside of the workspace with the
/// same profile can reuse the workspace's builds of the dependencies.
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

/// Returns the version of the generated client.
///
/// # Errors
/// When its manifest cannot be read.
pub fn version_of(root: &Path) -> anyhow::Result<String> {
    let manifest = client_manifest(root)?;
    let version = manifest.get("package").and_then(|package| package.get("version")).and_then(Item::as_str);
    Ok(version.context("generated/Cargo.toml has no version")?.to_owned())
}

/// Returns the features that a feature of the generated client enables; none if there is no such feature.
///
/// # Errors
/// When its manifest cannot be read.
pub fn features_of(root: &Path, feature: &str) -> anyhow::Result<Vec<String>> {
    let manifest = client_manifest(root)?;
    let features = manifest.get("features").and_then(|features| features.get(feature)).and_then(Item::as_array);
    Ok(features.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect())
}

/// Returns the manifest of the generated client.
///
/// # Errors
/// When it cannot be read.
pub fn client_manifest(root: &Path) -> anyhow::Result<DocumentMut> {
    let text = fs::read_to_string(root.join("generated/Cargo.toml")).context("cannot read generated/Cargo.toml")?;
    text.parse().context("generated/Cargo.toml is not TOML")
}

#[cfg(test)]
mod tests;
