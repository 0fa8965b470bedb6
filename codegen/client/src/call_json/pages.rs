//! Merges the pages of an output.

use super::operation::JsonPages;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The pages so far.
pub(crate) struct Merged {
    pages: JsonPages,
    whole: Option<Value>,
    seen: HashSet<String>,
}

impl Merged {
    /// Starts without pages, for a call with this input.
    pub(crate) fn new(pages: JsonPages, input: &Value) -> Self {
        let seen = input.get(pages.token).map(Value::to_string).into_iter().collect();
        Self { pages, whole: None, seen }
    }

    /// Adds a page and returns the token of the next one, unless this is the last one.
    pub(crate) fn add(&mut self, mut page: Value) -> Option<Value> {
        let token = take(&mut page, self.pages.next).filter(|token| !is_empty(token));
        match &mut self.whole {
            None => self.whole = Some(page),
            Some(whole) => self.pages.items.iter().for_each(|path| append(whole, &mut page, path)),
        }
        token.filter(|token| self.seen.insert(token.to_string()))
    }

    pub(crate) fn into_value(self) -> Value {
        self.whole.unwrap_or(Value::Null)
    }
}

fn is_empty(token: &Value) -> bool {
    match token {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn take(value: &mut Value, path: &[&str]) -> Option<Value> {
    let (last, way) = path.split_last()?;
    let holder = way.iter().try_fold(value, |value, name| value.get_mut(*name))?;
    holder.as_object_mut()?.remove(*last)
}

/// Appends the value at `path` of a page to the value that is there already.
fn append(whole: &mut Value, page: &mut Value, path: &[&str]) {
    let Some(part) = take(page, path) else { return };
    let mut target = whole;
    for name in path {
        let Some(members) = target.as_object_mut() else { return };
        // The parent of a list is always an object.
        target = members.entry(*name).or_insert_with(|| Value::Object(Map::new()));
    }
    match (target, part) {
        (Value::Array(items), Value::Array(more)) => items.extend(more),
        (Value::Object(entries), Value::Object(more)) => entries.extend(more),
        // The previous pages had no value.
        (target, part) => *target = part,
    }
}
