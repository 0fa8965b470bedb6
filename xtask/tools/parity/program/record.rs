//! The recorded facets of a case.

use crate::stable::stable;
use serde_json::{Map, Value};
use std::{
    fmt::Debug,
    sync::{Arc, Mutex},
};

/// Texts by facet, in the order in which they were recorded.
#[derive(Debug, Clone, Default)]
pub struct Record(Arc<Mutex<Map<String, Value>>>);

impl Record {
    /// Adds texts, without the parts that differ between runs.
    pub fn extend(&self, facet: &str, texts: impl IntoIterator<Item = String>) {
        texts.into_iter().for_each(|text| self.push(facet, stable(&text)));
    }

    /// Adds the `Debug` of a value, character for character.
    pub fn debug(&self, facet: &str, value: &impl Debug) {
        self.push(facet, format!("{value:?}"));
    }

    /// Whether a facet has texts.
    pub fn has(&self, facet: &str) -> bool {
        self.0.lock().expect("no panic").contains_key(facet)
    }

    /// Takes all facets.
    pub fn take(&self) -> Map<String, Value> {
        std::mem::take(&mut self.0.lock().expect("no panic"))
    }

    fn push(&self, facet: &str, text: String) {
        let mut facets = self.0.lock().expect("no panic");
        let texts = facets.entry(facet).or_insert_with(|| Value::Array(vec![]));
        texts.as_array_mut().expect("made above").push(Value::String(text));
    }
}
