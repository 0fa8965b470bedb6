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
