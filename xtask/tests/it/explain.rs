//! Tests of the output of `explain` and `list`.

use serde_json::Value;

use super::{CommandOutput, Project, repository, run, xtask};

fn ask(project: &Project, arguments: &[&str]) -> CommandOutput {
    run(xtask(project.0.path(), arguments).args(["--model", "weather.json"]))
}

#[test]
fn unknown_names_and_models_are_errors_with_a_remedy() {
    let project = Project::new();
    let output = ask(&project, &["explain", "Wether"]);
    assert_eq!((output.code, output.out.as_str()), (Some(1), ""), "{output:?}");
    assert!(output.err.contains("nothing called `Wether`") && output.err.contains("remedy: "), "{}", output.err);
    let output = ask(&project, &["explain", "\u{1b}[2J"]);
    assert!(output.code == Some(1) && !output.err.contains('\u{1b}'), "{output:?}");
    project.write("broken.json", "{");
    for command in [["explain", "Sky"], ["list", "shapes"]] {
        let output = run(xtask(project.0.path(), &command).args(["--model", "broken.json"]));
        assert!(output.code == Some(1) && output.err.contains("broken.json"), "{output:?}");
        let output = run(xtask(project.0.path(), &command).args(["--model", "missing.json"]));
        assert!(output.code == Some(1) && output.err.contains("cannot read missing.json"), "{output:?}");
    }
    assert_eq!(ask(&project, &["list", "everything"]).code, Some(2));
    assert_eq!(ask(&project, &["explain"]).code, Some(2));
}

#[test]
fn the_repository_s_own_model_is_explained_from_anywhere() {
    let output = run(&mut xtask(&repository().join("models/words"), &["explain", "describe_refresh_schemas_status"]));
    assert_eq!((output.code, output.err.as_str()), (Some(0), ""));
    let mentioned = [
        "DescribeRefreshSchemasStatus  operation",
        "models/dms.json:",
        "dms_sdk::Client::describe_refresh_schemas_status()",
        "generated/src/operation/describe_refresh_schemas_status.rs",
        "ResourceNotFoundFault",
        "wait_until_schemas_refreshed()",
        "Rust writes it in snake_case",
    ];
    for part in mentioned {
        assert!(output.out.contains(part), "`{part}` is missing in:\n{}", output.out);
    }
    assert!(!output.out.contains('\u{1b}'), "no colour without a terminal");
}

#[test]
fn results_for_programs_are_json() {
    let project = Project::new();
    for kind in ["operations", "shapes", "waiters", "paginators", "errors"] {
        let output = ask(&project, &["list", kind, "--format", "json"]);
        assert_eq!(output.code, Some(0), "{output:?}");
        assert!(serde_json::from_str::<Value>(&output.out).expect("JSON").is_array(), "{kind}");
        assert_eq!(ask(&project, &["list", kind]).code, Some(0));
    }
    let operations = ask(&project, &["list", "operations", "--format", "json"]).out;
    let operations: Value = serde_json::from_str(&operations).expect("JSON");
    let name = operations[0]["name"].as_str().expect("a name").to_owned();
    let output = ask(&project, &["explain", &name, "--format", "json"]);
    let explained: Value = serde_json::from_str(&output.out).expect("JSON");
    assert_eq!(explained[0]["kind"], "operation");
    assert!(explained[0]["id"].as_str().is_some_and(|id| id.ends_with(&name)), "{explained}");
}

/// Returns the output for this width in `COLUMNS`.
fn narrow(arguments: &[&str], columns: usize) -> String {
    let output = run(xtask(repository(), arguments).env("COLUMNS", columns.to_string()));
    assert_eq!((output.code, output.err.as_str()), (Some(0), ""), "{arguments:?}");
    output.out
}

#[test]
fn text_and_json_have_the_same_paths() {
    for kind in ["shapes", "errors"] {
        let text = run(&mut xtask(repository(), &["list", kind])).out;
        let json = run(&mut xtask(repository(), &["list", kind, "--format", "json"])).out;
        let rows: Value = serde_json::from_str(&json).expect("JSON");
        let rows = rows.as_array().expect("rows");
        assert!(rows.len() > 20 && json.contains("dms_sdk::"), "{json}");
        for (line, row) in text.lines().skip(1).zip(rows) {
            assert!(line.ends_with(row["rust"].as_str().expect("a path")), "{line}");
        }
    }
    let items = |format: &str| run(&mut xtask(repository(), &["explain", "Endpoint", "--format", format])).out;
    let explained: Value = serde_json::from_str(&items("json")).expect("JSON");
    let text = items("text");
    let items = explained[0]["rust"].as_array().expect("items").iter().map(|item| &item["item"]);
    let types = explained[0]["members"].as_array().expect("members").iter().map(|member| &member["type"]);
    for path in items.chain(types) {
        assert!(text.contains(path.as_str().expect("a path")), "{path}");
    }
}

#[test]
fn names_are_never_split_on_narrow_terminals() {
    let commands: [&[&str]; 8] = [
        &["list", "operations"],
        &["list", "shapes"],
        &["list", "waiters"],
        &["list", "errors"],
        &["explain", "DescribeRefreshSchemasStatus"],
        &["explain", "SchemasRefreshed"],
        &["explain", "Endpoint"],
        &["test", "--list"],
    ];
    for arguments in commands {
        let (wide, narrow) = (run(&mut xtask(repository(), arguments)).out, narrow(arguments, 60));
        let words =
            |text: &str| text.split_whitespace().map(|word| word.trim_end_matches(';').to_owned()).collect::<Vec<_>>();
        let known: std::collections::HashSet<_> = words(&wide).into_iter().collect();
        for line in narrow.lines() {
            let is_one_word = line.split_whitespace().count() == 1 || line.trim_start().starts_with('`');
            assert!(line.chars().count() <= 60 || is_one_word, "{arguments:?}: {line}");
        }
        let (named, mut checked) = (|word: &&String| word.contains(['_', ':', '/']), 0);
        for word in words(&narrow).iter().filter(named) {
            assert!(known.contains(word), "{arguments:?} breaks {word}");
            checked += 1;
        }
        assert!(checked > 0 || arguments[0] == "test", "{arguments:?}");
    }
    assert_eq!(narrow(&["list", "shapes"], 500), run(&mut xtask(repository(), &["list", "shapes"])).out);
    assert_eq!(
        narrow(&["list", "shapes", "--format", "json"], 60),
        run(&mut xtask(repository(), &["list", "shapes", "--format", "json"])).out
    );
}

#[test]
fn errors_are_wrapped_between_names() {
    let output = run(xtask(repository(), &["explain", "DescribeReplicationTask"]).env("COLUMNS", "60"));
    assert_eq!((output.code, output.out.as_str()), (Some(1), ""));
    assert!(
        output.err.lines().count() > 2 && output.err.lines().all(|line| line.chars().count() <= 60),
        "{}",
        output.err
    );
    assert!(output.err.contains("`DescribeReplicationTasks`"), "{}", output.err);
}

#[test]
fn colour_is_enabled_and_disabled_by_the_environment() {
    let is_coloured = |variables: &[(&str, &str)]| {
        let mut command = xtask(repository(), &["explain", "Endpoint"]);
        run(command.envs(variables.iter().copied())).out.contains('\u{1b}')
    };
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&[]));
}
