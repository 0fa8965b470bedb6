//! Whether the service would take transformation rules.

use super::{
    BeforeImageFilter, ObjectLocator, PrimaryKeyOrigin, Rule, TransformationAction as Action, TransformationRule,
    TransformationTarget as Target, check_mappings::need_locator, problem::Checker,
};

/// What one action works on and needs.
pub(super) fn check(check: &mut Checker, rule: &TransformationRule) {
    check.need_value("rule-target", rule.rule_target(), Target::values());
    check.need_value("rule-action", rule.rule_action(), Action::values());
    let action = rule.rule_action();
    let is_new_column = matches!(action, Some(Action::AddColumn | Action::AddBeforeImageColumns));
    let has_table = rule.rule_target().is_some_and(|target| *target != Target::Schema);
    let has_column = rule.rule_target() == Some(&Target::Column) && !is_new_column;
    if let Some(locator) = need_locator(check, rule.object_locator(), has_table, has_column) {
        check.within("object-locator", |check| check_locator(check, locator, rule.rule_target()));
    }
    if let (Some(action), Some(target)) = (action, rule.rule_target()) {
        check_target(check, action, target);
    }
    if let Some(action) = action {
        check_needs(check, rule, action);
    }
    if let Some(key) = rule.primary_key_def() {
        check.within("primary-key-def", |check| {
            check.need("name", key.name());
            check.value("origin", key.origin(), PrimaryKeyOrigin::values());
            if key.columns().is_empty() {
                check.add("columns", "is missing or empty");
            }
        });
    }
    if let Some(columns) = rule.before_image_def() {
        check.within("before-image-def", |check| {
            check.value("column-filter", columns.column_filter(), BeforeImageFilter::values());
            if [columns.column_prefix(), columns.column_suffix()].iter().all(|text| text.unwrap_or_default().is_empty())
            {
                check.add("column-prefix", "prefix and suffix are both missing or empty");
            }
        });
    }
}

fn check_locator(check: &mut Checker, locator: &ObjectLocator, target: Option<&Target>) {
    match target {
        Some(Target::TableTablespace) => {
            check.need("table-tablespace-name", locator.table_tablespace_name());
        }
        Some(Target::IndexTablespace)
            if locator.index_tablespace_name().is_none() && locator.table_tablespace_name().is_none() =>
        {
            check.add("index-tablespace-name", "is missing");
        }
        Some(Target::Schema | Target::Table) if locator.column_name().is_some() => {
            check.add("column-name", "the target of the rule is no column");
        }
        _ => {}
    }
    if locator.table_type().is_some() {
        check.add("table-type", "only selection rules have it");
    }
    if let Some(name) = locator.data_type().filter(|name| name.contains('%')) {
        check.add("data-type", format!("`{name}` has a wildcard, but a data type has an exact name"));
    }
}

/// An action that does not fit its target.
fn check_target(check: &mut Checker, action: &Action, target: &Target) {
    let only = match action {
        Action::AddColumn
        | Action::IncludeColumn
        | Action::RemoveColumn
        | Action::ChangeDataType
        | Action::AddBeforeImageColumns
        | Action::DataMaskingDigitsMask
        | Action::DataMaskingDigitsRandomize
        | Action::DataMaskingHashMask => Target::Column,
        Action::DefinePrimaryKey => Target::Table,
        _ => return,
    };
    if *target != only && !matches!(target, Target::Unknown(_)) {
        let (action, only, target) = (action.as_str(), only.as_str(), target.as_str());
        check.add("rule-action", format!("`{action}` is for the target `{only}`, and does not fit `{target}`"));
    }
}

/// The members that an action needs.
fn check_needs(check: &mut Checker, rule: &TransformationRule, action: &Action) {
    match action {
        Action::Rename
        | Action::AddPrefix
        | Action::RemovePrefix
        | Action::AddSuffix
        | Action::RemoveSuffix
        | Action::AddColumn => {
            check.need("value", rule.value());
        }
        Action::ReplacePrefix | Action::ReplaceSuffix => {
            // An empty text takes the old one away.
            if rule.value().is_none() {
                check.add("value", "is missing");
            }
            check.need("old-value", rule.old_value());
        }
        Action::DataMaskingDigitsMask => {
            if let Some(mask) = check.need("value", rule.value())
                && !(mask.len() == 1 && mask.bytes().all(|byte| byte.is_ascii_graphic()))
            {
                check.add("value", format!("`{mask}` is not one printable ASCII character"));
            }
        }
        Action::DefinePrimaryKey if rule.primary_key_def().is_none() => check.add("primary-key-def", "is missing"),
        Action::AddBeforeImageColumns if rule.before_image_def().is_none() => {
            check.add("before-image-def", "is missing");
        }
        _ => {}
    }
    if matches!(action, Action::AddColumn | Action::ChangeDataType) && rule.data_type().is_none() {
        check.add("data-type", "is missing");
    }
    if let Some(data_type) = rule.data_type() {
        check.within("data-type", |check| {
            check.need("type", data_type.r#type());
            for (member, number) in
                [("length", data_type.length()), ("precision", data_type.precision()), ("scale", data_type.scale())]
            {
                check.range(member, number, 0, i32::MAX);
            }
        });
    }
    let others = [
        ("primary-key-def", rule.primary_key_def().is_some(), Action::DefinePrimaryKey),
        ("before-image-def", rule.before_image_def().is_some(), Action::AddBeforeImageColumns),
    ];
    for (member, is_set, user) in others {
        if is_set && *action != user {
            check.add(member, format!("only the action `{}` uses it", user.as_str()));
        }
    }
}

/// Two rules that both change the name of one object.
pub(super) fn check_repeated(check: &mut Checker, rules: &[Rule]) {
    let renames = |rule: &TransformationRule| {
        let action = rule.rule_action().map_or("", Action::as_str);
        ["rename", "convert-", "-prefix", "-suffix"].iter().any(|part| action.contains(part))
    };
    let mut seen: Vec<(usize, &TransformationRule)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let Rule::Transformation(rule) = rule else { continue };
        if !renames(rule) || rule.object_locator().is_none() {
            continue;
        }
        let is_same = |other: &TransformationRule| {
            (other.rule_target(), other.object_locator()) == (rule.rule_target(), rule.object_locator())
        };
        match seen.iter().find(|(_, other)| is_same(other)) {
            Some((first, _)) => {
                let message = format!("changes the name of the objects whose name rules[{first}] changes");
                check.within(&format!("rules[{index}]"), |check| check.add("rule-action", message));
            }
            None => seen.push((index, rule)),
        }
    }
}
