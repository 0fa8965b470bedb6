//! Whether the service would take task settings.

use super::{
    BeforeImageFilter, DocumentEncryptionMode, FullLoadSettings, LogComponentId, LogSeverity, LoggingSettings, Problem,
    RawDataFormat, ResyncSettings, TablePreparation, TargetMetadata, TaskSettings, TimeTravelSettings, ValidationMode,
    problem::Checker,
};

impl TaskSettings {
    /// Everything in these settings that the service would refuse for a new task or that cannot be meant, with its place.
    ///
    /// It knows what the service documents: ranges of numbers, settings that exclude or need each other, and names. It does
    /// not know the engines of source and target, on which some settings depend.
    ///
    /// ```
    /// use dms_sdk::types::documents::TaskSettings;
    ///
    /// let settings: TaskSettings = r#"{"FullLoadSettings": {"MaxFullLoadSubTasks": 50}}"#.parse()?;
    /// let expected = "FullLoadSettings.MaxFullLoadSubTasks: 50 is out of range: it is 1 to 49";
    /// assert_eq!(settings.check()[0].to_string(), expected);
    /// # Ok::<(), dms_sdk::document::DocumentError>(())
    /// ```
    pub fn check(&self) -> Vec<Problem> {
        let mut check = Checker::default();
        let check = &mut check;
        check.unknown_members(self);
        within(check, "TargetMetadata", self.target_metadata(), check_target);
        within(check, "FullLoadSettings", self.full_load_settings(), check_load);
        within(check, "TTSettings", self.tt_settings(), check_time_travel);
        within(check, "Logging", self.logging(), check_logging);
        super::check_behavior::check(check, self);
        within(check, "ResyncSettings", self.resync_settings(), |check, resync| check_resync(check, resync, self));
        self.check_validation(check);
        if let Some(images) = self.before_image_settings() {
            check.within("BeforeImageSettings", |check| {
                check.value("ColumnFilter", images.column_filter(), BeforeImageFilter::values());
                if images.enable_before_image() == Some(true) {
                    check.need("FieldName", images.field_name());
                }
            });
        }
        let is_in_batches = self.target_metadata().and_then(TargetMetadata::batch_apply_enabled) == Some(true);
        if let Some(loops) =
            self.loopback_prevention_settings().filter(|it| it.enable_loopback_prevention() == Some(true))
        {
            check.within("LoopbackPreventionSettings", |check| {
                check.need("SourceSchema", loops.source_schema());
                check.need("TargetSchema", loops.target_schema());
                if is_in_batches {
                    let message = "excludes `TargetMetadata.BatchApplyEnabled`: changes in batches are not recognized";
                    check.add("EnableLoopbackPrevention", message);
                }
            });
        }
        std::mem::take(check).finish()
    }

    fn check_validation(&self, check: &mut Checker) {
        let Some(validation) = self.validation_settings() else { return };
        check.within("ValidationSettings", |check| {
            check.value("ValidationMode", validation.validation_mode(), ValidationMode::values());
            let numbers = [
                ("ThreadCount", validation.thread_count(), 1),
                ("PartitionSize", validation.partition_size(), 1),
                ("FailureMaxCount", validation.failure_max_count(), 0),
                ("TableFailureMaxCount", validation.table_failure_max_count(), 0),
                ("RecordFailureDelayInMinutes", validation.record_failure_delay_in_minutes(), 0),
                ("RecordFailureDelayLimitInMinutes", validation.record_failure_delay_limit_in_minutes(), 0),
                ("RecordSuspendDelayInMinutes", validation.record_suspend_delay_in_minutes(), 0),
                ("MaxKeyColumnSize", validation.max_key_column_size(), 0),
                ("ValidationPartialLobSize", validation.validation_partial_lob_size(), 0),
                ("ValidationQueryCdcDelaySeconds", validation.validation_query_cdc_delay_seconds(), 0),
            ];
            for (member, number, least) in numbers {
                check.range(member, number, least, i32::MAX);
            }
            if validation.validation_only() != Some(true) {
                return;
            }
            if validation.enable_validation() != Some(true) {
                check.add("ValidationOnly", "needs `EnableValidation`");
            }
            let preparation = self.full_load_settings().and_then(FullLoadSettings::target_table_prep_mode);
            if preparation.is_some_and(|mode| *mode != TablePreparation::DoNothing) {
                check.add("ValidationOnly", "needs `FullLoadSettings.TargetTablePrepMode` to be `DO_NOTHING`");
            }
        });
    }
}

/// Searches in a group that is there.
fn within<T>(check: &mut Checker, member: &str, group: Option<&T>, search: impl FnOnce(&mut Checker, &T)) {
    if let Some(group) = group {
        check.within(member, |check| search(check, group));
    }
}

fn check_target(check: &mut Checker, target: &TargetMetadata) {
    let numbers = [
        ("LobChunkSize", target.lob_chunk_size(), i32::MAX),
        ("LobMaxSize", target.lob_max_size(), i32::MAX),
        ("InlineLobMaxSize", target.inline_lob_max_size(), 102_400),
        ("LoadMaxFileSize", target.load_max_file_size(), 100_000),
        ("ParallelLoadThreads", target.parallel_load_threads(), i32::MAX),
        ("ParallelLoadBufferSize", target.parallel_load_buffer_size(), 1000),
        ("ParallelLoadQueuesPerThread", target.parallel_load_queues_per_thread(), i32::MAX),
        ("ParallelApplyThreads", target.parallel_apply_threads(), i32::MAX),
        ("ParallelApplyBufferSize", target.parallel_apply_buffer_size(), i32::MAX),
        ("ParallelApplyQueuesPerThread", target.parallel_apply_queues_per_thread(), i32::MAX),
    ];
    for (member, number, greatest) in numbers {
        check.range(member, number, 0, greatest);
    }
    if target.support_lobs() == Some(false) {
        return;
    }
    let is_full = target.full_lob_mode() == Some(true);
    match (target.full_lob_mode(), target.limited_size_lob_mode()) {
        (Some(true), Some(true)) => check.add("FullLobMode", "excludes `LimitedSizeLobMode`"),
        (Some(false), Some(false)) if target.support_lobs() == Some(true) => {
            check.add("SupportLobs", "needs `FullLobMode` or `LimitedSizeLobMode`");
        }
        _ => {}
    }
    if is_full && target.lob_chunk_size() == Some(0) {
        check.add("LobChunkSize", "is 0, but `FullLobMode` needs a size");
    }
    if target.limited_size_lob_mode() == Some(true) && target.lob_max_size() == Some(0) {
        check.add("LobMaxSize", "is 0, but `LimitedSizeLobMode` needs a size");
    }
    if !is_full && target.inline_lob_max_size().unwrap_or_default() > 0 {
        check.add("InlineLobMaxSize", "needs `FullLobMode`");
    }
    if is_full && target.batch_apply_enabled() == Some(true) {
        check.add("BatchApplyEnabled", "excludes `FullLobMode`: batches take large objects in limited mode only");
    }
}

fn check_load(check: &mut Checker, load: &FullLoadSettings) {
    check.value("TargetTablePrepMode", load.target_table_prep_mode(), TablePreparation::values());
    check.range("MaxFullLoadSubTasks", load.max_full_load_sub_tasks(), 1, 49);
    check.range("TransactionConsistencyTimeout", load.transaction_consistency_timeout(), 0, i32::MAX);
    check.range("CommitRate", load.commit_rate(), 1, 50_000);
    if (load.stop_task_cached_changes_applied(), load.stop_task_cached_changes_not_applied())
        == (Some(true), Some(true))
    {
        check.add("StopTaskCachedChangesApplied", "excludes `StopTaskCachedChangesNotApplied`");
    }
}

fn check_time_travel(check: &mut Checker, settings: &TimeTravelSettings) {
    let is_on = settings.enable_tt() == Some(true);
    match settings.tts3_settings() {
        None if is_on => check.add("TTS3Settings", "is missing"),
        None => {}
        Some(bucket) => check.within("TTS3Settings", |check| {
            check.value("EncryptionMode", bucket.encryption_mode(), DocumentEncryptionMode::values());
            if bucket.encryption_mode() == Some(&DocumentEncryptionMode::SseKms) {
                check.need("ServerSideEncryptionKmsKeyId", bucket.server_side_encryption_kms_key_id());
            }
            if is_on {
                check.need("ServiceAccessRoleArn", bucket.service_access_role_arn());
                check.need("BucketName", bucket.bucket_name());
            }
        }),
    }
    let Some(records) = settings.tt_record_settings() else { return };
    check.within("TTRecordSettings", |check| {
        check.value("RawDataFormat", records.raw_data_format(), RawDataFormat::values());
        check.range("MaxRecordSize", records.max_record_size(), 0, i32::MAX);
        let known = ["INSERT", "UPDATE", "DELETE", "COMMIT", "ROLLBACK", "ALL"];
        for operation in records.operations_to_log().into_iter().flat_map(|list| list.split(',')).map(str::trim) {
            check.value("OperationsToLog", Some(&operation), &known);
        }
    });
}

fn check_logging(check: &mut Checker, logging: &LoggingSettings) {
    if logging.enable_log_context() == Some(true) && logging.enable_logging() != Some(true) {
        check.add("EnableLogContext", "needs `EnableLogging`");
    }
    let read_only = [
        ("CloudWatchLogGroup", logging.cloud_watch_log_group()),
        ("CloudWatchLogStream", logging.cloud_watch_log_stream()),
    ];
    for (member, _) in read_only.iter().filter(|(_, value)| value.is_some()) {
        check.add(member, "the service sets it, and refuses it for a new task");
    }
    let components = logging.log_components();
    for (index, component) in components.iter().enumerate() {
        check.within(&format!("LogComponents[{index}]"), |check| {
            check.need_value("Id", component.id(), LogComponentId::values());
            check.need_value("Severity", component.severity(), LogSeverity::values());
            let is_same = |other: &super::LogComponent| other.id().is_some() && other.id() == component.id();
            if let Some(first) = components[..index].iter().position(is_same) {
                let id = component.id().map_or("", LogComponentId::as_str);
                check.add("Id", format!("`{id}` is the component of LogComponents[{first}] as well"));
            }
        });
    }
    if let Some(details) = logging.log_configuration() {
        check.within("LogConfiguration", |check| {
            check.range("TraceOnErrorMb", details.trace_on_error_mb(), 0, i32::MAX)
        });
    }
}

fn check_resync(check: &mut Checker, resync: &ResyncSettings, settings: &TaskSettings) {
    if resync.enable_resync().is_none() {
        check.add("EnableResync", "is missing");
    }
    check.range("MaxResyncTime", resync.max_resync_time(), 5, 14_400);
    if resync.enable_resync() != Some(true) {
        return;
    }
    for (member, other, is_missing) in [
        ("ResyncSchedule", "MaxResyncTime", resync.resync_schedule().is_none() && resync.max_resync_time().is_some()),
        ("MaxResyncTime", "ResyncSchedule", resync.max_resync_time().is_none() && resync.resync_schedule().is_some()),
    ] {
        if is_missing {
            check.add(member, format!("is missing beside `{other}`"));
        }
    }
    let validation = settings.validation_settings();
    if validation.is_some_and(|it| it.validation_only() == Some(true)) {
        check.add("EnableResync", "excludes `ValidationSettings.ValidationOnly`: such a task copies nothing");
    } else if validation.is_none_or(|it| it.enable_validation() != Some(true)) && resync.validation_task_id().is_none()
    {
        check.add("ValidationTaskId", "is missing, and the task has no validation of its own");
    }
}
