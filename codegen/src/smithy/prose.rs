//! Endpoint rules without the prose that stands between them.

use crate::ignored::Tally;
use serde_json::{Map, Value};

/// Why prose is left out.
pub(crate) const PROSE: &str = "it is prose, and the model holds only facts";

/// Takes the documentation out of a rule set. A parameter may be called `documentation`; it stays.
pub(crate) fn rule_set_without_prose(place: &str, rule_set: &mut Value, ignored: &mut Tally) {
    if let Some(parameters) = rule_set.get_mut("parameters") {
        parameters_without_prose(place, parameters, ignored);
    }
    if let Some(rules) = rule_set.get_mut("rules") {
        rules_without_prose(place, rules, ignored);
    }
}

/// Takes the documentation out of parameters, which are listed by name. A deprecated one keeps since when.
pub(crate) fn parameters_without_prose(place: &str, parameters: &mut Value, ignored: &mut Tally) {
    for parameter in parameters.as_object_mut().into_iter().flat_map(Map::values_mut) {
        remove(place, parameter, "documentation", "`documentation` of endpoint parameters", ignored);
        if let Some(deprecated) = parameter.get_mut("deprecated") {
            remove(place, deprecated, "message", "`message` of deprecated endpoint parameters", ignored);
        }
    }
}

/// A list of rules and those below them.
fn rules_without_prose(place: &str, rules: &mut Value, ignored: &mut Tally) {
    for rule in rules.as_array_mut().into_iter().flatten() {
        remove(place, rule, "documentation", "`documentation` of endpoint rules", ignored);
        if let Some(rules) = rule.get_mut("rules") {
            rules_without_prose(place, rules, ignored);
        }
    }
}

/// Takes a key out of an object and counts it as `what`.
pub(super) fn remove(place: &str, object: &mut Value, key: &str, what: &str, ignored: &mut Tally) {
    if object.as_object_mut().and_then(|object| object.shift_remove(key)).is_some() {
        ignored.add(what, place, PROSE);
    }
}
