//! Operations that only describe: sizes, versions, kinds of endpoints, events, maintenance and assessments.

use aws_sdk_databasemigration::{
    Client,
    primitives::DateTime,
    types::{ReleaseStatusValues, ReplicationEndpointTypeValue, SourceType},
};
use serde_json::json;
use winterbaume_databasemigration::DmsStateView;

use crate::{Called, client, client_of};

/// Returns the state of a service with resources of all kinds.
pub fn state() -> DmsStateView {
    let view = json!({
        "account_quotas": [
            { "AccountQuotaName": "ReplicationInstances", "Used": 3, "Max": 60 },
            { "AccountQuotaName": "AllocatedStorage", "Used": 5_000_000_000_i64, "Max": 9_007_199_254_740_993_i64 },
        ],
        "event_category_groups": [{ "SourceType": "replication-task", "EventCategories": ["failure", "deletion"] }],
        "orderable_replication_instances": [{
            "EngineVersion": "3.5.4", "ReplicationInstanceClass": "dms.r5.large", "StorageType": "gp2",
            "MinAllocatedStorage": 5, "MaxAllocatedStorage": 6144, "DefaultAllocatedStorage": 100,
            "IncludedAllocatedStorage": 50, "AvailabilityZones": ["a", "b"], "ReleaseStatus": "beta" }],
        "engine_versions": [{
            "Version": "3.5.4", "Lifecycle": "GA", "ReleaseStatus": "prod", "LaunchDate": 1_700_000_000.25,
            "AutoUpgradeDate": 1_800_000_000.0, "DeprecationDate": -1.5, "AvailableUpgrades": ["3.6.0"] }],
        "supported_endpoint_types": [{
            "EngineName": "mysql", "SupportsCDC": true, "EndpointType": "source", "EngineDisplayName": "MySQL",
            "ReplicationInstanceEngineMinimumVersion": "3.1" }],
        "endpoint_settings": [{
            "Name": "ParallelLoadThreads", "Type": "integer", "EnumValues": ["x"], "Sensitive": false,
            "Units": "threads", "Applicability": "parallel", "IntValueMin": -2_147_483_648, "IntValueMax": 200,
            "DefaultValue": "1" }],
        "events": [{
            "SourceIdentifier": "nightly", "SourceType": "replication-instance", "Message": "stopped",
            "EventCategories": ["state change"], "Date": 1_700_000_000.0 }],
        "pending_maintenance_actions": [{
            "ResourceIdentifier": "arn:i", "PendingMaintenanceActionDetails": [{
                "Action": "os-upgrade", "AutoAppliedAfterDate": 1_700_000_001.0, "ForcedApplyDate": 1_700_000_002.0,
                "CurrentApplyDate": 1_700_000_003.0, "OptInStatus": "immediate", "Description": "an upgrade" }] }],
        "individual_assessment_names": ["unsupported-data-types-in-source", "large-objects"],
        "replication_task_assessment_results": [{
            "ReplicationTaskIdentifier": "nightly", "ReplicationTaskArn": "arn:t", "AssessmentStatus": "No issues",
            "ReplicationTaskLastAssessmentDate": 1_700_000_000.0, "AssessmentResultsFile": "f.json",
            "AssessmentResults": "{}", "S3ObjectUrl": "s3://bucket/f.json" }],
        "replication_task_assessment_runs": [{
            "ReplicationTaskAssessmentRunArn": "arn:run", "ReplicationTaskArn": "arn:t", "Status": "passed",
            "ReplicationTaskAssessmentRunCreationDate": 1_700_000_000.0, "AssessmentRunName": "first",
            "AssessmentProgress": { "IndividualAssessmentCount": 7, "IndividualAssessmentCompletedCount": 6 },
            "ResultLocationBucket": "bucket", "ResultLocationFolder": "folder", "IsLatestTaskAssessmentRun": true,
            "ResultStatistic": { "Passed": 1, "Failed": 2, "Error": 3, "Warning": 4, "Cancelled": 5, "Skipped": 6 } }],
        "replication_task_individual_assessments": [{
            "ReplicationTaskIndividualAssessmentArn": "arn:one", "ReplicationTaskAssessmentRunArn": "arn:run",
            "IndividualAssessmentName": "large-objects", "Status": "passed",
            "ReplicationTaskIndividualAssessmentStartDate": 1_700_000_000.0 }],
    });
    serde_json::from_value(view).expect("a view of a state")
}

fn secs(seconds: i64) -> DateTime {
    DateTime::from_secs(seconds)
}

pub async fn sizes_and_versions(client: &Client) {
    let attributes = client.describe_account_attributes().send().await.expect("quotas");
    let quotas: Vec<_> =
        attributes.account_quotas().iter().map(|it| (it.account_quota_name(), it.used(), it.max())).collect();
    let storage = (Some("AllocatedStorage"), 5_000_000_000, 9_007_199_254_740_993);
    assert_eq!(quotas, [(Some("ReplicationInstances"), 3, 60), storage]);
    assert_eq!(attributes.unique_account_identifier(), None);

    let output = client.describe_orderable_replication_instances().send().await.expect("sizes");
    let [size] = output.orderable_replication_instances() else { panic!("{output:?}") };
    assert_eq!((size.engine_version(), size.replication_instance_class()), (Some("3.5.4"), Some("dms.r5.large")));
    assert_eq!((size.min_allocated_storage(), size.max_allocated_storage()), (5, 6144));
    assert_eq!((size.default_allocated_storage(), size.included_allocated_storage()), (100, 50));
    assert_eq!((size.storage_type(), size.availability_zones().len()), (Some("gp2"), 2));
    assert_eq!(size.release_status(), Some(&ReleaseStatusValues::Beta));

    let output = client.describe_engine_versions().send().await.expect("versions");
    let [version] = output.engine_versions() else { panic!("{output:?}") };
    assert_eq!((version.version(), version.lifecycle()), (Some("3.5.4"), Some("GA")));
    assert_eq!(version.release_status(), Some(&ReleaseStatusValues::Prod));
    assert_eq!(version.launch_date(), Some(&DateTime::from_millis(1_700_000_000_250)));
    assert_eq!(version.auto_upgrade_date(), Some(&secs(1_800_000_000)));
    assert_eq!(version.deprecation_date(), Some(&DateTime::from_millis(-1500)));
    assert_eq!((version.force_upgrade_date(), version.available_upgrades().len()), (None, 1));
}

pub async fn endpoint_kinds(client: &Client) {
    let output = client.describe_endpoint_types().send().await.expect("kinds");
    let [kind] = output.supported_endpoint_types() else { panic!("{output:?}") };
    assert_eq!((kind.engine_name(), kind.engine_display_name()), (Some("mysql"), Some("MySQL")));
    assert_eq!((kind.supports_cdc(), kind.endpoint_type()), (true, Some(&ReplicationEndpointTypeValue::Source)));
    assert_eq!(kind.replication_instance_engine_minimum_version(), Some("3.1"));

    let output = client.describe_endpoint_settings().engine_name("mysql").send().await.expect("settings");
    let [setting] = output.endpoint_settings() else { panic!("{output:?}") };
    assert_eq!(
        (setting.name(), setting.r#type().map(|it| it.as_str())),
        (Some("ParallelLoadThreads"), Some("integer"))
    );
    assert_eq!((setting.enum_values(), setting.sensitive()), (["x".to_owned()].as_slice(), Some(false)));
    assert_eq!((setting.int_value_min(), setting.int_value_max()), (Some(i32::MIN), Some(200)));
    assert_eq!((setting.units(), setting.applicability()), (Some("threads"), Some("parallel")));
    assert_eq!(setting.default_value(), Some("1"));
}

pub async fn events_and_maintenance(client: &Client) {
    let output = client.describe_event_categories().send().await.expect("categories");
    let [group] = output.event_category_group_list() else { panic!("{output:?}") };
    assert_eq!(group.source_type(), Some("replication-task"));
    assert_eq!(group.event_categories(), ["failure", "deletion"]);

    let call = client.describe_events().start_time(secs(1_600_000_000)).event_categories("state change");
    let output = call.send().await.expect("events");
    let [event] = output.events() else { panic!("{output:?}") };
    assert_eq!((event.source_identifier(), event.message()), (Some("nightly"), Some("stopped")));
    assert_eq!(
        (event.source_type(), event.date()),
        (Some(&SourceType::ReplicationInstance), Some(&secs(1_700_000_000)))
    );
    assert_eq!(event.event_categories(), ["state change"]);

    let output = client.describe_pending_maintenance_actions().send().await.expect("actions");
    let [pending] = output.pending_maintenance_actions() else { panic!("{output:?}") };
    assert_eq!(pending.resource_identifier(), Some("arn:i"));
    let [action] = pending.pending_maintenance_action_details() else { panic!("{pending:?}") };
    assert_eq!((action.action(), action.opt_in_status()), (Some("os-upgrade"), Some("immediate")));
    assert_eq!(action.auto_applied_after_date(), Some(&secs(1_700_000_001)));
    assert_eq!(action.forced_apply_date(), Some(&secs(1_700_000_002)));
    assert_eq!(action.current_apply_date(), Some(&secs(1_700_000_003)));
    assert_eq!(action.description(), Some("an upgrade"));
}

pub async fn assessments(client: &Client) {
    let output = client.describe_applicable_individual_assessments().send().await.expect("names");
    assert_eq!(output.individual_assessment_names(), ["unsupported-data-types-in-source", "large-objects"]);

    let output = client.describe_replication_task_assessment_results().send().await.expect("results");
    let [result] = output.replication_task_assessment_results() else { panic!("{output:?}") };
    assert_eq!(result.replication_task_identifier(), Some("nightly"));
    assert_eq!((result.replication_task_arn(), result.assessment_status()), (Some("arn:t"), Some("No issues")));
    assert_eq!(result.replication_task_last_assessment_date(), Some(&secs(1_700_000_000)));
    assert_eq!((result.assessment_results_file(), result.assessment_results()), (Some("f.json"), Some("{}")));
    assert_eq!((result.s3_object_url(), output.bucket_name()), (Some("s3://bucket/f.json"), None));

    let output = client.describe_replication_task_assessment_runs().send().await.expect("runs");
    let [run] = output.replication_task_assessment_runs() else { panic!("{output:?}") };
    assert_eq!((run.replication_task_assessment_run_arn(), run.status()), (Some("arn:run"), Some("passed")));
    assert_eq!((run.replication_task_arn(), run.assessment_run_name()), (Some("arn:t"), Some("first")));
    let progress = run.assessment_progress().expect("its progress");
    assert_eq!((progress.individual_assessment_count(), progress.individual_assessment_completed_count()), (7, 6));
    assert_eq!((run.result_location_bucket(), run.result_location_folder()), (Some("bucket"), Some("folder")));
    assert!(run.is_latest_task_assessment_run());
    let count = run.result_statistic().expect("its figures");
    assert_eq!([count.passed(), count.failed(), count.error(), count.warning()], [1, 2, 3, 4]);
    assert_eq!([count.cancelled(), count.skipped()], [5, 6]);

    let output = client.describe_replication_task_individual_assessments().send().await.expect("assessments");
    let [one] = output.replication_task_individual_assessments() else { panic!("{output:?}") };
    assert_eq!(one.replication_task_individual_assessment_arn(), Some("arn:one"));
    assert_eq!(one.replication_task_assessment_run_arn(), Some("arn:run"));
    assert_eq!((one.individual_assessment_name(), one.status()), (Some("large-objects"), Some("passed")));
    assert_eq!(one.replication_task_individual_assessment_start_date(), Some(&secs(1_700_000_000)));
}

#[tokio::test]
async fn all_described_values_are_parsed() {
    let client = client_of(state(), &Called::default()).await;
    sizes_and_versions(&client).await;
    endpoint_kinds(&client).await;
    events_and_maintenance(&client).await;
    assessments(&client).await;
}

#[tokio::test]
async fn an_empty_service_returns_empty_lists() {
    let client = client().await;
    assert!(client.describe_account_attributes().send().await.expect("quotas").account_quotas().is_empty());
    assert!(client.describe_engine_versions().send().await.expect("versions").engine_versions().is_empty());
    assert!(client.describe_events().send().await.expect("events").events().is_empty());
    let runs = client.describe_replication_task_assessment_runs().send().await.expect("runs");
    assert!(runs.replication_task_assessment_runs().is_empty() && runs.marker().is_none());
}
