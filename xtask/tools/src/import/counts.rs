//! Counts the contents of a model, so that a lost shape is visible in the diff of the lock file.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// The contents of a model by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Data shapes: everything but operations and the service.
    pub shapes: usize,
    /// Operations.
    pub operations: usize,
    /// Enums.
    pub enums: usize,
    /// Structures that are errors.
    pub errors: usize,
    /// Unions.
    pub unions: usize,
    /// Operations that are paginated.
    pub paginators: usize,
    /// Waiters, over all operations.
    pub waiters: usize,
    /// Examples, over all operations.
    pub examples: usize,
    /// Members with a default value.
    pub defaults: usize,
}

impl Counts {
    /// Counts a Smithy JSON AST.
    pub fn of(model: &Value) -> Self {
        let mut counts = Self::default();
        for shape in model["shapes"].as_object().into_iter().flat_map(Map::values) {
            counts.add(shape);
        }
        counts
    }

    fn add(&mut self, shape: &Value) {
        let traits = &shape["traits"];
        match shape["type"].as_str() {
            Some("operation") => {
                self.operations += 1;
                self.paginators += usize::from(traits.get("smithy.api#paginated").is_some());
                self.waiters += traits["smithy.waiters#waitable"].as_object().map_or(0, Map::len);
                self.examples += traits["smithy.api#examples"].as_array().map_or(0, Vec::len);
                return;
            }
            Some("service") => return,
            Some("enum") => self.enums += 1,
            Some("union") => self.unions += 1,
            _ => {}
        }
        self.shapes += 1;
        self.errors += usize::from(traits.get("smithy.api#error").is_some());
        let members = shape["members"].as_object().into_iter().flat_map(Map::values);
        self.defaults += members.filter(|member| member["traits"].get("smithy.api#default").is_some()).count();
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} shapes ({} enums, {} errors, {} unions), {} operations, {} paginators, {} waiters, {} examples, {} defaults",
            self.shapes,
            self.enums,
            self.errors,
            self.unions,
            self.operations,
            self.paginators,
            self.waiters,
            self.examples,
            self.defaults
        )
    }
}
