//! Whether the service would take table settings and rules for targets that are no databases.

use super::{
    AttributeMapping, AttributeSubType, AttributeType, LobMode, LobSettings, MappingParameters, ObjectMappingAction,
    ObjectMappingRule, ParallelLoad, ParallelLoadType, PartitionKeyType, PostProcessingAction, PostProcessingRule,
    TableSettingsRule, ValidationAction, ValidationRule, ValidationTarget,
    check_mappings::{need_locator, refuse_wildcards},
    problem::Checker,
};

pub(super) fn check_table_settings(check: &mut Checker, rule: &TableSettingsRule) {
    if let Some(locator) = need_locator(check, rule.object_locator(), true, false) {
        refuse_wildcards(check, locator, "a rule of table settings");
    }
    if rule.parallel_load().is_none() && rule.lob_settings().is_none() {
        check.add("", "the rule has neither `parallel-load` nor `lob-settings`");
    }
    if let Some(load) = rule.parallel_load() {
        check.within("parallel-load", |check| check_parallel_load(check, load));
    }
    if let Some(settings) = rule.lob_settings() {
        check.within("lob-settings", |check| check_lob_settings(check, settings));
    }
}

fn check_parallel_load(check: &mut Checker, load: &ParallelLoad) {
    check.need_value("type", load.r#type(), ParallelLoadType::values());
    let is_list = load.r#type() == Some(&ParallelLoadType::PartitionsList);
    let is_ranges = load.r#type() == Some(&ParallelLoadType::Ranges);
    let lists = [
        ("partitions", load.partitions().is_empty(), is_list, "partitions-list"),
        ("subpartitions", load.subpartitions().is_empty(), is_list, "partitions-list"),
        ("columns", load.columns().is_empty(), is_ranges, "ranges"),
        ("boundaries", load.boundaries().is_empty(), is_ranges, "ranges"),
    ];
    for (member, is_empty, is_used, user) in lists {
        if !is_empty && !is_used {
            check.add(member, format!("only the type `{user}` uses it"));
        }
        if is_empty && is_used && is_ranges {
            check.add(member, "is missing or empty");
        }
    }
    if is_list && load.partitions().is_empty() && load.subpartitions().is_empty() {
        check.add("partitions", "neither partitions nor subpartitions are named");
    }
    if load.columns().len() > 10 {
        check.add("columns", format!("there are {} columns, and there can be 10", load.columns().len()));
    }
    let columns = load.columns().len();
    check.each("boundaries", load.boundaries(), |check, boundary| {
        if is_ranges && columns > 0 && boundary.len() != columns {
            check.add("", format!("has {} values, and `columns` has {columns}", boundary.len()));
        }
    });
    check.range("number-of-partitions", load.number_of_partitions(), 1, i32::MAX);
    check.range("max-records-skip-per-page", load.max_records_skip_per_page(), 0, i32::MAX);
    check.range("batch-size", load.batch_size(), 0, i32::MAX);
}

fn check_lob_settings(check: &mut Checker, settings: &LobSettings) {
    check.value("mode", settings.mode(), LobMode::values());
    check.range("bulk-max-size", settings.bulk_max_size(), 0, i32::MAX);
    let is_limited = matches!(settings.mode(), None | Some(LobMode::Limited));
    if is_limited && settings.bulk_max_size().unwrap_or_default() == 0 {
        check.add("bulk-max-size", "the mode `limited` needs a size greater than 0");
    }
}

pub(super) fn check_object_mapping(check: &mut Checker, rule: &ObjectMappingRule) {
    check.need_value("rule-action", rule.rule_action(), ObjectMappingAction::values());
    need_locator(check, rule.object_locator(), true, false);
    if rule.target_table_name().is_some() && rule.kafka_target_topic().is_some() {
        check.add("kafka-target-topic", "excludes `target-table-name`: a target has tables or topics");
    }
    if let Some(parameters) = rule.mapping_parameters() {
        check.within("mapping-parameters", |check| check_parameters(check, parameters));
    }
}

fn check_parameters(check: &mut Checker, parameters: &MappingParameters) {
    check.value("partition-key-type", parameters.partition_key_type(), PartitionKeyType::values());
    match parameters.partition_key_type() {
        Some(PartitionKeyType::AttributeName) => {
            check.need("partition-key-name", parameters.partition_key_name());
        }
        Some(PartitionKeyType::Constant) if parameters.partition_key().is_none() => {
            check.add("partition-key", "is missing");
        }
        _ => {}
    }
    if let Some(key) = parameters.partition_key() {
        check.within("partition-key", |check| {
            check.need("value", key.value());
        });
    }
    check.each("attribute-mappings", parameters.attribute_mappings(), check_attribute);
}

fn check_attribute(check: &mut Checker, attribute: &AttributeMapping) {
    check.need("target-attribute-name", attribute.target_attribute_name().or(attribute.attribute_name()));
    check.value("attribute-type", attribute.attribute_type(), AttributeType::values());
    check.value("attribute-sub-type", attribute.attribute_sub_type(), AttributeSubType::values());
    if attribute.value().is_none() {
        check.add("value", "is missing");
    }
    let (Some(kind), Some(sub)) = (attribute.attribute_type(), attribute.attribute_sub_type()) else { return };
    let fits = match (kind, sub) {
        (AttributeType::Unknown(_), _) | (_, AttributeSubType::Unknown(_)) => true,
        (AttributeType::Scalar, sub) => matches!(sub, AttributeSubType::String | AttributeSubType::Number),
        (AttributeType::Document, sub) => !matches!(sub, AttributeSubType::String | AttributeSubType::Number),
    };
    if !fits {
        let (kind, sub) = (kind.as_str(), sub.as_str());
        check.add("attribute-sub-type", format!("`{sub}` does not fit the type `{kind}`"));
    }
}

pub(super) fn check_post_processing(check: &mut Checker, rule: &PostProcessingRule) {
    check.need_value("rule-action", rule.rule_action(), PostProcessingAction::values());
    need_locator(check, rule.object_locator(), true, false);
    let tags = rule.tag_set();
    if tags.is_empty() {
        check.add("tag-set", "is missing or empty");
    }
    if tags.len() > 10 {
        check.add("tag-set", format!("there are {} tags, and an object can have 10", tags.len()));
    }
    for (index, tag) in tags.iter().enumerate() {
        check.within(&format!("tag-set[{index}]"), |check| {
            if let Some(key) = check.need("key", tag.key())
                && let Some(first) = tags[..index].iter().position(|other| other.key() == Some(key))
            {
                check.add("key", format!("`{key}` is the key of tag-set[{first}] as well"));
            }
            if tag.value().is_none() {
                check.add("value", "is missing");
            }
        });
    }
}

pub(super) fn check_validation(check: &mut Checker, rule: &ValidationRule) {
    check.need_value("rule-target", rule.rule_target(), ValidationTarget::values());
    check.need_value("rule-action", rule.rule_action(), ValidationAction::values());
    need_locator(check, rule.object_locator(), true, true);
    if rule.source_function().is_none() && rule.target_function().is_none() {
        check.add("source-function", "neither source nor target has a function");
    }
}
