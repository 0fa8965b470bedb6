//! Errors in a rule set.

use crate::{Diagnostics, Location, smithy::ShapeId};
use serde_json::Value;

/// The version of the rules' language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V1_0,
    V1_1,
}

/// Collects errors, each with its path in the rule set.
pub struct RuleReport<'a> {
    location: &'a Location,
    service: &'a ShapeId,
    problems: Diagnostics,
}

impl<'a> RuleReport<'a> {
    pub fn new(location: &'a Location, service: &'a ShapeId) -> Self {
        RuleReport { location, service, problems: Diagnostics::default() }
    }

    /// Adds an error at a path such as `rules[0].conditions[1]`.
    pub fn rule(&mut self, at: &str, problem: impl AsRef<str>, remedy: &str) {
        let problem = format!("endpoint rule set, `{at}`: {}", problem.as_ref());
        self.problems.report(Some(self.location), self.service, problem, remedy);
    }

    /// Adds the errors in another source.
    pub fn extend(&mut self, problems: Diagnostics) {
        self.problems.extend(problems);
    }

    /// The rule set's version; an unknown version is reported and treated as the latest.
    pub fn version(&mut self, rule_set: &Value) -> Version {
        match rule_set.get("version").and_then(Value::as_str) {
            Some("1.0") => Version::V1_0,
            Some("1.1") => Version::V1_1,
            other => {
                let problem = match other {
                    Some(version) => format!("version `{version}` is not supported"),
                    None => "the version is missing".to_owned(),
                };
                self.rule("version", problem, "use version \"1.0\" or \"1.1\"");
                Version::V1_1
            }
        }
    }

    pub fn into_result<T>(self, value: T) -> Result<T, Diagnostics> {
        self.problems.into_result(value)
    }
}
