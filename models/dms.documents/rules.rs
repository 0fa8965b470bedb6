//! Rules in one line each, and their ids.

use super::{
    ColumnDataType, ObjectLocator, ParallelLoad, Rule, SelectionAction, SelectionRule, SourceFilter, TableMappings,
    TableSettingsRule, TransformationAction, TransformationRule, TransformationTarget,
};
use std::collections::HashSet;

impl TableMappings {
    /// Table mappings of these rules. Rules without an id or a name get one, as by
    /// [`with_rule_ids`](Self::with_rule_ids).
    ///
    /// ```
    /// use dms_sdk::types::documents::{Rule, TableMappings};
    ///
    /// let mappings = TableMappings::of([
    ///     Rule::include("hr", "%"),
    ///     Rule::exclude("hr", "tmp_%"),
    ///     Rule::rename_schema("hr", "people"),
    /// ]);
    /// assert!(mappings.check().is_empty());
    /// assert!(mappings.to_string().starts_with(r#"{"rules":[{"rule-type":"selection","rule-id":"1","#));
    /// ```
    pub fn of(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self::builder().set_rules(Some(rules.into_iter().collect())).build().with_rule_ids()
    }

    /// The same mappings, where each rule without an id has the least number that no other rule has, and each rule without
    /// a name has its id as the name. Ids and names that are there stay.
    #[must_use]
    pub fn with_rule_ids(mut self) -> Self {
        let rules = self.rules.as_deref_mut().unwrap_or_default();
        let mut ids: HashSet<String> = rules.iter().filter_map(Rule::rule_id).map(str::to_owned).collect();
        let mut names: HashSet<String> = rules.iter().filter_map(Rule::rule_name).map(str::to_owned).collect();
        let mut last = 0_u64;
        for rule in rules {
            let Some((id, name)) = rule.identity_mut() else { continue };
            let id = id.get_or_insert_with(|| {
                while !ids.insert(last.to_string()) || last == 0 {
                    last += 1;
                }
                last.to_string()
            });
            if name.is_none() {
                let mut free = id.clone();
                while !names.insert(free.clone()) {
                    free.push('x');
                }
                *name = Some(free);
            }
        }
        self
    }
}

impl FromIterator<Rule> for TableMappings {
    /// As [`of`](Self::of).
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        Self::of(rules)
    }
}

/// Rules without ids, for [`TableMappings::of`].
impl Rule {
    /// Copies the tables of a schema whose names fit; `%` stands for any text.
    pub fn include(schema: impl Into<String>, table: impl Into<String>) -> Self {
        selection(SelectionAction::Include, schema, table)
    }

    /// Copies the rows of tables that pass a filter.
    ///
    /// ```
    /// use dms_sdk::types::documents::{Rule, SourceFilter, TableMappings};
    ///
    /// let recent = SourceFilter::at_least("updated", "2024-01-01");
    /// let mappings = TableMappings::of([Rule::include_where("shop", "orders", [recent])]);
    /// assert!(mappings.check().is_empty());
    /// ```
    pub fn include_where(
        schema: impl Into<String>,
        table: impl Into<String>,
        filters: impl IntoIterator<Item = SourceFilter>,
    ) -> Self {
        let filters = filters.into_iter().collect();
        let rule = SelectionRule::builder().object_locator(locator(schema, table)).set_filters(Some(filters));
        Self::Selection(rule.rule_action(SelectionAction::Include).build())
    }

    /// Leaves tables out, also those that another rule includes.
    pub fn exclude(schema: impl Into<String>, table: impl Into<String>) -> Self {
        selection(SelectionAction::Exclude, schema, table)
    }

    /// Copies the one table with exactly this name.
    pub fn explicit(schema: impl Into<String>, table: impl Into<String>) -> Self {
        selection(SelectionAction::Explicit, schema, table)
    }

    /// Gives a schema another name in the target.
    pub fn rename_schema(schema: impl Into<String>, name: impl Into<String>) -> Self {
        let locator = ObjectLocator::builder().schema_name(schema).build();
        transformation(TransformationTarget::Schema, locator, TransformationAction::Rename, Some(name.into()))
    }

    /// Gives a table another name in the target.
    pub fn rename_table(schema: impl Into<String>, table: impl Into<String>, name: impl Into<String>) -> Self {
        let locator = locator(schema, table);
        transformation(TransformationTarget::Table, locator, TransformationAction::Rename, Some(name.into()))
    }

    /// Gives a column another name in the target.
    pub fn rename_column(
        schema: impl Into<String>,
        table: impl Into<String>,
        column: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        of_column(schema, table, column, TransformationAction::Rename, Some(name.into()))
    }

    /// Leaves a column out.
    pub fn remove_column(schema: impl Into<String>, table: impl Into<String>, column: impl Into<String>) -> Self {
        of_column(schema, table, column, TransformationAction::RemoveColumn, None)
    }

    /// Adds a column with the value of an expression of SQLite.
    pub fn add_column(
        schema: impl Into<String>,
        table: impl Into<String>,
        column: impl Into<String>,
        data_type: ColumnDataType,
        expression: impl Into<String>,
    ) -> Self {
        let rule = TransformationRule::builder().rule_target(TransformationTarget::Column);
        let rule = rule.object_locator(locator(schema, table)).rule_action(TransformationAction::AddColumn);
        Self::Transformation(rule.value(column).data_type(data_type).expression(expression).build())
    }

    /// Gives a column another data type.
    pub fn change_data_type(
        schema: impl Into<String>,
        table: impl Into<String>,
        column: impl Into<String>,
        data_type: ColumnDataType,
    ) -> Self {
        let rule = TransformationRule::builder().rule_target(TransformationTarget::Column);
        let rule = rule.object_locator(column_locator(schema, table, column));
        Self::Transformation(rule.rule_action(TransformationAction::ChangeDataType).data_type(data_type).build())
    }

    /// Replaces the values of a column by hashes.
    pub fn mask_with_hash(schema: impl Into<String>, table: impl Into<String>, column: impl Into<String>) -> Self {
        of_column(schema, table, column, TransformationAction::DataMaskingHashMask, None)
    }

    /// Replaces the digits of a column by a character.
    pub fn mask_digits(
        schema: impl Into<String>,
        table: impl Into<String>,
        column: impl Into<String>,
        mask: char,
    ) -> Self {
        of_column(schema, table, column, TransformationAction::DataMaskingDigitsMask, Some(mask.to_string()))
    }

    /// Writes the names of all objects of a kind in lower case.
    pub fn lowercase(target: TransformationTarget) -> Self {
        let locator = ObjectLocator::builder().schema_name("%");
        let locator = match target {
            TransformationTarget::Schema => locator,
            TransformationTarget::Column => locator.table_name("%").column_name("%"),
            TransformationTarget::TableTablespace => locator.table_name("%").table_tablespace_name("%"),
            TransformationTarget::IndexTablespace => locator.table_name("%").index_tablespace_name("%"),
            _ => locator.table_name("%"),
        };
        transformation(target, locator.build(), TransformationAction::ConvertLowercase, None)
    }

    /// Loads a table in segments at the same time.
    pub fn load_in_parallel(schema: impl Into<String>, table: impl Into<String>, load: ParallelLoad) -> Self {
        let rule = TableSettingsRule::builder().object_locator(locator(schema, table));
        Self::TableSettings(rule.parallel_load(load).build())
    }

    /// The id of the rule, whatever its kind.
    pub fn rule_id(&self) -> Option<&str> {
        self.identity()?.0
    }

    /// The name of the rule, whatever its kind.
    pub fn rule_name(&self) -> Option<&str> {
        self.identity()?.1
    }

    fn identity(&self) -> Option<(Option<&str>, Option<&str>)> {
        Some(match self {
            Self::Selection(rule) => (rule.rule_id(), rule.rule_name()),
            Self::Transformation(rule) => (rule.rule_id(), rule.rule_name()),
            Self::TableSettings(rule) => (rule.rule_id(), rule.rule_name()),
            Self::ObjectMapping(rule) => (rule.rule_id(), rule.rule_name()),
            Self::PostProcessing(rule) => (rule.rule_id(), rule.rule_name()),
            Self::Validation(rule) => (rule.rule_id(), rule.rule_name()),
            Self::Unknown(_) => return None,
        })
    }

    fn identity_mut(&mut self) -> Option<(&mut Option<String>, &mut Option<String>)> {
        Some(match self {
            Self::Selection(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::Transformation(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::TableSettings(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::ObjectMapping(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::PostProcessing(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::Validation(rule) => (&mut rule.rule_id, &mut rule.rule_name),
            Self::Unknown(_) => return None,
        })
    }
}

fn locator(schema: impl Into<String>, table: impl Into<String>) -> ObjectLocator {
    ObjectLocator::builder().schema_name(schema).table_name(table).build()
}

fn column_locator(schema: impl Into<String>, table: impl Into<String>, column: impl Into<String>) -> ObjectLocator {
    ObjectLocator::builder().schema_name(schema).table_name(table).column_name(column).build()
}

fn selection(action: SelectionAction, schema: impl Into<String>, table: impl Into<String>) -> Rule {
    let rule = SelectionRule::builder().object_locator(locator(schema, table));
    Rule::Selection(rule.rule_action(action).build())
}

fn of_column(
    schema: impl Into<String>,
    table: impl Into<String>,
    column: impl Into<String>,
    action: TransformationAction,
    value: Option<String>,
) -> Rule {
    transformation(TransformationTarget::Column, column_locator(schema, table, column), action, value)
}

fn transformation(
    target: TransformationTarget,
    locator: ObjectLocator,
    action: TransformationAction,
    value: Option<String>,
) -> Rule {
    let rule = TransformationRule::builder().rule_target(target).object_locator(locator);
    Rule::Transformation(rule.rule_action(action).set_value(value).build())
}
