//! Finds the operations that have to be left out of a service so that a crate can be generated.

use std::path::Path;

use super::{CrateInputs, generate};
use crate::import::{Refused, operations_of};

/// Returns the operations that the errors are about, with those that are left out already, if a crate can be generated
/// without them.
pub fn operations(inputs: &CrateInputs<'_>, root: &Path, error: &anyhow::Error) -> Option<Vec<String>> {
    let all = operations_of(inputs.botocore, inputs.python, root, inputs.service).ok()?;
    let mut without = inputs.without.to_vec();
    let mut found = operations_with_errors(error, &all)?;
    loop {
        let before = without.len();
        found.retain(|operation| !without.contains(operation));
        without.append(&mut found);
        if without.len() == before || without.len() == all.len() {
            return None;
        }
        match generate(&CrateInputs { without: &without, ..inputs.clone() }, root) {
            Ok(_) => return Some(without),
            Err(error) => found = operations_with_errors(&error, &all)?,
        }
    }
}

fn operations_with_errors(error: &anyhow::Error, all: &[String]) -> Option<Vec<String>> {
    let Refused { diagnostics, .. } = error.downcast_ref()?;
    let shapes = diagnostics.0.iter().filter_map(|diagnostic| diagnostic.shape.as_deref());
    let names = shapes.map(|id| id.rsplit('#').next().unwrap_or(id).split('$').next().unwrap_or_default());
    let mut names: Vec<String> = names.filter(|name| all.iter().any(|of| of == name)).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Some(names)
}
