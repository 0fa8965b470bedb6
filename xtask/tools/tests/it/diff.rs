//! `diff`: mistaken input first, then the three formats, exit codes and rules.

use serde_json::Value;

use crate::shared::{Said, Workplace, run, xtask};

/// A place with two models: in the new one an operation, a member and a required trait are added, and a member is gone.
fn place() -> Workplace {
    let place = Workplace::new();
    let old = place.read("weather.json");
    let new = old
        .replace(r#"[{ "target": "example.weather#GetCity" }]"#, r#"[{ "target": "example.weather#GetCity" }, { "target": "example.weather#Ping" }]"#)
        .replace(r#""example.weather#GetCity": {"#, r#""example.weather#Ping": { "type": "operation" }, "example.weather#GetCity": {"#)
        .replace(
            r#"{ "Name": { "target": "smithy.api#String" } }"#,
            r#"{ "Name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {}, "smithy.api#pattern": "a|`b`" } } }"#,
        )
        .replace(r#""Sky": "#, r#""Clouds": "#);
    assert_ne!(old, new);
    place.write("old.json", &old);
    place.write("new.json", &new);
    place
}

fn diff(place: &Workplace, more: &[&str]) -> Said {
    run(&mut xtask(place.0.path(), &[&["diff", "old.json", "new.json", "--package-version", "0.3.1"], more].concat()))
}

/// The command fails with 1, says these things and prints nothing else.
#[track_caller]
fn assert_fails(said: &Said, parts: &[&str]) {
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{said:?}");
    parts.iter().for_each(|part| assert!(said.err.contains(part), "`{part}` is missing in:\n{}", said.err));
}

#[test]
fn models_that_cannot_be_had_end_in_an_error_that_tells_what_to_do() {
    let place = place();
    place.write("broken.json", "{");
    place.write("other.json", r#"{"name": "a package"}"#);
    place.write("bytes.json", "\u{0}\u{0}");
    let compare = |new: &str| run(&mut xtask(place.0.path(), &["diff", "old.json", new]));
    assert_fails(&compare("missing.json"), &["cannot read missing.json", "remedy", "botocore:VERSION"]);
    assert_fails(&compare("broken.json"), &["broken.json", "gives no crate"]);
    assert_fails(&compare("other.json"), &["other.json", "gives no crate"]);
    assert_fails(&compare("bytes.json"), &["bytes.json", "gives no crate"]);
    assert_fails(&compare("."), &["cannot read ."]);
    for version in ["botocore:", "botocore:latest", "botocore:../../evil", "botocore:1.0; rm"] {
        assert_fails(&compare(version), &["is not a version", "remedy"]);
    }
    let said = run(&mut xtask(place.0.path(), &["diff", "old.json", "botocore:0.0.1", "--python", "./no-python"]));
    assert_fails(&said, &["cannot run `./no-python`", "--python"]);
    let three = run(&mut xtask(place.0.path(), &["diff", "old.json", "new.json", "old.json"]));
    assert_fails(&three, &["3 models were given", "--history"]);
    let version = run(&mut xtask(place.0.path(), &["diff", "old.json", "new.json", "--package-version", "one"]));
    assert_fails(&version, &["`one` is no version of a package", "remedy"]);
    assert_eq!(run(&mut xtask(place.0.path(), &["diff", "old.json"])).code, Some(2));
    assert_eq!(diff(&place, &["--fail-on", "anything"]).code, Some(2));
}

#[test]
fn rules_that_cannot_be_used_end_in_an_error_that_tells_what_to_do() {
    let place = place();
    let with = |text: &str| {
        place.write("rules.toml", text);
        diff(&place, &["--rules", "rules.toml"])
    };
    assert_fails(&with("[AddedWaiter"), &["rules.toml cannot be used", "not TOML"]);
    assert_fails(&with("[AddedWaitr]\nrust = \"minor\"\n"), &["no rule `AddedWaitr`", "Did you mean `AddedWaiter`"]);
    assert_fails(&with("[AddedEnumValue.Middle]\nrust = \"minor\"\n"), &["quote", "[\"AddedEnumValue.Middle\"]"]);
    assert_fails(&with("[AddedWaiter]\nrust = \"huge\"\n"), &["rust = \"huge\"", "patch, minor or major"]);
    assert_fails(&with("[AddedWaiter]\nwire = 1\n"), &["wire = 1", "compatible or breaking"]);
    assert_fails(&with("[AddedWaiter]\nseverity = \"major\"\n"), &["decides `severity`", "`wire` and `rust`"]);
    assert_fails(&with("[AddedWaiter]\n"), &["decides nothing"]);
    assert_fails(&with("AddedWaiter = \"minor\"\n"), &["is no table", "[AddedWaiter]"]);
    assert_fails(&diff(&place, &["--rules", "none.toml"]), &["cannot read none.toml"]);
}

#[test]
fn changes_are_written_in_three_formats() {
    let place = place();
    for format in ["text", "json", "markdown"] {
        let said = diff(&place, &["--format", format]);
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said:?}");
        insta::assert_snapshot!(format!("diff_{format}"), said.out);
    }
    let coloured = run(xtask(place.0.path(), &["diff", "old.json", "new.json"]).env("CLICOLOR_FORCE", "1"));
    assert!(coloured.out.contains("\u{1b}[1m\u{1b}[31mmajor"), "{}", coloured.out);
    let same = run(&mut xtask(place.0.path(), &["diff", "old.json", "old.json", "--format", "json"]));
    let same: Value = serde_json::from_str(&same.out).expect("JSON");
    assert_eq!((&same["changes"], &same["next_version"]), (&serde_json::json!([]), &Value::Null));
}

#[test]
fn the_exit_code_is_what_fail_on_asks_for() {
    let place = place();
    assert_eq!(diff(&place, &[]).code, Some(0));
    for what in ["major", "minor", "wire"] {
        let said = diff(&place, &["--fail-on", what]);
        assert!(said.code == Some(1) && said.err.contains("1 limit of --fail-on"), "{said:?}");
        assert!(said.out.contains("RemovedMember"), "the changes are written all the same");
        let back = ["diff", "old.json", "old.json", "--fail-on", what];
        assert_eq!(run(&mut xtask(place.0.path(), &back)).code, Some(0));
    }
    place.write("rules.toml", "[RemovedMember]\nrust = \"minor\"\nwire = \"compatible\"\n");
    let said = diff(&place, &["--rules", "rules.toml", "--fail-on", "major"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(diff(&place, &["--rules", "rules.toml", "--fail-on", "minor"]).code, Some(1));
}

#[test]
fn narrow_terminals_break_no_names() {
    let place = place();
    let changes = diff(&place, &["--format", "json"]).out;
    let changes: Value = serde_json::from_str(&changes).expect("JSON");
    for columns in [30, 60, 90, 200] {
        let arguments = ["diff", "old.json", "new.json", "--package-version", "0.3.1"];
        let said = run(xtask(place.0.path(), &arguments).env("COLUMNS", columns.to_string()));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
        for change in changes["changes"].as_array().expect("changes") {
            for name in [&change["rule"], &change["subject"]].map(|name| name.as_str().expect("a name")) {
                let is_whole = |line: &str| line.split_whitespace().any(|word| word == name);
                assert!(said.out.lines().any(is_whole), "{columns} columns break `{name}`:\n{}", said.out);
            }
        }
        let is_one_word = |line: &str| line.split_whitespace().count() == 1;
        for line in said.out.lines() {
            assert!(line.chars().count() <= columns.max(40) || is_one_word(line), "{columns}: {line}");
        }
    }
}

#[test]
fn a_history_has_a_row_for_each_model_that_changed() {
    let place = place();
    let arguments = ["diff", "--history", "old.json", "old.json", "new.json", "new.json"];
    let said = run(&mut xtask(place.0.path(), &arguments));
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(said.out.lines().count(), 3, "{}", said.out);
    assert!(said.out.ends_with("| breaking | major |\n"), "{}", said.out);
}
