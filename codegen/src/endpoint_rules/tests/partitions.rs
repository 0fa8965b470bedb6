//! The table of AWS partitions that rules ask. A part of `endpoint_rules.rs`.

use super::{RuleReport, default_rule_set, location, plan_rule_set, service, with_conditions, with_endpoint};
use crate::{Diagnostics, Location, smithy::Source};
use serde_json::{Value, json};

fn source(text: &str) -> Source {
    Source { name: "partitions.json".to_owned(), text: text.to_owned() }
}

fn partitions(table: &str) -> Result<(), String> {
    let rule_set = with_conditions(json!([{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" }]));
    let planned = plan_rule_set(&rule_set, None, Some(&source(table)), RuleReport::new(&location(), &service()));
    planned.map(|_| ()).map_err(|Diagnostics(problems)| {
        problems.into_iter().map(|problem| problem.problem).collect::<Vec<_>>().join("; ")
    })
}

fn partition(id: &str, regex: &str) -> Value {
    let outputs = json!({
        "name": id, "dnsSuffix": "a", "dualStackDnsSuffix": "b", "supportsFIPS": true, "supportsDualStack": true,
        "implicitGlobalRegion": "us-east-1",
    });
    json!({ "id": id, "regionRegex": regex, "regions": {}, "outputs": outputs })
}

#[test]
fn a_pattern_that_needs_a_regex_engine_is_refused() {
    for regex in [
        "^us-.*$",
        r"^(us|eu\-\w+\-\d+$",
        r"(us|eu)\-\w+\-\d+$",
        r"^us?\-\w+\-\d+$",
        r"^\-\w+\-\d+$",
        r"^[a-z]{2}\-\w+\-\d+$",
        "",
    ] {
        let table = json!({ "partitions": [partition("aws", r"^us\-\w+\-\d+$"), partition("odd", regex)] });
        let expected =
            format!("the pattern `{regex}` of partition `odd` does not have the form `^(ab|cd)\\-\\w+\\-\\d+$`");
        assert_eq!(partitions(&table.to_string()), Err(expected));
    }
}

#[test]
fn a_table_of_partitions_that_is_incomplete_is_refused() {
    let fallback = "the table of partitions has no partition `aws`, which unknown regions fall back to";
    assert_eq!(partitions("{}"), Err(fallback.to_owned()));
    let table = json!({ "partitions": [partition("aws", r"^us\-\w+\-\d+$"), { "id": "aws-x" }] });
    assert_eq!(partitions(&table.to_string()), Err("the outputs of partition `aws-x` are incomplete".to_owned()));
    assert!(partitions("{").unwrap_err().starts_with("this is not JSON: "));
}

#[test]
fn an_error_in_the_table_has_a_location_in_it() {
    let rule_set = with_conditions(json!([{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" }]));
    for (text, position) in [
        ("{\n\"partitions\": [\n  {\"id\": \"aws\"}]}", (3, 3)),
        ("{\"partitions\": [\n{},\n{]}", (3, 2)),
        ("{\"partitions\": []}", (1, 1)),
    ] {
        let planned = plan_rule_set(&rule_set, None, Some(&source(text)), RuleReport::new(&location(), &service()));
        let problems = planned.unwrap_err().0;
        let expected = Location { source: "partitions.json".to_owned(), position: Some(position) };
        assert!(problems.iter().any(|problem| problem.location.as_ref() == Some(&expected)), "{text}: {problems:?}");
    }
}

#[test]
fn rules_that_ask_for_partitions_need_a_table() {
    let planned = plan_rule_set(&default_rule_set("things"), None, None, RuleReport::new(&location(), &service()));
    let problems = planned.unwrap_err().to_string();
    assert!(problems.contains("a rule calls `aws.partition`, but there is no table"), "{problems}");
    let plain = with_endpoint(json!({ "url": "https://{Region}" }));
    assert!(plan_rule_set(&plain, None, None, RuleReport::new(&location(), &service())).is_ok());
}

#[test]
fn a_region_with_outputs_of_its_own_is_a_row_of_its_own() {
    let mut partition = partition("aws", r"^(us|eu)\-gov\-\w+\-\d+$");
    partition["regions"] = json!({ "us-gov-east-1": {}, "global": {}, "eu-gov-west-1": { "dnsSuffix": "own" } });
    let rule_set = with_conditions(json!([{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" }]));
    let table = json!({ "partitions": [partition] }).to_string();
    let rows = plan_rule_set(&rule_set, None, Some(&source(&table)), RuleReport::new(&location(), &service()))
        .unwrap()
        .partitions;
    let [all, own] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((all.regions.as_slice(), all.outputs.dns_suffix.as_str()), (["global".to_owned()].as_slice(), "a"));
    assert_eq!(all.prefixes, ["us-gov", "eu-gov"]);
    assert_eq!(
        (own.regions.as_slice(), own.outputs.dns_suffix.as_str()),
        (["eu-gov-west-1".to_owned()].as_slice(), "own")
    );
    assert_eq!((own.outputs.name.as_str(), own.prefixes.len()), ("aws", 0));
}
