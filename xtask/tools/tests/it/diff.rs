//! Tests of `diff`: invalid input, the three formats, exit codes and rules.

use serde_json::Value;

use crate::shared::{CommandOutput, Project, run, xtask};

/// Creates a project with two models: the new one has a new operation, a new member and a new required trait, and lacks
/// a member.
fn project() -> Project {
    let project = Project::new();
    let old = project.read("weather.json");
    let new = old
        .replace(r#"[{ "target": "example.weather#GetCity" }]"#, r#"[{ "target": "example.weather#GetCity" }, { "target": "example.weather#Ping" }]"#)
        .replace(r#""example.weather#GetCity": {"#, r#""example.weather#Ping": { "type": "operation" }, "example.weather#GetCity": {"#)
        .replace(
            r#"{ "Name": { "target": "smithy.api#String" } }"#,
            r#"{ "Name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {}, "smithy.api#pattern": "a|`b`" } } }"#,
        )
        .replace(r#""Sky": "#, r#""Clouds": "#);
    assert_ne!(old, new);
    project.write("old.json", &old);
    project.write("new.json", &new);
    project
}

fn diff(project: &Project, more: &[&str]) -> CommandOutput {
    run(&mut xtask(project.0.path(), &[&["diff", "old.json", "new.json", "--package-version", "0.3.1"], more].concat()))
}

/// Checks that the command exits with 1, prints these texts to standard error and nothing to standard output.
#[track_caller]
fn assert_fails(output: &CommandOutput, parts: &[&str]) {
    assert_eq!((output.code, output.out.as_str()), (Some(1), ""), "{output:?}");
    parts.iter().for_each(|part| assert!(output.err.contains(part), "`{part}` is missing in:\n{}", output.err));
}

#[test]
fn models_that_cannot_be_read_are_errors_with_a_remedy() {
    let project = project();
    project.write("broken.json", "{");
    project.write("other.json", r#"{"name": "a package"}"#);
    project.write("bytes.json", "\u{0}\u{0}");
    let compare = |new: &str| run(&mut xtask(project.0.path(), &["diff", "old.json", new]));
    assert_fails(&compare("missing.json"), &["cannot read missing.json", "remedy", "botocore:VERSION"]);
    assert_fails(&compare("broken.json"), &["broken.json", "no crate can be generated"]);
    assert_fails(&compare("other.json"), &["other.json", "no crate can be generated"]);
    assert_fails(&compare("bytes.json"), &["bytes.json", "no crate can be generated"]);
    assert_fails(&compare("."), &["cannot read ."]);
    for version in ["botocore:", "botocore:latest", "botocore:../../evil", "botocore:1.0; rm"] {
        assert_fails(&compare(version), &["is not a version", "remedy"]);
    }
    let output = run(&mut xtask(project.0.path(), &["diff", "old.json", "botocore:0.0.1", "--python", "./no-python"]));
    assert_fails(&output, &["cannot run `./no-python`", "--python"]);
    let three = run(&mut xtask(project.0.path(), &["diff", "old.json", "new.json", "old.json"]));
    assert_fails(&three, &["3 models on the command line", "--history"]);
    let version = run(&mut xtask(project.0.path(), &["diff", "old.json", "new.json", "--package-version", "one"]));
    assert_fails(&version, &["`one` is not a version of a package", "remedy"]);
    assert_eq!(run(&mut xtask(project.0.path(), &["diff", "old.json"])).code, Some(2));
    assert_eq!(diff(&project, &["--fail-on", "anything"]).code, Some(2));
}

#[test]
fn invalid_rules_are_errors_with_a_remedy() {
    let project = project();
    let with = |text: &str| {
        project.write("rules.toml", text);
        diff(&project, &["--rules", "rules.toml"])
    };
    assert_fails(&with("[AddedWaiter"), &["rules.toml cannot be used", "not TOML"]);
    assert_fails(&with("[AddedWaitr]\nrust = \"minor\"\n"), &["no rule `AddedWaitr`", "Did you mean `AddedWaiter`"]);
    assert_fails(&with("[AddedEnumValue.Middle]\nrust = \"minor\"\n"), &["quote", "[\"AddedEnumValue.Middle\"]"]);
    assert_fails(&with("[AddedWaiter]\nrust = \"huge\"\n"), &["rust = \"huge\"", "patch, minor or major"]);
    assert_fails(&with("[AddedWaiter]\nwire = 1\n"), &["wire = 1", "compatible or breaking"]);
    assert_fails(&with("[AddedWaiter]\nseverity = \"major\"\n"), &["sets `severity`", "`wire` and `rust`"]);
    assert_fails(&with("[AddedWaiter]\n"), &["sets no verdict"]);
    assert_fails(&with("AddedWaiter = \"minor\"\n"), &["is not a table", "[AddedWaiter]"]);
    assert_fails(&diff(&project, &["--rules", "none.toml"]), &["cannot read none.toml"]);
}

#[test]
fn changes_are_written_in_three_formats() {
    let project = project();
    for format in ["text", "json", "markdown"] {
        let output = diff(&project, &["--format", format]);
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""), "{output:?}");
        insta::assert_snapshot!(format!("diff_{format}"), output.out);
    }
    let coloured = run(xtask(project.0.path(), &["diff", "old.json", "new.json"]).env("CLICOLOR_FORCE", "1"));
    assert!(coloured.out.contains("\u{1b}[1m\u{1b}[31mmajor"), "{}", coloured.out);
    let same = run(&mut xtask(project.0.path(), &["diff", "old.json", "old.json", "--format", "json"]));
    let same: Value = serde_json::from_str(&same.out).expect("JSON");
    assert_eq!((&same["changes"], &same["next_version"]), (&serde_json::json!([]), &Value::Null));
}

#[test]
fn fail_on_sets_the_exit_code() {
    let project = project();
    assert_eq!(diff(&project, &[]).code, Some(0));
    for what in ["major", "minor", "wire"] {
        let output = diff(&project, &["--fail-on", what]);
        assert!(output.code == Some(1) && output.err.contains("1 limit of --fail-on"), "{output:?}");
        assert!(output.out.contains("RemovedMember"), "the changes are printed as well");
        let back = ["diff", "old.json", "old.json", "--fail-on", what];
        assert_eq!(run(&mut xtask(project.0.path(), &back)).code, Some(0));
    }
    project.write("rules.toml", "[RemovedMember]\nrust = \"minor\"\nwire = \"compatible\"\n");
    let output = diff(&project, &["--rules", "rules.toml", "--fail-on", "major"]);
    assert_eq!(output.code, Some(0), "{output:?}");
    assert_eq!(diff(&project, &["--rules", "rules.toml", "--fail-on", "minor"]).code, Some(1));
}

#[test]
fn names_are_never_split_on_narrow_terminals() {
    let project = project();
    let changes = diff(&project, &["--format", "json"]).out;
    let changes: Value = serde_json::from_str(&changes).expect("JSON");
    for columns in [30, 60, 90, 200] {
        let arguments = ["diff", "old.json", "new.json", "--package-version", "0.3.1"];
        let output = run(xtask(project.0.path(), &arguments).env("COLUMNS", columns.to_string()));
        assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
        for change in changes["changes"].as_array().expect("changes") {
            for name in [&change["rule"], &change["subject"]].map(|name| name.as_str().expect("a name")) {
                let is_whole = |line: &str| line.split_whitespace().any(|word| word == name);
                assert!(output.out.lines().any(is_whole), "{columns} columns break `{name}`:\n{}", output.out);
            }
        }
        let is_one_word = |line: &str| line.split_whitespace().count() == 1;
        for line in output.out.lines() {
            assert!(line.chars().count() <= columns.max(40) || is_one_word(line), "{columns}: {line}");
        }
    }
}

#[test]
fn a_history_has_a_row_for_each_model_that_changed() {
    let project = project();
    let arguments = ["diff", "--history", "old.json", "old.json", "new.json", "new.json"];
    let output = run(&mut xtask(project.0.path(), &arguments));
    assert_eq!(output.code, Some(0), "{output:?}");
    assert_eq!(output.out.lines().count(), 3, "{}", output.out);
    assert!(output.out.ends_with("| breaking | major |\n"), "{}", output.out);
}
