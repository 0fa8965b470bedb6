//! Common parts of the test targets of this package.

#![allow(dead_code, reason = "each target needs a part of it")]

pub mod cases;
pub mod rules;

use dms_codegen::{Diagnostics, Settings, Source};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The partitions, which the default rules of a service without rules use.
pub static PARTITIONS: LazyLock<Source> = LazyLock::new(|| Source {
    name: "models/aws-partitions.json".to_owned(),
    text: include_str!("../../../models/aws-partitions.json").to_owned(),
});

/// The settings of a package of this name, with this addition to its manifest.
pub fn settings(package: &str, manifest: &str) -> Settings {
    Settings {
        package: package.to_owned(),
        version: "0.1.0".to_owned(),
        command: "the test".to_owned(),
        manifest: manifest.to_owned(),
        document_modules: Default::default(),
        model_source: None,
    }
}

/// Fails unless each error has a line and a column.
pub fn assert_positions(case: &str, diagnostics: &Diagnostics) {
    for diagnostic in &diagnostics.0 {
        let has_position = diagnostic.location.as_ref().is_some_and(|location| location.position.is_some());
        assert!(has_position, "{case}: {diagnostic}");
    }
}

/// Sources that are named `0.json`, `1.json` and so on.
pub fn sources(texts: &[&str]) -> Vec<Source> {
    let source = |(index, text): (usize, &&str)| Source { name: format!("{index}.json"), text: (*text).to_owned() };
    texts.iter().enumerate().map(source).collect()
}

/// The texts of a package's manifest and of all files of its `src`, by their path in the package, with `/`.
pub fn package_files(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut waiting: Vec<PathBuf> = vec![root.join("src"), root.join("Cargo.toml")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let names = path.strip_prefix(root).unwrap().iter().map(|name| name.to_str().unwrap());
            files.insert(names.collect::<Vec<_>>().join("/"), text.replace("\r\n", "\n"));
        }
    }
    files
}

/// The paths whose texts differ.
pub fn differences<'f>(one: &'f BTreeMap<String, String>, other: &'f BTreeMap<String, String>) -> BTreeSet<&'f str> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).map(String::as_str).collect()
}
