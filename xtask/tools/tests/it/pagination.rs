//! Which operations are paginated, and how.

use crate::support::{assert_mentions, converted, files, model, operation, refusal, service, source};
use serde_json::{Value, json};
use xtask_tools::import::Files;

/// One operation `List` with these members in its input and output.
fn list(input: Value, output: Value) -> Files {
    files(&service(
        json!({ "List": operation("List", "ListRequest", "ListResponse") }),
        json!({
            "ListRequest": { "type": "structure", "members": input },
            "ListResponse": { "type": "structure", "members": output },
            "String": { "type": "string" },
            "Integer": { "type": "integer" },
            "Names": { "type": "list", "member": { "shape": "String" } },
            "Page": { "type": "structure", "members": { "Token": { "shape": "String" }, "Names": { "shape": "Names" } } },
        }),
    ))
}

fn with(mut files: Files, paginator: Value) -> Files {
    files.paginators = Some(source("paginators-1.json", &json!({ "pagination": { "List": paginator } })));
    files
}

fn paginated(files: &Files) -> Value {
    model(files)["List"]["traits"]["smithy.api#paginated"].clone()
}

#[test]
fn the_same_token_on_both_ends_shows_a_paginated_operation() {
    for (token, limit) in [("Marker", "MaxRecords"), ("NextToken", "MaxResults"), ("nextToken", "maxResults")] {
        let files = list(
            json!({ token: { "shape": "String" }, limit: { "shape": "Integer" } }),
            json!({ token: { "shape": "String" }, "Names": { "shape": "Names" } }),
        );
        let wanted = json!({ "inputToken": token, "outputToken": token, "pageSize": limit });
        assert_eq!(paginated(&files), wanted, "and the items stay unsaid");
    }
}

#[test]
fn other_tokens_show_nothing() {
    let string = json!({ "shape": "String" });
    let pairs = [
        (json!({ "Marker": string }), json!({ "NextToken": string })),
        (json!({ "Marker": string }), json!({})),
        (json!({}), json!({ "Marker": string })),
        (json!({ "Marker": { "shape": "Integer" } }), json!({ "Marker": { "shape": "Integer" } })),
        (json!({ "Token": string }), json!({ "Token": string })),
    ];
    for (input, output) in pairs {
        assert_eq!(paginated(&list(input.clone(), output)), Value::Null, "{input}");
    }
}

#[test]
fn a_token_that_is_required_is_not_one() {
    let marker = json!({ "Marker": { "shape": "String" } });
    let mut files = list(marker.clone(), marker);
    files.service.text = files.service.text.replacen("\"members\"", "\"required\":[\"Marker\"],\"members\"", 1);
    assert!(files.service.text.contains("\"required\""));
    assert_eq!(paginated(&files), Value::Null);
}

#[test]
fn a_declared_paginator_may_name_its_own_members_and_a_path() {
    let files = list(
        json!({ "Start": { "shape": "String" }, "Top": { "shape": "Integer" } }),
        json!({ "Page": { "shape": "Page" } }),
    );
    let declared = json!({
        "input_token": "Start", "output_token": "Page.Token", "limit_key": "Top", "result_key": ["Page.Names"],
        "more_results": "Page.More",
    });
    let wanted =
        json!({ "inputToken": "Start", "items": "Page.Names", "outputToken": "Page.Token", "pageSize": "Top" });
    assert_eq!(paginated(&with(files, declared)), wanted);
}

#[test]
fn items_and_page_size_are_left_out_where_they_are_not_one_list_and_one_member() {
    let token = json!({ "shape": "String" });
    for keys in [json!(["Names", "Others"]), json!("Missing"), json!("Marker"), json!("Names[].x"), Value::Null] {
        let files = list(
            json!({ "Marker": token }),
            json!({ "Marker": token, "Names": { "shape": "Names" }, "Others": { "shape": "Names" } }),
        );
        let declared =
            json!({ "input_token": "Marker", "output_token": "Marker", "limit_key": "Nope", "result_key": keys });
        assert_eq!(paginated(&with(files, declared)), json!({ "inputToken": "Marker", "outputToken": "Marker" }));
    }
}

#[test]
fn what_smithy_cannot_say_is_left_out_and_said_so() {
    let string = json!({ "shape": "String" });
    let ends = || list(json!({ "A": string, "B": string }), json!({ "A": string, "Names": { "shape": "Names" } }));
    let several = with(ends(), json!({ "input_token": ["A", "B"], "output_token": ["A", "B"] }));
    assert_mentions(&converted(&several).notes.join("\n"), &["List: not paginated", "several tokens"]);
    assert_eq!(paginated(&several), Value::Null);
    let computed = with(ends(), json!({ "input_token": "A", "output_token": "Names[-1]" }));
    assert_mentions(&converted(&computed).notes.join("\n"), &["List: not paginated", "`Names[-1]`"]);
    assert_eq!(paginated(&computed), Value::Null);
}

#[test]
fn a_paginator_of_nothing_is_refused() {
    let mut files = list(json!({}), json!({}));
    let paginator = json!({ "pagination": { "Walk": { "input_token": "A", "output_token": "A" } } });
    files.paginators = Some(source("paginators-1.json", &paginator));
    assert_mentions(&refusal(&files), &["an operation that does not exist", "shape:  Walk", "paginators-1.json"]);

    let mut files = crate::support::files(&service(json!({ "List": { "name": "List" } }), json!({})));
    files = with(files, json!({ "input_token": "A", "output_token": "A" }));
    assert_mentions(&refusal(&files), &["needs an input and an output"]);

    let files = with(list(json!({}), json!({})), json!({ "input_token": "A", "output_token": "A", "twist": 1 }));
    assert_mentions(&refusal(&files), &["\"twist\": 1"]);
}
