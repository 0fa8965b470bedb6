//! Reads models and rules from files or wheels.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use dms_codegen::Source;
use dms_codegen::diff::{Rule, Rules, Semver, Side, Wire};
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{Table, Value};

use crate::import;
use xtask::console::count;
use xtask::inputs::{PARTITIONS, read_source};

/// The sources of models.
pub struct Reader<'a> {
    /// The service, by the name of its folder in botocore.
    pub service: &'a str,
    /// The Python whose pip fetches wheels.
    pub python: &'a Path,
    /// The root of the repository.
    pub root: &'a Path,
}

/// A model as text, and its partitions.
pub struct Text {
    source: Source,
    partitions: Option<Source>,
}

impl Reader<'_> {
    /// Reads and plans two models, with partitions that can be compared.
    pub fn pair(&self, old: &str, new: &str) -> anyhow::Result<(Side, Side)> {
        let (old, new) = (self.text(old)?, self.text(new)?);
        self.sides(&old, &new)
    }

    /// Plans two models. Their partitions are compared only if both have usable ones: releases
    /// before 2023 have no partitions, or incomplete ones.
    fn sides(&self, old: &Text, new: &Text) -> anyhow::Result<(Side, Side)> {
        if let (Some(before), Some(after)) = (&old.partitions, &new.partitions)
            && let (Ok(before), Ok(after)) = (side(old, before), side(new, after))
        {
            return Ok((before, after));
        }
        Ok((self.plan_single(old)?, self.plan_single(new)?))
    }

    /// Plans a model with the partitions of the repository.
    pub fn plan_single(&self, text: &Text) -> anyhow::Result<Side> {
        side(text, &read_source(PARTITIONS.to_owned(), &self.root.join(PARTITIONS))?)
    }

    /// Reads a model by its path or version.
    pub fn text(&self, name: &str) -> anyhow::Result<Text> {
        let (text, partitions) = match name.strip_prefix("botocore:") {
            Some(version) => import::model_of(version, self.python, self.root, self.service)?,
            None => (read(Path::new(name))?, None),
        };
        Ok(Text { source: Source { name: name.to_owned(), text }, partitions })
    }
}

fn side(text: &Text, partitions: &Source) -> anyhow::Result<Side> {
    Side::open(std::slice::from_ref(&text.source), Some(partitions)).map_err(|diagnostics| {
        let errors = count(diagnostics.0.len(), "error");
        anyhow!(
            "no crate can be generated from {}, because of {errors}; fix the model to compare it\n\n{diagnostics}",
            text.source.name
        )
    })
}

/// Plans a model.
///
/// # Errors
/// All errors in the model.
pub fn open(sources: &[Source], partitions: &Source) -> anyhow::Result<Side> {
    Side::open(sources, Some(partitions)).map_err(|diagnostics| {
        let errors = count(diagnostics.0.len(), "error");
        anyhow!("no crate can be generated from the model, because of {errors}; fix the model to compare it\n\n{diagnostics}")
    })
}

fn read(path: &Path) -> anyhow::Result<String> {
    let remedy = "pass a Smithy 2.0 JSON AST file, or botocore:VERSION";
    fs::read_to_string(path).with_context(|| format!("cannot read {}\n  remedy: {remedy}", path.display()))
}

/// Reads the rules with the changes of a file.
pub fn rules_file(path: &Path) -> anyhow::Result<Rules> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    rules(&text).with_context(|| format!("{} cannot be used", path.display()))
}

/// Parses the rules with the changes of a TOML text: a table for each rule, with `wire`, `rust` or both.
///
/// # Errors
/// When the text is not TOML, a rule or verdict does not exist, or a table sets no verdict.
pub fn rules(text: &str) -> anyhow::Result<Rules> {
    let document: Table = toml::from_str(text).context("the text is not TOML")?;
    let mut rules = Rules::default();
    for (name, value) in document {
        let Value::Table(table) = value else {
            bail!("`{name}` is not a table\n  remedy: write [{name}], and below it wire = … or rust = …");
        };
        let quoted = table.iter().find(|(_, value)| value.is_table()).map(|(part, _)| format!("{name}.{part}"));
        if let Some(full) = quoted {
            bail!("`{name}` contains a table\n  remedy: quote a name with a dot: [\"{full}\"]");
        }
        let rule = Rule::find(&name).map_err(|remedy| anyhow!("there is no rule `{name}`\n  remedy: {remedy}"))?;
        let (mut wire, mut rust) = (None, None);
        for (key, value) in &table {
            match key.as_str() {
                "wire" => wire = Some(verdict::<Wire>(&name, key, value, "compatible or breaking")?),
                "rust" => rust = Some(verdict::<Semver>(&name, key, value, "patch, minor or major")?),
                _ => bail!("`{name}` sets `{key}`\n  remedy: a rule has verdicts for `wire` and `rust` only"),
            }
        }
        if wire.is_none() && rust.is_none() {
            bail!("`{name}` sets no verdict\n  remedy: write wire = … or rust = … below it, or remove it");
        }
        rules.set(rule, wire, rust);
    }
    Ok(rules)
}

fn verdict<T: DeserializeOwned>(name: &str, key: &str, value: &Value, expected: &str) -> anyhow::Result<T> {
    let text = value.as_str().unwrap_or_default();
    let read = T::deserialize(IntoDeserializer::<serde::de::value::Error>::into_deserializer(text));
    read.map_err(|_| anyhow!("`{name}` has {key} = {value}\n  remedy: write {expected}, in quotes"))
}
