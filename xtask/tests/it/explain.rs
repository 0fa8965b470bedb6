//! `explain` and `list` as they speak.

use serde_json::Value;

use super::{Said, Workplace, repository, run, xtask};

fn ask(place: &Workplace, arguments: &[&str]) -> Said {
    run(xtask(place.0.path(), arguments).args(["--model", "weather.json"]))
}

#[test]
fn unknown_names_and_models_end_in_an_error_that_tells_what_to_do() {
    let place = Workplace::new();
    let said = ask(&place, &["explain", "Wether"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{said:?}");
    assert!(said.err.contains("nothing called `Wether`") && said.err.contains("remedy: "), "{}", said.err);
    let said = ask(&place, &["explain", "\u{1b}[2J"]);
    assert!(said.code == Some(1) && !said.err.contains('\u{1b}'), "{said:?}");
    place.write("broken.json", "{");
    for command in [["explain", "Sky"], ["list", "shapes"]] {
        let said = run(xtask(place.0.path(), &command).args(["--model", "broken.json"]));
        assert!(said.code == Some(1) && said.err.contains("broken.json"), "{said:?}");
        let said = run(xtask(place.0.path(), &command).args(["--model", "missing.json"]));
        assert!(said.code == Some(1) && said.err.contains("cannot read missing.json"), "{said:?}");
    }
    assert_eq!(ask(&place, &["list", "everything"]).code, Some(2));
    assert_eq!(ask(&place, &["explain"]).code, Some(2));
}

#[test]
fn the_repository_s_own_model_is_explained_from_anywhere() {
    let said = run(&mut xtask(&repository().join("models/words"), &["explain", "describe_refresh_schemas_status"]));
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
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
        assert!(said.out.contains(part), "`{part}` is missing in:\n{}", said.out);
    }
    assert!(!said.out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn answers_for_programs_are_json() {
    let place = Workplace::new();
    for kind in ["operations", "shapes", "waiters", "paginators", "errors"] {
        let said = ask(&place, &["list", kind, "--format", "json"]);
        assert_eq!(said.code, Some(0), "{said:?}");
        assert!(serde_json::from_str::<Value>(&said.out).expect("JSON").is_array(), "{kind}");
        assert_eq!(ask(&place, &["list", kind]).code, Some(0));
    }
    let operations = ask(&place, &["list", "operations", "--format", "json"]).out;
    let operations: Value = serde_json::from_str(&operations).expect("JSON");
    let name = operations[0]["name"].as_str().expect("a name").to_owned();
    let said = ask(&place, &["explain", &name, "--format", "json"]);
    let explained: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(explained[0]["kind"], "operation");
    assert!(explained[0]["id"].as_str().is_some_and(|id| id.ends_with(&name)), "{explained}");
}

/// Output on a terminal of this width, as `COLUMNS` says it.
fn narrow(arguments: &[&str], columns: usize) -> String {
    let said = run(xtask(repository(), arguments).env("COLUMNS", columns.to_string()));
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{arguments:?}");
    said.out
}

#[test]
fn the_same_paths_stand_in_text_and_json() {
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
fn narrow_terminals_break_no_names() {
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
    let said = run(xtask(repository(), &["explain", "DescribeReplicationTask"]).env("COLUMNS", "60"));
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
    assert!(said.err.lines().count() > 2 && said.err.lines().all(|line| line.chars().count() <= 60), "{}", said.err);
    assert!(said.err.contains("`DescribeReplicationTasks`"), "{}", said.err);
}

#[test]
fn colour_is_asked_for_and_refused_by_the_environment() {
    let said = |variables: &[(&str, &str)]| {
        let mut command = xtask(repository(), &["explain", "Endpoint"]);
        run(command.envs(variables.iter().copied())).out.contains('\u{1b}')
    };
    assert!(said(&[("CLICOLOR_FORCE", "1")]));
    assert!(!said(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!said(&[]));
}
