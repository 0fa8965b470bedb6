//! Merging the pages of an output.

use crate::call_json::{operation::JsonPages, pages::Merged};
use serde_json::{Value, json};

const DEEP: JsonPages =
    JsonPages { token: "From", next: &["Next", "From"], items: &[&["Next", "Prices"], &["Others"]] };

/// The tokens of the pages, and the merged output.
fn merged(input: Value, pages: impl IntoIterator<Item = Value>) -> (Vec<Value>, Value) {
    let mut merged = Merged::new(DEEP, &input);
    let tokens = pages.into_iter().map_while(|page| merged.add(page)).collect();
    (tokens, merged.into_value())
}

#[test]
fn lists_and_maps_at_any_depth_are_put_together_and_the_rest_is_the_first_page_s() {
    let pages = [
        json!({ "Kind": "first", "Next": { "From": { "k": 1 }, "Prices": { "a": 1 } } }),
        json!({ "Kind": "second", "Next": { "From": { "k": 2 }, "Prices": { "b": 2 } }, "Others": [1] }),
        json!({ "Others": [2, 3] }),
    ];
    let (tokens, whole) = merged(json!({}), pages);
    assert_eq!(tokens, [json!({ "k": 1 }), json!({ "k": 2 })]);
    let expected = json!({ "Kind": "first", "Next": { "Prices": { "a": 1, "b": 2 } }, "Others": [1, 2, 3] });
    assert_eq!(whole, expected);
}

#[test]
fn parts_that_the_first_page_lacks_are_added() {
    let pages = [json!({ "Next": { "From": "2" } }), json!({ "Next": { "Prices": { "b": 2 } }, "Others": [] })];
    assert_eq!(merged(json!({}), pages).1, json!({ "Next": { "Prices": { "b": 2 } }, "Others": [] }));
    let pages = [json!({ "Next": { "From": "2" } }), json!({ "Others": ["x"] })];
    assert_eq!(merged(json!({}), pages).1, json!({ "Next": {}, "Others": ["x"] }));
}

#[test]
fn no_token_an_empty_one_and_one_seen_before_end_the_pages() {
    for last in [json!(null), json!(""), json!({}), json!([])] {
        assert_eq!(merged(json!({}), [json!({ "Next": { "From": last } })]).0, [Value::Null; 0]);
    }
    let page = |token: &str| json!({ "Next": { "From": token } });
    assert_eq!(merged(json!({}), ["a", "b", "a", "c"].map(page)).0, ["a", "b"]);
    assert_eq!(merged(json!({ "From": "a" }), [page("a"), page("b")]).0, [Value::Null; 0]);
}
