//! Endpoint rules: taken as they are, without the prose that stands between them.

use serde_json::{Map, Value};

/// The rule set without documentation. A parameter may be called `documentation`; it stays.
pub fn without_prose(rule_set: &mut Value) {
    if let Some(parameters) = rule_set.get_mut("parameters") {
        parameters_without_prose(parameters);
    }
    if let Some(rules) = rule_set.get_mut("rules") {
        rules_without_prose(rules);
    }
}

/// Parameters by name, each without its documentation; a deprecated one keeps since when.
pub fn parameters_without_prose(parameters: &mut Value) {
    for parameter in parameters.as_object_mut().into_iter().flat_map(Map::values_mut) {
        let Some(parameter) = parameter.as_object_mut() else { continue };
        parameter.remove("documentation");
        if let Some(deprecated) = parameter.get_mut("deprecated").and_then(Value::as_object_mut) {
            deprecated.remove("message");
        }
    }
}

/// A list of rules and those below them.
fn rules_without_prose(rules: &mut Value) {
    for rule in rules.as_array_mut().into_iter().flatten() {
        let Some(rule) = rule.as_object_mut() else { continue };
        rule.remove("documentation");
        if let Some(rules) = rule.get_mut("rules") {
            rules_without_prose(rules);
        }
    }
}
