//! Removes documentation text from endpoint rules.

use crate::ignored::Tally;
use serde_json::{Map, Value};

/// Why documentation text is left out.
pub(crate) const PROSE: &str = "it is prose, and the model contains only facts";

/// Removes the documentation of a rule set, but not a parameter that is named `documentation`.
pub(crate) fn rule_set_without_prose(subject: &str, rule_set: &mut Value, ignored: &mut Tally) {
    if let Some(parameters) = rule_set.get_mut("parameters") {
        parameters_without_prose(subject, parameters, ignored);
    }
    if let Some(rules) = rule_set.get_mut("rules") {
        rules_without_prose(subject, rules, ignored);
    }
}

/// Removes the documentation of parameters, which are listed by name. A deprecated parameter still has its `since`.
pub(crate) fn parameters_without_prose(subject: &str, parameters: &mut Value, ignored: &mut Tally) {
    for parameter in parameters.as_object_mut().into_iter().flat_map(Map::values_mut) {
        remove(subject, parameter, "documentation", "`documentation` of endpoint parameters", ignored);
        if let Some(deprecated) = parameter.get_mut("deprecated") {
            remove(subject, deprecated, "message", "`message` of deprecated endpoint parameters", ignored);
        }
    }
}

/// Removes the documentation of rules and of the rules nested in them.
fn rules_without_prose(subject: &str, rules: &mut Value, ignored: &mut Tally) {
    for rule in rules.as_array_mut().into_iter().flatten() {
        remove(subject, rule, "documentation", "`documentation` of endpoint rules", ignored);
        if let Some(rules) = rule.get_mut("rules") {
            rules_without_prose(subject, rules, ignored);
        }
    }
}

/// Removes a key from an object and counts it as `what`.
pub(super) fn remove(subject: &str, object: &mut Value, key: &str, what: &str, ignored: &mut Tally) {
    if object.as_object_mut().and_then(|object| object.shift_remove(key)).is_some() {
        ignored.add(what, subject, PROSE);
    }
}
