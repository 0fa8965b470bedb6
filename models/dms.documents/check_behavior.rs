//! Whether the service would take the settings of changes and errors.

use super::{ErrorBehavior, EventErrorPolicy, RecordErrorPolicy, TableErrorPolicy, TaskSettings, problem::Checker};

pub(super) fn check(check: &mut Checker, settings: &TaskSettings) {
    if let Some(tables) = settings.control_tables_settings() {
        check.within("ControlTablesSettings", |check| {
            check.range("HistoryTimeslotInMinutes", tables.history_timeslot_in_minutes(), 1, i32::MAX);
        });
    }
    if let Some(buffers) = settings.stream_buffer_settings() {
        check.within("StreamBufferSettings", |check| {
            check.range("StreamBufferCount", buffers.stream_buffer_count(), 1, i32::MAX);
            check.range("StreamBufferSizeInMB", buffers.stream_buffer_size_in_mb(), 1, i32::MAX);
            check.range("CtrlStreamBufferSizeInMB", buffers.ctrl_stream_buffer_size_in_mb(), 1, 8);
        });
    }
    check_tuning(check, settings);
    if let Some(characters) = settings.character_set_settings() {
        check.within("CharacterSetSettings", |check| {
            check.each("CharacterReplacements", characters.character_replacements(), |check, replacement| {
                for (member, code_point) in [
                    ("SourceCharacterCodePoint", replacement.source_character_code_point()),
                    ("TargetCharacterCodePoint", replacement.target_character_code_point()),
                ] {
                    if code_point.is_none() {
                        check.add(member, "is missing");
                    }
                    check.range(member, code_point, 0, i32::MAX);
                }
            });
            if let Some(support) = characters.character_set_support() {
                check.within("CharacterSetSupport", |check| {
                    check.need("CharacterSet", support.character_set());
                    let code_point = support.replace_with_character_code_point();
                    check.range("ReplaceWithCharacterCodePoint", code_point, 0, i32::MAX);
                });
            }
        });
    }
    if let Some(behavior) = settings.error_behavior() {
        check.within("ErrorBehavior", |check| check_errors(check, behavior));
    }
}

fn check_tuning(check: &mut Checker, settings: &TaskSettings) {
    let Some(tuning) = settings.change_processing_tuning() else { return };
    check.within("ChangeProcessingTuning", |check| {
        let numbers = [
            ("BatchApplyTimeoutMin", tuning.batch_apply_timeout_min(), 0, i32::MAX),
            ("BatchApplyTimeoutMax", tuning.batch_apply_timeout_max(), 0, i32::MAX),
            ("BatchApplyMemoryLimit", tuning.batch_apply_memory_limit(), 0, i32::MAX),
            ("BatchSplitSize", tuning.batch_split_size(), 0, i32::MAX),
            ("MinTransactionSize", tuning.min_transaction_size(), 0, i32::MAX),
            ("CommitTimeout", tuning.commit_timeout(), 0, i32::MAX),
            ("MemoryLimitTotal", tuning.memory_limit_total(), 0, i32::MAX),
            ("MemoryKeepTime", tuning.memory_keep_time(), 0, i32::MAX),
            ("StatementCacheSize", tuning.statement_cache_size(), 0, 200),
            ("RecoveryTimeout", tuning.recovery_timeout(), -1, i32::MAX),
        ];
        for (member, number, least, greatest) in numbers {
            check.range(member, number, least, greatest);
        }
        if let (Some(least), Some(greatest)) = (tuning.batch_apply_timeout_min(), tuning.batch_apply_timeout_max())
            && least > greatest
        {
            check.add(
                "BatchApplyTimeoutMin",
                format!("{least} is greater than `BatchApplyTimeoutMax`, which is {greatest}"),
            );
        }
    });
}

fn check_errors(check: &mut Checker, behavior: &ErrorBehavior) {
    let of_rows = ["IGNORE_RECORD", "LOG_ERROR", "SUSPEND_TABLE", "STOP_TASK"];
    let of_inserts = ["IGNORE_RECORD", "LOG_ERROR", "SUSPEND_TABLE", "STOP_TASK", "INSERT_RECORD"];
    let of_updates = ["IGNORE_RECORD", "LOG_ERROR", "SUSPEND_TABLE", "STOP_TASK", "UPDATE_RECORD"];
    let records: [(_, _, &[&str]); 6] = [
        ("DataErrorPolicy", behavior.data_error_policy(), &of_rows),
        ("DataTruncationErrorPolicy", behavior.data_truncation_error_policy(), &of_rows),
        ("ApplyErrorDeletePolicy", behavior.apply_error_delete_policy(), &of_rows),
        ("ApplyErrorInsertPolicy", behavior.apply_error_insert_policy(), &of_inserts),
        ("ApplyErrorUpdatePolicy", behavior.apply_error_update_policy(), &of_updates),
        ("ApplyErrorEscalationPolicy", behavior.apply_error_escalation_policy(), &of_rows[1..]),
    ];
    for (member, policy, values) in records {
        let is_of_another = policy.is_some_and(|it| RecordErrorPolicy::values().contains(&it.as_str()));
        match policy.filter(|it| is_of_another && !values.contains(&it.as_str())) {
            Some(policy) => check.add(member, format!("`{}` is a value for other members", policy.as_str())),
            None => check.value(member, policy, values),
        }
    }
    check.value("EventErrorPolicy", behavior.event_error_policy(), EventErrorPolicy::values());
    check.value("DataErrorEscalationPolicy", behavior.data_error_escalation_policy(), TableErrorPolicy::values());
    check.value("TableErrorPolicy", behavior.table_error_policy(), TableErrorPolicy::values());
    match behavior.table_error_escalation_policy() {
        Some(TableErrorPolicy::SuspendTable) => {
            check.add("TableErrorEscalationPolicy", "`SUSPEND_TABLE` is a value for other members");
        }
        policy => check.value("TableErrorEscalationPolicy", policy, TableErrorPolicy::values()),
    }
    let numbers = [
        ("DataErrorEscalationCount", behavior.data_error_escalation_count(), 0),
        ("TableErrorEscalationCount", behavior.table_error_escalation_count(), 0),
        ("ApplyErrorEscalationCount", behavior.apply_error_escalation_count(), 0),
        ("RecoverableErrorCount", behavior.recoverable_error_count(), -1),
        ("RecoverableErrorInterval", behavior.recoverable_error_interval(), 0),
        ("RecoverableErrorThrottlingMax", behavior.recoverable_error_throttling_max(), 0),
    ];
    for (member, number, least) in numbers {
        check.range(member, number, least, i32::MAX);
    }
}
