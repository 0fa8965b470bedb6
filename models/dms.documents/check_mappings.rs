//! Whether the service would take table mappings.

use super::{
    FilterOperator, ObjectLocator, Problem, Rule, SelectionAction, SelectionRule, SourceFilter, SourceFilterType,
    TableMappings, TableType, problem::Checker,
};
use std::collections::HashMap;

impl TableMappings {
    /// Everything in these table mappings that the service would refuse or that cannot be meant, with its place.
    ///
    /// It knows what the service documents: that ids and names are there once, that something is selected, that an action
    /// fits its target and has what it needs, and where wildcards cannot stand. It does not know the source: whether a table
    /// exists is found out by the task.
    ///
    /// ```
    /// use dms_sdk::types::documents::TableMappings;
    ///
    /// let text = r#"{"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
    ///     "object-locator": {"schema-name": "hr", "table-name": "%"}, "rule-action": "inclde"}]}"#;
    /// let problems = text.parse::<TableMappings>()?.check();
    /// let expected = "rules[0].rule-action: the value `inclde` is not known; did you mean `include`?";
    /// assert_eq!(problems[0].to_string(), expected);
    /// # Ok::<(), dms_sdk::document::DocumentError>(())
    /// ```
    pub fn check(&self) -> Vec<Problem> {
        let mut check = Checker::default();
        check.unknown_members(self);
        let rules = self.rules();
        let is_selected = |rule: &Rule| match rule {
            Rule::Selection(rule) => rule.rule_action() != Some(&SelectionAction::Exclude),
            _ => false,
        };
        if !rules.iter().any(is_selected) {
            check.add("rules", "no selection rule includes a table");
        }
        check_identities(&mut check, rules);
        super::check_transformations::check_repeated(&mut check, rules);
        check.each("rules", rules, |check, rule| match rule {
            Rule::Selection(rule) => check_selection(check, rule),
            Rule::Transformation(rule) => super::check_transformations::check(check, rule),
            Rule::TableSettings(rule) => super::check_targets::check_table_settings(check, rule),
            Rule::ObjectMapping(rule) => super::check_targets::check_object_mapping(check, rule),
            Rule::PostProcessing(rule) => super::check_targets::check_post_processing(check, rule),
            Rule::Validation(rule) => super::check_targets::check_validation(check, rule),
            Rule::Unknown(_) => {}
        });
        check.finish()
    }
}

/// Ids and names are there, and once.
fn check_identities(check: &mut Checker, rules: &[Rule]) {
    let (mut ids, mut names) = (HashMap::new(), HashMap::new());
    for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| !rule.is_unknown()) {
        check.within(&format!("rules[{index}]"), |check| {
            if let Some(id) = check.need("rule-id", rule.rule_id()) {
                if !id.bytes().all(|byte| byte.is_ascii_digit()) {
                    check.add("rule-id", format!("`{id}` is not a number"));
                }
                if let Some(first) = ids.insert(id.to_owned(), index) {
                    check.add("rule-id", format!("`{id}` is the id of rules[{first}] as well"));
                }
            }
            if let Some(name) = check.need("rule-name", rule.rule_name())
                && let Some(first) = names.insert(name.to_owned(), index)
            {
                check.add("rule-name", format!("`{name}` is the name of rules[{first}] as well"));
            }
        });
    }
}

/// What a locator must have. Gives it where it is there.
pub(super) fn need_locator<'l>(
    check: &mut Checker,
    locator: Option<&'l ObjectLocator>,
    has_table: bool,
    has_column: bool,
) -> Option<&'l ObjectLocator> {
    let Some(locator) = locator else {
        check.add("object-locator", "is missing");
        return None;
    };
    check.within("object-locator", |check| {
        check.need("schema-name", locator.schema_name());
        if has_table {
            check.need("table-name", locator.table_name());
        }
        if has_column {
            check.need("column-name", locator.column_name());
        }
    });
    Some(locator)
}

/// Names that are exact.
pub(super) fn refuse_wildcards(check: &mut Checker, locator: &ObjectLocator, what: &str) {
    check.within("object-locator", |check| {
        for (member, name) in [("schema-name", locator.schema_name()), ("table-name", locator.table_name())] {
            if let Some(name) = name.filter(|name| name.contains('%')) {
                check.add(member, format!("`{name}` has a wildcard, but {what} needs exact names"));
            }
        }
    });
}

fn check_selection(check: &mut Checker, rule: &SelectionRule) {
    check.need_value("rule-action", rule.rule_action(), SelectionAction::values());
    let locator = need_locator(check, rule.object_locator(), true, false);
    if let Some(locator) = locator {
        check.within("object-locator", |check| check.value("table-type", locator.table_type(), TableType::values()));
        if locator.column_name().is_some() {
            check.add("object-locator.column-name", "a selection rule selects tables, and no columns");
        }
        if rule.rule_action() == Some(&SelectionAction::Explicit) {
            refuse_wildcards(check, locator, "the action `explicit`");
        }
    }
    check.range("load-order", rule.load_order(), 1, i32::MAX);
    if !rule.filters().is_empty() && rule.rule_action().is_some_and(|action| *action != SelectionAction::Include) {
        check.add("filters", "only a rule with the action `include` has filters");
    }
    check.each("filters", rule.filters(), check_filter);
}

fn check_filter(check: &mut Checker, filter: &SourceFilter) {
    check.need_value("filter-type", filter.filter_type(), SourceFilterType::values());
    check.need("column-name", filter.column_name());
    let conditions = filter.filter_conditions();
    if conditions.is_empty() {
        check.add("filter-conditions", "is missing or empty");
    }
    let is_negative = |operator: &FilterOperator| {
        matches!(operator, FilterOperator::Noteq | FilterOperator::Notbetween | FilterOperator::Notnull)
    };
    if conditions.len() > 1 && conditions.iter().filter_map(|condition| condition.filter_operator()).any(is_negative) {
        check.add("filter-conditions", "a negative comparison has no other one beside it");
    }
    check.each("filter-conditions", conditions, |check, condition| {
        check.need_value("filter-operator", condition.filter_operator(), FilterOperator::values());
        let (needs_value, needs_ends) = match condition.filter_operator() {
            Some(FilterOperator::Between | FilterOperator::Notbetween) => (false, true),
            Some(FilterOperator::Null | FilterOperator::Notnull) => (false, false),
            Some(FilterOperator::Unknown(_)) | None => return,
            Some(_) => (true, false),
        };
        let members = [
            ("value", condition.value(), needs_value),
            ("start-value", condition.start_value(), needs_ends),
            ("end-value", condition.end_value(), needs_ends),
        ];
        for (member, value, is_needed) in members {
            match value {
                None if is_needed => check.add(member, "is missing"),
                Some(_) if !is_needed => check.add(member, "the comparison does not use it"),
                _ => {}
            }
        }
    });
}
