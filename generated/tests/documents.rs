//! Published documents: each is parsed, written and parsed again without loss. The results of `check`
//! are a snapshot. Random documents are tested in the same way.
#![cfg(feature = "documents")]

use std::collections::BTreeMap;
use std::fmt::{Debug, Display, Write as _};
use std::path::Path;
use std::str::FromStr;

use dms_sdk::document::DocumentError;
use dms_sdk::types::documents::{
    AssessmentSettings, ColumnDataType, GraphMappings, ParallelLoad, ParallelLoadType, Problem, Rule, SourceFilter,
    TableMappings, TargetMetadata, TaskSettings, TransformationTarget,
};
use serde_json::Value;

#[path = "support/random_documents.rs"]
mod random_documents;

/// Returns the documents of this kind, by the prefix of their names.
fn documents(kind: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let files = std::fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    let named = files.map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a text"))
    });
    named.filter(|(name, _)| name.starts_with(kind)).collect()
}

fn document(name: &str) -> String {
    documents(name).remove(name).expect("the document")
}

/// Parses, writes in both forms, and parses again. Returns the parsed document.
fn round_trip<T>(name: &str, text: &str) -> T
where
    T: FromStr<Err = DocumentError> + Display + Debug + PartialEq,
{
    let read: T = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    for written in [read.to_string(), format!("{read:#}")] {
        let again: T = written.parse().unwrap_or_else(|error| panic!("{name}: {error}: {written}"));
        assert_eq!(again, read, "{name}");
        assert_eq!(again.to_string(), read.to_string(), "{name}");
        let before = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect(name);
        let after = serde_json::from_str(&written).expect(name);
        if let Some(lost) = lost(&before, &after, "") {
            panic!("{name}: {lost} is not as it was: {written}");
        }
    }
    read
}

/// Returns the path to a value that was changed. Null is absent, and a number or boolean may be a string.
fn lost(before: &Value, after: &Value, path: &str) -> Option<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            before.iter().find_map(|(name, value)| match after.get(name) {
                None if value.is_null() => None,
                after => lost(value, after.unwrap_or(&Value::Null), &format!("{path}.{name}")),
            })
        }
        (Value::Array(before), Value::Array(after)) => {
            let before: Vec<_> = before.iter().filter(|item| !item.is_null()).collect();
            let after: Vec<_> = after.iter().filter(|item| !item.is_null()).collect();
            let is_same = before.len() == after.len();
            let mut items = before.iter().zip(after).enumerate();
            let inner = items.find_map(|(index, (before, after))| lost(before, after, &format!("{path}[{index}]")));
            inner.or_else(|| (!is_same).then(|| path.to_owned()))
        }
        (before, after) => {
            let plain = |value: &Value| match value {
                Value::String(text) => text.trim().to_lowercase(),
                other => other.to_string(),
            };
            let (before, after) = (plain(before), plain(after));
            let is_same_number = || before.parse::<f64>().ok().filter(|it| Some(*it) == after.parse().ok()).is_some();
            (before != after && !is_same_number()).then(|| path.to_owned())
        }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        writeln!(text, "  {problem}").expect("memory");
        text
    })
}

#[test]
fn published_documents_are_preserved_and_checked() {
    let mut found = String::new();
    let mut count = 0;
    for (name, text) in documents("mappings") {
        let problems = round_trip::<TableMappings>(&name, &text).check();
        write!(found, "{name}\n{}", lines(&problems)).expect("memory");
        count += 1;
    }
    for (name, text) in documents("settings") {
        let read: TaskSettings = round_trip(&name, &text);
        assert_eq!(read.differences(&read), [], "{name}");
        write!(found, "{name}\n{}", lines(&read.check())).expect("memory");
        count += 1;
    }
    assert!(count >= 35, "only {count} documents");
    insta::assert_snapshot!(found);
}

#[test]
fn documents_for_other_members_are_preserved() {
    let graph: GraphMappings = round_trip("graph_gremlin", &document("graph_gremlin"));
    let edge = &graph.rules()[1].edge_definitions()[0];
    assert_eq!(edge.from_vertex().and_then(|vertex| vertex.vertex_definition_id()), Some("1"));
    let assessment: AssessmentSettings = round_trip("assessment", &document("assessment"));
    assert_eq!(assessment.fail_on_assessment_failure(), Some(false));
}

#[test]
fn random_documents_are_written_as_they_are_read() {
    let shapes = random_documents::shapes();
    for seed in 0..400 {
        let mut random = random_documents::Random::new(&shapes, seed);
        let text = random.document("TableMappings");
        let mappings: TableMappings = round_trip(&format!("seed {seed}"), &text);
        // It terminates for any document, and every problem has a path.
        assert!(mappings.check().iter().all(|problem| !problem.path().is_empty()), "seed {seed}");
        let text = random.document("TaskSettings");
        let settings: TaskSettings = round_trip(&format!("seed {seed}"), &text);
        assert_eq!(settings.differences(&settings), [], "seed {seed}: {text}");
        assert!(settings.check().iter().all(|problem| !problem.path().is_empty()), "seed {seed}");
        round_trip::<GraphMappings>(&format!("seed {seed}"), &random.document("GraphMappings"));
        round_trip::<AssessmentSettings>(&format!("seed {seed}"), &random.document("AssessmentSettings"));
    }
}

#[test]
fn rules_of_one_line_have_automatic_ids() {
    let text = ColumnDataType::builder().r#type("string").length(50).build();
    let load = ParallelLoad::builder().r#type(ParallelLoadType::PartitionsAuto).build();
    let mappings = TableMappings::of([
        Rule::include_where("a", "%", [SourceFilter::between("n", "1", "9"), SourceFilter::not_null("m")]),
        Rule::exclude("a", "t%"),
        Rule::explicit("b", "one"),
        Rule::rename_schema("a", "z"),
        Rule::rename_table("a", "t", "u"),
        Rule::rename_column("a", "t", "c", "d"),
        Rule::remove_column("a", "t", "e"),
        Rule::add_column("a", "t", "full", text.clone(), "$c||$d"),
        Rule::change_data_type("a", "t", "f", text),
        Rule::mask_with_hash("a", "t", "g"),
        Rule::mask_digits("a", "t", "h", '*'),
        Rule::lowercase(TransformationTarget::Column),
        Rule::lowercase(TransformationTarget::TableTablespace),
        Rule::load_in_parallel("a", "t", load),
    ]);
    assert_eq!(lines(&mappings.check()), "");
    let ids: Vec<_> = mappings.rules().iter().filter_map(Rule::rule_id).collect();
    assert_eq!(ids, (1..=14).map(|id| id.to_string()).collect::<Vec<_>>());
    insta::assert_snapshot!(format!("{mappings:#}"));
}

#[test]
fn existing_ids_and_names_are_kept() {
    let text = r#"{"rules": [{"rule-type": "selection"}, {"rule-type": "selection", "rule-id": "1", "rule-name": "2"},
        {"rule-type": "new"}, {"rule-type": "selection", "rule-id": "3"}, {"rule-type": "selection", "rule-name": "n"}]}"#;
    let mappings = text.parse::<TableMappings>().expect("mappings").with_rule_ids();
    let identities: Vec<_> = mappings.rules().iter().map(|rule| (rule.rule_id(), rule.rule_name())).collect();
    let expected =
        [(Some("2"), Some("2x")), (Some("1"), Some("2")), (None, None), (Some("3"), Some("3")), (Some("4"), Some("n"))];
    assert_eq!(identities, expected);
    assert_eq!(mappings.clone().with_rule_ids(), mappings);
}

#[test]
fn differences_are_requested_settings_that_are_not_set() {
    let described: TaskSettings = document("settings_described").parse().expect("settings");
    let text = r#"{
        "TargetMetadata": {"TargetSchema": "", "LobMaxSize": "64", "SupportLobs": true},
        "FullLoadSettings": {"TargetTablePrepMode": "DO_NOTHING"},
        "TTSettings": {"EnableTT": true},
        "BeforeImageSettings": null,
        "ValidationSettings": {},
        "CharacterSetSettings": {"CharacterReplacements": [{"SourceCharacterCodePoint": 1}]},
        "NewGroup": {"a": 1},
        "PostProcessingRules": {"a": [1]},
        "Logging": {"EnableLogging": true, "CloudWatchLogGroup": "mine", "LogComponents": [
            {"Id": "SORTER", "Severity": "LOGGER_SEVERITY_DEBUG"}, {"Id": "IO", "Severity": "LOGGER_SEVERITY_DEFAULT"},
            {"Id": "COMMON", "Severity": "LOGGER_SEVERITY_INFO"}]}
    }"#;
    let sent: TaskSettings = text.parse().expect("settings");
    let found: Vec<_> = sent.differences(&described).iter().map(ToString::to_string).collect();
    let expected = [
        "TargetMetadata.LobMaxSize: 64 was asked for, 32 is there",
        "FullLoadSettings.TargetTablePrepMode: \"DO_NOTHING\" was asked for, \"DROP_AND_CREATE\" is there",
        "TTSettings.EnableTT: true was asked for, nothing is there",
        "Logging.LogComponents[SORTER].Severity: \"LOGGER_SEVERITY_DEBUG\" was asked for, \"LOGGER_SEVERITY_DEFAULT\" is there",
        "Logging.LogComponents[COMMON].Id: \"COMMON\" was asked for, nothing is there",
        "Logging.LogComponents[COMMON].Severity: \"LOGGER_SEVERITY_INFO\" was asked for, nothing is there",
        "CharacterSetSettings.CharacterReplacements: [{\"SourceCharacterCodePoint\":1}] was asked for, nothing is there",
        "PostProcessingRules: {\"a\":[1]} was asked for, nothing is there",
        "NewGroup: {\"a\":1} was asked for, nothing is there",
    ];
    assert_eq!(found, expected);
    assert_eq!(described.differences(&described), []);
    let other = r#"{"CharacterSetSettings": {"CharacterReplacements": [{"SourceCharacterCodePoint": 2}, {}]}}"#;
    let found: Vec<_> =
        sent.differences(&other.parse().expect("settings")).iter().map(|it| it.path().to_owned()).collect();
    let lists = found.iter().filter(|path| path.starts_with("CharacterSetSettings")).collect::<Vec<_>>();
    assert_eq!(
        lists,
        [
            "CharacterSetSettings.CharacterReplacements[0].SourceCharacterCodePoint",
            "CharacterSetSettings.CharacterReplacements[1]"
        ]
    );
}

#[test]
fn described_settings_can_be_sent_again() {
    let described: TaskSettings = document("settings_described").parse().expect("settings");
    assert_eq!(described.check().len(), 2, "log group and log stream");
    let sent = described.clone().without_read_only();
    assert_eq!(lines(&sent.check()), "");
    assert_eq!(sent.differences(&described), []);
    let text = sent.to_string();
    assert!(!text.contains("CloudWatch") && !text.contains("null") && !text.contains("historyTimeslot"), "{text}");
    let silent: TaskSettings =
        r#"{"Logging": {"EnableLogging": false, "EnableLogContext": false}}"#.parse().expect("it");
    assert_eq!(silent.without_read_only().to_string(), r#"{"Logging":{"EnableLogging":false}}"#);
}

#[test]
fn documents_can_be_passed_to_setters() {
    let mappings = TableMappings::of([Rule::include("a", "%")]);
    let target = TargetMetadata::builder().batch_apply_enabled(true).build();
    let settings = TaskSettings::builder().target_metadata(target).build();
    let input = dms_sdk::operation::create_replication_task::CreateReplicationTaskInput::builder()
        .table_mappings(&mappings)
        .replication_task_settings(settings);
    assert_eq!(input.get_table_mappings().as_deref(), Some(mappings.to_string().as_str()));
    let text = r#"{"TargetMetadata":{"BatchApplyEnabled":true}}"#;
    assert_eq!(input.get_replication_task_settings().as_deref(), Some(text));
}
